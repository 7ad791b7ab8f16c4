import type { ChannelAccess } from './channel-access.ts';
import type { Form, RawValues } from './form.ts';
import type { AnswerMode } from './interaction.ts';
import type { FileRef, Message, Option } from './message.ts';
import type { NotGranted } from './needs.ts';
import type { MessageRef, Place, PlatformName, PlatformUser, Target } from './place.ts';
import type { RefusalReason } from './refusal.ts';
import type { RelayIntake, Relaying } from './relaying.ts';
import type { PlatformTraits } from './traits.ts';

/** A file that somebody sent and that is still on the platform. */
export interface IncomingFile {
  readonly name: string;
  /** The media type that the platform states, which isn't to be trusted. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** The reference by which the platform fetches it once only data is left of it, see Platform. */
  readonly source?: string;
  /**
   * Returns the bytes. Throws FileTooBig when there are more than `most`, DeliveryError when the platform refuses it or can't give
   * it just now, and anything else when the platform no longer has the file.
   */
  fetch(most: number): Promise<Uint8Array>;
}

export type IncomingValues = Readonly<Record<string, string | readonly string[] | readonly IncomingFile[]>>;

/** Answers one thing that a person did. Exactly one of `acknowledge` and `openForm` comes first, within 3 s. */
export interface Responder {
  acknowledge(mode: AnswerMode): Promise<void>;
  /** Returns how it was acknowledged; null before, and for an adapter's own responder, which isn't asked. */
  acknowledgedAs?(): AnswerMode | null;
  /**
   * Returns ids of the messages in which the answer stands: before it is given, of the one whose place it may take. None where that is
   * a message of its own that isn't known.
   */
  standsIn?(): readonly string[];
  /** Opens a form in front of the person. Never possible after a submitted form. */
  openForm(form: Form): Promise<void>;
  /**
   * Gives the answer itself; called once, after `acknowledge`. `locale` is its language where it isn't the platform's.
   */
  answer(message: Message, locale?: 'fr' | 'en'): Promise<void>;
  /** Says something beside the private message that held the button, which stays as it is. Replaces the answer. */
  aside(message: Message, locale?: 'fr' | 'en'): Promise<void>;
  /** Puts this in place of an earlier answer where the platform can still reach it; otherwise does nothing. */
  retire(message: Message, locale?: 'fr' | 'en'): Promise<void>;
  /**
   * Ends a repeated delivery without an answer: the platform gets the response it waits for, the person sees nothing.
   */
  drop(): Promise<void>;
}

/**
 * Answers a submitted form, which can also be refused with a word at each field where the platform has that
 * (`fieldErrors`).
 */
export interface FormResponder extends Responder {
  refuse(errors: Readonly<Record<string, string>>): Promise<void>;
}

interface Incoming {
  readonly user: PlatformUser;
  readonly place: Place;
}

interface Interacted extends Incoming {
  /** The platform's own id of this interaction, the same at each delivery; null when it gives none. */
  readonly interaction?: string | null;
  /** When it was done, as an id that compares with message ids (`byTime`); null when the platform doesn't tell. */
  readonly at?: string | null;
}

/**
 * A typed command. `values` holds what was recognised; `text` is what was typed after the path where options aren't
 * typed.
 */
export interface IncomingCommand extends Interacted {
  readonly path: readonly string[];
  readonly values: RawValues;
  readonly text: string;
  /** Set when some of the values may be meant for other options, so that the person has to look at them first. */
  readonly unsure?: boolean;
  /** The text of the message in whose menu it was chosen, as others read it. */
  readonly said?: string;
}

/** A pressed button or a choice in a select. `message` is the one that holds it; null for a message only they see. */
export interface IncomingAction extends Interacted {
  readonly action: string;
  readonly choice: readonly string[];
  readonly message: MessageRef | null;
  /** The platform's id of the message that holds the button, one that only this person sees, too; null where it tells none. */
  readonly shownIn: string | null;
}

/** A submitted form. `at` may be the time at which it was opened. */
export interface IncomingForm extends Interacted {
  readonly form: string;
  readonly values: IncomingValues;
}

export interface IncomingMessage extends Incoming {
  readonly id: string;
  readonly text: string;
  readonly files: readonly IncomingFile[];
  /** Whether it was said in a direct conversation with the bot. */
  readonly direct: boolean;
  /** Whether it mentions the bot. */
  readonly mentionsBot: boolean;
  /** Set when it stands in a conversation that the bot opened with a few people. */
  readonly inOwnThread?: true;
  /** Set when the platform doesn't let the bot read what is typed there: text and files are then empty. */
  readonly unreadable?: true;
  /**
   * The placeholders for names in the text (`@U…`, `#C…`), each once, where the platform tells ids only. The author's
   * name is their id then, too. See Platform.
   */
  readonly unnamed?: readonly string[];
  /**
   * Set when its author has edited it: the text is what it says now. The value identifies the edit, is the same at each
   * delivery, and compares as later for a later edit (`byTime`). A message read from the history says what it says by
   * then, without this.
   */
  readonly edited?: string;
  /** Set when much was said to the bot after it that still waits, so that a mere reply may be left out. */
  readonly muchSince?: true;
}

