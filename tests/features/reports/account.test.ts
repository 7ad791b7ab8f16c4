import { describe, expect, it } from 'vitest';
import { accountOf, columnSum } from '../../../src/features/reports/aggregates/account.ts';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import type { Translator } from '../../../src/texts/translator.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';

const balanced: Partial<EditionFacts> = {
  entered: { budget: { value: 9_000, precision: 'exact' } },
  plannedBudgetLines: [
    { funder: 'Région', amount: 6_000 },
    { funder: 'Préfecture', amount: 2_000 },
  ],
  budgetLines: [
    { funder: 'région', amount: 6_500.5 },
    { funder: 'CRES', amount: 2_499.5 },
  ],
  plannedExpenseLines: [{ name: 'Impression', amount: 8_000 }],
  expenseLines: [
    { name: 'Impression', amount: 7_200 },
    { name: 'Salle du lancement', amount: 1_800 },
  ],
};
const of = (changes: Partial<EditionFacts> = {}) => content({}, { ...balanced, ...changes });
const text = (it: ReportContent, extension: string, t: Translator = fr) =>
  plain(asTyped(buildDocuments(it, t).find(({ name }) => name.endsWith(extension))?.text ?? ''));
const sums = ({ findings }: ReportContent) =>
  findings.filter(({ kind }) => kind === 'sum-mismatch').map(({ id }) => id);

describe('the financial report', () => {
  it('puts what was planned beside what became of it, by line and by funder, with its sums', () => {
    const markdown = text(of(), 'md');
    expect(markdown).toContain('### Compte rendu financier');
    expect(markdown).toMatch(/- Dates : .*novembre 2008/);
    expect(markdown).toContain('- Lieux : Aisne (02), Oise (60) et Somme (80)');
    expect(markdown).toContain('- Personnes venues : au moins 500 personnes');
    for (const row of [
      '| Dépense | Prévu | Réalisé |',
      '| Impression | 8 000 € | 7 200 € |',
      '| Salle du lancement | – | 1 800 € |',
      '| Somme des lignes | 8 000 € | 9 000 € |',
      '| région | 6 000 € | 6 500,50 € |',
      '| Préfecture | 2 000 € | – |',
      '| CRES | – | 2 499,50 € |',
    ])
      expect(markdown).toContain(row);
    expect(text(of(), 'md', en)).toContain('| Expense | Planned | Actual |');
  });

  it('finds nothing where all sums agree, and says right there which don’t', () => {
    expect(sums(of())).toEqual([]);
    expect(text(of(), 'md')).not.toMatch(/les lignes font|les dépenses font|n'est pas le total/);
    const spentMore = of({ expenseLines: [{ name: 'Impression', amount: 9_100 }] });
    expect(sums(spentMore)).toEqual(['sum-mismatch:expenses']);
    expect(text(spentMore, 'md')).toContain('Dépenses : les lignes font 9 100 €, le budget est de 9 000 €.');
    const planned = of({ plannedExpenseLines: [{ name: 'Impression', amount: 8_400 }] });
    expect(sums(planned)).toEqual(['sum-mismatch:planned']);
    expect(text(planned, 'md', en)).toContain('Planned budget: expenses add up to 8,400 €, funding to 8,000 €.');
    // Without a total the funders' lines are the budget.
    expect(sums(of({ entered: {} }))).toEqual([]);
    expect(sums(of({ entered: {}, budgetLines: [{ funder: 'Région', amount: 10 }] }))).toEqual([
      'sum-mismatch:expenses',
    ]);
  });

  it('tells the same in each file', () => {
    const { account } = JSON.parse(text(of(), 'json'));
    expect(account.expenses).toEqual([
      { name: 'Impression', planned: 8_000, actual: 7_200 },
      { name: 'Salle du lancement', planned: null, actual: 1_800 },
    ]);
    expect(text(of(), 'csv')).toContain(';plannedBudgetLine;Préfecture · Prévu;2000;');
    expect(text(of(), 'csv')).toContain(';expenseLine;Salle du lancement · Dépense;1800;');
    expect(text(of(), 'html')).toContain('<td>Salle du lancement</td><td>–</td><td>1 800 €</td>');
  });

  it('leaves no trace where nothing was planned or paid, and only lists who gave what', () => {
    const gave = content({}, { budgetLines: [{ funder: 'Région', amount: 6_350 }] });
    expect(text(gave, 'md')).toContain('| Financeur | Montant |');
    expect(text(gave, 'md')).not.toContain('Compte rendu financier');
    expect(text(content(), 'md')).not.toContain('## Budget');
  });

  it('takes names that read the same for one line, and adds up cents', () => {
    const account = accountOf({ ...content().facts, ...balanced });
    expect(account.funding.map(({ name }) => name)).toEqual(['région', 'Préfecture', 'CRES']);
    const tenths = [0.1, 0.2].map((actual) => ({ name: '', planned: null, actual }));
    expect([columnSum(tenths, 'actual'), columnSum(tenths, 'planned')]).toEqual([0.3, null]);
  });

  it('shows what was typed as it was typed', () => {
    const name = '<script>alert(1)</script> | =1+1';
    const nasty = of({
      expenseLines: [{ name, amount: 9_000 }],
      plannedBudgetLines: [{ funder: name, amount: 8_000 }],
    });
    expect(text(nasty, 'html')).not.toContain('<script>');
    expect(text(nasty, 'md')).toContain('\\<script\\>alert(1)\\</script\\> \\| =1+1');
    const formula = of({ expenseLines: [{ name: '=1+1', amount: 9_000 }] });
    expect(text(formula, 'csv')).toContain(";'=1+1 · Dépense;9000;");
  });
});
