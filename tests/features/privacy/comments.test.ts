import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { organiser } from '../../support/proposing.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { worldWithSurvey } from '../../support/surveys.ts';
import { filesShown, messagesNaming, namingAmong, tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';

const COMMENT = 'Il manque la fête des Bleuets à Beauvais.';

describe.each(platformsInTurn())('what somebody said on %s of a bilan that they were asked to read', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
    coordinator = world.coordinator[platform];
    ana = await organiser(world, platform, 'Ana Petit', { organisation: 'Le Moulin' });
  });
  afterAll(() => world?.close());

  const minutes = (count: number) => world.goTo(new Date(world.clock.now().getTime() + count * 60_000));

  it('is in their copy, comes to an end when the bilan is published, and goes with them', async () => {
    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    const { id } = await world.database.prisma.person.findFirstOrThrow({ where: { name: 'Ana Petit' } });
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    await coordinator.fill({ people: [id] });
    await coordinator.press('Envoyer');
    await world.runDue();
    await ana.press('Commenter');
    await ana.fill({ chapter: 'events', text: COMMENT });
    expect(ana.read()).toContain('Votre commentaire est enregistré');

    await ana.command('/profil donnees');
    await ana.press('Recevoir une copie');
    await world.settle();
    const copies = (await filesShown(world)).filter(({ name }) => name === 'mes-donnees.zip');
    expect(namingAmong(copies, [COMMENT])).not.toEqual([]);

    // A form that is open when the bilan is published comes back, and so does the button below the letter.
    await ana.press('Commenter', { in: 'Pour relecture' });
    await explainAndPublish(coordinator);
    await ana.fill({ chapter: 'budget', text: 'Le total est faux.' });
    expect(ana.read()).toContain('La relecture de ce bilan est terminée');
    expect(ana.read()).toContain('Le total est faux.');
    expect(await world.database.prisma.reportComment.count()).toBe(1);
    await world.runDue();
    await ana.press('Commenter', { in: 'Pour relecture' });
    expect(ana.read()).toContain('La relecture de ce bilan est terminée');

    await ana.command('/profil donnees');
    await ana.press('Tout effacer');
    expect(ana.read()).toContain('vos commentaires sur le bilan à relire');
    await ana.press('Effacer pour toujours');
    expect(ana.read()).toContain('vos commentaires sur le bilan à relire, sont effacés aussi');
    for (let times = 0; times < 4; times++) await minutes(1);
    expect(await world.database.prisma.reportComment.count()).toBe(0);
    expect(await world.database.prisma.reportReader.count()).toBe(0);
    expect(await tablesNaming(world, [COMMENT, 'Ana Petit', id])).toEqual([]);
    expect(messagesNaming(world, [COMMENT, 'Ana Petit'])).toEqual([]);
    await coordinator.command('/bilan relecture');
    expect(coordinator.read()).not.toContain('1 commentaire reçu');
  }, 120_000);
});