export interface SuggestionRequest extends Incoming {
  readonly path: readonly string[];
  readonly option: string;
  readonly typed: string;
}

/**
 * Takes in what people do, from the platforms. Each method resolves when it has been dealt with, and never rejects for
 * a person's mistake.
 */
export interface Inbox {
  command(command: IncomingCommand, responder: Responder): Promise<void>;
  action(action: IncomingAction, responder: Responder): Promise<void>;
  form(form: IncomingForm, responder: FormResponder): Promise<void>;
  /**
   * Takes in a typed message, perhaps seen before. Its `event` is unique per platform. It is stored before this
   * resolves.
   */
  message(message: IncomingMessage): Promise<void>;
  /** Returns null when another process answers. */
  suggest(request: SuggestionRequest): Promise<readonly Option[] | null>;
  /**
   * Tells that the connection was renewed and that some messages didn't come, so that they have to be read back. Called
   * before anything new is handed in.
   */
  missed?(): void;
  /**
   * Tells, once connected, what each workspace or server doesn't grant the bot, see `Platform.withheld`. May repeat
   * what is known.
   */
  withheld?(from: (team: string) => NotGranted | null): Promise<void>;
  /**
   * Tells that everything said in a workspace or server up to this message has been handed in, in the order of these
   * calls.
   */
  heard?(team: string, until: string): void;
  /** Tells that somebody has left a workspace or server, or is in it. May repeat what is known. */
  membership?(told: MembershipTold): Promise<void>;
  /** Takes in what happens in channels that are relayed. */
  readonly relay?: RelayIntake;
}

/** Whether somebody is in a workspace or server now. */
export type TeamMembership = 'member' | 'gone';

export interface MembershipTold {
  /** The Slack workspace or Discord server. */
  readonly team: string;
  readonly user: string;
  readonly is: TeamMembership;
}

/** Gives the bytes of the files that messages hold. */
export interface FileSource {
  /**
   * Returns null when the file is gone, and 'erased' when what it held went because somebody asked to be erased. Rejects when it
   * can't be read just now.
   */
  bytes(id: string): Promise<Uint8Array | 'erased' | null>;
  /**
   * Returns an address from which a file can be fetched for a while, for platforms that refuse uploads; null without a
   * public address.
   */
  link(file: FileRef, reader: LinkReader): Promise<GivenLink | null>;
}

/** The reader a link is given to: whoever a delivery is for, or somebody who is answered. */
export type LinkReader =
  | { readonly kind: 'delivery'; readonly key: string }
  | { readonly kind: 'answered'; readonly platform: PlatformName; readonly user: string };

export interface GivenLink {
  readonly url: string;
  /** The most days for which it leads to the file. */
  readonly days: number;
}

export type ConnectionStatus = 'connected' | 'connecting' | 'disconnected';

