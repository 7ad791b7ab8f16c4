/**
 * This file describes what a local Slack and a local Discord have in common for the people in front of them: in the
 * trial's page, the demonstration and the tests. People act through it (type, press, fill); the bot never sees it and
 * only uses the real wire protocols.
 *
 * Everything here is what a person's screen shows, as plain text: the local platform reads the blocks or components
 * it stored, exactly as the bot sent them.
 */

/** The platforms that are played here. */
export type LocalPlatformName = 'slack' | 'discord';
export const localPlatformNames = ['slack', 'discord'] as const satisfies readonly LocalPlatformName[];

/** A button of a message as a person sees it. */
export interface SeenButton {
  readonly kind: 'button';
  /** Handle to press it with; unique within the message. */
  readonly id: string;
  readonly label: string;
  readonly style: 'plain' | 'primary' | 'danger';
  readonly disabled: boolean;
}

/** A link shown as a button. */
export interface SeenLink {
  readonly kind: 'link';
  readonly label: string;
  readonly url: string;
}

export interface SeenOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A drop-down list in a message. */
export interface SeenSelect {
  readonly kind: 'select';
  readonly id: string;
  readonly placeholder: string;
  /** Set when the list has none of its own, and this is the text that it stands beside. */
  readonly prompted?: true;
  readonly options: readonly SeenOption[];
  /** Values that are preselected. */
  readonly chosen: readonly string[];
  readonly min: number;
  readonly max: number;
}

export type SeenControl = SeenButton | SeenLink | SeenSelect;

/** The look of some words. `quote` and `pre` (several lines of code) are lines of their own. */
export type SeenStyle = 'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'spoiler' | 'mention' | 'quote' | 'pre';

/** Words that look alike; `url` is where a click leads. */
export interface SeenSpan {
  readonly text: string;
  readonly styles?: readonly SeenStyle[];
  readonly url?: string;
}

/**
 * A rendered piece of a message, in reading order. Its text, as one reads it, never contains markup; `spans` hold the
 * look.
 */
export type SeenBlock =
  | {
      readonly kind: 'heading' | 'text' | 'small' | 'code';
      readonly text: string;
      readonly spans: readonly SeenSpan[];
    }
  /** Slack: short texts in two columns. */
  | { readonly kind: 'fields'; readonly text: string; readonly fields: readonly (readonly SeenSpan[])[] }
  | { readonly kind: 'table'; readonly text: string; readonly rows: readonly (readonly string[])[] }
  /** Discord: what stands in a frame of its own. */
  | { readonly kind: 'card'; readonly blocks: readonly SeenBlock[] }
  | { readonly kind: 'image'; readonly url: string; readonly alt: string }
  | { readonly kind: 'divider' }
  | { readonly kind: 'controls'; readonly controls: readonly SeenControl[] };

export interface SeenFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** The address on this machine from which the bytes can be fetched. */
  readonly url: string;
}

export interface SeenMessage {
  readonly id: string;
  /** The channel, direct conversation or thread it stands in. */
  readonly place: SeenPlace;
  readonly author: {
    readonly id: string;
    readonly name: string;
    readonly bot: boolean;
    /** The address of the picture that it was posted under; null for their own. */
    readonly picture: string | null;
  };
  /** Real time of the platform, milliseconds since 1970. */
  readonly at: number;
  /** Everything that can be read in it, line by line: headings, text, fields, lists, tables. */
  readonly text: string;
  /** The text that its author finds in the box when editing it: the words as they are typed, with their markup. */
  readonly typed: string;
  readonly blocks: readonly SeenBlock[];
  readonly controls: readonly SeenControl[];
  readonly files: readonly SeenFile[];
  /** Shown to one person only (Slack ephemeral, Discord ephemeral). */
  readonly onlyForYou: boolean;
  readonly edited: boolean;
  /** The number of messages in the thread that starts here; 0 without a thread. */
  readonly replies: number;
  /** Slack: the id of the newest message in that thread. Discord's threads are channels of their own, so null there. */
  readonly newestReply: string | null;
  /** Discord: the message it answers, in a few words; Slack has threads instead. */
  readonly quotes: string | null;
  readonly pinned: boolean;
  readonly reactions: readonly SeenReaction[];
}

