import type { Departure } from '../../access/contacts/departure.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Event } from '../events/event.ts';
import type { AnswerEntry } from './questionnaires/history.ts';
import type { Answers } from './questions/answers.ts';
import type { QuestionId, QuestionnaireKind } from './questions/catalogue.ts';

/** The collecting of one edition's answers. */
export interface Survey {
  readonly id: string;
  readonly editionId: string;
  readonly launchedAt: Date;
  /** Last day to answer, "2027-01-15". */
  readonly closesOn: string;
  /** Frozen by a coordinator: what is answered from then on is late. */
  readonly closedAt: Date | null;
}

/** A questionnaire as it is stored: of an event, or of an organisation, shared by its members. */
export interface StoredQuestionnaire {
  readonly id: string;
  readonly survey: Survey;
  readonly kind: QuestionnaireKind;
  /** Of an event: the one that leads it. */
  readonly organisation: { readonly id: string; readonly name: string };
  readonly eventId: string | null;
  /** First asked; null while it isn't time. */
  readonly askedAt: Date | null;
  /** Complete for the first time. */
  readonly completedAt: Date | null;
  readonly declinedAt: Date | null;
  /** Its answers as they stand, in the order they were first given. */
  readonly entries: readonly AnswerEntry[];
}

/** A questionnaire with its event and its answers as they stand. */
export interface Questionnaire extends StoredQuestionnaire {
  readonly event: Event | null;
  readonly answers: Answers;
  /** Name of the chamber, which reads the answers. */
  readonly chamber: string;
}

/**
 * A questionnaire being answered with one person, or in the thread of their organisation, where its other members may
 * answer too.
 */
export interface SurveyConversation {
  readonly id: string;
  readonly questionnaireId: string;
  readonly personId: string;
  readonly platform: PlatformName;
  /** Key of the delivery that opened it. */
  readonly deliveryKey: string;
  /** The question a typed reply is an answer to; null once through. */
  readonly question: QuestionId | null;
  /** Where each question stands: the key of its delivery. */
  readonly shown: Shown;
  /** Grows each time it is opened anew. */
  readonly version: number;
  readonly closedAt: Date | null;
  /** Id of what was typed there last, or of when a button was pressed; null before that. */
  readonly lastSeenId: string | null;
  /** What was typed there and could not be read: `<question>/<the platform's id of the message>`, the last of them. */
  readonly unread: readonly string[];
  /** What it shares its place with, where one is open at a time; null where it has a thread of its own. */
  readonly room: Room | null;
  /** It waits until the one that is open there is done; null for the one that is open. */
  readonly queuedAt: Date | null;
  /** Its person wished to answer alone what their organisation is asked in its thread. */
  readonly inPrivate: boolean;
}

/** A place in which several questionnaires are answered, one after the other. */
export type Room =
  /** The private thread of an organisation. */
  | `organisation:${string}`
  /** A direct conversation that knows no threads, by the platform's id of its person. */
  | `direct:${string}`;

export type Shown = { readonly [Q in QuestionId]?: string };

/** A questionnaire with all that was answered on it, for whoever answers it or coordinates. */
export interface QuestionnaireView {
  readonly questionnaire: Questionnaire;
  /** By person. */
  readonly names: ReadonlyMap<string, string>;
  /** What the answers were before, latest first. */
  readonly history: readonly AnswerEntry[];
}

/** A questionnaire that was just taken up to be answered. */
export interface Opened {
  readonly questionnaire: Questionnaire;
  /** It is answered in the thread of the actor's organisation. */
  readonly inThread: boolean;
  /** How the question that is asked there leaves; null when none is left to ask. */
  readonly leaves: Departure | null;
}
