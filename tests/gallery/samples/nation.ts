import type { StateInRegion } from '../../../src/features/announcements/from-nation.ts';
import type { NationBilan } from '../../../src/features/nation/bilan.ts';
import type { NationCall } from '../../../src/features/nation/call.ts';
import { nationChanges } from '../../../src/features/nation/changes.ts';
import { bilanFile } from '../../../src/features/nation/from-files/bilan-file.ts';
import { addUpNation, nationDocuments, type OpenedFiles } from '../../../src/features/nation/from-files/make-nation.ts';
import { refusalOf } from '../../../src/features/nation/from-files/refusal.ts';
import { regionOfBilan } from '../../../src/features/nation/from-files/region.ts';
import { readRegionTable } from '../../../src/features/nation/from-files/tables.ts';
import type { NationPublished, StoredHandIn } from '../../../src/features/nation/handed-in.ts';
import {
  callComposer,
  callDropped,
  callReminded,
  callSentMessage,
  callStateMessage,
  callWithdrawn,
  confirmCallReminder,
  confirmCallWithdrawal,
  writtenCalls,
} from '../../../src/features/nation/messages/calls.ts';
import {
  confirmNationPublishing,
  nationBilanMessage,
  nationDraftGone,
  nationFilesMessage,
  nationPrintedMessage,
  nationPrintFailed,
  nationPublished,
  publishedSent,
} from '../../../src/features/nation/messages/documents.ts';
import {
  confirmTakingOut,
  nationStateMessage,
  receivedMessage,
  reviewRegion,
} from '../../../src/features/nation/messages/state.ts';
import type { Working } from '../../../src/features/nation/queries.ts';
import { type Judged, type ReadHandIn, regionsIn } from '../../../src/features/nation/rules.ts';
import { eighteen, factsOf, type Invented, textOf } from '../../support/invented-regions.ts';
import { event } from '../../support/report-facts.ts';
import type { Given, Samples } from '../sample.ts';
import { at, file, id, person } from './facts.ts';

const [one, two] = eighteen.slice(7, 9);
if (!one || !two) throw new Error('no regions');

type Entry = StoredHandIn & ReadHandIn;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

function entry(
  given: Given,
  index: number,
  kind: Entry['kind'],
  read: OpenedFiles,
  version: number | null = null,
): Entry {
  const name = given.say(`fichier-${index}.${kind === 'signed' ? 'jws' : 'csv'}`, 200);
  const stored = { id: id(900 + index), by: index === 2 ? null : person(given), at: at('20T18:00') };
  return { ...stored, slot: `${kind}:${index}`, kind, version, file: { name, bytes: new Uint8Array() }, read };
}

/** Two regions that may speak of one event. */
function signedOf(given: Given, region: Invented, index: number): Entry {
  const online = event(`online-${region.department}`, {
    title: given.say('Conférence en ligne', 200),
    department: null,
    days: ['2026-11-28'],
  });
  const text = textOf(region, {
    name: given.say(region.name, 200),
    facts: { events: [...factsOf(region).events, online] },
  });
  const bilan = bilanFile.parse(JSON.parse(text));
  const read = regionOfBilan(bilan, `fichier-${index}.jws`, `${index}PrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k`);
  return entry(given, index, 'signed', { opened: [{ is: 'region', region: read, text }], rows: [] }, 2);
}

function tableOf(given: Given, kind: 'table' | 'form', index: number, names: readonly string[]): Entry {
  const lines = names.map(
    (name) =>
      `${quoted(given.say(name, 200))};2026;12;+ de 300;28 500;6 350;21 850;${quoted(given.say('Un bus partagé', 2_000))}`,
  );
  const header = 'region;year;events;participants;budget;budget.own;budget.external;ideas';
  const { regions } = readRegionTable('sans-bot.csv', [header, ...lines].join('\n'));
  return entry(given, index, kind, { opened: [], rows: regions });
}

const published = (given: Given): NationPublished => ({
  ...{ version: 1, fingerprint: 'a'.repeat(64), by: person(given), at: at('20T18:00') },
});