/** A reaction under a message, with how many chose it. */
export interface SeenReaction {
  /** A Unicode emoji, or another's name between colons. */
  readonly emoji: string;
  readonly count: number;
  /** True when the person who looks is among them. */
  readonly mine: boolean;
}

/** A place a person can look at. */
export interface SeenPlace {
  readonly channel: string;
  /** Slack: the parent message's ts. Discord threads are channels of their own, so always null there. */
  readonly thread: string | null;
}

export interface SeenChannel {
  readonly id: string;
  /** Without '#'. For a direct conversation, the other person's name. */
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct' | 'thread';
  /** Discord threads: the channel they belong to. */
  readonly parent: string | null;
  /** The id of the workspace or server it belongs to; null for a direct conversation on Discord, which belongs to none. */
  readonly team: string | null;
}

/** A Slack workspace, or a Discord server. */
export interface LocalTeam {
  readonly id: string;
  readonly name: string;
}

/** A field of the form that is open in front of a person. */
export interface SeenField {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly kind: 'text' | 'longText' | 'choice' | 'choices' | 'person' | 'channel' | 'file' | 'moment';
  /** The part of a moment that the field picks. */
  readonly part?: 'day' | 'time' | 'both';
  readonly required: boolean;
  /** Prefilled text, chosen values, or nothing. */
  readonly value: readonly string[];
  readonly options: readonly SeenOption[];
  readonly maxLength: number | null;
}

export interface SeenForm {
  readonly id: string;
  readonly title: string;
  /** Text between the fields, if any. */
  readonly text: string;
  readonly fields: readonly SeenField[];
  readonly submit: string;
  /** Errors shown at fields after a refused submission, by field id. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** The size in bytes that the platform reports, when `bytes` stand for a larger file. */
  readonly size?: number;
  /** The words for those who can't see it. */
  readonly alt?: string;
}

export type FieldInput = string | readonly string[] | readonly UploadedFile[];

/** A press, a choice or a submitted form, with `data` in the platform's protocol. */
export interface Forged {
  readonly kind: 'press' | 'choose' | 'submit';
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * The platform itself refuses something to a person, in the platform's words (e.g. the bot did not answer in 3 s).
 */
export class PlatformRefusal extends Error {}

export interface LocalUser {
  readonly id: string;
  readonly name: string;
}

export interface LocalPlatform {
  readonly name: LocalPlatformName;
  /** The environment variables that connect the bot, e.g. SLACK_API_URL, SLACK_BOT_TOKEN. */
  readonly environment: Readonly<Record<string, string>>;
  /** The workspace, or the first server. */
  readonly team: LocalTeam;
  readonly bot: LocalUser;

  /** Adds somebody else's bot, whose messages are typed as a person's are. */
  addBot(bot: { name: string }): LocalUser;
  addUser(user: {
    name: string;
    locale?: 'fr' | 'en';
    administrator?: boolean;
    acceptsDirectMessages?: boolean;
  }): LocalUser;
  addChannel(channel: {
    name: string;
    private?: boolean;
    members?: readonly string[] | 'everyone';
    withBot?: boolean;
  }): { readonly id: string; readonly name: string };

  users(): readonly LocalUser[];
  /** Returns the language in which somebody has the platform's client. */
  languageOf(user: string): 'fr' | 'en';
  /** Returns the workspace, or the servers that somebody is in, the first one first. */
  teamsOf(user: string): readonly LocalTeam[];
  /** Returns the channels, direct conversations and threads that this person can open, in a stable order. */
  channelsOf(user: string): readonly SeenChannel[];
  /**
   * Returns what the person sees there, oldest first, including messages only for them. Throws if they can't see the
   * place.
   */
  messages(user: string, place: SeenPlace): readonly SeenMessage[];
  /** Returns the form open in front of them, if any (the topmost view or the modal). */
  form(user: string): SeenForm | null;

