import { isTextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { FigureUnit } from '../../figures/figure.ts';
import { figureName, measureText } from '../../figures/words.ts';
import { EMPTY_CELL, signedText } from '../../reports/words.ts';
import type { NationFinding } from './findings.ts';
import type { Mean, Nation, NationalFigure } from './roll-up.ts';

/** Says how many regions came, and names those that didn't: it stands above every table. */
export function receivedText(t: Translator, { regions, missing, expected }: Nation): string {
  const received = regions.length;
  if (missing === null || expected === null) return t.text('nation.receivedOfUnknown', { received });
  if (missing.length === 0) return t.text('nation.receivedAll', { received });
  return t.text('nation.received', { received, expected, absent: missing.length, missing: t.list(missing) });
}

/** Words a national figure: "950 événements", "au moins 41 sur 96 structures". */
export function figureText(t: Translator, { value, precision, of, unit, toConfirm }: NationalFigure): string {
  if (value === null || of === null || precision === 'unknown' || precision === 'not_applicable') {
    return measureText(t, { value, precision }, unit);
  }
  const whole = t.text(`reports.unit.${unit}`, { count: of, quantity: t.number(of) });
  const told = t.text('reports.share', { value: t.quantity(value, precision), whole });
  return toConfirm === null || toConfirm === 0 ? told : t.text('reports.toConfirm', { told, count: toConfirm });
}

/** Words how many a figure is known of: "12 régions sur 18 ; 40 réponses sur 55". */
export function knownByText(t: Translator, nation: Nation, { regions, base }: NationalFigure): string {
  const known = t.text('nation.base.known', {
    count: regions.known.length,
    of: nation.expected ?? nation.regions.length,
  });
  return base === null ? known : `${known} ; ${t.text('reports.base', base)}`;
}

/** Names the regions that don't tell a figure, and why: "Affiches : inconnu (Bretagne)". Null where all tell it. */
export function silentText(t: Translator, { id, regions: { unknown, withheld } }: NationalFigure): string | null {
  const parts = [
    unknown.length > 0 && t.text('nation.base.unknown', { regions: t.list(unknown) }),
    withheld.length > 0 && t.text('nation.base.withheld', { regions: t.list(withheld) }),
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : t.text('nation.ofRegion', { region: figureName(t, id), text: parts.join(' ; ') });
}

/** Words the last edition's figure, and how many regions it is known of where some don't tell it: "850 événements (9 régions)". */
export function previousText(t: Translator, { regions }: Nation, { previous, unit }: NationalFigure): string {
  if (previous.value === null)
    return previous.precision === 'not_applicable' ? measureText(t, previous, unit) : EMPTY_CELL;
  const told = measureText(t, previous, unit);
  return previous.known === regions.length
    ? told
    : t.text('nation.previous', { previous: told, count: previous.known });
}

/** Words the change over the regions of which one is known: "+11 (9 régions)"; where both editions are told and nothing follows, it says so. */
export function nationChangeText(t: Translator, { value, previous, change }: NationalFigure): string {
  if (change === null)
    return value === null || previous.value === null ? EMPTY_CELL : t.text('reports.reached.unknown');
  const signed = signedText(t, change.value);
  const told =
    change.precision === 'exact'
      ? signed
      : t.text(change.precision === 'at_least' ? 'reports.change.atLeast' : 'reports.change.about', { change: signed });
  return t.text('nation.change', { change: told, count: change.regions });
}

export function meanText(t: Translator, { mean, precision }: Mean): string {
  return measureText(t, { value: mean, precision }, 'euros' satisfies FigureUnit);
}

/** Says what to look at, and where. */
export function nationFindingText(t: Translator, { kind, region, figures, values }: NationFinding): string {
  const days = new Set(['day', 'lastDay']);
  const told = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      days.has(name) && typeof value === 'string' ? t.day(value) : value,
    ]),
  );
  const [id] = figures;
  const text = t.text(`nation.finding.${kind}`, { named: id === undefined ? '' : figureName(t, id), ...told });
  return region === null ? text : t.text('nation.ofRegion', { region, text });
}

/** Words an option of the questionnaire; one that this version doesn't know keeps the name it came with. */
export function optionNamed(t: Translator, option: string): string {
  return wordIn(t, `surveys.report.${option}`) ?? wordIn(t, `surveys.options.${option}`) ?? option;
}

/** Words what was to be judged: "a bien fait connaître l'ESS". */
export function statementNamed(t: Translator, statement: string): string {
  return wordIn(t, `surveys.statements.${statement}`) ?? statement;
}

function wordIn(t: Translator, key: string): string | null {
  return isTextKey(key) ? t.text(key) : null;
}
