import type { ChannelAccess } from './channel-access.ts';
import type { Form, RawValues } from './form.ts';
import type { AnswerMode } from './interaction.ts';
import type { FileRef, Message, Option } from './message.ts';
import type { NotGranted } from './needs.ts';
import type { MessageRef, Place, PlatformName, PlatformUser, Target } from './place.ts';
import type { RefusalReason } from './refusal.ts';
import type { PlatformTraits } from './traits.ts';

/** A file someone sent, still on the platform. */
export interface IncomingFile {
  readonly name: string;
  /** As the platform says; not to be believed. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** What the platform fetches it by where nothing but data is left of it: see Platform. */
  readonly source?: string;
  /** Throws FileTooBig for one of more than so many bytes, anything else when the platform no longer has it. */
  fetch(most: number): Promise<Uint8Array>;
}

export type IncomingValues = Readonly<Record<string, string | readonly string[] | readonly IncomingFile[]>>;

/** One answer to one thing a person did. Exactly one of `acknowledge` and `openForm` comes first, within 3 s. */
export interface Responder {
  acknowledge(mode: AnswerMode): Promise<void>;
  /** Opens a form in front of the person. Never after a submitted form. */
  openForm(form: Form): Promise<void>;
  /** The answer itself; called once, after `acknowledge`. `locale`: its language, where it isn't the platform's. */
  answer(message: Message, locale?: 'fr' | 'en'): Promise<void>;
  /** Instead of the answer, a word beside it: the private message that held the button stays as it is. */
  aside(message: Message, locale?: 'fr' | 'en'): Promise<void>;
  /** Later: puts this in place of what was answered, where the platform can still reach that; else nothing is done. */
  retire(message: Message, locale?: 'fr' | 'en'): Promise<void>;
  /**
   * Instead of all that: it was brought before, and is dealt with or has been. The platform gets what it waits for, the
   * person sees nothing.
   */
  drop(): Promise<void>;
}

/** A submitted form can also be refused with a word at each field, where the platform has that (`fieldErrors`). */
export interface FormResponder extends Responder {
  refuse(errors: Readonly<Record<string, string>>): Promise<void>;
}

interface Incoming {
  readonly user: PlatformUser;
  readonly place: Place;
}

interface Interacted extends Incoming {
  /** The platform's own id of this one thing that was done, the same each time it is brought; null where it tells none. */
  readonly interaction?: string | null;
  /** When it was done, as an id that compares with those of messages (`byTime`); null where the platform tells none. */
  readonly at?: string | null;
}

/** A typed command: `values` hold what was recognised, `text` what was typed after the path where options aren't typed. */
export interface IncomingCommand extends Interacted {
  readonly path: readonly string[];
  readonly values: RawValues;
  readonly text: string;
  /** Some of the values may be meant for other options: the person is to look at them first. */
  readonly unsure?: boolean;
}

/** A button pressed or a select chosen; `message` is the one it stands in, null for a message only they see. */
export interface IncomingAction extends Interacted {
  readonly action: string;
  readonly choice: readonly string[];
  readonly message: MessageRef | null;
}

/** A submitted form; `at` may be when it was opened. */
export interface IncomingForm extends Interacted {
  readonly form: string;
  readonly values: IncomingValues;
}

export interface IncomingMessage extends Incoming {
  readonly id: string;
  readonly text: string;
  readonly files: readonly IncomingFile[];
  /** In a direct conversation with the bot. */
  readonly direct: boolean;
  /** The bot is mentioned in it. */
  readonly mentionsBot: boolean;
  /** It stands in a conversation that the bot opened with a few people. */
  readonly inOwnThread?: true;
  /** The platform doesn't let the bot read what is typed there: text and files are empty. */
  readonly unreadable?: true;
  /**
   * Where the platform tells ids only: what stands in the text for a name (`@U…`, `#C…`), each once. Its author's name is their
   * id then, too. See Platform.
   */
  readonly unnamed?: readonly string[];
  /**
   * Its author has changed it: this is what it says now. Names this change, the same each time that it is brought; a later
   * one compares as later (`byTime`). A message that is read back from the history says what it says by then, without this.
   */
  readonly edited?: string;
  /** Much was said to the bot after it, which waits to be dealt with: what only says something back may leave it at that. */
  readonly muchSince?: true;
}