function working(
  given: Given,
  changes: Partial<Working> = {},
  expected: readonly string[] | null = ['Corse'],
): Working {
  const names = given.several(1, 60, (index) => `Région ${index}`);
  const entries = [
    entry(given, 1, 'expected', { opened: [], rows: [] }),
    signedOf(given, one as Invented, 2),
    signedOf(given, two as Invented, 3),
    tableOf(given, 'table', 4, names),
    tableOf(given, 'form', 5, ['Bretagne']),
  ];
  const all = changes.entries ?? entries;
  const regions = all.flatMap((each) => regionsIn(each)).map(({ name }) => name);
  const list = expected === null ? null : ['region', ...[...regions, ...expected].map(quoted)].join('\n');
  const pairs = changes.decisions?.map(({ key, same }) => `${key};${same ? 'oui' : 'non'}`) ?? [];
  const made = addUpNation(
    { opened: all.flatMap(({ read }) => read.opened), rows: all.flatMap(({ read }) => read.rows) },
    { regions: list, same: ['cle;meme', ...pairs].join('\n'), published: null, year: 2026 },
  );
  return { year: 2026, entries: all, made, decisions: [], published: null, ...changes };
}

/** The same, once somebody has decided. */
function decided(given: Given): Working {
  const [pair] = working(given).made.nation.pairs;
  const decisions = [{ key: pair?.key ?? '', same: false, by: person(given), at: at('20T18:00') }];
  return working(given, { decisions, published: published(given) }, []);
}

const refused = (given: Given): Judged => ({
  is: 'refused',
  refusals: [
    refusalOf(given.say('a.jws', 200), 'otherYear', given.say('Bretagne', 200), { year: '2025', wanted: '2026' }),
    refusalOf('f.jws', 'alikeSigned', given.say('Réunion', 200), { other: given.say('La Réunion', 200) }),
    refusalOf('b.jws', 'older', 'Corse', { version: 1, newest: 2 }),
    refusalOf('c.csv', 'columns'),
    refusalOf('g.csv', 'noYear'),
    refusalOf('h.csv', 'lostFingerprint', null, { region: given.say('Bretagne', 200) }),
    refusalOf('d.csv', 'bigTable', null, { lines: 60_000, columns: 3, most: 100, mostColumns: 300 }),
    refusalOf('e.csv', 'doubledColumns', null, { columns: given.say('region, events', 200) }),
  ],
});

const tablesBefore = (given: Given) => [
  { name: given.say('region.csv', 200), regions: [given.say('PACA', 200), given.say('Mayotte', 200)] },
];

function received(given: Given, replaces: number | null): readonly Judged[] {
  const { entries } = working(given);
  return entries.map(
    (each): Judged => ({
      is: 'received',
      entry: each,
      regions: each.kind === 'expected' ? ['Bretagne', 'Corse'] : regionsIn(each).map(({ name }) => name),
      replaces,
      gone: replaces === null || each.kind === 'signed' ? [] : [given.say('Mayotte', 200)],
      beside: replaces === null && each.kind === 'table' ? tablesBefore(given) : [],
    }),
  );
}

function bilan(given: Given, changes: Partial<NationBilan> = {}): NationBilan {
  return {
    ...{ working: working(given), fingerprint: 'b'.repeat(64), version: 1, isPublished: false, changes: null },
    ...changes,
  };
}

function second(given: Given): NationBilan {
  const before = working(given, { entries: working(given).entries.slice(0, 2) });
  const after = working(given, { published: published(given) });
  const json = (of: Working) => nationDocuments(of.made, given.t)[0]?.text ?? '';
  return bilan(given, { working: after, version: 2, changes: nationChanges(json(before), json(after)) });
}

const which = { year: 2026, version: 1, isPublished: true };
const draft = { ...which, isPublished: false };
const files = (given: Given) =>
  ['json', 'csv', 'md', 'html'].map((extension, index) =>
    file(given, `bilan-national-2026-v1.${extension}`, 'text/plain', 40_000, 700 + index),
  );

const call = (given: Given, changes: Partial<NationCall> = {}): NationCall => ({
  id: id(990),
  text: given.say('Envoyez votre bilan signé avant le 15 janvier.', 3_000),
  links: given.several(1, 5, () => ({ label: given.say('Comment faire', 70), url: 'https://exemple.fr/bilan' })),
  regionIds: [id(991)],
  status: 'draft',
  author: { id: id(5), name: person(given) },
  writtenAt: at('20T18:00'),
  ...{ leftAt: null, remindedAt: null, withdrawnAt: null },
  ...changes,
});

const callRegions = (given: Given) =>
  given.several(3, 60, (index) => ({
    id: id(991 + index),
    name: given.say(['Picardie', 'Bretagne', 'Corse'][index] ?? `Région ${index}`, 100),
    ...{ chosen: index !== 2 || given.extreme, people: 2 - (index % 3), reached: index === 1 ? 0 : 2 - (index % 3) },
  }));

const composedCall = (given: Given, elsewhere: readonly string[] | null) => ({
  ...{ call: call(given), regions: callRegions(given) },
  elsewhere,
});

const stateInRegion: StateInRegion = {
  ...{ recipients: 7, read: 1, sent: 2, waiting: 1, held: 1, later: 1, unreached: 1, unknown: 1, refused: 1 },
  away: ['slack'],
};

