import { chartParts, type Part, paragraphPart } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Withheld } from '../../../figures/figure.ts';
import type { ChoiceResult } from '../../aggregates/aggregate.ts';
import { FACTS_FROM } from '../../aggregates/thresholds.ts';
import type { ReportContent } from '../../content/content.ts';
import { withheldFigureText } from '../../words.ts';
import { choiceChart, departmentChart, peopleChart, themeChart, weekGrid } from '../charts.ts';
import { figureTable } from '../figure-table.ts';
import { intendedParts } from '../intended-audience.ts';
import { regionMap } from '../region-map.ts';

export function eventsChapter(content: ReportContent, t: Translator): readonly Part[] {
  const map = regionMap(content, t);
  return [
    ...figureTable(content, t, ['events', 'coOrganisedEvents', 'cancelledEvents', 'postponedEvents']),
    ...(map.length > 0 ? map : departmentChart(content, t)),
    ...peopleChart(content, t),
    ...weekGrid(content, t),
    ...themeChart(content, t),
  ];
}

export function audienceChapter(content: ReportContent, t: Translator): readonly Part[] {
  return [
    ...figureTable(content, t, ['participants', 'eventsWithOfficials']),
    ...choiceParts(t, t.text('surveys.questions.audience.text'), content.report.audience, FACTS_FROM),
    ...intendedParts(content, t),
  ];
}

/**
 * Tells how often each option was chosen. Nothing is shown as long as nobody answered; a withheld result says why.
 */
export function choiceParts(t: Translator, question: string, result: ChoiceResult, minimum: number): readonly Part[] {
  if (result.answered === 0) return [];
  if (result.withheld !== null) return [withheldPart(t, question, result.withheld, minimum)];
  return chartParts(choiceChart(t, question, result));
}

/** Says why the answers to a question aren't told. */
export function withheldPart(t: Translator, question: string, withheld: Withheld, minimum: number): Part {
  return paragraphPart(t.text('reports.notTold', { question, why: withheldFigureText(t, withheld, minimum) }));
}
