import { fold, skeleton } from '../../../reading/index.ts';
import type { EditionFacts } from './facts.ts';

/** A line of the account: the planned and the actual sum in euros; null where one wasn't entered. */
export interface AccountLine {
  readonly name: string;
  readonly planned: number | null;
  readonly actual: number | null;
}

/** An edition's account as funders ask for it. */
export interface FinancialAccount {
  readonly expenses: readonly AccountLine[];
  readonly funding: readonly AccountLine[];
}

type Entered = Pick<EditionFacts, 'budgetLines' | 'plannedBudgetLines' | 'expenseLines' | 'plannedExpenseLines'>;

/** Puts the planned sums beside the actual ones. Lines with equal names become one. */
export function accountOf({
  budgetLines,
  plannedBudgetLines,
  expenseLines,
  plannedExpenseLines,
}: Entered): FinancialAccount {
  const named = (lines: Entered['budgetLines']) => lines.map(({ funder, amount }) => ({ name: funder, amount }));
  return {
    expenses: beside(plannedExpenseLines, expenseLines),
    funding: beside(named(plannedBudgetLines), named(budgetLines)),
  };
}

function beside(planned: Entered['expenseLines'], actual: Entered['expenseLines']): readonly AccountLine[] {
  const keyOf = (name: string) => fold(skeleton(name));
  const rest = new Map(actual.map((line) => [keyOf(line.name), line]));
  const compared = planned.map(({ name, amount }) => {
    const found = rest.get(keyOf(name));
    rest.delete(keyOf(name));
    return { name: found?.name ?? name, planned: amount, actual: found?.amount ?? null };
  });
  return [...compared, ...[...rest.values()].map(({ name, amount }) => ({ name, planned: null, actual: amount }))];
}

/** Adds up one column of an account, in whole cents; null where nothing was entered in it. */
export function columnSum(lines: readonly AccountLine[], column: 'planned' | 'actual'): number | null {
  const amounts = lines.flatMap((line) => line[column] ?? []);
  if (amounts.length === 0) return null;
  return Math.round(amounts.reduce((sum, amount) => sum + amount * 100, 0)) / 100;
}
