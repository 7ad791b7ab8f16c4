import { describe, expect, test } from 'vitest';
import type { Event } from '../../../../src/features/events/event.ts';
import { completionTexts, proposalTexts, recordOf } from '../../../../src/features/events/fields/list.ts';
import {
  answeringOrganisations,
  askedAgainAt,
  isMissing,
  isOpen,
  isStillToAsk,
  mayAnswer,
} from '../../../../src/features/surveys/questionnaires/answerable.ts';
import type { Answers } from '../../../../src/features/surveys/questions/answers.ts';
import type { Questionnaire } from '../../../../src/features/surveys/survey.ts';

const PARIS = 'Europe/Paris';
const at = (text: string) => new Date(`${text}+01:00`);
const ASKED = at('2026-11-15T10:00');
const SOON = at('2026-11-20T10:00');
const TWO_WEEKS_LATER = at('2026-11-29T10:00');

const event = (changes: Partial<Event> = {}): Event => ({
  ...recordOf(proposalTexts, () => ''),
  ...recordOf(completionTexts, () => null),
  ...{ id: 'e', editionId: '2026', number: 1, title: 'Portes ouvertes', venue: '' },
  ...{ municipalityCode: null, municipality: null, department: '60', theme: null },
  ...{ pictureId: null, status: 'ACCEPTED', statusNote: null },
  ...{
    statusAnswer: null,
    organisation: { id: 'jardins', name: 'Les Jardins' },
    invited: [],
    mergedInto: null,
    proposedById: 'ana',
  },
  ...{ onBehalf: false, proposedAt: new Date(0), decidedById: null, decidedAt: null, version: 1 },
  slots: [{ start: at('2026-11-14T18:00'), end: null, allDay: false }],
  coOrganisers: [{ id: 'ferme', name: 'La Ferme' }],
  ...changes,
});

const questionnaire = (changes: Partial<Questionnaire> = {}): Questionnaire => ({
  id: 's',
  survey: { id: 'v', editionId: '2026', launchedAt: ASKED, closesOn: '2027-01-15', closedAt: null },
  kind: 'event',
  organisation: { id: 'jardins', name: 'Les Jardins' },
  eventId: 'e',
  superseded: false,
  askedAt: ASKED,
  completedAt: null,
  declinedAt: null,
  finishReminder: null,
  calledAt: null,
  calledById: null,
  consents: [],
  entries: [],
  event: event(),
  answers: {},
  chamber: 'CRESS',
  ...changes,
});

const ofOrganisation = questionnaire({ kind: 'organisation', eventId: null, event: null });
const answered: Questionnaire['entries'] = [
  { question: 'held', value: { kind: 'choice', option: 'yes' }, by: 'ana', onBehalf: false, at: SOON, late: false },
];

describe('who answers', () => {
  test('the lead, and those that organise with it two weeks later', () => {
    expect(answeringOrganisations(questionnaire(), SOON, PARIS)).toEqual(['jardins']);
    expect(answeringOrganisations(questionnaire(), TWO_WEEKS_LATER, PARIS)).toEqual(['jardins', 'ferme']);
    expect(answeringOrganisations(ofOrganisation, TWO_WEEKS_LATER, PARIS)).toEqual(['jardins']);
  });

  const member = (of: string, coordinator = false) => ({ coordinator, organisations: [{ id: of, name: of }] });
  test.each([
    ['a member of the lead, for their own', member('jardins'), SOON, { onBehalf: false }],
    ['a co-organiser not yet', member('ferme'), SOON, null],
    ['a co-organiser later', member('ferme'), TWO_WEEKS_LATER, { onBehalf: false }],
    ['nobody else', member('atelier'), TWO_WEEKS_LATER, null],
    ['somebody of no organisation not', { coordinator: false, organisations: [] }, SOON, null],
    ['a coordinator, for another’s', member('atelier', true), SOON, { onBehalf: true }],
    ['a coordinator who is a member, for their own', member('jardins', true), SOON, { onBehalf: false }],
  ])('%s', (_who, actor, now, expected) => {
    expect(mayAnswer(actor, questionnaire(), now, PARIS)).toEqual(expected);
  });
});

describe('what is waited for', () => {
  test.each<[string, Questionnaire, boolean, boolean]>([
    ['an answer that was asked for', questionnaire(), true, true],
    ['an organisation’s, too', ofOrganisation, true, true],
    ['nothing before it is asked', questionnaire({ askedAt: null }), false, false],
    ['nothing of a cancelled event', questionnaire({ event: event({ status: 'CANCELLED' }) }), false, false],
    ['nothing of what is superseded', questionnaire({ event: null, kind: 'absence', superseded: true }), false, false],
    ['an answer about an event that is gone', questionnaire({ event: null }), true, true],
    ['nobody is reminded of what was answered', questionnaire({ entries: answered }), true, false],
    ['nobody is reminded of what was declined', questionnaire({ declinedAt: SOON }), true, false],
  ])('%s', (_what, one, open, missing) => {
    expect([isOpen(one), isMissing(one)]).toEqual([open, missing]);
  });

  const postponed: Answers = { held: { kind: 'choice', option: 'postponed' } };
  test.each<[string, Questionnaire, boolean]>([
    ['an event that isn’t over', questionnaire({ askedAt: null }), true],
    ['a postponed one, asked again', questionnaire({ answers: postponed }), true],
    ['not one that was asked', questionnaire(), false],
    ['not a cancelled one', questionnaire({ askedAt: null, event: event({ status: 'CANCELLED' }) }), false],
    ['not an organisation', { ...ofOrganisation, askedAt: null }, false],
  ])('still to be asked about: %s', (_what, one, expected) => {
    expect(isStillToAsk(one)).toBe(expected);
  });
});

describe('a postponed event is asked about again', () => {
  const held = { kind: 'choice', option: 'postponed' } as const;
  const newDay = { kind: 'day', day: '2026-12-12', typed: '12 décembre' } as const;
  const moved = event({ slots: [{ start: at('2026-12-19T18:00'), end: null, allDay: false }] });

  test.each<[string, Partial<Questionnaire>, Date | null]>([
    ['the day after the date that was answered', { answers: { held, newDay } }, at('2026-12-13T10:00')],
    ['the day after the coordinators’ date', { answers: { held, newDay }, event: moved }, at('2026-12-20T10:00')],
    ['the day after the coordinators’ date alone', { answers: { held }, event: moved }, at('2026-12-20T10:00')],
    [
      'by what was answered while the coordinators’ date isn’t accepted',
      { answers: { held, newDay }, event: { ...moved, status: 'POSTPONED' } },
      at('2026-12-13T10:00'),
    ],
    [
      'by what was answered of an event that is gone',
      { answers: { held, newDay }, event: null },
      at('2026-12-13T10:00'),
    ],
    ['not while no date is known', { answers: { held, newDay: { kind: 'unknown' } } }, null],
    ['not without a date', { answers: { held } }, null],
    ['not when it took place', { answers: { held: { kind: 'choice', option: 'yes' } }, event: moved }, null],
  ])('%s', (_when, changes, expected) => {
    expect(askedAgainAt(questionnaire(changes), PARIS)).toEqual(expected);
  });
});
