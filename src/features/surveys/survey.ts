import type { Departure } from '../../access/contacts/departure.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Event } from '../events/event.ts';
import type { AnswerEntry } from './questionnaires/history.ts';
import type { Answers } from './questions/answers.ts';
import type { QuestionId, QuestionnaireKind } from './questions/catalogue.ts';
import type { QuoteConsent } from './questions/consent.ts';

/** The survey of one edition: when its questionnaires are answered. */
export interface Survey {
  readonly id: string;
  readonly editionId: string;
  readonly launchedAt: Date;
  /** Last day to answer, "2027-01-15". */
  readonly closesOn: string;
  /** When a coordinator closed it: answers from then on are late. Null while it is open. */
  readonly closedAt: Date | null;
}

/** The organisations that nobody has asked yet, and when they are asked. */
export interface OrganisationsWaiting {
  readonly count: number;
  readonly at: Date;
}

/** A stored questionnaire, about an event or about the whole edition. The organisation's members share it. */
export interface StoredQuestionnaire {
  readonly id: string;
  readonly survey: Survey;
  readonly kind: QuestionnaireKind;
  /** For an event, the organisation that leads it. */
  readonly organisation: { readonly id: string; readonly name: string };
  readonly eventId: string | null;
  /**
   * True where it asks why an organisation takes no part, and that organisation is asked as one that does by now; and
   * where it asks one that took part until an acceptance was taken back. It isn't asked nor counted then, and its answers are
   * kept.
   */
  readonly superseded: boolean;
  /** When it was first asked; null before that. */
  readonly askedAt: Date | null;
  /** When it was complete for the first time; null before that. */
  readonly completedAt: Date | null;
  readonly declinedAt: Date | null;
  /** Key of the one reminder that it was begun and isn't finished; null before that. */
  readonly finishReminder: string | null;
  /** When a coordinator last noted a telephone call about it, and who; null before that. */
  readonly calledAt: Date | null;
  readonly calledById: string | null;
  /** The choices which of its answers may be quoted, as far as somebody has made them. */
  readonly consents: readonly QuoteConsent[];
  /** The current answers, in the order in which they were given. */
  readonly entries: readonly AnswerEntry[];
}

/** A questionnaire with its event and its current answers. */
export interface Questionnaire extends StoredQuestionnaire {
  readonly event: Event | null;
  readonly answers: Answers;
  /** Name of the chamber, which reads the answers and is named in questions. */
  readonly chamber: string;
}

/**
 * A conversation in which a questionnaire is answered: with one person, or in the thread of their organisation, where
 * other members may answer too.
 */
export interface SurveyConversation {
  readonly id: string;
  readonly questionnaireId: string;
  readonly personId: string;
  readonly platform: PlatformName;
  /** Key of the delivery that opened the conversation. */
  readonly deliveryKey: string;
  /** The question that a typed reply answers; null when no question waits. */
  readonly question: QuestionId | null;
  /** Key of the delivery that shows how far it is and the question that waits; null while nothing is shown. */
  readonly card: string | null;
  /** The number of messages that people have typed below the card. */
  readonly typedBelow: number;
  /** Increases each time the card is posted anew, or the conversation is opened again elsewhere. */
  readonly version: number;
  readonly closedAt: Date | null;
  /** Id of the last message read there, or of the last press as message ids compare; null before any. */
  readonly lastSeenId: string | null;
  /** The last messages that couldn't be read as answers, each as `<question>/<platform's message id>`. */
  readonly unread: readonly string[];
  /** The room it shares with other conversations, of which one is open at a time; null when it has its own thread. */
  readonly room: Room | null;
  /** Since when it waits for the open conversation of its room to end; null when it doesn't wait. */
  readonly queuedAt: Date | null;
  /** True when its person chose to answer in private what their organisation is asked in its thread. */
  readonly inPrivate: boolean;
  /** Ids of the questionnaires asked on the same day, which its opening names instead of a message each. */
  readonly alsoAsked: readonly string[];
}

/** A place where several questionnaires are answered, one after the other. */
export type Room =
  /** The private thread of an organisation. */
  | `organisation:${string}`
  /** A direct conversation without threads, by the platform's id of its person. */
  | `direct:${string}`;

/** A questionnaire with its answers and their history, for those who answer it and for coordinators. */
export interface QuestionnaireView {
  readonly questionnaire: Questionnaire;
  /** Names of those who answered, by person id. */
  readonly names: ReadonlyMap<string, string>;
  /** Replaced answers, latest first. */
  readonly history: readonly AnswerEntry[];
}

/** The outcome of opening a questionnaire to answer it. */
export interface Opened {
  readonly questionnaire: Questionnaire;
  /** The channel where it has been asked before; null when it wasn't. */
  readonly channel: string | null;
  /** True when it is answered in the thread of the actor's organisation. */
  readonly inThread: boolean;
  /** When the question's message leaves; null when no question is left. */
  readonly leaves: Departure | null;
}
