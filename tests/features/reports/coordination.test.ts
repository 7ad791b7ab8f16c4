import { describe, expect, it } from 'vitest';
import { type CoordinationFacts, coordinationOf } from '../../../src/features/reports/aggregates/coordination.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { basisNow } from '../../../src/features/reports/content/sentence-basis.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { sentencesOf } from '../../../src/features/reports/documents/sentences.ts';
import type { Translator } from '../../../src/texts/translator.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, facts2008, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { versionOf } from '../../support/handed-out.ts';
import { facts } from '../../support/report-facts.ts';

const nothing: CoordinationFacts = { meetings: [], kit: null, announcements: { sent: 0, relays: [] } };
const relay = (person: string, value: number | null = null) => ({
  person,
  reach: value === null ? null : { value, precision: 'exact' as const },
});
const busy: CoordinationFacts = {
  meetings: [
    { title: 'Préparation', day: '2008-09-12', coming: 9 },
    { title: 'Point presse', day: '2008-10-20', coming: 2 },
    { title: 'Bilan', day: '2009-02-03', coming: 0 },
  ],
  kit: { versions: 2, sent: 12, received: 9 },
  announcements: { sent: 6, relays: [relay('a', 40), relay('a'), relay('b', 100), relay('c', 60), relay('d')] },
};
const of = (coordination: CoordinationFacts) => content({ coordination });
const said = (chapter: 'meetings' | 'communication' | 'events', it: ReportContent, t: Translator = fr) =>
  plain(asTyped(sentencesOf(it, t, chapter).join(' ')));
const text = (it: ReportContent, extension: string, t: Translator = fr) =>
  plain(asTyped(buildDocuments(it, t).find(({ name }) => name.endsWith(extension))?.text ?? ''));

