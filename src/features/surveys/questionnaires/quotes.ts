import type { QuestionId, QuestionnaireKind } from '../questions/catalogue.ts';
import type { QuoteConsent } from '../questions/consent.ts';
import { isStandIn } from '../questions/stand-in.ts';
import { writtenIn } from '../questions/text.ts';
import type { AnswerEntry } from './history.ts';
import { answersFrom } from './history.ts';
import { askedQuestions } from './rules.ts';

/** An answer that may be quoted. */
export interface Quotable {
  readonly question: QuestionId;
  /** Null for a photo. */
  readonly text: string | null;
  readonly named: boolean;
}

/**
 * Returns the answers that may be quoted. Whoever chose has written the answer, or has chosen after reading it: what a
 * colleague writes in its place later isn't covered.
 */
export function quotableAnswers(
  kind: QuestionnaireKind,
  entries: readonly AnswerEntry[],
  consents: readonly QuoteConsent[],
): readonly Quotable[] {
  return askedQuestions(kind, answersFrom(entries)).flatMap(({ id: question }) => {
    const entry = entries.find((one) => one.question === question);
    const consent = consents.find((one) => one.question === question);
    if (!entry || !consent || consent.choice === 'none' || isStandIn(entry.value)) return [];
    if (consent.by !== entry.by && consent.at < entry.at) return [];
    return [{ question, text: writtenIn(entry.value), named: consent.choice === 'named' }];
  });
}
