import { isDeepStrictEqual } from 'node:util';
import { objectKinds } from '../../access/journal/entry.ts';
import type { Context } from '../../access/operation/context.ts';
import type { Region } from '../../access/region/region.ts';
import { cut } from '../../chat/cut.ts';
import { runs } from '../../chat/interaction.ts';
import {
  actions,
  button,
  type FileRef,
  file,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../chat/message.ts';
import type { Translator } from '../../texts/translator.ts';
import type { JournalFilter, JournalPage, ReadEntry } from './entry.ts';
import { filterKey, isNarrow, noFilter, shortId } from './rules.ts';
import { doneText } from './words.ts';

const LONGEST_LABEL = 70;

/** Words one page of the journal, and what it doesn't hold. */
export function journalMessage({ t, region }: Context, page: JournalPage): Message {
  const { filter, entries, newer, older } = page;
  const things = thingsOf(page);
  const key = filterKey(filter);
  const [first, last] = [entries[0], entries.at(-1)];
  const isNarrowed = isNarrow(filter);
  const ofNights = { ...noFilter, day: filter.day, nights: true };
  return message(
    heading(t.text('journal.title', { region: region.name })),
    isNarrowed && text(t.text('journal.narrowed', { what: t.list(soughtFor(t, page)) })),
    entries.length === 0 ? text(t.text('journal.none')) : list(linesOf(t, entries)),
    note(t.text('journal.without')),
    actions(
      first !== undefined && newer && button(`journal-newer:${shortId(first.id)}/${key}`, t.text('journal.newer')),
      last !== undefined &&
        older &&
        button(`journal-older:${shortId(last.id)}/${key}`, t.text('journal.older'), 'primary'),
      button('journal-filter:', t.text('journal.filter')),
      isNarrowed && button(runs(['equipe', 'journal']), t.text('journal.all')),
      !filter.nights && button(`journal-view:${filterKey(ofNights)}`, t.text('journal.nights')),
      entries.length > 0 && button(`journal-export:${key}`, t.text('journal.export.button')),
    ),
    actions(
      select(
        `journal-kind:${filterKey({ ...filter, kind: null, object: null, organisation: null, nights: false })}`,
        t.text('journal.pick.kind'),
        objectKinds.map((kind) => ({ value: kind, label: t.text(`journal.kind.${kind}`) })),
        1,
        filter.kind === null ? [] : [filter.kind],
      ),
    ),
    things.length > 0 &&
      actions(
        select(
          `journal-thing:${key}`,
          t.text('journal.pick.thing'),
          things.map(({ id, name }) => ({ value: id, label: cut(name, LONGEST_LABEL) })),
        ),
      ),
  );
}

/** Returns the things of the kind that is looked for to which something was done on this page, each once, as it was called last. */
function thingsOf({ filter, entries }: JournalPage): readonly { readonly id: string; readonly name: string }[] {
  if (filter.kind === null || filter.object !== null) return [];
  const names = new Map<string, string>();
  for (const { objectId, objectName } of entries) {
    if (objectId !== null && objectName && !names.has(objectId)) names.set(objectId, objectName);
  }
  return [...names].map(([id, name]) => ({ id, name }));
}

/** Names what is looked for. What has gone since has no name. */
function soughtFor(t: Translator, { filter, named }: JournalPage): readonly string[] {
  const { person, kind, object, organisation, day, nights } = filter;
  return [
    person === null ? null : (named.person ?? t.text('journal.somebody')),
    kind !== null && object === null ? t.text(`journal.kind.${kind}`) : null,
    object === null && organisation === null ? null : (named.object ?? t.text('journal.something')),
    nights ? t.text('journal.ofNights') : null,
    day === null ? null : t.day(day),
  ].filter((one) => one !== null);
}

/** Words entries, those that read alike and follow each other as one line with their number. */
function linesOf(t: Translator, entries: readonly ReadEntry[]): readonly string[] {
  const lines: { said: { day: string; time: string; done: string }; count: number }[] = [];
  for (const entry of entries) {
    const said = { day: t.date(entry.at), time: t.time(entry.at), done: doneText(t, entry) };
    const before = lines.at(-1);
    if (before && isDeepStrictEqual(before.said, said)) before.count += 1;
    else lines.push({ said, count: 1 });
  }
  return lines.map(({ said, count }) => t.text('journal.line', { ...said, count }));
}

/** Hands the table over. */
export function exportMessage(
  t: Translator,
  { name }: Pick<Region, 'name'>,
  { files, count }: { readonly files: readonly FileRef[]; readonly count: number },
): Message {
  return message(
    heading(t.text('journal.export.title', { region: name })),
    text(t.text('journal.export.inside', { count })),
    note(t.text('journal.without')),
    ...files.map(file),
  );
}

/** Confirms that the table is on its way. */
export function journalExportedMessage(t: Translator, count: number, filter: JournalFilter): Message {
  return message(
    text(t.text('journal.export.sent', { count })),
    actions(button(`journal-view:${filterKey(filter)}`, t.text('journal.back'))),
  );
}
