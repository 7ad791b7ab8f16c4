import type { Translator } from '../../../../texts/translator.ts';
import { measureText } from '../../../figures/words.ts';
import { writtenIn } from '../../../surveys/questions/text.ts';
import { CHAPTER, type ChapterId } from '../../chapters.ts';
import type { ReportContent } from '../../content.ts';
import { sumFinding } from '../../findings.ts';
import { figureTable } from '../figure-table.ts';
import { type Part, paragraphPart, tableParts } from '../outline.ts';

/** Lists the budget by funder, and says right there whether the lines add up to the total. */
export function budgetChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { budgetLines } = content.facts;
  const { budget: total } = content.report.figures;
  const sum = budgetLines.reduce((all, { amount }) => all + amount, 0);
  const euros = (value: number) => measureText(t, { value, precision: 'exact' }, 'euros');
  const amounts = budgetLines.map(({ amount }) => amount);
  const fault = total.value === null ? null : sumFinding('budget', total.value, amounts);
  return [
    ...figureTable(content, t, ['budget']),
    ...tableParts(
      [t.text('reports.column.funder'), t.text('reports.column.amount')],
      budgetLines.length === 0
        ? []
        : [
            ...budgetLines.map(({ funder, amount }) => [funder, euros(amount)]),
            [t.text('reports.budget.sum'), euros(sum)],
          ],
    ),
    ...(fault === null || budgetLines.length === 0 || total.value === null
      ? []
      : [paragraphPart(t.text('reports.budget.differs', { sum: euros(sum), total: euros(total.value) }))]),
  ];
}

/**
 * Counts the ideas. Only coordinators read them, and tell what came of them in their own words: nobody is quoted
 * unasked.
 */
export function ideasChapter({ facts }: ReportContent, t: Translator): readonly Part[] {
  const count = facts.organisationQuestionnaires.filter(({ answers }) => writtenIn(answers.idea) !== null).length;
  return count === 0 ? [] : [paragraphPart(t.text('reports.ideas.count', { count }))];
}

/** Returns the paragraphs that the coordinators wrote in a chapter. */
export function coordinatorsParts({ texts }: ReportContent, id: ChapterId): readonly Part[] {
  const text = texts.get(CHAPTER + id);
  return text === undefined ? [] : text.split(/\n\s*\n/).map((each) => paragraphPart(each.trim()));
}
