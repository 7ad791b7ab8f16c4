import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, allButTheIdea, launch, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const people = {} as Record<'slack' | 'discord', OpenDoors>;

/** Returns the live tally as somebody reads it in its channel. */
const tallyOf = (person: Person) =>
  (person.screen().findLast(({ text }) => text.includes('📊'))?.text ?? '').replaceAll('\u00a0', ' ');

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = await openDoors(world, platform);
    const { organiser: by, organisationId } = people[platform];
    const startsAt = '2026-11-20T19:00:00+01:00';
    await acceptedEvent(world, { title: `Veillée ${platform}`, organisationId, by, startsAt });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/chiffres afficher', { canal: coordinator.channel('chiffres') });
  }
  await launch(world.coordinator.slack, '15 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
  await world.runDue();
});
afterAll(() => world?.close());

it('what is asked is told in progress, complete and closed everywhere alike, and reminded of only while it waits', async () => {
  const claire = world.coordinator.slack;

  // It stands in the live tallies as soon as it is asked, without an answer.
  for (const platform of both) {
    expect(tallyOf(people[platform].organiser)).toContain("Questionnaires d'événement : 0 reçu sur 2");
    expect(tallyOf(people[platform].organiser)).toContain("Aucune réponse pour l'instant.");
    expect(tallyOf(people[platform].organiser)).not.toContain('pas encore de réponse');
  }

  // It is not reminded of unawares a few minutes later.
  world.clock.set('2026-11-15T10:04:00+01:00');
  await claire.command('/questionnaire relancer');
  expect(claire.read()).toContain('Relancer 2 personnes ?');
  expect(claire.read()).toContain(
    '2 de ces personnes viennent de recevoir un questionnaire, demandé dim. 15 nov. à 10 h.',
  );
  await claire.press('Relancer');
  expect(claire.read()).toContain('Rappels pour 2 personnes : Olive slack et Olive discord.');
  await claire.command('/questionnaire relancer');
  expect(claire.read()).toContain("Il n'y a personne à relancer maintenant");
  expect(claire.read()).toContain("2 personnes ont déjà été relancées aujourd'hui");

  for (const platform of both) {
    // A questionnaire is told to be in progress until its last answer, the same everywhere.
    const { organiser } = people[platform];
    const received = platform === 'slack' ? '1 reçu' : '2 reçus';
    await organiser.press('Oui', { in: `Portes ouvertes ${platform}` });
    await organiser.say('40', `Portes ouvertes ${platform}`);
    await organiser.press('Non');
    expect(tallyOf(organiser)).toContain(`Questionnaires d'événement : ${received} sur 2, dont 1 en cours`);
    await world.coordinator[platform].command('/questionnaire etat');
    const finished = platform === 'slack' ? ['0', '░{10} 0 %'] : ['1', '▓{5}░{5} 50 %'];
    expect(world.coordinator[platform].read()).toMatch(
      new RegExp(
        `Questionnaires d'événement : ${received} sur 2, dont 1 en cours\\. Complets : ${finished[0]} sur 2\\s+${finished[1]}`,
      ),
    );
    await organiser.press('Moitié-moitié');
    expect(tallyOf(organiser)).toMatch(new RegExp(`Questionnaires d'événement : ${received} sur 2\\s`));
    await world.coordinator[platform].command('/questionnaire etat');
    expect(world.coordinator[platform].read()).not.toContain('en cours');

    // When it is complete it waits nowhere, whatever one presses.
    await organiser.press('Répondre', { in: '📊' });
    expect(organiser.read()).toContain('Vous avez répondu à tout. Merci !');
    await organiser.press('Voir mes réponses', { in: 'répondu à tout' });
    expect(organiser.read()).toContain('a-t-il eu lieu');
    await organiser.press('Répondre', { in: 'attend votre réponse' });
    expect(organiser.read()).toContain("est complet : plus aucune question n'attend de réponse");
    expect(organiser.read()).not.toContain('Vous répondez à');
  }

  // The closing counts no event that was called off, and says which are still to be asked.
  const { organiser } = people.slack;
  await world.goTo('2026-11-21T10:00:00+01:00');
  await world.runDue();
  expect(tallyOf(organiser)).toContain('2 reçus sur 4');
  // They were reminded of another one this week, which takes nothing from a first asking.
  await organiser.press('Reporté', { in: 'Veillée slack' });
  const { prisma } = world.database;
  const { id } = await prisma.event.findFirstOrThrow({ where: { title: 'Veillée discord' } });
  world.clock.set('2026-11-21T10:05:00+01:00');
  await people.discord.organiser.command('/evenement annuler', { evenement: id });
  await people.discord.organiser.press("Annuler l'événement");
  await world.runDue();
  await world.runDue();
  expect(tallyOf(organiser)).toContain('2 reçus sur 3');
  await claire.command('/questionnaire fermer');
  expect(claire.read()).toContain('Événements : 2 reçus sur 3.');
  expect(claire.read()).toContain("1 événement n'est pas encore interrogé");

  // It takes the date out of the reminders that still stand.
  await world.goTo('2026-12-01T10:00:00+01:00');
  await world.goTo('2026-12-04T10:00:00+01:00');
  const reminder = () =>
    organiser.screen().findLast(({ text }) => /attend(ent)? votre réponse|questionnaire est clos/.test(text));
  expect(reminder()?.text).toContain("jusqu'au vendredi 15 janvier 2027");
  await claire.command('/questionnaire prolonger', { cloture: '31 janvier 2027' });
  await claire.press('Changer la date');
  expect(reminder()?.text).toContain("jusqu'au dimanche 31 janvier 2027");
  await claire.command('/questionnaire fermer');
  await claire.press('Clore');
  expect(reminder()?.text).toContain('Le questionnaire est clos.');
  expect(reminder()?.text).not.toContain('31 janvier');

  // It is what everything counts from then on; late answers are told apart.
  const frozen = tallyOf(organiser);
  await organiser.press('Oui', { in: 'contacté la presse' });
  expect(tallyOf(organiser)).toBe(frozen);
  await claire.command('/questionnaire etat');
  expect(frozen).toContain("Structures : aucune n'a répondu sur 2");
  expect(claire.read()).toContain("Structures : aucune n'a répondu sur 2");
  expect(claire.read()).toMatch(/après la clôture[\s\S]*Questionnaire de la structure : Les Jardins slack/);
  await claire.command('/bilan apercu');
  expect(claire.read()).not.toContain('1 structure sur 2');
});

describe.each(platformsInTurn())('the questionnaires of organisations, on %s', (platform) => {
  it('fill the bar only once they are finished', async () => {
    const world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
    try {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/edition ouvrir', { annee: '2026' });
      const { organiser, organisationId } = await openDoors(world, platform);
      await launch(coordinator, '15 janvier 2027');
      await allButTheIdea(world, organisationId, organiser);
      await coordinator.command('/questionnaire etat');
      expect(coordinator.read()).toMatch(
        /Structures : 1 a répondu sur 1, dont 1 en cours\. Ont terminé : 0 sur 1\s+░{10} 0 %/,
      );
    } finally {
      await world.close();
    }
  });
});

describe('two live tallies shown at once in one channel', () => {
  it('are one', async () => {
    const coordinator = world.coordinator.discord;
    const canal = coordinator.channel('chiffres');
    await Promise.all([0, 1].map(() => coordinator.command('/chiffres afficher', { canal })));
    const live = await world.database.prisma.tally.count({ where: { removedAt: null, platform: 'discord' } });
    expect(live).toBe(1);
  });
});
