import type { Withheld } from '../../figures/figure.ts';
import type { Answers } from '../../surveys/questions/answers.ts';
import type { QuestionId } from '../../surveys/questions/catalogue.ts';
import type { OptionId } from '../../surveys/questions/options.ts';
import { orderIn, type RankingQuestion } from '../../surveys/questions/ranking.ts';

export interface RankedOption {
  readonly option: OptionId;
  /**
   * A dense rank: options with the same points share a rank, and the next rank follows it (1, 2, 2, 2, 3). Null
   * without points, when nobody ranked the option.
   */
  readonly rank: number | null;
  readonly points: number;
  /** The number of organisations that ranked it at all. */
  readonly mentions: number;
}

export interface AggregatedRanking {
  readonly question: QuestionId;
  /** Sorted by rank, those without one last; empty as long as nobody answered, or where all had nothing to report. */
  readonly options: readonly RankedOption[];
  /** The number of organisations that answered the question, including those with nothing to report. */
  readonly answered: number;
  /** Why only the number of answers is told; null when everything is. */
  readonly withheld: Withheld | null;
  /** The number of organisations that chose "Autre", which takes a place but has no score. */
  readonly other: number;
}

/**
 * Computes a Borda score over the m offered options, "Autre" excluded: the option at place r gets m + 1 − r points,
 * an option that isn't chosen gets none.
 */
export function aggregateRanking(
  question: RankingQuestion & { readonly id: QuestionId },
  questionnaires: readonly Answers[],
): AggregatedRanking {
  const offered = question.options.filter((option) => option !== 'other');
  const answered = questionnaires.flatMap((answers) => {
    const order = orderIn(answers[question.id]);
    return order === null ? [] : [order];
  });
  const orders = answered.filter((order) => order.length > 0);
  const [points, mentions] = [new Map<OptionId, number>(), new Map<OptionId, number>()];
  // Once over all choices, although there are thousands of rankings and a dozen options.
  for (const order of orders) {
    for (const [index, option] of order.entries()) {
      if (order.indexOf(option) !== index) continue;
      points.set(option, (points.get(option) ?? 0) + offered.length - index);
      mentions.set(option, (mentions.get(option) ?? 0) + 1);
    }
  }
  const scored = offered.map((option) => ({
    option,
    points: points.get(option) ?? 0,
    mentions: mentions.get(option) ?? 0,
  }));
  const scores = [...new Set(scored.map(({ points }) => points))].sort((a, b) => b - a);
  const ranked = scored.map((each) => ({ ...each, rank: each.points === 0 ? null : scores.indexOf(each.points) + 1 }));
  return {
    question: question.id,
    // The sort is stable: ties stay in the order of the catalogue.
    options: orders.length === 0 ? [] : ranked.sort((a, b) => b.points - a.points),
    answered: answered.length,
    withheld: null,
    other: orders.filter((order) => order.includes('other')).length,
  };
}

/** Returns whether all who answered the question said that there is nothing to report. */
export function hasNothingToReport({ answered, options, withheld }: AggregatedRanking): boolean {
  return answered > 0 && options.length === 0 && withheld === null;
}
