import type { Translator } from '../../texts/translator.ts';
import type { FigureId, FigureUnit } from './figure.ts';
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
  const quantity = unit === 'euros' ? t.amount(value, precision) : t.quantity(value, precision);
  return t.text(`reports.unit.${unit}`, { count: value, quantity });
}

/** Words a measure without its unit: "au moins 500". */
export function numberText(t: Translator, { value, precision }: Measure): string {
  if (value === null || precision === 'unknown' || precision === 'not_applicable') {
    return t.text(`reports.precision.${precision === 'not_applicable' ? precision : 'unknown'}`);
  }
  return t.quantity(value, precision);
}