describe('what the chamber did around the events', () => {
  it('is said in words, of meetings, kit and announcements', () => {
    expect(said('meetings', of(busy))).toBe('3 réunions ont été programmées, dont 1 à venir.');
    expect(said('communication', of(busy))).toContain(
      "Le kit était destiné à 12 structures, en 2 versions ; 9 ont confirmé l'avoir. 6 annonces sont parties ; 4 personnes ont dit en avoir relayé (à au moins 200 personnes d'après les 3 relais comptés, la même parfois plusieurs fois).",
    );
    expect(said('communication', of(busy), en)).toContain(
      'The kit was meant for 12 organisations, in 2 versions; 9 confirmed having it. 6 announcements went out; 4 people said they passed some on (to at least 200 people according to the 3 relays that were counted, some perhaps several times).',
    );
    expect(said('meetings', of(busy), en)).toBe('3 meetings were planned, of which 1 is still to come.');
  });

  it('a sentence about meetings rests on those that are still to come, as long as some are', () => {
    const key = 'sentence:meetings/meetings';
    const on = (day: string) => basisNow(key, of(busy).report, day).rest;
    expect([on('2008-09-01'), on('2009-01-13'), on('2009-02-03'), on('2009-03-01')]).toEqual([
      [3, 3],
      [3, 1],
      [3],
      [3],
    ]);
    const edited = content({
      coordination: busy,
      texts: new Map([[key, 'Trois réunions, dont une à venir.']]),
      against: new Map([[key, { figures: {}, rest: [3, 1], rule: '3 réunions.' }]]),
    });
    expect(edited.moved).toEqual([]);
    const later = content({
      coordination: busy,
      madeAt: new Date('2009-03-01T10:00:00+01:00'),
      texts: edited.texts,
      against: new Map([[key, { figures: {}, rest: [3, 1], rule: '3 réunions.' }]]),
    });
    expect(later.moved.map(({ key: which }) => which)).toEqual([key]);
  });

  it('tells of nobody who came, and no number that says what one or two people answered', () => {
    const markdown = text(of(busy), 'md');
    expect(markdown).toContain('| Réunion | Jour | Ont dit venir |');
    expect(markdown).toContain('| Préparation | vendredi 12 septembre 2008 | 9 |');
    expect(markdown).toContain('| Point presse | lundi 20 octobre 2008 | non publié : moins de 3 réponses |');
    expect(markdown).toContain('| Bilan | mardi 3 février 2009 | 0 |');
    const few: CoordinationFacts = {
      ...busy,
      kit: { versions: 1, sent: 12, received: 2 },
      announcements: { sent: 6, relays: [relay('a', 40), relay('b', 100), relay('b', 98_000), relay('b', 8)] },
    };
    expect(said('communication', of(few))).toContain('Le kit était destiné à 12 structures. 6 annonces sont parties.');
    // Three relays of two people are two people's.
    for (const extension of ['md', 'html', 'csv', 'json']) expect(text(of(few), extension)).not.toMatch(/98.?148/);
  });

  it('says who relayed nothing when none did, and of a reach only what enough counted', () => {
    const none = of({ ...nothing, announcements: { sent: 1, relays: [] } });
    expect(said('communication', none)).toContain("1 annonce est partie ; personne n'a dit en avoir relayé.");
    const counted = [relay('a', 40), relay('b', 100), relay('c'), relay('d')];
    expect(coordinationOf({ ...nothing, announcements: { sent: 1, relays: counted } }).announcements).toEqual({
      sent: 1,
      relaying: { value: 4, withheld: null },
      reach: null,
    });
  });

  it('tells the same numbers in each file', () => {
    const { details } = JSON.parse(text(of(busy), 'json'));
    expect(details.coordination.kit).toEqual({ versions: 2, sent: 12, received: { value: 9, withheld: null } });
    expect(details.coordination.meetings[1].coming).toEqual({ value: null, withheld: 'few' });
    for (const extension of ['md', 'html']) {
      expect(text(of(busy), extension)).toMatch(/Structures qui ont confirmé l(?:'|&#39;)avoir\D+9\D/);
      expect(text(of(busy), extension)).toContain('au moins 200 personnes');
    }
    const csv = text(of(busy), 'csv');
    expect(csv).toContain(";kitReceived;Structures qui ont confirmé l'avoir;9;");
    expect(csv).toContain(';meeting;Préparation · vendredi 12 septembre 2008;9;');
    expect(csv).toMatch(/;reach;[^;]+;200;;;;au moins;|;reach;[^;]+;200;;;;at_least;3;0;people/);
  });

  it('leaves no trace where nothing is known of it', () => {
    const bare = of(nothing);
    expect(text(bare, 'md')).not.toMatch(/Réunion|Le kit et les annonces|D'une édition à l'autre/);
    expect(sentencesOf(bare, fr, 'meetings')).toEqual([]);
    expect(text(content({}, facts({ previous: null })), 'md')).not.toContain('## Remerciements');
  });

  it('changes no number of a version by fewer answers than are ever told', () => {
    const first = of(busy);
    const version = { version: 1, figures: first.report, sentences: null, createdAt: new Date('2009-01-13T10:00:00Z') };
    const later = (received: number, coming: number) =>
      content({
        versions: [version],
        coordination: {
          ...busy,
          kit: { versions: 2, sent: 12, received },
          meetings: [{ title: 'Préparation', day: '2008-09-12', coming }],
        },
      }).report.coordination;
    expect(later(10, 11)).toMatchObject({ kit: { received: { value: 9 } }, meetings: [{ coming: { value: 9 } }] });
    expect(later(12, 12)).toMatchObject({ kit: { received: { value: 12 } }, meetings: [{ coming: { value: 12 } }] });
  });

  it('moves what was reached only by three people more or fewer who counted, however many relays they tell of', () => {
    const told = (...relays: CoordinationFacts['announcements']['relays']) => ({
      ...busy,
      announcements: { sent: 6, relays },
    });
    const three = [relay('a', 40), relay('b', 30), relay('c', 30)];
    const of = (versions: ReportContent['versions'], ...relays: CoordinationFacts['announcements']['relays']) =>
      content({ versions, coordination: told(...relays) }).report.coordination?.announcements.reach?.value;
    const first = content({ coordination: told(...three) });
    const versions = [versionOf(first)];
    const again = [relay('a', 50), relay('a', 50), relay('a', 50)];
    expect(of(versions, ...three, ...again)).toBe(100);
    expect(of(versions, relay('a', 41), relay('b', 30), relay('c', 30))).toBe(100);
    expect(of(versions, ...three, ...['d', 'e', 'f'].map((person) => relay(person, 10)))).toBe(130);
    // A version that was made before people were counted tells how many relays: of three people at least, and of no more than relays.
    const { people: _people, ...reach } = first.report.coordination?.announcements.reach ?? { people: 0 };
    const stored = JSON.parse(JSON.stringify(versions[0]));
    stored.figures.coordination.announcements.reach = { ...reach, parts: { told: 6, estimated: 0 } };
    expect(of([stored], ...three)).toBe(100);
    expect(of([stored], ...three, relay('d', 10), relay('e', 10), relay('f', 10))).toBe(100);
    const six = ['d', 'e', 'f', 'g', 'h', 'i'].map((person) => relay(person, 10));
    expect(of([stored], ...three, ...six)).toBe(160);
  });

  it('makes no new version of a bilan of which it was not counted yet', () => {
    const { coordination: _one, access: _other, ...figures } = content().report;
    const version = { version: 1, figures, sentences: null, createdAt: new Date('2009-01-13T10:00:00Z') };
    expect(content({ versions: [version], coordination: busy }).version).toBe(1);
    const counted = { ...version, figures: content().report };
    expect(content({ versions: [counted], coordination: busy }).version).toBe(2);
  });
});

describe('what the announcements of events say', () => {
  const events = facts2008.events.map((event, at) => ({
    ...event,
    accessibility: at < 5,
    price: at < 3 ? ('free' as const) : at < 7 ? ('told' as const) : null,
  }));

  it('is counted, of all that are on the programme', () => {
    expect(said('events', content({}, { events }))).toContain(
      "5 annonces d'événement sur 22 disent quelle est l'accessibilité. 7 annonces d'événement sur 22 disent leur prix, 3 disent que c'est gratuit pour tous.",
    );
    expect(said('events', content({}, { events }), en)).toContain(
      '5 event announcements of 22 say how accessible it is. 7 event announcements of 22 tell their price; 3 say that it is free for all.',
    );
    expect(text(content({}, { events }), 'csv')).toContain(';price.free;');
    expect(JSON.parse(text(content({}, { events }), 'json')).details.access).toEqual({
      events: 22,
      accessibility: 5,
      price: 7,
      free: 3,
    });
  });

  it('is not spoken of where none says anything', () => {
    expect(said('events', content())).not.toMatch(/accessibilité|prix/);
    expect(text(content(), 'csv')).not.toContain(';price;');
  });
});

describe('several editions side by side', () => {
  const exact = (value: number) => ({ value, precision: 'exact' as const });
  const older = [
    { year: 2005, figures: { events: exact(4), participants: { value: 90, precision: 'estimated' as const } } },
    { year: 2006, figures: { events: exact(7) } },
  ];

  it('stand in a table and in a drawing, each number as precise as it was told', () => {
    const markdown = text(content({ older }), 'md');
    expect(markdown).toContain('| Chiffre | 2005 | 2006 | 2007 | 2008 |');
    expect(markdown).toContain('| Événements | 4 événements | 7 événements | 11 événements | 22 événements |');
    expect(markdown).toMatch(/\| Personnes venues \| environ 90 personnes \| – \| .* \| au moins 500 personnes \|/);
    expect(markdown).toContain('**Événements, édition par édition**');
    expect(text(content({ older }), 'csv')).toContain(';2005.participants;Personnes venues;90;;;;estimated;');
    expect(
      JSON.parse(text(content({ older }), 'json')).previousEditions.map(({ year }: { year: number }) => year),
    ).toEqual([2005, 2006, 2007]);
  });

  it('are not repeated where there are two, which the figures themselves compare', () => {
    expect(text(content(), 'md')).not.toContain('édition par édition');
  });
});

it('thanks those who answered by name, and by number where a name would tell an opinion', () => {
  expect(text(content(), 'md')).toContain(
    "Merci aux 7 structures qui ont répondu au questionnaire de l'édition. Elles ne sont pas nommées",
  );
  const { report, ...rest } = content();
  const named = { ...rest, report: { ...report, respondents: ['Zèbre', 'Écureuil'], unnamedRespondents: 0 } };
  expect(text(named, 'md')).toMatch(
    /Merci aux 2 structures qui ont répondu au questionnaire de l'édition :\s+- Écureuil\s+- Zèbre/,
  );
});
