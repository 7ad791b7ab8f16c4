import type { PlatformName } from './place.ts';
import type { RefusalReason } from './refusal.ts';

/** A limit on how often a platform allows something. */
export type Rate =
  /** At most `count` in any period of `withinMs`. */
  | { readonly kind: 'window'; readonly count: number; readonly withinMs: number }
  /** Up to `burst` at once, and one more every `everyMs`. */
  | { readonly kind: 'bucket'; readonly burst: number; readonly everyMs: number };

/** The kinds of request that sending counts. 'open' posts a message that opens a conversation with people. */
export type Spending = 'post' | 'edit' | 'open';

/** The limits on what one token may send. */
export interface SendingLimits {
  /** Messages in one channel or conversation. */
  readonly channel: Rate;
  /** Limits of the whole token, by names that only `costs` uses. */
  readonly token: Readonly<Record<string, Rate>>;
  /** The units of each limit that one request of this kind takes. */
  readonly costs: Readonly<Record<Spending, Readonly<Record<string, number>>>>;
  /** Whether a conversation that was opened stays open. */
  readonly staysOpen: boolean;
}

/**
 * The differences between platforms that matter above them; each platform declares its own in its `traits.ts`.
 * Whoever needs to know a difference asks for the trait, never for the platform's name.
 * `tests/contracts/traits-contract.ts` asks each adapter, on a platform to try it on, for what it declares. It can't
 * show everything. Of `sending` it shows what a request costs, not how often the platform takes one; nor does an
 * adapter show `teamIsWhere` (the local Slack has one workspace), `keepsOrder` (what isn't acknowledged comes again
 * minutes later) or a refusal that no local channel brings about. These are taken from what the platform says of
 * itself, with a comment in its `traits.ts`; what is done about the order is tested in `tests/dispatch/catch-up`.
 */
export interface PlatformTraits {
  readonly name: PlatformName;
  /** The name by which people call the platform. */
  readonly title: string;
  /** The word for a team there, by which texts select. */
  readonly teamWord: 'workspace' | 'server';
  /**
   * The seat of whoever runs it: a company of the United States, or 'here', whoever installed it. A chamber's
   * register tells it.
   */
  readonly operatedFrom: 'us' | 'here';

  /**
   * Where a thread stands. 'below-message': it hangs on its first message, in that message's channel. 'own-channel': it
   * is a channel of its own, and an answer to a message stands beside it.
   */
  readonly threads: 'below-message' | 'own-channel';
  /** Whether the bot has a tab of its own there, in which each reader sees what waits for them. */
  readonly hasHome: boolean;
  /** Whether the members of an organisation share one private thread; otherwise each is written to alone. */
  readonly organisationThreads: boolean;
  /**
   * Returns whether a channel is a direct conversation between somebody and the bot. `team` is where they are said to
   * act.
   */
  isDirect(where: { readonly channel: string; readonly team: string | null }): boolean;

  /** Whether everybody sees the commands' names in one language, or each reader in their own. */
  readonly commandLanguage: 'shared' | 'each-reader';
  /** Whether a value is typed under its option's name after a command, or as it is. */
  readonly optionStyle: 'named' | 'bare';

  /** Whether the platform tells of everybody who leaves a workspace or server, or comes back, as it happens. */
  readonly tellsWhoLeaves: boolean;
  /** Whether only members of the workspace or server can write to the bot directly. The contract shows it where others can. */
  readonly directFromMembersOnly: boolean;
  /**
   * Whether the team that comes with an interaction is always where it happens, and never the person's own elsewhere.
   */
  readonly teamIsWhere: boolean;
  /** Whether every connection of the bot hears everything, so that only one may listen at a time. */
  readonly tellsEveryConnection: boolean;
  /** Whether messages of a channel come in the order they were said, unless a connection begins anew. */
  readonly keepsOrder: boolean;

  /** The bot's permissions to write in a channel, by name; null where people know none by name. */
  readonly namedRights: readonly string[] | null;
  /** The refusals that the platform foretells before anything is sent; its word is then final. */
  readonly foreseenRefusals: ReadonlySet<RefusalReason>;
  /** Returns when the message of this id was said there; null where ids don't tell. */
  saidAt(message: string): Date | null;
  /** The format of a channel's id, which a name typed by hand doesn't have. */
  readonly channelId: RegExp;
  /** The format of the id of a person, or of a workspace or server. */
  readonly accountId: RegExp;

  /** The most fields in one form; a longer form comes in pages. */
  readonly fieldsPerForm: number;
  /** The most options in a message's list; a longer list comes in pages. */
  readonly optionsPerList: number;
  /** The most options in a form's list; a longer list is asked for before the form. */
  readonly optionsPerField: number;
  /** Whether a refused form can stay open with a word at each field. */
  readonly fieldErrors: boolean;

  readonly sending: SendingLimits;
}
