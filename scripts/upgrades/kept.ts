import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** The folder of the states that are kept, one file a version. */
const KEPT = fileURLToPath(new URL('../../tests/upgrades', import.meta.url));
const ENDING = '.json.gz';

export type Side = 'slack' | 'discord';
export type Fields = Readonly<Record<string, unknown>>;

export interface KeptChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct' | 'thread';
  /** Threads on Discord: the channel they belong to. */
  readonly parent: string | null;
  /** The people in it; for one that is public, nobody. */
  readonly members: readonly string[];
}

export interface KeptMessage {
  readonly id: string;
  readonly channel: string;
  /** Slack: the parent's ts. */
  readonly thread: string | null;
  /** A person's id; null for the bot. */
  readonly by: string | null;
  /** The name under which the bot posted it for somebody else; null for what is its own. */
  readonly underName: string | null;
  /** The webhook by which it came, on Discord. */
  readonly webhook: string | null;
  readonly pinned: boolean;
  readonly text: string;
  /** The part of it that goes into a request that posts it: blocks, components, flags. */
  readonly body: Fields;
}

/** A button in an answer that only one person sees. */
export interface KeptButton {
  readonly user: string;
  readonly channel: string;
  /** The words of the message in which it stands, and its own. */
  readonly reads: string;
  readonly label: string;
  /** The id by which the platform reports a press. */
  readonly id: string;
}

/** A form that somebody had open, as the bot asked the platform to show it. */
export interface KeptForm {
  readonly user: string;
  readonly shown: Fields;
}

/** The state of a platform when the bot was stopped. */
export interface KeptPlatform {
  readonly team: string;
  /** The bot's ids there. */
  readonly bot: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly channels: readonly KeptChannel[];
  readonly webhooks: readonly {
    readonly id: string;
    readonly token: string;
    readonly channel: string;
    readonly name: string;
  }[];
  /** Oldest first. */
  readonly messages: readonly KeptMessage[];
  readonly buttons: readonly KeptButton[];
  readonly forms: readonly KeptForm[];
}

/** The state in which a version leaves a region at work: its database, and what stands on the platforms. */
export interface KeptState {
  readonly version: string;
  /** The domain's time at which it was stopped. */
  readonly stoppedAt: string;
  /** The machine's time at which it was kept. */
  readonly keptAt: string;
  readonly migrations: readonly string[];
  /** Every row of each table, as JSON. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly platforms: Readonly<Record<Side, KeptPlatform>>;
}

export function pathOf(version: string): string {
  return join(KEPT, `${version}${ENDING}`);
}

/** Returns the versions of which a state is kept. */
export function keptVersions(): readonly string[] {
  const files = existsSync(KEPT) ? readdirSync(KEPT) : [];
  return files
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();
}

export function readKept(version: string): KeptState {
  return JSON.parse(gunzipSync(readFileSync(pathOf(version))).toString('utf8'));
}
