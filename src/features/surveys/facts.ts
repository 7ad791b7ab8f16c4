import { type Answers, choiceOf } from './questions/answers.ts';
import { type MediaItem, mediaItemsIn } from './questions/coverage.ts';

export interface EventQuestionnaireFact {
  readonly event: string;
  readonly answers: Answers;
  /** Day of the first answer; null without one. */
  readonly answeredOn: string | null;
}

export interface OrganisationQuestionnaireFact {
  readonly organisation: string;
  readonly answers: Answers;
  /** Day of the first answer; null without one. */
  readonly answeredOn: string | null;
}

export interface MentionFact extends MediaItem {
  /** Id of the organisation it speaks of. */
  readonly organisation: string;
  /** It also speaks of the launch (press conference), and must not be added to that a second time. */
  readonly launch: boolean;
}

/** The media items an organisation declared in its questionnaire. */
export function declaredMentions(organisation: string, answers: Answers): readonly MentionFact[] {
  // A "yes" taken back leaves its items in the questionnaire, where they don't count any more.
  if (choiceOf(answers, 'coverage') !== 'yes') return [];
  return mediaItemsIn(answers.coverageItems).map((item) => ({ ...item, organisation, launch: false }));
}

/**
 * What was answered, as the bilan and the tallies count it: a questionnaire per event and organisation that was asked.
 */
export interface QuestionnaireFacts {
  readonly eventQuestionnaires: readonly EventQuestionnaireFact[];
  readonly organisationQuestionnaires: readonly OrganisationQuestionnaireFact[];
}