/** A chat platform as the bot uses it. */
export interface Platform {
  readonly name: PlatformName;
  readonly traits: PlatformTraits;
  /** Returns how many messages this becomes here. */
  partsOf(message: Message): number;
  /** Null when it has no such threads. */
  readonly threads: PrivateThreads | null;
  /** Null when its channels can't be relayed. */
  readonly relaying: Relaying | null;
  /** Shows this in the place that somebody has to themselves with the bot; null where there is none (`hasHome`). Throws DeliveryError. */
  readonly showHome: ((user: string, message: Message) => Promise<void>) | null;
  /**
   * Connects, and registers the commands if they changed. Throws StartError with one clear line that says what is
   * wrong.
   */
  start(inbox: Inbox): Promise<void>;
  /** Takes in nothing more; resolves when everything begun is done. */
  stop(): Promise<void>;
  status(): ConnectionStatus;
  /** Returns the number of interactions and messages taken in and not yet dealt with. */
  inFlight(): number;
  /**
   * Sends a message; returns several refs when it had to be split. `key` identifies the sending: the platform is asked
   * to refuse a second message with it, or keeps it beside the message. Throws DeliveryError.
   */
  post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]>;
  /** Makes posted messages show this one instead. Throws DeliveryError. */
  edit(refs: readonly MessageRef[], message: Message, key: string): Promise<readonly MessageRef[]>;
  delete(refs: readonly MessageRef[]): Promise<void>;
  /**
   * Returns the messages posted with this key; a PartialPost when only the first of them were; null when the platform
   * can't tell. Throws DeliveryError.
   */
  find(target: Target, key: string, since: Date): Promise<readonly MessageRef[] | PartialPost | null>;
  /** Returns what people said there after the message with this id, oldest first. Throws DeliveryError. */
  history(place: Place, after: string): Promise<readonly IncomingMessage[]>;
  /** Begins a new look at what was said in many places meanwhile. */
  look(): Look;
  /**
   * Looks up the names of a message's author and of the people it mentions, where they came as ids. Called once it is
   * known that the bot is meant, when nobody waits for an acknowledgement any more. Whoever isn't found in time stays
   * an id.
   */
  named(said: IncomingMessage): Promise<Pick<IncomingMessage, 'user' | 'text'>>;
  /** Returns the bytes of a file that somebody sent, by its source. Throws as the file's own `fetch` does. */
  fetchFile(source: string, most: number): Promise<Uint8Array>;
  user(id: string, team: string | null): Promise<PlatformUser>;
  /** Returns whether somebody is in a workspace or server. Throws DeliveryError when the platform can't tell. */
  membership(user: string, team: string): Promise<TeamMembership>;
  /** Begins a new look at which of many people are in a workspace or server. */
  rollCall(team: string): RollCall;
  /** Returns the name by which people recognise this channel, in plain text. */
  channelName(channel: string): Promise<string>;
  /** Returns what the bot may do in a channel, as far as the platform tells before anything is tried. */
  access(channel: string): Promise<ChannelAccess>;
  /**
   * Returns what the bot isn't granted anywhere in a workspace or server; null when the platform doesn't tell. Throws
   * DeliveryError.
   */
  withheld(team: string): Promise<NotGranted | null>;
}

/** The part of a platform that tells of its channels, and of what the bot may do in them. */
export type ChannelsOf = Pick<Platform, 'access' | 'channelName' | 'relaying' | 'withheld'>;

/** A place, and the last message in it up to which everything is known to have been dealt with. */
export interface ReadPosition {
  readonly place: Place;
  readonly since: string;
}

/** Finds out, with as few requests as the platform allows, in which of many places something was said. */
export interface Look {
  /** Returns the milliseconds until the platform allows more reading than people wait for just now; 0 for at once. */
  wait(): number;
  /**
   * Returns those of these places, all of one channel, in which something may have been said since. Throws
   * DeliveryError.
   */
  changed<T extends ReadPosition>(places: readonly T[]): Promise<readonly T[]>;
  /** See Platform. */
  history(place: Place, after: string): Promise<readonly IncomingMessage[]>;
}

/** Finds out, with as few requests as the platform allows, which of many people are in a workspace or server. */
export interface RollCall {
  /**
   * Returns the milliseconds until more may be asked than people wait for just now; 0 for at once. `users` are those
   * who are left.
   */
  wait(users: readonly string[]): number;
  /**
   * Asks once about some of these people, the first ones first. People in the result needn't be asked about again;
   * repeated calls reach everybody. Throws DeliveryError.
   */
  ask(users: readonly string[]): Promise<ReadonlyMap<string, TeamMembership>>;
}

/** Threads that only invited people see. Every method throws DeliveryError. */
export interface PrivateThreads {
  /**
   * Makes a thread below the first of these channels that can hold it. An existing empty thread of this name is taken
   * instead, unless it is among `others`. Returns null when none can be made.
   */
  open(parents: readonly string[], name: string, others: ReadonlySet<string>): Promise<string | null>;
  /** Lets somebody in; returns false when that isn't possible. */
  letIn(thread: string, user: string): Promise<boolean>;
  /** Makes somebody leave. */
  remove(thread: string, user: string): Promise<void>;
  /** Returns who is in it besides the bot; null when the platform doesn't tell. */
  members(thread: string): Promise<readonly string[] | null>;
}

/** A sending that was broken off: editing these messages to what it says sends the rest. */
export interface PartialPost {
  readonly begun: readonly MessageRef[];
}

/** Why a message could not be delivered. */
export type DeliveryFailure =
  /** Definitely not sent, and trying again won't help; `reason` is a code such as 'direct-messages-closed'. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** Definitely not sent; to be tried again after that many milliseconds. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  /** Definitely not sent: the platform can't be reached just now. */
  | { readonly kind: 'unavailable' }
  /** Perhaps sent: the answer was lost. */
  | { readonly kind: 'ambiguous' };

export class DeliveryError extends Error {
  readonly failure: DeliveryFailure;

  constructor(failure: DeliveryFailure, options?: ErrorOptions) {
    super(failure.kind === 'refused' ? `refused: ${failure.reason}` : failure.kind, options);
    this.failure = failure;
  }
}

/** A platform can't be connected to as configured; `message` is one clear line that says what to do. */
export class StartError extends Error {}
