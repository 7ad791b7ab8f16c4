import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '../../../../src/database/transaction.ts';
import { questionnaireFacts } from '../../../../src/features/surveys/queries.ts';
import type { Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { acceptedEvent, answersOf, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
let editionId: string;
const answering = {} as Record<'slack' | 'discord', Person>;
const silent = {} as Record<'slack' | 'discord', Person>;
const declining = {} as Record<'slack' | 'discord', Person>;
const eventIds = {} as Record<'slack' | 'discord', string>;

/** Returns how many messages somebody was sent since they last did something. */
const reminders = (person: Person): number =>
  person.screen().filter(({ text }) => text.includes('votre réponse') && text.includes('rappel dès qu')).length;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-16T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  editionId = (await world.database.prisma.edition.findFirstOrThrow()).id;
  for (const platform of ['slack', 'discord'] as const) {
    for (const [role, people] of Object.entries({ answering, silent, declining })) {
      const by = world.person(platform, `${role} ${platform}`);
      people[platform] = by;
      const organisationId = await organisationOf(world, `${role} ${platform}`, [by]);
      const title = `Fête ${role} ${platform}`;
      const id = await acceptedEvent(world, { title, organisationId, by, startsAt: '2026-11-13T18:00:00+01:00' });
      if (role === 'answering') eventIds[platform] = id;
    }
  }
});
afterAll(() => world?.close());