  /**
   * Returns the slash commands that the person can type here: '/evenement proposer', with its typed options, if any.
   */
  commands(user: string): readonly {
    readonly path: string;
    readonly description: string;
    readonly options: readonly {
      readonly name: string;
      readonly description: string;
      readonly required: boolean;
      readonly kind: string;
      readonly choices: readonly SeenOption[];
      readonly autocomplete: boolean;
    }[];
  }[];
  /**
   * Runs a slash command as the person would. `text` starts with '/'. Slack: everything after the command's name is its
   * text. Discord: `/name sub option:value option2:value with spaces`, options recognised by the registered names (either
   * language); `options` adds values that need no parsing. Resolves when the bot has acknowledged; rejects with
   * PlatformRefusal when it did not in time or the platform refuses.
   */
  command(user: string, place: SeenPlace, text: string, options?: Readonly<Record<string, FieldInput>>): Promise<void>;
  /** Discord: returns the bot's suggestions for an option being typed. Slack: always empty. */
  suggest(
    user: string,
    place: SeenPlace,
    command: string,
    option: string,
    typed: string,
  ): Promise<readonly SeenOption[]>;
  /** Returns the names of the bot's entries in the menu of a message, as the person reads them. */
  entriesOnMessages(user: string): readonly string[];
  /** Chooses one of the bot's entries in the menu of a message, by its name. Resolves and rejects as `command` does. */
  chooseOnMessage(user: string, message: string, entry: string): Promise<void>;
  press(user: string, message: string, control: string): Promise<void>;
  select(user: string, message: string, control: string, values: readonly string[]): Promise<void>;
  /** Submits the open form; fields by id. A refused submission leaves it open with its errors. */
  submit(user: string, values: Readonly<Record<string, FieldInput>>): Promise<void>;
  dismiss(user: string): Promise<void>;
  /** Types a message; in a direct conversation, `place.channel` may be 'direct' (with the bot). Returns its id. */
  say(user: string, place: SeenPlace, text: string, files?: readonly UploadedFile[]): Promise<string>;
  /**
   * Sends what no client of the platform sends: any interaction, from a message that only they see, whether or not
   * such a control or form was ever shown. `given` is in the platform's own words. Resolves when the bot has
   * acknowledged.
   */
  forge(user: string, channel: string, given: Forged): Promise<void>;
  /** Edits or deletes a message of the person's own. */
  edit(user: string, message: string, text: string): Promise<void>;
  remove(user: string, message: string): Promise<void>;
  /** Replies to a message: on Discord by quoting it, which calls its author; on Slack in its thread. Returns the id. */
  reply(user: string, message: string, text: string, files?: readonly UploadedFile[]): Promise<string>;
  /**
   * Adds the person's reaction or, with `given: false`, takes it back. Discord: a Unicode emoji, or the name of one of
   * the server's own. Slack: the emoji's name, with or without colons, or one of the few Unicode ones that the page offers.
   */
  react(user: string, message: string, emoji: string, given?: boolean): Promise<void>;
  /** Pins the message in its channel or, with `pinned: false`, takes the pin away. */
  pin(user: string, message: string, pinned?: boolean): Promise<void>;
  /** Unfolds a link below a message, and reports that the message has changed. */
  unfoldLink(message: string): void;

  /** Calls the listener after anything visible changed. Returns a function that unsubscribes. */
  onChange(listener: () => void): () => void;
  /** Resolves when the bot has received everything sent to it (acknowledged where the protocol has that). */
  settled(): Promise<void>;
  /**
   * Every HTTP request of the bot, the latest last, for tests that check what was sent against the official specs.
   */
  readonly requests: readonly RecordedRequest[];
  /** Stops the servers and closes every socket. */
  close(): Promise<void>;
}

export interface RecordedRequest {
  readonly method: string;
  /** Slack: the API method, e.g. 'chat.postMessage'. Discord: the path below /api/v10, e.g. '/channels/1/messages'. */
  readonly path: string;
  /** Parsed body: JSON (Slack form fields that hold JSON are parsed); for multipart, its payload_json. */
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
}
