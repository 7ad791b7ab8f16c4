import type { ToldPrecision } from '../../../quantities/index.ts';
import type { AnswerValue } from '../questions/answers.ts';
import type { QuestionId } from '../questions/catalogue.ts';

/** The answer that is known to a question before anybody gives it. It is shown; only whoever answers confirms it. */
export type KnownFact =
  /** The organisation said when it had the kit. */
  | { readonly kind: 'kitReceived'; readonly at: Date }
  /** A kit is on its way to the organisation or was sent, and nobody has said that it is there. */
  | { readonly kind: 'kitUnconfirmed' }
  /** A kit was published, and none was sent to the organisation. */
  | { readonly kind: 'kitNeverSent' }
  /** The event's sheet names whom its organisers invited. Whether they came, only whoever was there knows. */
  | { readonly kind: 'officialsInvited'; readonly invited: string }
  /** Members said that they passed announcements on. */
  | Relayed;

export interface Relayed {
  readonly kind: 'relayed';
  /** The number of announcements that its members passed on. */
  readonly relayed: number;
  /** The number that they were sent or have read. */
  readonly of: number;
  /** To how many people the one that went furthest was passed on; null when nobody told. */
  readonly reach: { readonly value: number; readonly precision: ToldPrecision } | null;
}

/** An answer that confirming stores. */
export interface Confirmed {
  readonly question: QuestionId;
  readonly value: AnswerValue;
}

/** Returns the answers that confirming gives to a question; none where what is known doesn't answer it. */
export function confirmedBy(question: QuestionId, known: KnownFact): readonly Confirmed[] {
  if (known.kind === 'kitNeverSent') {
    if (question === 'distribution') return [{ question, value: { kind: 'choices', options: ['neverReceived'] } }];
    return question === 'logo' ? [{ question, value: { kind: 'choice', option: 'neverHad' } }] : [];
  }
  if (known.kind !== 'relayed' || question !== 'relayed') return [];
  const { reach } = known;
  return [
    { question, value: { kind: 'choice', option: 'yes' } },
    ...(reach === null
      ? []
      : [
          {
            question: 'relayedReach' as const,
            value: { kind: 'quantity' as const, ...reach, typed: String(reach.value) },
          },
        ]),
  ];
}

/** Returns a mark of what is known, which the button to confirm it carries: what is known later has another one. */
export function printOf(known: KnownFact): string {
  if (known.kind !== 'relayed') return known.kind;
  const { relayed, of, reach } = known;
  return [known.kind, relayed, of, ...(reach === null ? [] : [reach.value, reach.precision])].join('-');
}

/** One member's word on one announcement; null when they passed it on to a number that they didn't tell. */
export interface Passed {
  readonly announcementId: string;
  readonly relayed: boolean;
  readonly reach: { readonly value: number; readonly precision: ToldPrecision } | null;
}

/**
 * Sums up what members said of announcements; null when nobody passed one on. Colleagues and announcements reach much the same
 * people, so nothing is added up: the number is the largest that one of them told of one announcement.
 */
export function relayedIn(passed: readonly Passed[]): Relayed | null {
  const ids = (those: readonly Passed[]) => new Set(those.map(({ announcementId }) => announcementId)).size;
  const relayed = ids(passed.filter((one) => one.relayed));
  if (relayed === 0) return null;
  const [furthest = null] = passed.flatMap(({ reach }) => reach ?? []).toSorted((a, b) => b.value - a.value);
  return { kind: 'relayed', relayed, of: ids(passed), reach: furthest };
}
