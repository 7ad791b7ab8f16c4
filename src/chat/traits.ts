import type { PlatformName } from './place.ts';
import type { RefusalReason } from './refusal.ts';

/** How fast a platform lets something be done. */
export type Rate =
  /** At most so many in any so many milliseconds. */
  | { readonly kind: 'window'; readonly count: number; readonly withinMs: number }
  /** So many at once, and one more every so many milliseconds. */
  | { readonly kind: 'bucket'; readonly burst: number; readonly everyMs: number };

/** What a message costs, by what it does: 'open' is to post what opens a conversation with people. */
export type Spending = 'post' | 'edit' | 'open';

/** What a platform lets one token send. */
export interface SendingLimits {
  /** Messages in one channel or conversation. */
  readonly channel: Rate;
  /** What is counted for the whole token, by a name that only `costs` uses. */
  readonly token: Readonly<Record<string, Rate>>;
  /** How many of each of these are spent at once. */
  readonly costs: Readonly<Record<Spending, Readonly<Record<string, number>>>>;
  /** Whether a conversation that was opened needn't be opened again. */
  readonly staysOpen: boolean;
}

/**
 * What differs between platforms and matters above them, declared by each platform in its `traits.ts`. Whoever needs to know
 * a difference asks for the trait, never for the platform's name. `tests/contracts/traits-contract.ts` asks each
 * adapter for the ids, threads, direct conversations, forms and lists that it declares.
 */
export interface PlatformTraits {
  readonly name: PlatformName;
  /** What people call it. */
  readonly title: string;
  /** What people call a place of their own there; the texts read it. */
  readonly teamWord: 'workspace' | 'server';

  /**
   * Where a thread stands. 'below-message': it hangs on its first message, in the channel of that message. 'own-channel': it
   * is a channel of its own, and an answer to a message stands beside it.
   */
  readonly threads: 'below-message' | 'own-channel';
  /** Whether the members of an organisation share one private thread; else each of them is written to alone. */
  readonly organisationThreads: boolean;
  /** Whether somebody writes to the bot from this channel with nobody else there. `team`: where they are said to act. */
  isDirect(where: { readonly channel: string; readonly team: string | null }): boolean;

  /** Who sees the commands' names in which language: everybody in one, or each reader in their own. */
  readonly commandLanguage: 'shared' | 'each-reader';
  /** How a value is typed after a command: under its option's name, or as it is. */
  readonly optionStyle: 'named' | 'bare';

  /** Whether the platform tells of everybody who leaves a workspace or server, or comes back, as it happens. */
  readonly tellsWhoLeaves: boolean;
  /** Whether only those who are in the workspace or server can write to the bot directly. */
  readonly directFromMembersOnly: boolean;
  /** Whether the team that comes with what somebody does is always the one in which they do it, and not their own elsewhere. */
  readonly teamIsWhere: boolean;
  /** Whether every connection of the bot is told everything, so that one of them has to listen at a time. */
  readonly tellsEveryConnection: boolean;
  /** Whether what is said in a channel comes in the order it was said, unless a connection begins anew. */
  readonly keepsOrder: boolean;

  /** Whether what the bot may do in a channel is made of permissions that people know by name. */
  readonly namedRights: boolean;
  /** The refusals that the platform tells of before anything is sent: what it says then holds. */
  readonly foreseenRefusals: ReadonlySet<RefusalReason>;
  /** What the id of a channel looks like: a name typed by hand isn't one. */
  readonly channelId: RegExp;
  /** What the id of a person, or of a workspace or server, looks like. */
  readonly accountId: RegExp;

  /** Fields a form can hold; a longer one comes in pages. */
  readonly fieldsPerForm: number;
  /** Things that one list of a message, and one of a form, can offer; a longer one comes in pages. */
  readonly optionsPerList: number;
  readonly optionsPerField: number;
  /** Whether a refused form can stay open with a word at each field. */
  readonly fieldErrors: boolean;

  readonly sending: SendingLimits;
}
