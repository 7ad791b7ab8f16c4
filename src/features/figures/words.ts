import type { Translator } from '../../texts/translator.ts';
import { sumLineOf } from './entries.ts';
import { type FigureId, type FigureUnit, isFigureId } from './figure.ts';
import type { Measure } from './measures.ts';

export function figureName(t: Translator, id: FigureId): string {
  return t.text(`reports.figure.${id}`);
}

/** Words a measure with its unit: "au moins 500 participants", "28 200 €", "non connu". */
export function measureText(t: Translator, measure: Measure, unit: FigureUnit): string {
  const { value, precision } = measure;
  if (value === null || precision === 'unknown' || precision === 'not_applicable') {
    return t.text(`reports.precision.${precision === 'not_applicable' ? precision : 'unknown'}`);
  }
  if (isBoundOfNothing(measure)) {
    const none = t.text(`reports.unit.${unit}`, { count: 0, quantity: t.number(0) });
    return t.text('reports.precision.orMore', { quantity: none });
  }
  const quantity = unit === 'euros' ? t.amount(value, precision) : t.quantity(value, precision);
  return t.text(`reports.unit.${unit}`, { count: value, quantity });
}

/** Words a measure without its unit: "au moins 500". */
export function numberText(t: Translator, { value, precision }: Measure): string {
  if (value === null || precision === 'unknown' || precision === 'not_applicable') {
    return t.text(`reports.precision.${precision === 'not_applicable' ? precision : 'unknown'}`);
  }
  return isBoundOfNothing({ value, precision })
    ? t.text('reports.precision.orMore', { quantity: t.number(0) })
    : t.quantity(value, precision);
}

/** Returns whether zero is only what is known of it: "about 0" and "at least 0" say nothing but that there may be some. */
function isBoundOfNothing({ value, precision }: Measure): boolean {
  return value === 0 && (precision === 'estimated' || precision === 'at_least');
}

/** Names what was entered: "Budget, Région Picardie". */
export function enteredName(t: Translator, key: string): string {
  const found = sumLineOf(key);
  if (found !== null) return t.text(`tallies.entered.${found.line}`, { name: found.name });
  return isFigureId(key) ? figureName(t, key) : t.text('tallies.entry.answersCountedOn');
}
