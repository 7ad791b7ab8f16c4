import { describe, expect, test } from 'vitest';
import { localDay } from '../../src/dates/index.ts';
import { differences } from '../../src/demo/differences.ts';
import type { EditionFile } from '../../src/demo/edition-file.ts';
import { factsOfEdition } from '../../src/demo/facts-of-edition.ts';
import picardie from '../../src/demo/picardie-2008.json' with { type: 'json' };
import published from '../../src/demo/published-2008.json' with { type: 'json' };
import { readEditionFile } from '../../src/demo/read-edition-file.ts';
import { aggregate } from '../../src/features/reports/aggregates/aggregate.ts';
import { regionalFigures } from '../../src/features/reports/aggregates/regional.ts';
import { checkReport } from '../../src/features/reports/findings/findings.ts';
import { tallyCounts } from '../../src/features/tallies/counts.ts';
import { tallyFigures } from '../../src/features/tallies/rules.ts';
import { readMoment, readPlace } from '../../src/reading/index.ts';

function read(json: unknown): EditionFile {
  const reading = readEditionFile(json);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.file;
}

/** Returns a copy of the file to spoil. */
function copy(): EditionFile {
  return structuredClone(read(picardie));
}

const regional = (file: EditionFile): unknown =>
  JSON.parse(JSON.stringify(regionalFigures(aggregate(factsOfEdition(file)))));

describe('Picardie 2008', () => {
  test('its invented answers add up to every published figure, and to no other key', () => {
    expect(differences(published.regional, regional(read(picardie)))).toEqual([]);
    expect(regional(read(picardie))).toEqual(published.regional);
  });

  test('the check raises what the published report must be told, and nothing else', () => {
    const facts = factsOfEdition(read(picardie));
    const kinds = checkReport(facts, aggregate(facts)).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(published.findings.map(({ id }) => id).sort());
  });

  test('the live tally ends as announced', () => {
    expect(tallyFigures(tallyCounts(factsOfEdition(read(picardie))))).toEqual({
      questionnaires: { value: 13, inProgress: 0, of: 22, percent: 59 },
      organisations: { value: 7, inProgress: 0, of: 12 },
      participants: { value: 500, precision: 'at_least', parts: { told: 12, estimated: 6 }, eventsTold: 12 },
      officials: { value: 7, of: 13 },
      pressContacted: { value: 6, of: 7 },
      coverage: { value: 3, of: 7 },
      logo: { value: 3, of: 7 },
      siteLink: { value: 1, of: 7 },
    });
  });

  test('both platforms have a hand in everything', () => {
    const { people, events, eventSheets, organisationSheets, meeting } = read(picardie);
    const platformOf = (id: string) => people.find((person) => person.id === id)?.platform;
    const hands = {
      coordinators: people.filter(({ role }) => role === 'coordinator').map(({ id }) => id),
      proposing: events.map(({ proposedBy }) => proposedBy),
      events: eventSheets.map(({ by }) => by),
      organisations: organisationSheets.map(({ by }) => by),
      meeting: meeting.replies.map(({ person }) => person),
    };
    for (const [what, ids] of Object.entries(hands)) {
      expect(new Set(ids.map(platformOf)), what).toEqual(new Set(['slack', 'discord']));
    }
  });

  test('answers are clicked and typed', () => {
    const gestures = read(picardie).eventSheets.flatMap(({ answers }) => Object.values(answers));
    expect(gestures.some((gesture) => 'type' in gesture)).toBe(true);
    expect(gestures.some((gesture) => 'click' in gesture)).toBe(true);
  });

  test('every date and place is read by the bot as the file means it', () => {
    const { region, edition, events, meeting } = read(picardie);
    const now = new Date('2008-09-15T10:00:00Z');
    const departments = region.departments.map(({ code }) => code);
    for (const { when, day, where, municipality, department } of events) {
      const moment = readMoment(when, {
        now,
        timeZone: region.timeZone,
        locale: 'fr',
        within: { from: new Date(`${edition.firstDay}T00:00:00Z`), to: new Date('2008-12-01T00:00:00Z') },
      });
      const start = moment.ok ? moment.value[0]?.start : undefined;
      expect(start && localDay(start, region.timeZone), when).toBe(day);
      const place = readPlace(where, departments);
      expect(place, where).toMatchObject({ ok: true, value: { name: municipality, department } });
    }
    const moment = readMoment(meeting.when, { now, timeZone: region.timeZone, locale: 'fr' });
    expect(moment.ok && moment.value[0]?.start.toISOString()).toBe('2008-10-16T12:00:00.000Z');
  });
});

