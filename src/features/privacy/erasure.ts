import { z } from 'zod';
import type { PlatformName } from '../../chat/place.ts';
import { registeredPlatform } from '../../platforms/registered.ts';

/** The kind of the due items by which erasures go on; the subject is the erasure's id. */
export const ERASURE = 'privacy-erasure';

/** The kind of the due items by which a message of the nation is shown anew in all its regions; the subject is its id. */
export const CALL_REWORDED = 'nation-reword';

const phases = ['tables', 'places', 'messages', 'relay', 'waiting'] as const;

/** An erasure under way: what it looks for and how far it is, as it is stored until it has ended. */
export const doingSchema = z.object({
  needles: z.object({
    names: z.array(z.string()),
    ids: z.record(z.string(), z.string()),
    single: z.object({ names: z.array(z.string()), words: z.array(z.string()) }).default({ names: [], words: [] }),
    texts: z.array(z.string()),
    others: z.array(z.string()),
    words: z.object({ name: z.string(), text: z.string() }),
  }),
  /** Those of these names that somebody in another region has, too. */
  elsewhere: z.array(z.string()).default([]),
  /** '<platform>:<id>' of each account. */
  accounts: z.array(z.string()),
  /** The rows of these accounts, by which messages without words say whom they named. */
  identities: z.array(z.string()).default([]),
  /** '<platform>:<channel>' of each direct conversation with the bot. */
  places: z.array(z.string()),
  /** The marks by which backups that hold the person are known; empty once they are noted beside the backups. */
  marks: z.array(z.string()).default([]),
  /** Files whose content goes. */
  files: z.array(z.string()),
  /** How many of these are documents of the bot that named the person, and the editions whose published bilan did. */
  documents: z.int().default(0),
  published: z.array(z.string()).default([]),
  /** In how many texts of others a word was seen this time that is a name of theirs. */
  alike: z.int().default(0),
  /** The text that stands for each account's id. */
  marker: z.string(),
  /** The last delivery before the press: later ones to these accounts may be for somebody whom the bot has got to know anew. */
  until: z.string(),
  phase: z.enum(phases),
  /** How often all is looked through until now, from 1, and whether this time something was found. */
  round: z.int().default(1),
  found: z.boolean().default(false),
  /** When whatever is still waited for before all is looked through again had begun, as the database says it; null: nothing is. */
  since: z.string().nullable().default(null),
  /** Whether all was looked through once more, after whatever was under way had ended, and nothing was found. */
  searched: z.boolean().default(false),
  /** Whether it was asked that tied channels be read back: only once it is known how those who are named there were called. */
  readAsked: z.boolean().default(true),
  /** Whether tied channels were read back since the press, and gone through once more. */
  readBack: z.boolean().default(false),
  /** The table that is being looked through, by its place in the list. */
  table: z.int(),
  /** The last row of it that was looked at. */
  after: z.string().nullable(),
  /** Keys of the person's own messages, which go; of others' that were reworded; and keys that name the person. */
  own: z.array(z.string()),
  changed: z.array(z.string()),
  named: z.array(z.string()),
});

export type Doing = z.output<typeof doingSchema>;

/** Returns the account that is written '<platform>:<id>'. */
export function accountNamed(named: string): { readonly platform: PlatformName; readonly id: string } {
  const at = named.indexOf(':');
  return { platform: registeredPlatform(named.slice(0, at)), id: named.slice(at + 1) };
}

/** Returns the platforms on which whoever is erased has an account. */
export function platformsOf({ accounts }: Pick<Doing, 'accounts'>): readonly PlatformName[] {
  return [...new Set(accounts.map((one) => accountNamed(one).platform))];
}

/** An erasure as it is told to whoever asked for it. */
export interface ErasureState {
  readonly id: string;
  readonly startedAt: Date;
  /** Null while something is still to come. */
  readonly endedAt: Date | null;
  /** Messages that were taken back or reworded so far, and those that couldn't be. */
  readonly changed: number;
  readonly failed: number;
  /** Documents of the bot that named the person, and whose stored copies were emptied. */
  readonly documents: number;
  /** Texts of others in which a word stands that is a name of theirs. */
  readonly alike: number;
  /** Whether messages of the bot stand of which it isn't known whom they name. */
  readonly unknown: boolean;
  /** Private messages that were sent so many days ago stay, as it isn't known any more where they stand; null where none is as old. */
  readonly forgottenDays: number | null;
  /** Whether what is stored is still being looked through. */
  readonly searching: boolean;
  /** Messages that wait for their platform, by platform. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Messages whose copies in tied channels are still to go. */
  readonly relayed: number;
  /** Tied channels that are still to be read back, by platform: what was written there just before may not have come yet. */
  readonly unread: Readonly<Record<string, number>>;
  /** Until when backups hold what was erased; null where none are made. */
  readonly backupsUntil: Date | null;
}

/** One group of tables, with the number of rows that it keeps of somebody. */
export interface KeptGroup {
  /** The purpose of the tables; 'documents' for files that the bot made for them. */
  readonly purpose: string;
  readonly kept: string;
  readonly rows: number;
}

/** Everything that is kept of somebody, as they are told it. */
export interface Inventory {
  readonly groups: readonly KeptGroup[];
  readonly backupDays: number;
  /** Days for which the technical log is kept; null where whoever runs the bot hasn't said. */
  readonly logDays: number | null;
}

/** The effect that an erasure would have, as it is shown before it is confirmed. */
export interface ErasurePlan extends Inventory {
  /** Organisations that would be without a member. */
  readonly orphaned: readonly string[];
  /** Whether they coordinate, or are a delegate: the coordinators are told that somebody has left the team. */
  readonly inTeam: boolean;
  /** Private messages that were sent so many days ago would stay; null where none is as old. */
  readonly forgottenDays: number | null;
  /** For how many days after its end the accounts are known by a mark. */
  readonly markDays: number;
}

/** The part that somebody had in the team, and who has it now that they are erased. */
export interface TeamLeft {
  /** The names of the coordinators who are left; null where they weren't one. */
  readonly coordinators: readonly string[] | null;
  /** Each department whose delegate they were, with the names of its other delegates. */
  readonly delegates: readonly { readonly department: string; readonly names: readonly string[] }[];
}
