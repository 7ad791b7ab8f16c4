import { listParts, type Part, paragraphPart, tableParts, titledParts } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { editionDates } from '../../../editions/messages.ts';
import { splitBudget } from '../../../figures/own-money.ts';
import { measureText } from '../../../figures/words.ts';
import { type AccountLine, accountOf, columnSum, type FinancialAccount } from '../../aggregates/account.ts';
import type { ReportContent } from '../../content/content.ts';
import { sumFinding } from '../../findings/findings.ts';
import { findingText } from '../../findings/words.ts';
import { departmentText, EMPTY_CELL, valueText } from '../../words.ts';
import { figureTable } from '../figure-table.ts';

const euros = (t: Translator, value: number) => measureText(t, { value, precision: 'exact' }, 'euros');

/**
 * Lists the budget by funder and the expenses, planned and actual where they are known, and says right there which sums
 * don't agree.
 */
export function budgetChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { budgetLines } = content.facts;
  const { budget: total } = content.report.figures;
  const account = accountOf(content.facts);
  const parted = splitBudget(budgetLines, content.region.chamber);
  const amounts = budgetLines.map(({ amount }) => amount);
  const fault = total.value === null || amounts.length === 0 ? null : sumFinding('budget', total.value, amounts);
  return [
    ...figureTable(content, t, ['budget']),
    ...(isPlain(account)
      ? fundingTable(account, t)
      : titledParts(t.text('reports.account.title'), [
          ...actionParts(content, t),
          ...accountTable(account.expenses, t, t.text('reports.column.expense')),
          ...accountTable(account.funding, t, t.text('reports.column.funder')),
        ])),
    ...(parted === null
      ? []
      : [
          paragraphPart(
            t.text('reports.budget.parted', { own: euros(t, parted.own), external: euros(t, parted.external) }),
          ),
        ]),
    ...(fault === null || total.value === null
      ? []
      : [
          paragraphPart(
            t.text('reports.budget.differs', {
              sum: euros(t, columnSum(account.funding, 'actual') ?? 0),
              total: euros(t, total.value),
            }),
          ),
        ]),
    ...content.findings
      .filter(({ id }) => id === 'sum-mismatch:expenses' || id === 'sum-mismatch:planned')
      .map((finding) => paragraphPart(findingText(t, finding))),
  ];
}

/** Returns whether nothing is known but who gave what. */
function isPlain({ expenses, funding }: FinancialAccount): boolean {
  return expenses.length === 0 && funding.every(({ planned }) => planned === null);
}

function fundingTable({ funding }: FinancialAccount, t: Translator): readonly Part[] {
  const rows = funding.map(({ name, actual }) => [name, euros(t, actual ?? 0)]);
  const sum = [t.text('reports.budget.sum'), euros(t, columnSum(funding, 'actual') ?? 0)];
  return tableParts(
    [t.text('reports.column.funder'), t.text('reports.column.amount')],
    rows.length === 0 ? [] : [...rows, sum],
  );
}

function accountTable(lines: readonly AccountLine[], t: Translator, header: string): readonly Part[] {
  const amount = (value: number | null) => (value === null ? EMPTY_CELL : euros(t, value));
  const rows = lines.map(({ name, planned, actual }) => [name, amount(planned), amount(actual)]);
  const sum = [t.text('reports.budget.sum'), amount(columnSum(lines, 'planned')), amount(columnSum(lines, 'actual'))];
  return tableParts(
    [header, t.text('reports.column.planned'), t.text('reports.column.actual')],
    rows.length === 0 ? [] : [...rows, sum],
  );
}

/** Says what funders ask beside the money: when, where, and how many people it reached. */
function actionParts(content: ReportContent, t: Translator): readonly Part[] {
  const { participants } = content.report.figures;
  const places = content.report.byDepartment.flatMap(({ key }) => (key === null ? [] : [departmentText(t, key)]));
  return listParts([
    t.text('reports.account.dates', { dates: editionDates(t, content.edition) }),
    ...(places.length === 0 ? [] : [t.text('reports.account.places', { places: t.list(places) })]),
    ...(participants.value === null || participants.withheld !== null
      ? []
      : [t.text('reports.account.people', { people: valueText(t, participants) })]),
  ]);
}
