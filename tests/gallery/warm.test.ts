import { describe, expect, it } from 'vitest';
import { locales, textIn } from '../../src/texts/index.ts';
import { asText } from './as-text.ts';
import { usual } from './sample.ts';
import { samples } from './samples/index.ts';

/** Messages that reach one person about something new: they greet them by their first name. */
const byName = [
  'dispatch/refusal: not an organiser, at their first word',
  'menu/greetingMessage: somebody new',
  'menu/greetingMessage: somebody new, who typed something else',
  'organisations/addedMessage',
  'people/namedNotice: coordinator',
  'people/namedNotice: delegate',
  'surveys/cardMessage: of an event',
  'surveys/cardMessage: of an organisation',
  'surveys/surveyReminderMessage: one',
  'surveys/surveyReminderMessage: several',
  'surveys/surveyReminderMessage: one is begun',
] as const;

/** Messages that reach several, or somebody whose name isn't known there: they greet them. */
const greeting = [
  'events/unsentProposalReminder',
  'kits/kitMessage: with a note',
  'kits/kitMessage: without a note',
  'regions/channelReady: yearRound',
  'regions/channelReady: announcements',
  'regions/channelReady: coordination',
  'regions/channelReady: tallies',
  'surveys/launchProposal: to be launched',
] as const;

/** Messages that answer something that somebody did for the others, or tell how it went: they thank them, or have good news. */
const thanking = [
  'announcements/acknowledgedMessage: read',
  'announcements/acknowledgedMessage: passed on',
  'announcements/acknowledgedMessage: passed on, not told to how many',
  'events/acceptedNotice: to be completed',
  'events/acceptedNotice: complete',
  'events/acceptedNotice: to who co-organises it',
  'events/refusedNotice: to who leads it',
  'events/undecidedAtClosing: one',
  'events/invitationAnsweredMessage: accepted',
  'events/proposedMessage: to coordinators who have decided on nothing yet',
  'events/proposedMessage: clashing, to many who usually take two days',
  'events/mergeAnsweredMessage: agreed',
  'events/mergeAnsweredMessage: merged',
  'events/eventSheet: complete',
  'meetings/invitationAnswerMessage: yes',
  'meetings/invitationAnswerMessage: no',
  'people/removedMessage: oneself',
  'people/removedNotice',
  'surveys/cardMessage: complete',
  'surveys/cardMessage: complete, the first, in the thread of several',
  'surveys/cardMessage: cancelled',
  'surveys/cardMessage: postponed',
  'surveys/cardMessage: postponed to a day',
  'surveys/cardMessage: declined',
  'surveys/enquiryRepliedMessage: where it was asked',
  'surveys/myQuestionnairesMessage: none',
] as const;

/** The same, of words that stand in messages with much else. */
const THANKS = ['kits.received.done', 'menu.welcome'];

describe.each(locales)('in %s', (locale) => {
  const given = usual(locale);
  const said = new Map(
    Object.entries(samples).flatMap(([feature, all]) =>
      all.map(({ name, of }) => [`${feature}/${name}`, asText(of(given))] as const),
    ),
  );
  const hello = locale === 'fr' ? 'Bonjour' : 'Hello';
  const thanks = locale === 'fr' ? /merci|bonne nouvelle/i : /thank|good news/i;

  it.each(byName)('« %s » greets by the first name', (name) => {
    expect(said.get(name)).toMatch(new RegExp(`${hello} Ana[ \u202f]?!`));
  });

  it.each(greeting)('« %s » greets', (name) => {
    expect(said.get(name)).toContain(hello);
  });

  it.each(thanking)('« %s » thanks', (name) => {
    expect(said.get(name)).toMatch(thanks);
  });

  it.each(THANKS)('%s is warm', (key) => {
    expect(textIn(locale, key, { version: 1 })).toMatch(locale === 'fr' ? /merci|plaisir/i : /thank|welcome|pleasure/i);
  });
});