export interface SuggestionRequest extends Incoming {
  readonly path: readonly string[];
  readonly option: string;
  readonly typed: string;
}

/** Where platforms hand in what people do. Resolves when it has been dealt with; never rejects for a person's mistake. */
export interface Inbox {
  command(command: IncomingCommand, responder: Responder): Promise<void>;
  action(action: IncomingAction, responder: Responder): Promise<void>;
  form(form: IncomingForm, responder: FormResponder): Promise<void>;
  /** A typed message, perhaps seen before. `event` makes it unique per platform. Stored before it resolves. */
  message(message: IncomingMessage): Promise<void>;
  /** Null where another process answers. */
  suggest(request: SuggestionRequest): Promise<readonly Option[] | null>;
  /**
   * Connected anew, and what was said meanwhile didn't come: it has to be read back. Called before anything new is handed
   * in.
   */
  missed?(): void;
  /** Connected: what each workspace or server doesn't grant the bot, see `Platform.withheld`. May be told when nothing has changed. */
  withheld?(from: (team: string) => NotGranted | null): Promise<void>;
  /**
   * All that was said in a workspace or server up to the message with this id has been handed in, in the order of these
   * calls.
   */
  heard?(team: string, until: string): void;
  /** Somebody has left a workspace or server, or is in it; may be told when nothing has changed. */
  membership?(told: MembershipTold): Promise<void>;
}

/** Whether somebody is in a workspace or server now. */
export type TeamMembership = 'member' | 'gone';

export interface MembershipTold {
  /** Slack workspace or Discord server. */
  readonly team: string;
  readonly user: string;
  readonly is: TeamMembership;
}

/** Bytes of the files that messages hold. */
export interface FileSource {
  /** Null when it is gone. Rejects when it can't be read just now. */
  bytes(id: string): Promise<Uint8Array | null>;
  /** Where a file can be fetched for a while when a platform refuses uploads; null without a public address. */
  link(file: FileRef, reader: LinkReader): Promise<GivenLink | null>;
}

/** Whom a link is given to: whoever a delivery is for, or somebody who is answered. */
export type LinkReader =
  | { readonly kind: 'delivery'; readonly key: string }
  | { readonly kind: 'answered'; readonly platform: PlatformName; readonly user: string };

export interface GivenLink {
  readonly url: string;
  /** It leads to the file for so long, at most. */
  readonly days: number;
}

export type ConnectionStatus = 'connected' | 'connecting' | 'disconnected';