it('a survey asks by day, reminds who is silent, gives a call list, takes answers by telephone, and freezes on closing', async () => {
  const claire = world.coordinator.slack;

  // It asks at once about what is past, by day.
  world.clock.set('2026-11-16T22:30:00+01:00');
  await answering.slack.command('/questionnaire lancer');
  expect(answering.slack.read()).toContain('Seule la coordination');
  await claire.command('/questionnaire lancer', { cloture: '10 novembre 2026' });
  await claire.command('/questionnaire lancer');
  await claire.press('Lancer le questionnaire');
  expect(answering.slack.look()).not.toContain('a-t-il eu lieu');
  await world.coordinator.discord.command('/questionnaire lancer');
  expect(world.coordinator.discord.read()).toContain('est déjà lancé');
  expect(world.coordinator.discord.sees('Corriger')).toBe(false);
  expect(world.coordinator.discord.sees("Voir l'état des réponses")).toBe(true);
  await world.goTo('2026-11-17T08:00:00+01:00');
  for (const platform of both) {
    expect(answering[platform].look()).toContain('a-t-il eu lieu');
    await declining[platform].press('Nous ne répondrons pas');
    expect(declining[platform].read()).toContain('vous ne répondrez pas');
    expect(declining[platform].sees('Répondre tout de même')).toBe(true);
    await answering[platform].press('Oui');
  }

  // It reminds only those who have neither answered nor declined, never more than twice a week.
  await world.goTo('2026-11-20T10:00:00+01:00');
  for (const platform of both) {
    expect(silent[platform].look()).toContain('Un questionnaire attend votre réponse');
    expect(reminders(silent[platform])).toBe(1);
    expect(reminders(answering[platform])).toBe(0);
    expect(reminders(declining[platform])).toBe(0);
  }
  await claire.command('/questionnaire relancer');
  expect(claire.read()).toContain("2 personnes ont déjà été relancées aujourd'hui");
  world.clock.set('2026-11-21T11:00:00+01:00');
  await claire.command('/questionnaire relancer');
  expect(claire.read()).toContain('Relancer 2 personnes ?');
  world.clock.set('2026-11-25T11:00:00+01:00');
  await claire.command('/questionnaire relancer');
  expect(claire.read()).toContain('Relancer 2 personnes ?');
  await claire.press('Relancer');
  expect(claire.read()).toContain('Rappels pour 2 personnes : silent slack et silent discord.');
  for (const platform of both) expect(reminders(silent[platform])).toBe(2);
  await world.goTo('2026-11-27T10:00:00+01:00');
  for (const platform of both) expect(reminders(silent[platform])).toBe(3);
  world.clock.set('2026-11-28T11:00:00+01:00');
  await claire.command('/questionnaire relancer');
  expect(claire.read()).toContain('2 personnes ont déjà reçu deux messages cette semaine');

  // It asks each organisation once after the month, and gives the coordinators their call list before closing.
  await world.goTo('2026-12-01T10:00:00+01:00');
  expect(answering.slack.look()).toContain('12 questions, 4 minutes.');
  // In an organisation's thread one follows the other.
  expect(answering.discord.look()).not.toContain('12 questions, 4 minutes.');
  for (const at of ['2026-12-04T10:00:00+01:00', '2026-12-11T10:00:00+01:00', '2027-01-13T10:00:00+01:00']) {
    await world.goTo(at);
  }
  expect(silent.slack.look()).toContain('questionnaires attendent votre réponse');
  await world.goTo('2027-01-14T10:00:00+01:00');
  expect(claire.look()).toContain("C'est le moment d'appeler");
  // In the channel nobody is named; who reminded them read their names alone.
  expect(claire.read().split('---').at(-1)).not.toContain('silent slack');
  expect(silent.slack.look()).toContain("C'est le moment d'appeler");
  await silent.slack.press('Qui appeler');
  expect(silent.slack.read()).toContain('Seule la coordination');
  await claire.press('Qui appeler');
  expect(claire.read()).toContain(
    'silent slack · silent slack · contact donné : contact@example.org · Questionnaire : Fête silent slack : sans réponse',
  );
  // One answer of four isn't an answered questionnaire.
  expect(claire.read()).toContain('Fête answering slack : il reste 3 questions');
  expect(claire.read()).not.toContain('Fête declining');

  // It lets a coordinator answer for somebody on the telephone, as such.
  const driss = world.coordinator.discord;
  await driss.command('/questionnaire saisir', { questionnaire: 'Fête silent discord' });
  expect(driss.read()).toContain(
    'Vous répondez à « Questionnaire : Fête silent discord » dans votre conversation privée',
  );
  expect(driss.read()).toContain("Vous répondez au nom d'une structure (silent discord");
  expect(driss.sees('Nous ne répondrons pas')).toBe(false);
  await driss.press('Annulé');
  expect(driss.read()).toContain("l'événement a été annulé");
  const rows = await world.database.prisma.answer.findMany({ where: { onBehalf: true } });
  expect(rows).toHaveLength(1);
  await silent.discord.command('/questionnaire etat');
  expect(silent.discord.read()).toContain('Fête silent discord · 1 sur 1');
  expect(silent.discord.read()).not.toContain('answering');

  // The bilan counts the same: received are those that were begun too, and both say so.
  await claire.command('/bilan apercu');
  expect(claire.read()).toMatch(/Questionnaires d'événement reçus\s+3 sur 6/);
  expect(claire.read()).toContain(
    "En cours (commencés et pas finis) : 2 questionnaires d'événement, aucun de structure. Ils comptent comme reçus",
  );

  // It freezes on closing: later answers are late, and version 1 does not move.
  await claire.command('/questionnaire etat');
  expect(claire.read()).toContain("Questionnaires d'événement : 3 reçus sur 6, dont 2 en cours. Complets : 1 sur 6");
  expect(claire.read()).toContain('Fête silent slack · silent slack');
  await claire.press('Clore');
  expect(claire.read()).toContain('Événements : 3 reçus sur 6, dont 2 en cours.');
  await claire.press('Clore');
  expect(claire.read()).toContain('Le questionnaire est clos');
  await claire.command('/questionnaire fermer');
  expect(claire.read()).toContain('déjà clos');

  world.clock.set('2027-01-15T09:00:00+01:00');
  for (const platform of both) {
    await answering[platform].say('40', 'a-t-il eu lieu');
    expect(answering[platform].read()).toContain('→ 40');
  }
  const region = await world.database.prisma.region.findFirstOrThrow();
  const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
  await inTransaction(world.database, async (tx) => {
    const attendance = (facts: Awaited<ReturnType<typeof questionnaireFacts>>) =>
      facts.eventQuestionnaires.filter(({ answers }) => answers.attendance).length;
    expect(attendance(await questionnaireFacts({ ...scope, tx }, editionId, { onTime: true }))).toBe(0);
    expect(attendance(await questionnaireFacts({ ...scope, tx }, editionId))).toBe(2);
  });
  expect(await answersOf(world, { eventId: eventIds.slack })).toMatchObject({ attendance: { value: 40 } });
  await claire.command('/questionnaire etat');
  expect(claire.read()).toContain("Questionnaires d'événement : 3 reçus sur 6, dont 2 en cours. Complets : 1 sur 6");
  expect(claire.read()).toMatch(/Ont décliné[\s\S]*Fête declining slack/);
  expect(claire.read()).toMatch(/après la clôture[\s\S]*Fête answering slack/);
});
