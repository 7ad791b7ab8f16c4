import { afterAll, beforeAll, expect, it } from 'vitest';
import { both, type Platform } from '../../../support/platforms.ts';
import { answersOf, launch, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const people = {} as Record<Platform, OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = await openDoors(world, platform);
    const { organiser } = people[platform];
    await organiser.command('/profil langue', { langue: 'English' });
    expect(organiser.read()).toContain('English');
  }
  await launch(world.coordinator.slack, '20 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(() => world?.close());

/** Answers the part on the event in English, by buttons and in words. */
async function answerEventPart(platform: Platform): Promise<void> {
  const { organiser, eventId } = people[platform];
  expect(organiser.look()).toContain('4 questions, 1 minute.');
  expect(organiser.read()).toMatch(
    /and the coordinators \(CRESS\) read your answers|looked up by your colleagues and the coordinators \(CRESS\)/,
  );
  await organiser.press('Yes');
  const thread = 'how many people came';
  await organiser.say('plenty', thread);
  expect(organiser.read()).toContain('I found no number in “plenty”. For example: 40, about 60, over 100.');
  await organiser.say('about sixty', thread);
  expect(organiser.read()).toContain('→ about 60 (“about sixty”)');
  await organiser.say("I don't know", thread);
  await organiser.say('half and half', thread);
  expect(organiser.read()).toContain('Thank you');
  expect(await answersOf(world, { eventId })).toMatchObject({
    held: { option: 'yes' },
    attendance: { value: 60, precision: 'estimated', typed: 'about sixty' },
    officials: { option: 'dontKnow' },
    audience: { option: 'half' },
  });
}

/** Answers the part on the organisation in English, in words alone. */
async function answerOrganisationPart(platform: Platform): Promise<void> {
  const { organiser, organisationId } = people[platform];
  const replies = [
    ...['no', 'yes', 'The Courier, press, 12 November', 'done', 'our own premises, social networks'],
    ...['yes', 'www.jardins.fr', 'yes', 'skip', 'yes', 'over 200', 'yes', 'two organisations of Amiens'],
    ...['make contacts, be a showcase, easier to understand', 'nothing'],
    ...['a little', 'a lot', 'not at all', "I don't know", 'to be confirmed', 'A badge for each place'],
  ];
  for (const reply of replies) {
    await organiser.say(reply, 'Questionnaire for ');
    expect(organiser.read()).not.toMatch(/I didn't understand|asked again/);
    if (reply.startsWith('make contacts')) expect(organiser.read()).toContain('→ 1st choice: To make contacts');
  }
  expect(organiser.read()).toContain('Thank you');
  expect(await answersOf(world, { organisationId })).toMatchObject({
    pressContacted: { option: 'no' },
    coverageItems: { items: [{ outlet: 'The Courier', medium: 'press', publishedOn: '2026-11-12' }] },
    distribution: { options: ['ownPremises', 'socialNetworks'] },
    relayedReach: { value: 200, precision: 'at_least' },
    reasons: { order: ['contacts', 'showcase', 'legibility'] },
    defects: { kind: 'nothing' },
    scales: { levels: { knownToPublic: 'aLittle', diversity: 'aLot', reachedInhabitants: 'notAtAll' } },
    comingBack: { option: 'toConfirm' },
    idea: { text: 'A badge for each place' },
  });
}

it('whoever reads English is asked in English and understood, about their event, then about their organisation', async () => {
  for (const platform of both) await answerEventPart(platform);
  await world.goTo('2026-12-01T10:00:00+01:00');
  for (const platform of both) await answerOrganisationPart(platform);
});