const callState = (given: Given, changes: Partial<NationCall> = {}) => ({
  call: call(given, { status: 'left', leftAt: at('20T18:05'), ...changes }),
  regions: callRegions(given).map(({ name }, index) => ({ name, state: index === 1 ? null : stateInRegion })),
});

export const nation: Samples = {
  callComposer: {
    'some can’t be reached': (given) =>
      callComposer(
        given.t,
        composedCall(
          given,
          given.several(2, 18, (index) => given.say(['Réunion', 'Mayotte'][index] ?? '', 100)),
        ),
      ),
    'nobody said who is expected': (given) => callComposer(given.t, composedCall(given, null)),
    'all are here, and nobody would get it': (given) =>
      callComposer(given.t, { ...composedCall(given, []), regions: callRegions(given).slice(1, 2) }),
  },
  callSentMessage: (given) => callSentMessage(given.t, callState(given)),
  callStateMessage: {
    left: (given) => callStateMessage(given.t, callState(given)),
    'taken back': (given) =>
      callStateMessage(
        given.t,
        callState(given, { status: 'withdrawn', remindedAt: at('21T09:00'), withdrawnAt: at('21T10:00') }),
      ),
  },
  writtenCalls: {
    some: (given) =>
      writtenCalls(given.t, [
        call(given),
        call(given, { id: id(988), status: 'left', leftAt: at('20T18:05') }),
        call(given, { id: id(989), status: 'withdrawn', withdrawnAt: at('20T18:05') }),
      ]),
    none: ({ t }) => writtenCalls(t, []),
  },
  callDropped: ({ t }) => callDropped(t),
  confirmCallReminder: (given) => confirmCallReminder(given.t, callState(given)),
  callReminded: { some: ({ t }) => callReminded(t, { count: 2 }), none: ({ t }) => callReminded(t, { count: 0 }) },
  confirmCallWithdrawal: (given) => confirmCallWithdrawal(given.t, { call: call(given), copies: 3, doubtful: 1 }),
  callWithdrawn: ({ t }) => callWithdrawn(t, { copies: 3, doubtful: 1 }),
  nationStateMessage: {
    'to decide': (given) => nationStateMessage(given.t, working(given)),
    decided: (given) => nationStateMessage(given.t, decided(given)),
    'no list': (given) => nationStateMessage(given.t, working(given, {}, null)),
    nothing: (given) => nationStateMessage(given.t, working(given, { entries: [] }, null)),
  },
  receivedMessage: {
    new: (given) => receivedMessage(given.t, { year: 2026, judged: received(given, null), working: working(given) }),
    again: (given) => receivedMessage(given.t, { year: 2026, judged: received(given, 1), working: decided(given) }),
    refused: (given) =>
      receivedMessage(given.t, {
        ...{ year: 2026, working: working(given) },
        judged: [refused(given), { is: 'known', name: 'd.jws', region: given.say('Bretagne', 200) }],
      }),
  },
  reviewRegion: {
    figures: (given) =>
      reviewRegion(given.t, {
        ...{ year: 2026, replaces: 0 },
        region: regionsIn(tableOf(given, 'form', 1, ['Bretagne']))[0] ?? null,
      }),
    nothing: (given) => reviewRegion(given.t, { year: 2026, region: null, replaces: null }),
  },
  confirmTakingOut: (given) =>
    confirmTakingOut(given.t, {
      ...{ year: 2026, published: published(given) },
      one: tableOf(given, 'table', 4, ['Bretagne']),
    }),
  nationFilesMessage: {
    draft: (given) => nationFilesMessage(given.t, draft, files(given)),
    published: (given) => nationFilesMessage(given.t, which, files(given)),
  },
  nationPrintedMessage: (given) => nationPrintedMessage(given.t, which, files(given).slice(0, 1)),
  nationPrintFailed: ({ t }) => nationPrintFailed(t),
  nationDraftGone: ({ t }) => nationDraftGone(t, draft),
  nationBilanMessage: {
    first: (given) => nationBilanMessage(given.t, bilan(given)),
    second: (given) => nationBilanMessage(given.t, second(given)),
    same: (given) => nationBilanMessage(given.t, bilan(given, { working: decided(given), isPublished: true })),
  },
  publishedSent: ({ t }) => publishedSent(t, which),
  confirmNationPublishing: {
    first: (given) => confirmNationPublishing(given.t, bilan(given)),
    second: (given) => confirmNationPublishing(given.t, second(given)),
  },
  nationPublished: (given) => nationPublished(given.t, bilan(given)),
};
