import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';
import { handIn, tableOf } from './files.ts';

let world: World;
let people: Readonly<Record<'slack' | 'discord', Person>>;
/** The coordinator of a second region, in a server of its own. */
let gwenn: Person;
beforeAll(async () => {
  world = await startWorld({ at: '2027-01-04T10:00:00+01:00' });
  people = { slack: world.person('slack', 'Nadia'), discord: world.person('discord', 'Nour') };
  gwenn = await beginBrittany();
  await world.restartBot(undefined, { nationals: [people.slack, people.discord] });
});
beforeEach(() => {
  // Everybody may be written to twice a week: each test is a week of its own.
  world.clock.set(new Date(world.clock.now().getTime() + 8 * 24 * 3_600_000));
});
afterAll(() => world?.close());

async function beginBrittany(): Promise<Person> {
  const claire = world.coordinator.slack;
  await claire.command('/installer', { region: 'Picardie' });
  await claire.press('Inviter une autre région');
  const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(claire.read())?.[0] ?? '';
  const guild = world.discord.addGuild({ name: 'ESS Bretagne' });
  const person = world.person('discord', 'Gwenn');
  guild.join(person.user.id, { administrator: true });
  person.place = { channel: guild.addChannel({ name: 'accueil' }).id, thread: null };
  await person.command('/installer', { region: code });
  await person.command('/installer', { region: 'Bretagne', departements: '22, 29, 35, 56' });
  return person;
}

const coordinators = () => [world.coordinator.slack, world.coordinator.discord, gwenn];

async function write(person: Person, text: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  await person.command('/nation ecrire');
  await person.fill({ text, ...more });
}

