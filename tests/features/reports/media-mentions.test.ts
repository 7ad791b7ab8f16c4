import { expect, it } from 'vitest';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { declaredMentions } from '../../../src/features/surveys/facts.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { content } from '../../support/demo-content.ts';
import { choice, facts, withOrganisations } from '../../support/report-facts.ts';

const no: Answers = { coverage: choice('no') };
const dontKnow: Answers = { coverage: choice('dontKnow') };

/** Somebody whom so many articles were about. */
const listing = (articles: number): Answers => ({
  coverage: choice('yes'),
  coverageItems: {
    ...{ kind: 'coverage', done: true },
    items: Array.from({ length: articles }, (_, at) => ({
      ...{ outlet: `Journal ${at}`, medium: 'press' as const, publishedOn: null, link: null },
    })),
  },
});

/** Returns the bilan of these answers, beside the one that was published before them. */
function bilanOf(answers: readonly Answers[], before?: ReportContent): ReportContent {
  const known = withOrganisations(answers);
  const mentions = known.organisationQuestionnaires.flatMap((one) => declaredMentions(one.organisation, one.answers));
  const report = before && JSON.parse(JSON.stringify(before.report));
  const versions = before
    ? [{ version: 1, figures: report, sentences: null, createdAt: new Date('2009-01-13T10:00:00Z') }]
    : [];
  return content({ versions }, { ...facts(), ...known, mentions });
}

function told({ report }: ReportContent) {
  const { value, precision } = report.figures.mediaMentions;
  return [value, precision];
}

it('are a lower bound as long as an organisation may have more', () => {
  expect(told(bilanOf([listing(2), no, no]))).toEqual([2, 'exact']);
  // One hasn't answered, doesn't know, or says that there were some and lists none.
  for (const one of [{}, dontKnow, { coverage: choice('yes') }] satisfies Answers[]) {
    expect(told(bilanOf([listing(2), no, no, one]))).toEqual([2, 'at_least']);
    expect(told(bilanOf([no, no, no, one]))).toEqual([null, 'unknown']);
  }
  expect(told(bilanOf([no, no, no]))).toEqual([0, 'exact']);
  expect(told(bilanOf([]))).toEqual([null, 'unknown']);
});

it('are exact where at least three organisations said so: of two it would tell what they answered', () => {
  expect(told(bilanOf([no, no]))).toEqual([null, 'unknown']);
  expect(told(bilanOf([listing(2), no]))).toEqual([2, 'at_least']);
});

it('become exact in a new version by three answers: by one it would tell that one', () => {
  const most = [listing(2), no, no, no];
  for (const one of [{}, dontKnow] satisfies Answers[]) {
    const first = bilanOf([...most, one]);
    expect(told(first)).toEqual([2, 'at_least']);
    expect(told(bilanOf([...most, no], first))).toEqual([2, 'at_least']);
    expect(told(bilanOf([no, no, no, no], bilanOf([no, no, no, one])))).toEqual([null, 'unknown']);
  }
  expect(told(bilanOf([...most, no, no, no], bilanOf([...most, {}, {}, {}])))).toEqual([2, 'exact']);
  // What is exact stays so, and each item is told.
  expect(told(bilanOf([listing(3), no, no, no], bilanOf(most)))).toEqual([3, 'exact']);
});

it('stay exact in a new version for the same organisations, or three more: of one more it would tell that it said no', () => {
  const first = bilanOf([listing(2), no, no, no]);
  expect(told(bilanOf([listing(2), no, no, no], first))).toEqual([2, 'exact']);
  expect(told(bilanOf([listing(2), no, no, no, no], first))).toEqual([2, 'at_least']);
  expect(told(bilanOf([listing(2), no, no, no, no, no, no], first))).toEqual([2, 'exact']);
  expect(told(bilanOf([no, no, no, no], bilanOf([no, no, no])))).toEqual([null, 'unknown']);
});
