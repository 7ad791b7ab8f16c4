import { KEEP } from '../../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { FIGURE_IDS, unitOf } from '../../figures/figure.ts';
import { figureName, measureText } from '../../figures/words.ts';
import type { ReceivedFiles, Removing } from '../bilan.ts';
import type { Pair } from '../from-files/count-once.ts';
import { refusalText } from '../from-files/refusal.ts';
import type { RegionReport } from '../from-files/region.ts';
import { measureOf } from '../from-files/roll-up.ts';
import { nationFindingText, receivedText } from '../from-files/words.ts';
import type { Decision, StoredHandIn } from '../handed-in.ts';
import type { Working } from '../queries.ts';
import { type Judged, type ReadHandIn, regionsIn } from '../rules.ts';

/** The most of each list that are shown at once; all are in the documents. */
const SHOWN = 30;
/** The most regions of one table that are named: some, since the documents name them all. */
const NAMED = 8;
/** The most pairs that are asked about at once: each has two buttons. */
const ASKED = 5;
/** The most that a list to pick from holds: the latest of them. */
export const PICKED_AT_ONCE = 24;

/** Shows the state of the nation's bilan: who came, who is missing, what has to be decided. */
export function nationStateMessage(t: Translator, working: Working): Message {
  const { year, made, entries, published } = working;
  const { nation, findings } = made;
  const { missing, expected, refusals } = nation;
  const told = findings.filter(({ kind }) => !kind.endsWith('-asked') && !kind.endsWith('-shared'));
  return message(
    heading(t.text('nation.state.title', { year: String(year) })),
    text(receivedText(t, nation)),
    published !== null && note(publishedText(t, published)),
    expected === null && text(t.text('nation.state.noList')),
    missing !== null &&
      missing.length > 0 &&
      text(t.text('nation.state.ask', { absent: missing.length, missing: t.list(missing) })),
    ...titled(t, 'nation.state.received', entries, receivedLine),
    ...titled(t, 'nation.state.notCounted', refusals, refusalText),
    ...toDecide(t, working),
    ...titled(t, 'nation.state.checks', told, nationFindingText),
    actions(
      button('run:nation-recevoir', t.text('nation.menu.receive'), nation.regions.length === 0 ? 'primary' : 'plain'),
      button('run:nation-saisir', t.text('nation.menu.enter')),
      nation.regions.length > 0 && button('run:nation-bilan', t.text('nation.state.bilan'), 'primary'),
    ),
    entries.length > 0 &&
      actions(
        select(
          `nation-remove:${year}`,
          t.text('nation.state.remove'),
          entries.slice(-PICKED_AT_ONCE).map(({ id, file }) => ({ value: id, label: file.name.slice(0, 75) })),
        ),
      ),
  );
}

function publishedText(t: Translator, { version, by, at }: NonNullable<Working['published']>): string {
  return t.text('nation.state.published', { version, when: t.date(at), by: by ?? t.text('nation.state.somebody') });
}

/** Lists things below their title; says how many more there are. */
function titled<T>(
  t: Translator,
  title: TextKey,
  all: readonly T[],
  line: (t: Translator, one: T) => string,
): readonly (Block | null)[] {
  if (all.length === 0) return [];
  const more = all.length - SHOWN;
  return [
    text(t.text(title)),
    list(all.slice(0, SHOWN).map((one) => line(t, one))),
    more > 0 ? note(t.text('nation.state.more', { count: more })) : null,
  ];
}

/** Names regions; of many a few, and how many more there are. */
function someRegions(t: Translator, names: readonly string[]): string {
  // Where one alone would be left out, its name takes no more room.
  if (names.length <= NAMED + 1) return t.list(names);
  return t.text('nation.someRegions', { names: names.slice(0, NAMED).join(', '), count: names.length - NAMED });
}

function receivedLine(t: Translator, one: StoredHandIn & ReadHandIn): string {
  const when = { when: t.date(one.at, 'day'), by: one.by ?? t.text('nation.state.somebody') };
  if (one.kind === 'expected') return t.text('nation.state.line.expected', when);
  const regions = regionsIn(one).map(({ name }) => name);
  if (one.kind === 'signed')
    return t.text('nation.state.line.signed', { ...when, region: regions[0] ?? '?', version: one.version ?? 0 });
  const told = { ...when, regions: someRegions(t, regions) };
  return t.text(one.kind === 'form' ? 'nation.state.line.form' : 'nation.state.line.table', told);
}

/** Asks about what two regions may share, and tells what was decided. */
function toDecide(t: Translator, { year, made, decisions }: Working): readonly (Block | null)[] {
  const asked = made.nation.pairs.filter(({ is }) => is === 'asked');
  const byKey = new Map(decisions.map((decision) => [decision.key, decision]));
  const decided = made.nation.pairs.flatMap((pair) => {
    const decision = byKey.get(pair.key);
    return decision === undefined ? [] : [{ pair, decision }];
  });
  const shown = asked.slice(0, ASKED);
  return [
    asked.length > 0 ? text(t.text('nation.decide.title', { count: asked.length })) : null,
    ...shown.flatMap((pair) => [text(pairText(t, pair)), actions(...choices(t, year, pair))]),
    asked.length > shown.length ? note(t.text('nation.decide.more', { count: asked.length - shown.length })) : null,
    ...titled(t, 'nation.decide.decided', decided, decidedText),
    decided.length > 0
      ? actions(
          select(
            `nation-again:${year}`,
            t.text('nation.decide.again'),
            decided
              .slice(-PICKED_AT_ONCE)
              .map(({ pair }) => ({ value: pair.key, label: whatText(t, pair).slice(0, 75) || pair.key })),
          ),
        )
      : null,
  ];
}

