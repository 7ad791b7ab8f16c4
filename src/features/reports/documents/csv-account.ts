import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content/content.ts';
import type { CsvRow } from './csv-row.ts';

/**
 * Writes the lines of the account: each funder's planned and actual contribution, and the planned and actual expenses.
 */
export function accountRows({ facts }: ReportContent, t: Translator): readonly CsvRow[] {
  const section = t.text('reports.chapter.budget');
  const rows = (
    id: string,
    lines: readonly { readonly name: string; readonly amount: number }[],
    key: TextKey | null,
  ) =>
    lines.map(({ name, amount }) => {
      const label = key === null ? name : `${name} · ${t.text(key)}`;
      return { section, id, label, value: amount, unit: 'euros' };
    });
  const named = (lines: ReportContent['facts']['budgetLines']) =>
    lines.map(({ funder, amount }) => ({ name: funder, amount }));
  return [
    ...rows('budgetLine', named(facts.budgetLines), null),
    ...rows('plannedBudgetLine', named(facts.plannedBudgetLines), 'reports.column.planned'),
    ...rows('expenseLine', facts.expenseLines, 'reports.column.expense'),
    ...rows('plannedExpenseLine', facts.plannedExpenseLines, 'reports.csv.plannedExpense'),
  ];
}
