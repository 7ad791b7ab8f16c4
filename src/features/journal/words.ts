import { nationVerbs } from '../../access/journal/entry.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { insideQuotes } from '../../texts/typography.ts';
import type { ReadEntry } from './entry.ts';

/** Names who did it. */
export function whoText(t: Translator, { actor, verb }: ReadEntry): string {
  if (actor !== null) return actor || t.text('journal.somebody');
  return t.text((nationVerbs as readonly string[]).includes(verb) ? 'journal.nation' : 'journal.bot');
}

/** Words what was done, by whom and for which organisation: "Camille a accepté « Café-débat » (Le Pignon)". */
export function doneText(t: Translator, entry: ReadEntry): string {
  const { verb, objectId, objectName, organisation, person } = entry;
  const named = {
    who: whoText(t, entry),
    what: insideQuotes(objectName ?? t.text('journal.something')),
    known: objectName === null ? 'no' : 'yes',
    whom: person || t.text('journal.somebody'),
  };
  const done = isTextKey(verb) ? t.text(verb, named) : t.text('journal.unknown', named);
  const isSaid = organisation === null || organisation.id === objectId;
  return isSaid ? done : t.text('journal.for', { done, organisation: organisation.name });
}
