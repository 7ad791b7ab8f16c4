import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { insideQuotes } from '../../texts/typography.ts';
import type { ReadEntry } from './entry.ts';

/** Words what was done, by whom and for which organisation: "Camille a accepté « Café-débat » (Le Pignon)". */
export function doneText(t: Translator, entry: ReadEntry): string {
  const { actor, verb, objectId, objectName, organisation, person } = entry;
  const named = {
    who: actor === null ? t.text('journal.bot') : actor || t.text('journal.somebody'),
    what: insideQuotes(objectName ?? t.text('journal.something')),
    known: objectName === null ? 'no' : 'yes',
    whom: person || t.text('journal.somebody'),
  };
  const done = isTextKey(verb) ? t.text(verb, named) : t.text('journal.unknown', named);
  const isSaid = organisation === null || organisation.id === objectId;
  return isSaid ? done : t.text('journal.for', { done, organisation: organisation.name });
}
