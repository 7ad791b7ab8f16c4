import { afterEach, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { acceptedEvent, launch, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** Asks an organisation with two members on this platform about two events, of which one waits for the other. */
async function twoAsked(platform: 'slack' | 'discord', protocolClock: ManualClock = manualClock()) {
  const started = await startWorld({ at: '2026-11-10T09:00:00+01:00', protocolClock });
  world = started;
  await started.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  const [ana, bilal] = [started.person(platform, 'Ana'), started.person(platform, 'Bilal')] as const;
  const organisationId = await organisationOf(started, 'Les Jardins', [ana, bilal]);
  const given = { organisationId, by: ana };
  await acceptedEvent(started, { ...given, title: 'Fête', startsAt: '2026-11-15T18:00:00+01:00' });
  await acceptedEvent(started, { ...given, title: 'Bal', startsAt: '2026-11-16T20:00:00+01:00' });
  await launch(started.coordinator.slack);
  await started.goTo('2026-11-16T10:00:00+01:00');
  await started.runDue();
  expect(summaries(ana)).toEqual([]);
  await started.goTo('2026-11-17T10:00:00+01:00');
  await started.runDue();
  return { world: started, ana, bilal };
}

const summaries = (reader: Person) =>
  reader.screen().filter(({ text, author }) => author.bot && /vous attend ici/.test(text));
const pinned = (reader: Person) => summaries(reader).filter((one) => one.pinned);

it('what waits in the thread of an organisation is summed up there, pinned, and follows each answer and reading', async () => {
  const { world, ana, bilal } = await twoAsked('discord');
  expect(pinned(bilal)).toHaveLength(1);
  expect(summaries(bilal)[0]?.text).toContain('Ce qui vous attend ici : 2 choses');
  expect(summaries(bilal)[0]?.text).toMatch(/Fête · encore 4 questions[\s\S]*Bal · encore 4 questions/);
  expect(world.discord.mentionsIn(summaries(bilal)[0]?.id ?? '').reached).toEqual([]);

  await ana.press('Oui', { in: 'Questionnaire : Fête' });
  await world.runDue();
  expect(pinned(bilal)[0]?.text).toContain('Questionnaire : Fête · encore 3 questions');

  await world.coordinator.discord.command('/annonce diffuser', { texte: 'Rendez-vous samedi' });
  await world.coordinator.discord.choose("Où l'envoyer", 'conversation par structure');
  await world.coordinator.discord.press('Diffuser maintenant');
  await world.runDue();
  expect(pinned(bilal)[0]?.text).toContain('Annonce « Rendez-vous samedi » · pas encore lue');
  for (const [reader, then] of [
    [ana, 'lue par 1 personne sur 2'],
    [bilal, 'Questionnaire'],
  ] as const) {
    await reader.press("J'ai lu");
    await world.runDue();
    expect(pinned(bilal)[0]?.text).toContain(then);
  }
  expect(pinned(bilal)[0]?.text).not.toContain('Rendez-vous samedi');

  await ana.press('Je ne sais pas', { in: 'Questionnaire : Fête' });
  await ana.press('Je ne sais pas', { in: 'Questionnaire : Fête' });
  await ana.press('Je ne sais pas', { in: 'Questionnaire : Fête' });
  await world.runDue();
  expect(summaries(bilal)).toHaveLength(1);
  expect(pinned(bilal)[0]?.text).not.toContain('Fête');
  await world.coordinator.discord.command('/questionnaire fermer');
  await world.coordinator.discord.press('Clore');
  await world.runDue();
  expect(pinned(bilal)[0]?.text).toContain("Rien ne vous attend ici pour l'instant");
});

it('the questionnaire of an event that is cancelled no longer waits there, and the next has its turn', async () => {
  const { world, ana, bilal } = await twoAsked('discord');
  expect(summaries(bilal)[0]?.text).toContain('2 choses');
  await ana.command('/evenement annuler', { evenement: '1. Fête' });
  await ana.press("Annuler l'événement");
  await world.runDue();
  await world.runDue();
  expect(pinned(bilal)[0]?.text).not.toContain('Fête');
  expect(pinned(bilal)[0]?.text).toContain('Bal · encore 4 questions');
  expect(bilal.look()).toContain("L'événement est annulé : il n'y a plus rien à répondre ici");
  await bilal.press('Oui', { in: 'Questionnaire : Bal' });
  expect(bilal.look()).toContain('Combien de personnes');
});

it('on Slack, the card of a questionnaire whose event is cancelled asks nothing any more', async () => {
  const { world, ana } = await twoAsked('slack');
  await ana.command('/evenement annuler', { evenement: '1. Fête' });
  await ana.press("Annuler l'événement");
  await world.runDue();
  expect(ana.look()).toContain("L'événement est annulé : il n'y a plus rien à répondre ici");
  await ana.command('/mois');
  expect(ana.read()).toContain('Un questionnaire attend votre réponse');
});

it('it is made anew when somebody deletes it', async () => {
  const { world, ana, bilal } = await twoAsked('discord');
  const [first] = pinned(bilal);
  await world.discord.remove(world.coordinator.discord.user.id, first?.id ?? '');
  expect(summaries(bilal)).toEqual([]);
  await ana.press('Oui', { in: 'Questionnaire : Fête' });
  // The edit of what isn't there is refused, and then it is posted anew.
  for (let tick = 0; tick < 3; tick += 1) await world.runDue();
  expect(pinned(bilal)).toHaveLength(1);
  expect(pinned(bilal)[0]?.text).toContain('encore 3 questions');
});

it('it is posted and pinned anew when Discord puts off its edits, as it does with old messages', async () => {
  const clock = manualClock();
  const { world, ana, bilal } = await twoAsked('discord', clock);
  const [first] = pinned(bilal);
  clock.advance(2 * 3_600_000);
  for (const answer of ['Oui', '40', 'Je ne sais pas', 'Je ne sais pas']) {
    if (answer === '40') await ana.say(answer, 'Combien de personnes');
    else await ana.press(answer, { in: 'Questionnaire : Fête' });
    await world.runDue();
    await world.runDue();
  }
  expect(pinned(bilal)).toHaveLength(1);
  expect(pinned(bilal)[0]?.id).not.toBe(first?.id);
  expect(pinned(bilal)[0]?.text).not.toContain('Questionnaire : Fête');
});

it('there is none on Slack, where each questionnaire has a thread of its own', async () => {
  const { ana, bilal } = await twoAsked('slack');
  expect([...summaries(ana), ...summaries(bilal)]).toEqual([]);
});

it('it is tried once for each thing that changes, not at every tick, where the thread takes it no more', async () => {
  const { world, ana } = await twoAsked('discord');
  const tries = async () =>
    (await world.database.prisma.delivery.findMany({ where: { key: { startsWith: 'thread-summary:' }, editOf: null } }))
      .length;
  await world.discord.remove(world.coordinator.discord.user.id, pinned(ana)[0]?.id ?? '');
  const refused = { kind: 'refuse', status: 403, code: 50001, message: 'Missing Access' } as const;
  world.discord.fault({ ...refused, method: 'POST', path: '/channels/:channel/messages', times: 1_000 });
  for (let tick = 0; tick < 3; tick += 1) await world.runDue();
  const before = await tries();
  expect(summaries(ana)).toEqual([]);
  for (let tick = 0; tick < 5; tick += 1) await world.runDue();
  expect(await tries()).toBe(before);
  await ana.press('Oui', { in: 'Questionnaire : Fête' });
  for (let tick = 0; tick < 5; tick += 1) await world.runDue();
  expect(await tries()).toBe(before + 1);
});