describe.each(platformsInTurn())('what the nation writes to coordinators, on %s', (platform) => {
  it('says whom it reaches before it leaves, reaches them alone, and counts who has read it', async () => {
    const nadia = people[platform];
    const words = `Envoyez votre bilan avant le 15 (${platform})`;
    await write(nadia, words, { links: 'Comment faire : exemple.fr/bilan' });
    const shown = plain(nadia.read());
    expect(shown).toContain('Le recevront : 3 personnes, 2 régions sur les 2 de ce bot');
    expect(shown).toContain('Picardie : 2 personnes');
    expect(shown).toContain('Bretagne : 1 personne');
    await nadia.press('Aperçu');
    expect(plain(nadia.read())).toContain('Ce message va à la coordination des régions, et à elle seule.');
    for (const one of coordinators()) expect(copies(one, words)).toEqual([]);
    await nadia.press('Envoyer à 3 personnes');
    expect(plain(nadia.read())).toContain("C'est noté : 3 messages partent maintenant");
    await world.runDue();
    for (const one of coordinators()) {
      expect(copies(one, words)).toHaveLength(1);
      expect(plain(copies(one, words)[0]?.text ?? '')).toContain('De la coordination nationale');
      expect(plain(copies(one, words)[0]?.text ?? '')).toContain(`De : ${nadia.name}`);
    }
    for (const one of [people.slack, people.discord]) expect(copies(one, words)).toEqual([]);
    await gwenn.press("J'ai lu", { in: words });
    await nadia.press('Où il en est');
    expect(plain(nadia.read())).toContain("Bretagne : 1 personne sur 1 l'a lu");
    expect(plain(nadia.read())).toContain("Picardie : 0 personne sur 2 l'a lu");
    // Nobody's name leaves a region.
    for (const one of coordinators()) expect(nadia.read()).not.toContain(one.name);

    // A region's coordinators have no say in it: it isn't among theirs, and takes no part in their bilan.
    await gwenn.command('/annonce etat');
    expect(gwenn.read()).not.toContain(words);
  });

  it('goes to the chosen regions, and says which expected ones this bot can’t reach', async () => {
    const nadia = people[platform];
    await handIn(nadia, [tableOf('regions.csv', 'region\nPicardie\nBretagne\nCorse')], { annee: '2026' });
    const words = `Pour la Bretagne (${platform})`;
    await write(nadia, words);
    expect(plain(nadia.read())).toContain('pas dans ce bot, je ne peux pas lui écrire : Corse. Écrivez-lui vous-même.');
    await nadia.choose('Régions', 'Bretagne');
    expect(plain(nadia.read())).toContain('Le recevra : 1 personne, 1 région sur les 2 de ce bot');
    await nadia.press('Modifier le texte');
    await nadia.fill({ text: `${words} !` });
    await nadia.press('Envoyer à 1 personne');
    await world.runDue();
    expect(copies(gwenn, `${words} !`)).toHaveLength(1);
    await gwenn.command('/equipe journal');
    expect(plain(gwenn.read())).toContain('La coordination nationale a écrit à la coordination de cette région');
    expect(gwenn.read()).not.toContain(words);
    const picardie = world.coordinator[platform];
    await picardie.command('/equipe journal', { jour: "aujourd'hui" });
    expect(picardie.read()).not.toContain('a écrit à la coordination');
    for (const one of [world.coordinator.slack, world.coordinator.discord]) expect(copies(one, words)).toEqual([]);
    await world.database.prisma.nationFile.deleteMany({});
    await write(nadia, 'Rien');
    expect(plain(nadia.read())).toContain('Je ne connais que les régions de ce bot');
    await nadia.press('Supprimer le brouillon');
    expect(nadia.read()).toContain("Rien n'est parti");
  });

  it('keeps to two messages a week and to quiet hours, and says so; a reminder comes once; it can be taken back', async () => {
    const nadia = people[platform];
    const words = `Troisième (${platform})`;
    for (const text of [`Premier (${platform})`, `Deuxième (${platform})`]) {
      await write(nadia, text);
      await nadia.press('Envoyer à 3 personnes');
      await world.runDue();
    }
    await write(nadia, words);
    await nadia.press('Envoyer à 3 personnes');
    expect(plain(nadia.read())).toContain('3 messages privés partiront plus tard');
    await world.runDue();
    for (const one of coordinators()) expect(copies(one, words)).toEqual([]);
    await world.goTo(new Date(world.clock.now().getTime() + 8 * 24 * 3_600_000));
    for (const one of coordinators()) expect(copies(one, words)).toHaveLength(1);
    await gwenn.press("J'ai lu", { in: words });
    await nadia.command('/nation messages');
    await nadia.choose('Choisir un message', words);
    await nadia.press('Relancer');
    expect(plain(nadia.read())).toContain("aux 2 personnes qui n'ont pas lu");
    await nadia.press('Envoyer le rappel');
    expect(plain(nadia.read())).toContain('2 rappels partent');
    await world.runDue();
    expect(copies(gwenn, words)).toHaveLength(1);
    expect(copies(world.coordinator.slack, words)).toHaveLength(2);
    await nadia.command('/nation messages');
    await nadia.choose('Choisir un message', words);
    expect(nadia.sees('Relancer')).toBe(false);
    await nadia.press('Retirer le message');
    expect(plain(nadia.read())).toContain('5 messages seront effacés');
    await nadia.press('Retirer le message', { in: 'seront effacés' });
    await world.runDue();
    for (const one of coordinators()) expect(copies(one, words)).toEqual([]);
    const claire = world.coordinator[platform];
    await claire.command('/equipe journal');
    expect(plain(claire.read())).toContain('La coordination nationale a retiré un message');
    expect(plain(claire.read())).toContain(
      "La coordination nationale a fait relancer, dans la coordination de cette région, qui n'avait pas lu",
    );
    await gwenn.command('/equipe journal', { jour: "aujourd'hui" });
    expect(plain(gwenn.read())).toContain('a retiré un message');
    expect(plain(gwenn.read())).not.toContain('a fait relancer');
  });

  it('leaves as it was shown: where a coordinator has come meanwhile, that is shown first', async () => {
    const nadia = people[platform];
    const words = `À qui est là (${platform})`;
    await write(nadia, words);
    const claire = world.coordinator.slack;
    const lou = world.person('slack', `Lou ${platform}`);
    await claire.command('/equipe nommer', { personne: claire.mention(lou), role: 'Coordination' });
    await nadia.press('Envoyer à 3 personnes');
    expect(copies(gwenn, words)).toEqual([]);
    await nadia.press('Envoyer à 4 personnes');
    await world.runDue();
    expect(copies(lou, words)).toHaveLength(1);
    const { prisma } = world.database;
    await prisma.teamRole.deleteMany({ where: { person: { name: lou.name } } });
  });

  it('is nobody else’s: neither a draft of another nor a button of a coordinator does anything', async () => {
    const nadia = people[platform];
    await write(nadia, `Brouillon (${platform})`);
    await world.restartBot(undefined, { nationals: [people[platform === 'slack' ? 'discord' : 'slack']] });
    await nadia.press('Envoyer à 3 personnes');
    expect(nadia.read()).toContain('réservé');
    await world.restartBot(undefined, { nationals: [people.slack, people.discord] });
    const { id } = await world.database.prisma.nationCall.findFirstOrThrow({ where: { status: 'draft' } });
    const nour = people[platform === 'slack' ? 'discord' : 'slack'];
    await nour.command('/nation messages');
    expect(JSON.stringify(nour.screen().at(-1)?.controls)).not.toContain(id);
    await world.database.prisma.nationCall.deleteMany({ where: { id } });
  });
});
