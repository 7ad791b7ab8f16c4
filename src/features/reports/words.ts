import { departmentLabel } from '../../reading/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { changePrecision, type Figure, type Withheld } from '../figures/figure.ts';
import { measureText, numberText } from '../figures/words.ts';
import type { EarlierFigure } from './aggregates/facts.ts';
import { SOUND_BASE } from './aggregates/thresholds.ts';
import { thresholdOf } from './disclosure/disclose.ts';

/** Fills a table cell that has nothing to say. */
export const EMPTY_CELL = '–';

/**
 * Returns the values for sentences that say why nothing is final: whether the survey is still open or not yet launched.
 */
export function openValues({ surveyLaunched }: { readonly surveyLaunched: boolean }) {
  return { launched: surveyLaunched ? 'yes' : 'no' };
}

/** Words a department: "Somme (80)". */
export function departmentText(t: Translator, code: string | null): string {
  return code === null ? t.text('reports.noDepartment') : departmentLabel(code);
}

/** Says why a figure, or an answer to an opinion, isn't told: "non publié : moins de 5 réponses". */
export function withheldFigureText(t: Translator, withheld: Withheld, minimum: number): string {
  return t.text(`reports.withheld.${withheld}`, { minimum });
}

/**
 * Words a value: "13 sur 22 questionnaires (59 %)", "au moins 500 participants", "3 sur 7 structures (43 %), 2 à
 * confirmer".
 */
export function valueText(t: Translator, figure: Figure): string {
  const { value, precision, of, unit, toConfirm, withheld } = figure;
  if (withheld !== null) return withheldFigureText(t, withheld, thresholdOf(figure) ?? 0);
  if (value === null || of === null || precision === 'unknown' || precision === 'not_applicable') {
    return measureText(t, figure, unit);
  }
  const whole = t.text(`reports.unit.${unit}`, { count: of, quantity: t.number(of) });
  const share = t.text('reports.share', { value: t.quantity(value, precision), whole });
  const told = hasSoundBase(figure) ? `${share} (${percentText(t, value, of)})` : share;
  return toConfirm === null || toConfirm === 0 ? told : t.text('reports.toConfirm', { told, count: toConfirm });
}

/** Words a value beside a name that tells its unit: "Événements : 22" rather than "Événements : 22 événements". */
export function valueBesideName(t: Translator, figure: Figure): string {
  return figure.id === 'events' ? numberText(t, figure) : valueText(t, figure);
}

/**
 * Words a figure of an earlier edition, beside that of this one: "4 sur 9 structures". A share of which nobody knows any more of how many
 * it was says so, since two shares without their bases can't be compared.
 */
export function earlierText(t: Translator, { unit, of }: Pick<Figure, 'unit' | 'of'>, told: EarlierFigure): string {
  const words = measureText(t, told, unit);
  if (of === null) return words;
  if (told.of === undefined) return t.text('reports.earlier.noBase', { told: words });
  const whole = t.text(`reports.unit.${unit}`, { count: told.of, quantity: t.number(told.of) });
  return t.text('reports.share', { value: t.quantity(told.value, told.precision), whole });
}

/**
 * Returns whether a percentage is meaningful: not when it rests on too few answers, or on a number that was only
 * entered.
 */
function hasSoundBase({ of, source, precision }: Figure): boolean {
  return of !== null && of >= SOUND_BASE && source !== 'entered' && precision === 'exact';
}

/** Words the precision: "au moins, dont 6 nombres estimés". */
export function precisionText(t: Translator, figure: Pick<Figure, 'precision' | 'parts' | 'withheld'>): string {
  if (figure.withheld !== null) return EMPTY_CELL;
  const known = t.text(`reports.precision.${figure.precision}`);
  const estimates = estimatesText(t, figure);
  return estimates === EMPTY_CELL ? known : `${known}, ${estimates}`;
}

/**
 * Counts the estimates in a sum that is a lower bound: "dont 6 nombres estimés". A sum that is an estimate says so
 * itself.
 */
export function estimatesText(t: Translator, { precision, parts }: Pick<Figure, 'precision' | 'parts'>): string {
  if (precision !== 'at_least' || parts === null || parts.estimated === 0) return EMPTY_CELL;
  return t.text('reports.precision.withEstimates', { count: parts.estimated });
}

/** Words the base: "13 réponses sur 22". */
export function baseText(t: Translator, { base }: Figure): string {
  return base === null ? EMPTY_CELL : t.text('reports.base', { answered: base.answered, asked: base.asked });
}

/** Writes a number with its sign: "+11". */
export function signedText(t: Translator, change: number): string {
  return `${change < 0 ? '−' : '+'}${t.number(Math.abs(change))}`;
}

/**
 * Words the change: "+11 (+100 %)", with "environ" or "au moins" where the numbers aren't exact, or that nothing follows from the two:
 * from a lower bound of the edition before, from one now that isn't above it, from a share of those who answered.
 */
export function changeText(t: Translator, figure: Figure): string {
  const { value, change, previous } = figure;
  if (value === null || previous.value === null) return EMPTY_CELL;
  const sure = changePrecision(figure);
  if (change === null || sure === null) return t.text('reports.reached.unknown');
  const signed = signedText(t, change);
  if (sure !== 'exact')
    return t.text(sure === 'at_least' ? 'reports.change.atLeast' : 'reports.change.about', { change: signed });
  if (change === 0) return t.text('reports.change.none');
  if (previous.value === 0) return signed;
  return `${signed} (${percentText(t, Math.abs(change), previous.value, change < 0 ? '−' : '+')})`;
}

/**
 * Words a share as a percentage that says neither all nor nothing of what is neither: "99 %" of 199 of 200, "moins de 1 %" of 1 of 300.
 * `sign` stands before the number.
 */
function percentText(t: Translator, value: number, of: number, sign = ''): string {
  const share = value / of;
  if (value > 0 && share < 0.01) return t.text('reports.share.little');
  return `${sign}${t.percent(share < 1 ? Math.min(share, 0.99) : share)}`;
}
