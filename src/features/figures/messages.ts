import { actions, type Block, button, type Message, message, note, text } from '../../chat/message.ts';
import type { Translator } from '../../texts/translator.ts';
import type { EnteredFigure, FigureEntry } from './entered-figure.ts';
import { COUNTED_ON, type EnterableFigure, sumLineOf } from './entries.ts';
import { isFigureId, unitOf } from './figure.ts';
import { enteredName, figureName, measureText, numberText } from './words.ts';

/** Returns the entry's name in the list to choose from. */
export function entryName(t: Translator, entry: EnterableFigure): string {
  if (isFigureId(entry)) return figureName(t, entry);
  return t.text(`tallies.entry.${entry}`);
}

function valueShown(t: Translator, { key, value, of, precision, note }: EnteredFigure): string {
  if (key === COUNTED_ON) return t.day(note ?? '');
  const line = sumLineOf(key)?.line ?? 'attendanceLine';
  const unit = isFigureId(key) ? unitOf(key) : line === 'attendanceLine' ? 'people' : 'euros';
  // "Événements : 11" needs no unit after its name.
  const measure = key === 'events' ? numberText(t, { value, precision }) : measureText(t, { value, precision }, unit);
  return of === null ? measure : t.text('tallies.entered.of', { measure, of: t.number(of) });
}

/** Shows the note to a figure. The day of the count stands in that place, and is shown as its value. */
function noteShown(
  t: Translator,
  id: 'tallies.entered.note' | 'tallies.entered.noteBefore',
  { key, note: told }: EnteredFigure,
): readonly Block[] {
  return told === null || key === COUNTED_ON ? [] : [note(t.text(id, { note: told }))];
}

/** Shows what was entered, and what it replaced. */
export function figureEntered(t: Translator, { edition, begun, now, before }: FigureEntry): Message {
  return message(
    text(
      t.text('tallies.entered.done', {
        edition: edition.name,
        figure: enteredName(t, now.key),
        value: valueShown(t, now),
      }),
    ),
    ...noteShown(t, 'tallies.entered.note', now),
    begun && text(t.text('tallies.entered.begun', { year: String(edition.year) })),
    before !== null &&
      note(t.text('tallies.entered.before', { value: valueShown(t, before), when: t.date(before.enteredAt, 'day') })),
    ...(before === null ? [] : noteShown(t, 'tallies.entered.noteBefore', before)),
    note(t.text('tallies.entered.next')),
    actions(
      button('run:chiffres-saisir', t.text('tallies.entered.another')),
      button('run:bilan-apercu', t.text('tallies.entered.preview')),
    ),
  );
}
