import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { both } from '../../../support/platforms.ts';
import { openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const silent = {} as Record<'slack' | 'discord', Person>;

const tallyFor = (person: Person) =>
  (person.screen().findLast(({ text }) => text.includes("📊 Mois de l'ESS 2026"))?.text ?? '').replaceAll(
    '\u00a0',
    ' ',
  );
const closesOn = async () =>
  (await world.database.prisma.survey.findFirstOrThrow()).closesOn.toISOString().slice(0, 10);
/** Returns how many messages with these words somebody sees. */
const said = (person: Person, text: string) => person.screen().filter((message) => message.text.includes(text)).length;
const reminders = (person: Person) => said(person, 'votre réponse');
/** Returns the days on which reminders are planned, by kind. */
const planned = async () => {
  const rows = await world.database.prisma.dueItem.findMany({ where: { doneAt: null }, orderBy: { dueAt: 'asc' } });
  return rows.map(({ kind, subject, dueAt }) => {
    const name = kind === 'survey-reminder' ? subject.slice(subject.indexOf(':')) : '';
    return `${kind}${name} ${dueAt.toISOString().slice(0, 10)}`;
  });
};

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-16T10:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    const { organiser } = await openDoors(world, platform);
    silent[platform] = organiser;
    const { [platform]: coordinator } = world.coordinator;
    await coordinator.command('/chiffres afficher', { canal: coordinator.channel('chiffres') });
    expect(tallyFor(organiser)).not.toContain('Clôture');
  }
});
afterAll(() => world?.close());

it('the last day to answer stands in the live tallies, is changed once confirmed, and takes the reminders with it', async () => {
  // It stands in the live tallies as soon as the survey is launched.
  await world.coordinator.slack.command('/questionnaire prolonger', { cloture: '31 janvier 2027' });
  expect(world.coordinator.slack.read()).toContain("Aucun questionnaire n'a encore été lancé");
  await world.coordinator.slack.command('/questionnaire lancer', { cloture: '20 novembre 2026' });
  await world.coordinator.slack.press('Lancer le questionnaire');
  for (const platform of both) expect(tallyFor(silent[platform])).toContain('Clôture le 20 novembre');
  expect(await planned()).not.toContainEqual(expect.stringContaining(':10d'));

  // It is changed by coordinators, once they have confirmed it, on both platforms.
  for (const [platform, typed, day, shown] of [
    // Slack shows it in its day picker, Discord as it would be typed.
    ['slack', '12 janvier 2027', '2027-01-12', '2026-11-20'],
    ['discord', '15 janvier 2027', '2027-01-15', 'mardi 12 janvier 2027'],
  ] as const) {
    await silent[platform].command('/questionnaire prolonger');
    expect(silent[platform].read()).toContain('Seule la coordination');
    const coordinator = world.coordinator[platform];
    const before = await closesOn();
    await coordinator.command('/questionnaire prolonger');
    expect(coordinator.form().fields.flatMap(({ value }) => value)).toEqual([shown]);
    // Its title is whole, stands once, and no hour is asked for or suggested.
    expect(coordinator.form().title).toBe('Nouvelle date de clôture');
    expect(coordinator.form().text).not.toContain('date de clôture');
    expect(coordinator.form().fields.map(({ part }) => part)).not.toContain('time');
    const offered = await world.discord.suggest(
      world.coordinator.discord.user.id,
      world.coordinator.discord.place,
      '/questionnaire prolonger',
      'cloture',
      '18 janvier',
    );
    expect(offered.map(({ label }) => plain(label))).toEqual(['lundi 18 janvier 2027, toute la journée']);
    // Whoever types another day beside the filled-in picker means that one.
    await coordinator.fill({ closing: '18 janvier 2027' });
    expect(plain(coordinator.read())).toContain('18 janvier 2027');
    expect(coordinator.sees('Changer la date')).toBe(true);
    await coordinator.command('/questionnaire prolonger');
    await coordinator.platform.dismiss(coordinator.user.id);
    await coordinator.command('/questionnaire prolonger', { cloture: before });
    expect(coordinator.read()).toContain("C'est déjà le dernier jour pour répondre");
    await coordinator.command('/questionnaire prolonger', { cloture: '2 novembre 2026' });
    expect(coordinator.read()).toContain('est déjà passé');
    await coordinator.command('/questionnaire prolonger', { cloture: typed });
    expect(coordinator.read()).toContain(`On pourra répondre jusqu'au`);
    expect(await closesOn()).toBe(before);
    await coordinator.press('Changer la date');
    expect(coordinator.read()).toContain(`on peut répondre jusqu'au`);
    expect(await closesOn()).toBe(day);
    for (const each of both) expect(tallyFor(silent[each])).toContain(`Clôture le ${typed.slice(0, 10)}`);
  }

  // It takes the reminders with it.
  const due = await planned();
  expect(due.filter((one) => one.startsWith('survey-reminder:10d'))).toEqual([
    'survey-reminder:10d 2026-11-26',
    'survey-reminder:10d 2026-11-26',
  ]);
  expect(due).toContain('survey-last-reminder 2027-01-13');
  expect(due).toContain('survey-call-list 2027-01-14');

  // Put off once more after the last reminder, it is reminded of and telephoned for again.
  for (const day of ['2026-11-19', '2026-11-26', '2026-12-01', '2026-12-04', '2026-12-11', '2027-01-13', '2027-01-14'])
    await world.goTo(`${day}T10:00:00+01:00`);
  const calls = said(world.coordinator.slack, "C'est le moment d'appeler");
  expect(calls).toBe(1);
  await world.coordinator.slack.command('/questionnaire etat');
  await world.coordinator.slack.press('Changer la date de clôture');
  await world.coordinator.slack.fill({ closing: '31 janvier' });
  await world.coordinator.slack.press('Changer la date');
  expect(await closesOn()).toBe('2027-01-31');
  const before = both.map((each) => reminders(silent[each]));
  await world.goTo('2027-01-29T09:59:00+01:00');
  expect(both.map((each) => reminders(silent[each]))).toEqual(before);
  await world.goTo('2027-01-29T10:00:00+01:00');
  expect(both.map((each) => reminders(silent[each]))).toEqual(before.map((count) => count + 1));
  await world.goTo('2027-01-30T10:00:00+01:00');
  expect(said(world.coordinator.slack, "C'est le moment d'appeler")).toBe(2);

  // It is over in the live tallies as soon as the survey is closed, and moves no more.
  await world.coordinator.discord.command('/questionnaire fermer');
  await world.coordinator.discord.press('Clore');
  for (const platform of both) expect(tallyFor(silent[platform])).toContain('clos le 30 janvier');
  await world.coordinator.discord.command('/questionnaire prolonger', { cloture: '10 février 2027' });
  expect(world.coordinator.discord.read()).toContain('déjà clos');
});
