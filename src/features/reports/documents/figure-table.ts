import { type Part, paragraphPart, tableParts } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Figure, FigureId } from '../../figures/figure.ts';
import { figureName } from '../../figures/words.ts';
import type { ReportContent } from '../content/content.ts';
import { baseText, changeText, EMPTY_CELL, earlierText, estimatesText, valueText } from '../words.ts';

/**
 * Lists figures with everything needed to read them correctly, and the sentences published about them. The edition
 * before has a column where it is known for any of them; bases and estimates stand below, where they matter.
 */
export function figureTable(content: ReportContent, t: Translator, ids: readonly FigureId[]): readonly Part[] {
  const { facts, report } = content;
  const known = ids.map((id) => report.figures[id]).filter(isIncludedFigure);
  const year = facts.previous?.year;
  const compared = year !== undefined && known.some(({ previous }) => previous.value !== null);
  const header = [
    t.text('reports.column.figure'),
    t.text('reports.column.value'),
    ...(compared ? [t.text('reports.column.previous', { year: String(year) }), t.text('reports.column.change')] : []),
  ];
  const earlier = (figure: Figure) => {
    const told = facts.previous?.figures[figure.id];
    return told === undefined ? EMPTY_CELL : earlierText(t, figure, told);
  };
  const rows = known.map((figure) => [
    figureName(t, figure.id),
    valueText(t, figure),
    ...(compared ? [figure.previous.value === null ? EMPTY_CELL : earlier(figure), changeText(t, figure)] : []),
  ]);
  const notes = notesOn(t, known);
  return [
    ...tableParts(header, rows),
    ...(notes.length === 0 ? [] : [{ kind: 'note' as const, text: notes.join(' ; ') }]),
    ...claimParts(content, t, ids),
  ];
}

/** Lists the sentences published about these figures. */
export function claimParts({ report }: ReportContent, t: Translator, ids: readonly FigureId[]): readonly Part[] {
  return report.claims
    .filter(({ figure }) => ids.includes(figure) && isIncludedFigure(report.figures[figure]))
    .map(({ figure, wording }) => paragraphPart(t.text('reports.claim', { figure: figureName(t, figure), wording })));
}

/** Says on how many answers the figures rest, where some are missing, and how many of their numbers are estimates. */
function notesOn(t: Translator, figures: readonly Figure[]): readonly string[] {
  const told = figures.filter(({ withheld, value }) => withheld === null && value !== null);
  const bases = new Map<string, string[]>();
  for (const figure of told) {
    if (figure.base === null || figure.base.answered >= figure.base.asked) continue;
    const base = baseText(t, figure);
    bases.set(base, [...(bases.get(base) ?? []), figureName(t, figure.id)]);
  }
  const estimates = told.flatMap((figure) => {
    const words = estimatesText(t, figure);
    return words === EMPTY_CELL ? [] : [t.text('reports.figureNote', { figure: figureName(t, figure.id), words })];
  });
  const [[base, names] = ['', []]] = bases;
  if (bases.size === 1 && names.length > 1) return [t.text('reports.figureNote.all', { base }), ...estimates];
  return [
    ...[...bases].map(([words, names]) => t.text('reports.figureNote', { figure: t.list(names), words })),
    ...estimates,
  ];
}

/**
 * Returns whether a figure is part of this bilan: one that nobody was asked about, or that nobody entered, isn't; one
 * that was asked about and isn't known is.
 */
export function isIncludedFigure({ value, source, of, base }: Figure): boolean {
  return of !== 0 && base?.asked !== 0 && (value !== null || source !== 'entered');
}