/** Names what a pair is about, so that no other pair has the same words. */
function whatText(t: Translator, { what, numbers, regions: [one = '', other = ''] }: Pair): string {
  if (numbers === null) return what;
  const [first = 1, second = 1] = numbers;
  return t.text('nation.decide.which', { what, one, other, first, second });
}

function pairText(t: Translator, pair: Pair): string {
  const { kind, regions } = pair;
  const [one = '', other = ''] = regions;
  const what = whatText(t, pair);
  return t.text(kind === 'event' ? 'nation.decide.event' : 'nation.decide.media', { what, one, other });
}

function choices(t: Translator, year: number, { kind, key }: Pair) {
  const isEvent = kind === 'event';
  return [
    button(`nation-pair:${year}/${key}/same`, t.text(isEvent ? 'nation.decide.oneEvent' : 'nation.decide.oneItem')),
    button(`nation-pair:${year}/${key}/two`, t.text(isEvent ? 'nation.decide.twoEvents' : 'nation.decide.twoItems')),
  ];
}

function decidedText(
  t: Translator,
  { pair, decision: { same, by, at } }: { readonly pair: Pair; readonly decision: Decision },
): string {
  return t.text(same ? 'nation.decide.wasOne' : 'nation.decide.wasTwo', {
    what: whatText(t, pair),
    regions: t.list(pair.regions),
    by: by ?? t.text('nation.state.somebody'),
    when: t.date(at, 'day'),
  });
}

/** Says of each file what became of it, and how the bilan stands now. */
export function receivedMessage(t: Translator, { judged, working }: ReceivedFiles): Message {
  const { year, published, made } = working;
  const isOtherYear = judged.some(
    (one) => one.is === 'refused' && one.refusals.some(({ reason }) => reason === 'otherYear'),
  );
  return message(
    list(judged.flatMap((one) => judgedLines(t, one))),
    ...judged.flatMap((one) =>
      one.is === 'received' && one.gone.length > 0
        ? [
            text(
              t.text('nation.receive.gone', {
                file: one.entry.file.name,
                count: one.gone.length,
                regions: someRegions(t, one.gone),
              }),
            ),
          ]
        : [],
    ),
    ...judged.flatMap((one) => (one.is === 'received' && one.beside.length > 0 ? [besideText(t, one)] : [])),
    text(receivedText(t, made.nation)),
    isOtherYear && note(t.text('nation.receive.otherYear')),
    published !== null &&
      judged.some(({ is }) => is === 'received') &&
      note(t.text('nation.receive.published', { year: String(year), version: published.version })),
    actions(
      button('run:nation-etat', t.text('nation.state.button'), 'primary'),
      button('run:nation-recevoir', t.text('nation.menu.receive')),
    ),
  );
}

/** Says that a table took the place of none, since those of its name go on counting. */
function besideText(t: Translator, { entry, beside }: Extract<Judged, { readonly is: 'received' }>): Block {
  const tables = beside.map(({ name, regions }) =>
    t.text('nation.receive.besideTable', { file: name, regions: someRegions(t, regions) }),
  );
  return text(t.text('nation.receive.beside', { file: entry.file.name, tables: someRegions(t, tables) }));
}

function judgedLines(t: Translator, one: Judged): readonly string[] {
  if (one.is === 'refused') return one.refusals.map((refusal) => refusalText(t, refusal));
  if (one.is === 'known') return [t.text('nation.receive.known', { region: one.region })];
  const { entry, regions, replaces } = one;
  const before = replaces === null ? 'none' : replaces === 0 ? 'some' : 'version';
  const values = { before, replaced: replaces ?? 0 };
  if (entry.kind === 'expected') return [t.text('nation.receive.expected', { ...values, count: regions.length })];
  if (entry.kind === 'signed')
    return [t.text('nation.receive.signed', { ...values, region: regions[0] ?? '?', version: entry.version ?? 0 })];
  return [t.text('nation.receive.table', { ...values, count: regions.length, regions: someRegions(t, regions) })];
}

/** Shows what was understood of a region without a bot, before it counts. */
export function reviewRegion(
  t: Translator,
  read: { readonly year: number; readonly region: RegionReport | null; readonly replaces: number | null },
): Message {
  const { year, region, replaces } = read;
  if (region === null) return message(text(t.text('nation.enter.nothing')));
  const lines = FIGURE_IDS.flatMap((id) => {
    const measure = measureOf(region, id);
    if (measure.value === null && measure.precision === 'unknown') return [];
    return [t.text('nation.ofRegion', { region: figureName(t, id), text: measureText(t, measure, unitOf(id)) })];
  });
  return message(
    heading(t.text('nation.enter.review', { region: region.name, year: String(year) })),
    lines.length === 0 ? text(t.text('nation.enter.nothing')) : list(lines),
    region.ideas !== null && text(region.ideas),
    note(t.text('nation.enter.unknown')),
    replaces !== null && note(t.text('nation.enter.replaces', { region: region.name })),
  );
}

/** Asks whether something is to be taken out. */
export function confirmTakingOut(t: Translator, { year, one, published }: Removing): Message {
  return message(
    text(t.text('nation.remove.confirm', { name: one.file.name, when: t.date(one.at) })),
    published !== null && note(t.text('nation.receive.published', { year: String(year), version: published.version })),
    actions(
      button(`nation-remove-now:${year}/${one.id}`, t.text('nation.remove.now'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}