/** A chat platform as the bot uses it. */
export interface Platform {
  readonly name: PlatformName;
  readonly traits: PlatformTraits;
  /** How many messages this becomes here. */
  partsOf(message: Message): number;
  /** Null where it has no such threads. */
  readonly threads: PrivateThreads | null;
  /** Connects, registers the commands if they changed. Throws StartError with one clear line for what is wrong. */
  start(inbox: Inbox): Promise<void>;
  /** Takes nothing in any more; resolves when what was begun is done. */
  stop(): Promise<void>;
  status(): ConnectionStatus;
  /** Interactions and messages taken in and not yet dealt with. */
  inFlight(): number;
  /**
   * Sends a message; several refs when it had to be split. `key` identifies the sending: the platform is asked to
   * refuse a second message with it, or keeps it beside the message. Throws DeliveryError.
   */
  post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]>;
  /** Makes posted messages show this one instead. Throws DeliveryError. */
  edit(refs: readonly MessageRef[], message: Message, key: string): Promise<readonly MessageRef[]>;
  delete(refs: readonly MessageRef[]): Promise<void>;
  /**
   * The messages that were posted with this key; only the first of them where the rest never came; null when the platform
   * can't tell. Throws DeliveryError.
   */
  find(target: Target, key: string, since: Date): Promise<readonly MessageRef[] | PartialPost | null>;
  /** What people said there after the message with this id, oldest first. Throws DeliveryError. */
  history(place: Place, after: string): Promise<readonly IncomingMessage[]>;
  /** A look at what was said in many places meanwhile, made anew each time. */
  look(): Look;
  /**
   * Asks who said something and whom it names, where that came as ids: done once it is known that the bot is meant, by when
   * nobody waits for a sign any more. Who isn't told of in time stays an id.
   */
  named(said: IncomingMessage): Promise<Pick<IncomingMessage, 'user' | 'text'>>;
  /** The bytes of a file that somebody sent, by its source; throws as its own `fetch` does. */
  fetchFile(source: string, most: number): Promise<Uint8Array>;
  user(id: string, team: string | null): Promise<PlatformUser>;
  /** Whether somebody is in a workspace or server. Throws DeliveryError when the platform can't tell. */
  membership(user: string, team: string): Promise<TeamMembership>;
  /** A look at who of many people is in a workspace or server, made anew each time. */
  rollCall(team: string): RollCall;
  /** How this person or channel is written so that people recognise it; plain text. */
  channelName(channel: string): Promise<string>;
  /** What the bot may do in a channel, as far as the platform tells before it tries. */
  access(channel: string): Promise<ChannelAccess>;
  /** What the bot isn't granted anywhere in a workspace or server; null when the platform doesn't tell. Throws DeliveryError. */
  withheld(team: string): Promise<NotGranted | null>;
}

/** A place, and the last message there that is known to have been dealt with, as everything before it. */
export interface ReadPosition {
  readonly place: Place;
  readonly since: string;
}

/** Finds out with as few requests as the platform lets it in which of many places something was said. */
export interface Look {
  /** Milliseconds until the platform lets more be read than what people wait for just now; 0 for at once. */
  wait(): number;
  /** Those of these places of one channel in which something may have been said since. Throws DeliveryError. */
  changed<T extends ReadPosition>(places: readonly T[]): Promise<readonly T[]>;
  /** See Platform. */
  history(place: Place, after: string): Promise<readonly IncomingMessage[]>;
}

/** Finds out with as few requests as the platform lets it which of many people are in a workspace or server. */
export interface RollCall {
  /** Milliseconds until more may be asked than what people wait for just now; 0 for at once. `users`: who is left. */
  wait(users: readonly string[]): number;
  /**
   * Asks once about some of these people, the first ones first: whoever it tells of needn't be asked about again. Asked often
   * enough it tells of all. Throws DeliveryError.
   */
  ask(users: readonly string[]): Promise<ReadonlyMap<string, TeamMembership>>;
}

/** Threads that only those see who were let in. All of it throws DeliveryError. */
export interface PrivateThreads {
  /**
   * Makes one below the first of these channels that can hold it. One of this name that was made there and in which nothing
   * was said yet is taken instead, unless it is among `others`. Null where none can be made.
   */
  open(parents: readonly string[], name: string, others: ReadonlySet<string>): Promise<string | null>;
  /** Lets somebody in; false when they can't be. */
  letIn(thread: string, user: string): Promise<boolean>;
  /** Makes somebody leave. */
  remove(thread: string, user: string): Promise<void>;
  /** Who is in it besides the bot; null where the platform doesn't tell. */
  members(thread: string): Promise<readonly string[] | null>;
}

/** A sending that was broken off: an edit of these to what it says sends the rest. */
export interface PartialPost {
  readonly begun: readonly MessageRef[];
}

/** Why a message could not be delivered. */
export type DeliveryFailure =
  /** Definitely not sent, and trying again won't help; `reason` is a code such as 'direct-messages-closed'. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** Definitely not sent; try again after that many milliseconds. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  /** Definitely not sent, the platform can't be reached just now. */
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
