import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiserWithEvent, plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(platformsInTurn())('two who change one event at once, on %s', (platform) => {
  const here = () => world.coordinator[platform];
  const stored = (title: string) =>
    world.database.prisma.event.findFirstOrThrow({ where: { title }, include: { occurrences: true } });

  it('each keep what the other has changed: nobody is asked where they changed different fields', async () => {
    const ben = await organiserWithEvent(world, platform, 'Ben', 'Visite', '16 novembre 10h');
    for (const who of [ben, here()]) await who.command('/evenement modifier', { evenement: `Visite ${platform}` });
    await here().fill({ contact: 'La CRESS & co <contact>' });
    await ben.fill({ title: `Grande visite ${platform}` });
    expect(ben.read()).toContain(`« Grande visite ${platform} » est enregistré`);
    expect(ben.read()).toContain("Quelqu'un d'autre a changé ceci pendant que vous écriviez, et c'est gardé :");
    expect(ben.read()).toContain('Contact : La CRESS & co <contact>');
    expect(await stored(`Grande visite ${platform}`)).toMatchObject({ contact: 'La CRESS & co <contact>' });
  });

  it('are asked about the one field that both have changed, and about it alone', async () => {
    const cid = await organiserWithEvent(world, platform, 'Cid', 'Débat', '17 novembre 18h');
    const opened = async () => {
      for (const who of [cid, here()]) await who.command('/evenement modifier', { evenement: `Débat ${platform}` });
    };
    await opened();
    await here().fill({ contact: 'La CRESS', pitch: 'Venez en débattre.' });
    await cid.fill({ contact: 'Cid', place: 'Mairie, Beauvais' });
    expect(cid.read()).toContain("Quelqu'un d'autre a changé la même chose que vous");
    expect(cid.read()).toContain('Contact : La CRESS');
    expect(cid.read()).not.toContain('Venez en débattre.');
    expect(await stored(`Débat ${platform}`)).toMatchObject({ contact: 'La CRESS', venue: 'Salle des fêtes' });
    await cid.choose('Choisir', "Enregistrer ce que j'ai écrit");
    const both = { contact: 'Cid', venue: 'Mairie', pitch: 'Venez en débattre.' };
    expect(await stored(`Débat ${platform}`)).toMatchObject(both);

    await opened();
    await here().fill({ contact: 'La CRESS' });
    await cid.fill({ contact: 'Cid et Ana', place: 'Théâtre, Beauvais' });
    await cid.choose('Choisir', 'Garder ce qui est enregistré');
    const theirs = { contact: 'La CRESS', venue: 'Théâtre', pitch: 'Venez en débattre.' };
    expect(await stored(`Débat ${platform}`)).toMatchObject(theirs);
  });

  it('are asked whose picture stays where both have sent one, and lose none that they have not touched', async () => {
    const gus = await organiserWithEvent(world, platform, 'Gus', 'Expo', '19 novembre 18h');
    const picture = (name: string) => ({ picture: [{ name, type: 'image/png', bytes: png }] });
    const opened = async () => {
      for (const who of [gus, here()]) {
        await who.command('/evenement voir', { evenement: `Expo ${platform}` });
        await who.press('Compléter la fiche');
      }
    };
    const stands = async () => {
      const { pictureId } = await stored(`Expo ${platform}`);
      return (await world.database.prisma.file.findUniqueOrThrow({ where: { id: pictureId ?? '' } })).name;
    };
    await opened();
    await here().fill(picture('affiche.png'));
    await gus.fill({ price: 'Gratuit' });
    expect(await stands()).toBe('affiche.png');
    await opened();
    await here().fill(picture('lune.png'));
    await gus.fill(picture('soleil.png'));
    expect(gus.read()).toMatch(/: lune\.png[\s\S]*: soleil\.png/u);
    expect(await stands()).toBe('lune.png');
    await gus.choose('Choisir', "Enregistrer ce que j'ai écrit");
    expect(await stands()).toBe('soleil.png');
  });

  it('are asked again where what they were shown has changed once more', async () => {
    const dov = await organiserWithEvent(world, platform, 'Dov', 'Repas', '18 novembre 12h');
    const open = (who: Person) => who.command('/evenement modifier', { evenement: `Repas ${platform}` });
    for (const who of [dov, here()]) await open(who);
    await here().fill({ contact: 'La CRESS' });
    await dov.fill({ contact: 'Dov' });
    await open(here());
    await here().fill({ contact: 'Le bureau' });
    await dov.choose('Choisir', "Enregistrer ce que j'ai écrit");
    expect(dov.read()).toContain('Contact : Le bureau');
    expect(await stored(`Repas ${platform}`)).toMatchObject({ contact: 'Le bureau' });
    await dov.choose('Choisir', "Enregistrer ce que j'ai écrit");
    expect(await stored(`Repas ${platform}`)).toMatchObject({ contact: 'Dov' });
  });

  it('read of what is kept in the review of new dates, and what comes after it is shown first', async () => {
    const eva = await organiserWithEvent(world, platform, 'Eva', 'Fête', '20 novembre 18h');
    const open = (who: Person) => who.command('/evenement modifier', { evenement: `Fête ${platform}` });
    for (const who of [eva, here()]) await open(who);
    await here().fill({ contact: 'La CRESS' });
    await eva.fill({ when: '21 novembre 18h' });
    expect(eva.read()).toContain('Contact : La CRESS');
    expect(plain(eva.read())).toContain('21 novembre 2026');
    // What the form doesn't hold doesn't matter to it.
    await here().command('/evenement voir', { evenement: `Fête ${platform}` });
    await here().press('Compléter');
    await here().fill({ description: 'Toute la soirée.' });
    await eva.press('Enregistrer les nouvelles dates');
    expect(eva.read()).not.toContain("Rien n'a été fait");
    await open(eva);
    await eva.fill({ when: '22 novembre 18h' });
    await open(here());
    await here().fill({ pitch: 'Avec un orchestre.' });
    await eva.press('Enregistrer les nouvelles dates');
    expect(eva.read()).toContain("Rien n'a été fait");
    expect(eva.read()).toContain('Avec un orchestre.');
    await eva.press('Enregistrer les nouvelles dates');
    const { occurrences, ...event } = await stored(`Fête ${platform}`);
    expect(event).toMatchObject({ contact: 'La CRESS', pitch: 'Avec un orchestre.' });
    expect(occurrences).toMatchObject([{ startsAt: new Date('2026-11-22T18:00:00+01:00') }]);
  });

  it('of a form that was begun by an earlier version, is shown all that would be lost', async () => {
    const flo = await organiserWithEvent(world, platform, 'Flo', 'Marché', '22 novembre 9h');
    for (const who of [flo, here()]) await who.command('/evenement modifier', { evenement: `Marché ${platform}` });
    await world.database.prisma.$executeRaw`UPDATE "Conversation" SET "filledWith" = NULL WHERE "status" = 'OPEN'`;
    await here().fill({ contact: 'La CRESS' });
    expect(here().read()).toContain('est enregistré');
    await flo.fill({ pitch: 'Tout est frais.' });
    expect(flo.read()).toContain('Contact : La CRESS');
    await flo.choose('Choisir', 'Garder ce qui est enregistré');
    expect(flo.read()).toContain("Rien n'a été changé");
    expect(await stored(`Marché ${platform}`)).toMatchObject({ contact: 'La CRESS' });
  });
});
