import type { Quotable } from './questionnaires/quotes.ts';
import { type Answers, choiceOf } from './questions/answers.ts';
import { type MediaItem, mediaItemsIn } from './questions/coverage.ts';

export interface EventQuestionnaireFact {
  readonly event: string;
  readonly answers: Answers;
  /** Day of the first answer; null without one. */
  readonly answeredOn: string | null;
  /** Day on which the number of people who came was given as it stands; null without a number. */
  readonly countedOn: string | null;
}

export interface OrganisationQuestionnaireFact {
  readonly organisation: string;
  readonly answers: Answers;
  /** Day of the first answer; null without one. */
  readonly answeredOn: string | null;
}

export interface MentionFact extends MediaItem {
  /** Id of the organisation that the item is about. */
  readonly organisation: string;
  /** True when the item is also about the launch (press conference), where it mustn't be counted again. */
  readonly launch: boolean;
  /** Its further details in the press review; absent where it isn't in there. */
  readonly press?: PressDetails;
}

/** The press review's details of a media item, besides those by which it is counted. */
export interface PressDetails {
  readonly title: string;
  readonly link: string | null;
  /** The title of the event that it is about; null where it is about none, or about one that the bilan doesn't count. */
  readonly event: string | null;
}

/** Returns the media items that an organisation declared in its questionnaire. */
export function declaredMentions(organisation: string, answers: Answers): readonly MentionFact[] {
  // When a "yes" is taken back, its items stay in the questionnaire but no longer count.
  if (choiceOf(answers, 'coverage') !== 'yes') return [];
  return mediaItemsIn(answers.coverageItems).map((item) => ({ ...item, organisation, launch: false }));
}

/** An answer that its organisation allows to be quoted. */
export interface QuoteFact extends Quotable {
  /** Id of the organisation. */
  readonly organisation: string;
}

/**
 * The answers as the bilan and the tallies count them: one questionnaire per event and per organisation that was asked.
 */
export interface QuestionnaireFacts {
  readonly eventQuestionnaires: readonly EventQuestionnaireFact[];
  readonly organisationQuestionnaires: readonly OrganisationQuestionnaireFact[];
  /** One per organisation without an event that was asked why. */
  readonly absenceQuestionnaires: readonly OrganisationQuestionnaireFact[];
  readonly quotes: readonly QuoteFact[];
}
