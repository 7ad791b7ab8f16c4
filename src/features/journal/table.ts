import type { Cell } from '../../documents/csv.ts';
import type { Translator } from '../../texts/translator.ts';
import type { ReadEntry } from './entry.ts';
import { doneText, whoText } from './words.ts';

/** Returns the names of the columns of the table. */
export function exportHead(t: Translator): readonly Cell[] {
  return (['day', 'time', 'who', 'done', 'what', 'organisation', 'whom'] as const).map((column) =>
    t.text(`journal.column.${column}`),
  );
}

/** Returns an entry as a line of the table. */
export function exportLine(t: Translator, entry: ReadEntry): readonly Cell[] {
  const { at, objectName, organisation, person } = entry;
  return [
    t.date(at, 'numeric'),
    t.time(at),
    whoText(t, entry),
    doneText(t, entry),
    ...[objectName, organisation?.name ?? null, person],
  ];
}
