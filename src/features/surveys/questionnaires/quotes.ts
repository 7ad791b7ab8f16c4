import { versionOf } from '../../../access/operation/version.ts';
import { type AnswerValue, ownAnswer } from '../questions/answers.ts';
import type { Question, QuestionId, QuestionnaireKind } from '../questions/catalogue.ts';
import type { QuoteConsent } from '../questions/consent.ts';
import { photoIn, type SentPhoto } from '../questions/file.ts';
import { isStandIn } from '../questions/stand-in.ts';
import { writtenIn } from '../questions/text.ts';
import type { Questionnaire, SurveyConversation } from '../survey.ts';
import type { AnswerEntry } from './history.ts';
import { answersFrom } from './history.ts';
import { askedQuestions } from './rules.ts';

/** An answer that may be quoted. */
export interface Quotable {
  readonly question: QuestionId;
  /** Null for a photo. */
  readonly text: string | null;
  /** Missing for words. */
  readonly photo?: SentPhoto;
  readonly named: boolean;
}

/** An answer, or a question that has none yet, that is asked to be quoted. */
export interface ToQuote {
  readonly conversation: SurveyConversation;
  readonly questionnaire: Questionnaire;
  readonly question: Question;
}

/** Names an answer by what it says, so that a choice is for the one that was shown; 'none' names its absence. */
export function answerVersion(question: Question, value: AnswerValue | undefined): string {
  const own = ownAnswer(question, value);
  return own === null ? NONE : versionOf(Object.entries(own).sort());
}

const NONE = 'none';

/**
 * Returns the answers that may be quoted. Whoever chose has written the answer, or has chosen after reading it: what a
 * colleague writes in its place later isn't covered. `current` holds the answers as they stand now, which others than
 * their author have read when they chose: one that was replaced since is covered by its author's choice only.
 */
export function quotableAnswers(
  kind: QuestionnaireKind,
  entries: readonly AnswerEntry[],
  consents: readonly QuoteConsent[],
  current: readonly AnswerEntry[] = entries,
): readonly Quotable[] {
  // Most were asked about nothing that may be quoted, and a bilan has thousands of them.
  if (consents.length === 0) return [];
  return askedQuestions(kind, answersFrom(entries)).flatMap(({ id: question }) => {
    const entry = entries.find((one) => one.question === question);
    const consent = consents.find((one) => one.question === question);
    if (!entry || !consent || consent.choice === 'none' || isStandIn(entry.value)) return [];
    if (consent.by !== entry.by && (consent.at < entry.at || !current.includes(entry))) return [];
    const photo = photoIn(entry.value);
    const said = { question, text: writtenIn(entry.value), named: consent.choice === 'named' };
    return [photo === null ? said : { ...said, photo }];
  });
}