describe('whoever changes an answer sees the figures move', () => {
  test.each<[string, (file: EditionFile) => void, string[]]>([
    [
      'ten more people at the forum',
      (file) => answer(file, 'forum-regional', 'attendance', '+ de 110'),
      ['participants.value'],
    ],
    [
      'nobody official there',
      (file) => answer(file, 'forum-regional', 'officials', 'non'),
      ['eventsWithOfficials.value'],
    ],
    ['one sheet less', (file) => file.eventSheets.pop(), ['questionnairesAnswered.value']],
    [
      'a coordinator enters other posters',
      (file) => {
        file.entered.figures = file.entered.figures.map((line) =>
          line.figure === 'posters' ? { ...line, typed: '900' } : line,
        );
      },
      ['posters.value'],
    ],
  ])('%s', (_what, change, paths) => {
    const file = copy();
    change(file);
    expect(differences(published.regional, regional(read(file))).map(({ path }) => path)).toEqual(paths);
  });

  function answer(file: EditionFile, event: string, question: 'attendance' | 'officials', type: string) {
    const played = file.eventSheets.find((each) => each.event === event);
    if (played) played.answers[question] = { type };
  }
});

describe('a file that is wrong says where', () => {
  const problems = (change: (file: EditionFile) => void) => {
    const file = copy();
    change(file);
    const reading = readEditionFile(JSON.parse(JSON.stringify(file)));
    return reading.ok ? [] : reading.problems.map(({ path, message }) => `${path}: ${message}`);
  };
  const at = <T>(list: readonly T[], index: number): T => {
    const item = list[index];
    if (item === undefined) throw new Error(`no item ${index}`);
    return item;
  };

  test.each<[string, (file: EditionFile) => void, string]>([
    [
      'a reply nobody can read',
      (file) => Object.assign(at(file.eventSheets, 3).answers, { attendance: { type: 'du monde' } }),
      'eventSheets[3].answers.attendance: "du monde" can\'t be read as an answer (unreadableQuantity)',
    ],
    [
      'a gesture that isn’t one',
      (file) => Object.assign(at(file.eventSheets, 3).answers, { attendance: 60 }),
      'eventSheets[3].answers.attendance: expected one of',
    ],
    [
      'a question that isn’t asked',
      (file) => Object.assign(at(file.organisationSheets, 0).answers, { siteLinkAddress: { press: 'skip' } }),
      'organisationSheets[0].answers.siteLinkAddress: this question is not asked',
    ],
    [
      'an option of another question',
      (file) => Object.assign(at(file.eventSheets, 0).answers, { officials: { click: 'half' } }),
      'eventSheets[0].answers.officials: a question of kind "choice" can\'t be answered so',
    ],
    [
      'a person nobody knows',
      (file) => Object.assign(at(file.events, 2), { proposedBy: 'zoe' }),
      'events[2].proposedBy',
    ],
    ['a wrong weekday', (file) => Object.assign(at(file.events, 0), { when: 'mardi 3 novembre' }), 'events[0].when'],
    ['an hour with a zone', (file) => Object.assign(file.edition, { opensAt: '2008-09-01T09:00Z' }), 'edition.opensAt'],
    ['a day outside', (file) => Object.assign(at(file.events, 0), { day: '2008-12-03' }), 'events[0].day'],
    [
      'an answer before the event',
      (file) => Object.assign(at(file.eventSheets, 1), { at: '2008-11-08T10:00' }),
      'eventSheets[1].at',
    ],
    ['someone else’s sheet', (file) => Object.assign(at(file.eventSheets, 1), { by: 'lou' }), 'eventSheets[1].by'],
    ['a sheet answered twice', (file) => file.eventSheets.push(at(file.eventSheets, 0)), 'eventSheets[13]'],
    [
      'words put into a real organisation’s mouth',
      (file) => Object.assign(at(file.organisationSheets, 0).answers, { idea: { type: 'Moins de réunions' } }),
      'organisationSheets[0].answers.idea: "terre-de-liens" exists',
    ],
    [
      'a figure that is no number',
      (file) => Object.assign(at(file.entered.figures, 0), { typed: 'beaucoup' }),
      'entered.figures[0].typed',
    ],
    [
      'an organisation that nobody belongs to',
      (file) => file.organisations.push({ id: 'vide', name: 'Vide', invented: true }),
      'organisations[12]: nobody belongs to "vide"',
    ],
    [
      'a platform without a coordinator',
      (file) => Object.assign(at(file.people, 1), { role: 'organiser' }),
      'people: nobody coordinates on discord',
    ],
    [
      'two people of one name',
      (file) => Object.assign(at(file.people, 1), { name: 'Camille' }),
      'people[1].name: "Camille" stands twice',
    ],
    [
      'another month than the bot plans',
      (file) => Object.assign(file.edition, { firstDay: '2008-10-31' }),
      'edition.firstDay: must be "2008-11-01"',
    ],
    [
      'a kit before the edition',
      (file) => Object.assign(file.kit, { publishedAt: '2008-08-01T10:00' }),
      'kit.publishedAt: is before edition.opensAt',
    ],
    [
      'a note that is longer than its chapter',
      (file) => Object.assign(file, { note: ['x'.repeat(3_001)] }),
      'note: is 3001 characters long',
    ],
    ['an unknown key', (file) => Object.assign(file, { colour: 'blue' }), ': Unrecognized key: "colour"'],
  ])('%s', (_what, change, start) => {
    const [first] = problems(change);
    expect(first?.startsWith(start), first ?? 'no problem found').toBe(true);
  });
});
