import { z } from 'zod';
import type { PlatformName } from '../../chat/place.ts';
import { registeredPlatform } from '../../platforms/registered.ts';

/** The kind of the due items by which erasures go on; the subject is the erasure's id. */
export const ERASURE = 'privacy-erasure';

/** The kind of the due items by which a message of the nation is shown anew in all its regions; the subject is its id. */
export const CALL_REWORDED = 'nation-reword';

const phases = ['tables', 'places', 'messages', 'relay', 'waiting'] as const;

/** An erasure under way: what it looks for and how far it has come, as stored until it has ended. */
export const doingSchema = z.object({
  needles: z.object({
    names: z.array(z.string()),
    ids: z.record(z.string(), z.string()),
    single: z.object({ names: z.array(z.string()), words: z.array(z.string()) }).default({ names: [], words: [] }),
    texts: z.array(z.string()),
    others: z.array(z.string()),
    words: z.object({ name: z.string(), text: z.string() }),
  }),
  /** Those of these names that somebody in another region bears, too. */
  elsewhere: z.array(z.string()).default([]),
  /** '<platform>:<id>' of each account. */
  accounts: z.array(z.string()),
  /** The rows of these accounts, by which messages without words tell whom they named. */
  identities: z.array(z.string()).default([]),
  /** '<platform>:<channel>' of each direct conversation with the bot. */
  places: z.array(z.string()),
  /** The marks by which a backup's copy of the person is recognised; empty once they are noted beside the backups. */
  marks: z.array(z.string()).default([]),
  /** Files whose content is deleted. */
  files: z.array(z.string()),
  /**
   * The number of these that are documents of the bot naming the person, and the editions whose published bilan named
   * them.
   */
  documents: z.int().default(0),
  published: z.array(z.string()).default([]),
  /** The number of others' texts in which a word was found this time that is also a name of theirs. */
  alike: z.int().default(0),
  /** The text that replaces each account's id. */
  marker: z.string(),
  /**
   * The last delivery before the press. Later ones to these accounts may be for somebody whom the bot has come to know
   * since.
   */
  until: z.string(),
  phase: z.enum(phases),
  /** The number of times that everything has been looked through, from 1, and whether something was found this time. */
  round: z.int().default(1),
  found: z.boolean().default(false),
  /**
   * The database's time at which the transactions began that have to end before everything is looked through again;
   * null when none is waited for.
   */
  since: z.string().nullable().default(null),
  /** Whether everything was looked through once more after those had ended, and nothing was found. */
  searched: z.boolean().default(false),
  /** Whether the places that people have to themselves with the bot were listed since: until then they may show the person again. */
  homesListed: z.boolean().default(false),
  /** Whether it was asked that tied channels be read back: only once it is known how those who are named there were called. */
  readAsked: z.boolean().default(true),
  /** Whether tied channels were read back since the press, and gone through once more. */
  readBack: z.boolean().default(false),
  /** The table that is being looked through, as its position in the list. */
  table: z.int(),
  /** The last row of it that was looked at. */
  after: z.string().nullable(),
  /**
   * Keys of the person's own messages, which are deleted; of others' messages that were reworded; and keys that name
   * the person.
   */
  own: z.array(z.string()),
  changed: z.array(z.string()),
  named: z.array(z.string()),
});

export type Doing = z.output<typeof doingSchema>;

/** Returns the account written as '<platform>:<id>'. */
export function accountNamed(named: string): { readonly platform: PlatformName; readonly id: string } {
  const at = named.indexOf(':');
  return { platform: registeredPlatform(named.slice(0, at)), id: named.slice(at + 1) };
}

/** Returns the platforms on which the erased person has an account. */
export function platformsOf({ accounts }: Pick<Doing, 'accounts'>): readonly PlatformName[] {
  return [...new Set(accounts.map((one) => accountNamed(one).platform))];
}

/** An erasure as it is told to whoever asked for it. */
export interface ErasureState {
  readonly id: string;
  readonly startedAt: Date;
  /** Null while the erasure goes on. */
  readonly endedAt: Date | null;
  /** Messages that were taken back or reworded so far, and those that couldn't be, with places that people have to themselves. */
  readonly changed: number;
  readonly failed: number;
  /** Documents of the bot that named the person, and whose stored copies were emptied. */
  readonly documents: number;
  /** Others' texts that hold a word which is also a name of theirs. */
  readonly alike: number;
  /** Whether messages of the bot stand of which it isn't known whom they name. */
  readonly unknown: boolean;
  /**
   * The days after which private messages stay, because their places are no longer known; null where no message is that
   * old.
   */
  readonly forgottenDays: number | null;
  /** Whether stored rows are still being looked through. */
  readonly searching: boolean;
  /** Messages that wait for their platform, by platform. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Messages whose copies in tied channels still have to be deleted. */
  readonly relayed: number;
  /** The places that people have to themselves with the bot, and that are still to be emptied. */
  readonly homes: number;
  /** Tied channels that still have to be read back, by platform: messages written just before may not have come yet. */
  readonly unread: Readonly<Record<string, number>>;
  /** The moment until which backups hold the erased data; null where none are made. */
  readonly backupsUntil: Date | null;
}

/** One group of tables, with the number of rows that it keeps of somebody. */
export interface KeptGroup {
  /** The purpose of the tables; 'documents' for files that the bot made for them. */
  readonly purpose: string;
  readonly kept: string;
  readonly rows: number;
}

/** Everything that is kept of somebody, as it is told to them. */
export interface Inventory {
  readonly groups: readonly KeptGroup[];
  readonly backupDays: number;
  /** Days for which the technical log is kept; null where whoever runs the bot hasn't said. */
  readonly logDays: number | null;
}

/** The effect of an erasure, as it is shown before the confirmation. */
export interface ErasurePlan extends Inventory {
  /** Organisations that would have no member left. */
  readonly orphaned: readonly string[];
  /**
   * Whether they coordinate or are a delegate, in which case the coordinators are told that somebody has left the team.
   */
  readonly inTeam: boolean;
  /** The days after which private messages would stay; null where none is that old. */
  readonly forgottenDays: number | null;
  /** The days after the end of the erasure for which the accounts are recognised by a mark. */
  readonly markDays: number;
}

/** The part that somebody had in the team, and who has it after their erasure. */
export interface TeamLeft {
  /** The names of the coordinators who are left; null where they weren't one. */
  readonly coordinators: readonly string[] | null;
  /** Each department whose delegate they were, with the names of its other delegates. */
  readonly delegates: readonly { readonly department: string; readonly names: readonly string[] }[];
}
