import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import {
  type Fields,
  type KeptMessage,
  type KeptPlatform,
  type KeptState,
  readKept,
} from '../../scripts/upgrades/kept.ts';
import { rowsOf } from '../../scripts/upgrades/rows.ts';
import { askDiscord, askSlack } from '../../scripts/upgrades/wire.ts';
import { type Bot, startBot } from '../../src/bot.ts';
import { needsOn } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { MIGRATIONS_DIRECTORY } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { readEnvironment } from '../../src/env.ts';
import { silentLog } from '../../src/log.ts';
import { inviteLink } from '../../src/platforms/discord/permissions.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/playground/discord/index.ts';
import { Person } from '../../src/playground/person.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { allQuiet } from '../../src/playground/time/quiet.ts';
import type { DatabaseLocation } from '../support/database.ts';
import { administer, withDatabase } from '../support/postgres.ts';
import { appManifest } from '../support/slack-manifest.ts';

/** The platforms of the tests have stored at once what they were sent. */
const SETTLE_MS = 100;

/** The ids that things have here, by those they had when the state was kept. */
type Ids = Map<string, string>;

/** A region that an earlier version has left at work, which today's goes on with. */
export interface Upgraded {
  /** The state as it was kept, with the ids that things have here. */
  readonly state: KeptState;
  /** The rows as the migrations left them, before the bot started. */
  readonly migrated: KeptState['rows'];
  readonly database: Database;
  readonly slack: LocalSlack;
  readonly discord: LocalDiscord;
  readonly bot: Bot;
  person(name: string): Person;
  /** Moves the domain's clock, then does what is due. */
  goTo(at: string): Promise<void>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Matches the ids of platforms: a message that is posted again has another one, which replaces the old one wherever
 * it stands.
 */
const AN_ID = /\b(?:\d{10}\.\d{6}|\d{17,20}|[A-Z][A-Z0-9]{10}|[\w-]{68})\b/g;
const inPlace = (text: string, ids: Ids): string => text.replace(AN_ID, (id) => ids.get(id) ?? id);
const fieldsInPlace = (fields: Fields, ids: Ids): Fields => JSON.parse(inPlace(JSON.stringify(fields), ids));

/**
 * Rebuilds on both local platforms what stood there, fills a database of that version with its rows, lets today's version open
 * it, and starts the bot.
 */
export async function upgrade(version: string): Promise<Upgraded> {
  const kept = readKept(version);
  const clock = { ...manualClock(), now: () => Date.now() };
  const [slack, discord] = await Promise.all([
    startLocalSlack({ teamName: 'ESS Picardie', clock }),
    startLocalDiscord({
      guildName: 'ESS Picardie',
      clock,
      privilegedIntents: { messageContent: true, guildMembers: true },
    }),
  ]);
  slack.installManifest(appManifest());
  discord.invite(inviteLink(discord.bot.id, needsOn('discord')));
  const ids: Ids = new Map();
  await rebuildSlack(slack, kept.platforms.slack, ids);
  await rebuildDiscord(discord, kept.platforms.discord, ids);
  // The events of that time were told to the bot of that time.
  slack.giveUpEvents();
  const state: KeptState = JSON.parse(inPlace(JSON.stringify(kept), ids));
  const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-upgraded-'));
  const location = await fill(state, folder);
  const database = await openDatabase({ ...location, log: silentLog });
  const migrated = await rowsOf(database);
  let now = new Date(state.stoppedAt);
  const environment = readEnvironment({ ...slack.environment, ...discord.environment, RATE_LIMITS: 'off' });
  const bot = await startBot({
    environment,
    database,
    log: silentLog,
    now: () => now,
    ticks: false,
    readMs: 60_000,
    settleMs: SETTLE_MS,
  });
  const settle = () => allQuiet({ slack, discord }, bot);
  await settle();
  const people = [slack, discord].flatMap((platform) =>
    platform.users().map((user) => [user.name, new Person(platform, user, settle)] as const),
  );
  return {
    ...{ state, migrated, database, slack, discord, bot, settle },
    person(name) {
      const found = new Map(people).get(name);
      if (!found) throw new Error(`nobody is called ${name}`);
      return found;
    },
    async goTo(at) {
      now = new Date(at);
      await bot.schedule.runDue(now);
      await settle();
    },
    async close() {
      await bot.stop();
      await Promise.all([slack.close(), discord.close()]);
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a database as that version left it, in this folder or on the server. */
async function fill({ version, keptAt, migrations, rows }: KeptState, folder: string): Promise<DatabaseLocation> {
  const location = await emptyLocation(folder);
  const then = join(folder, 'migrations');
  cpSync(MIGRATIONS_DIRECTORY, then, { recursive: true });
  for (const name of readdirSync(then)) if (!migrations.includes(name)) rmSync(join(then, name), { recursive: true });
  const missing = migrations.filter((name) => !readdirSync(then).includes(name));
  if (missing.length > 0) throw new Error(`migrations of ${version} are gone: ${missing.join(', ')}`);
  const database = await openDatabase({ ...location, migrations: then, log: silentLog });
  await database.prisma.$transaction(
    async (tx) => {
      // Rows refer to each other in every direction.
      await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
      for (const [table, lines] of Object.entries(rows)) {
        if (lines.length === 0) continue;
        const values = `SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`;
        await tx.$executeRawUnsafe(`INSERT INTO "${table}" ${values}`, `[${lines.join(',')}]`);
      }
      const counted = await tx.$queryRaw<{ table: string; column: string }[]>`
        SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
        WHERE table_schema = 'public' AND column_default LIKE 'nextval(%'`;
      for (const { table, column } of counted) {
        const next = `pg_get_serial_sequence('"${table}"', '${column}'), (SELECT coalesce(max("${column}"), 0) + 1 FROM "${table}"), false`;
        await tx.$executeRawUnsafe(`SELECT setval(${next})`);
      }
      // Who sends when is told by the machine's clock: as if it had been stopped two hours ago.
      const since = (Date.now() - Date.parse(keptAt)) / 1_000 - 2 * 3_600;
      await tx.$executeRaw`UPDATE "Delivery" SET "claimedAt" = "claimedAt" + make_interval(secs => ${since}),
        "notBefore" = "notBefore" + make_interval(secs => ${since}) WHERE "status" IN ('PENDING', 'SENDING')`;
    },
    { timeout: 60_000 },
  );
  await database.close();
  return location;
}

async function emptyLocation(folder: string): Promise<DatabaseLocation> {
  const template = inject('databaseTemplate');
  if (template.kind === 'embedded') return { dataDir: join(folder, 'data') };
  const name = `${template.copies}${randomUUID()}`;
  await administer(template.url, `CREATE DATABASE "${name}"`);
  return { url: withDatabase(template.url, name), dataDir: 'memory' };
}

const isNamed = ({ kind }: KeptPlatform['channels'][number]): boolean => kind === 'public' || kind === 'private';

/** Brings in the people, and opens the channels that have a name. */
function settlePeople(platform: LocalSlack | LocalDiscord, kept: KeptPlatform, ids: Ids): void {
  ids.set(kept.team, platform.team.id);
  for (const { id, name } of kept.people) {
    ids.set(id, platform.addUser({ name, administrator: name === 'Claire' || name === 'Driss' }).id);
  }
  for (const { id, name, kind, members } of kept.channels.filter(isNamed)) {
    const own = kind === 'private' ? { private: true, members: members.map((one) => inPlace(one, ids)) } : {};
    ids.set(id, platform.addChannel({ name, ...own }).id);
  }
}

async function rebuildSlack(slack: LocalSlack, kept: KeptPlatform, ids: Ids): Promise<void> {
  const ask = askSlack(slack.environment);
  settlePeople(slack, kept, ids);
  for (const { id, kind, members } of kept.channels) {
    if (kind !== 'direct') continue;
    const { channel } = await ask('conversations.open', { users: inPlace(members[0] ?? '', ids) });
    ids.set(id, String((channel as Fields).id));
  }
  const names = ids.get.bind(ids);
  for (const { id, channel, thread, by, text, body, underName, pinned } of kept.messages) {
    const place = { channel: names(channel) ?? '', thread: thread === null ? null : (names(thread) ?? thread) };
    // A message that is only a file has no words; files aren't kept with the screens.
    const isFile = text === '' && body.blocks === undefined;
    const rest = { text: isFile ? 'fichier' : text, username: underName, thread_ts: place.thread };
    const ts =
      by === null
        ? String((await ask('chat.postMessage', { ...fieldsInPlace(body, ids), channel: place.channel, ...rest })).ts)
        : await slack.say(names(by) ?? by, place, text);
    ids.set(id, ts);
    if (pinned) await ask('pins.add', { channel: place.channel, timestamp: ts });
  }
  const own = [slack.bot.id, ...(await idsOfBot(ask))];
  for (const [index, id] of kept.bot.entries()) ids.set(id, own[index] ?? id);
}

async function idsOfBot(ask: ReturnType<typeof askSlack>): Promise<readonly string[]> {
  const { bot_id } = await ask('auth.test', {});
  return [String(bot_id)];
}

const PRIVATE_THREAD = 12;

async function rebuildDiscord(discord: LocalDiscord, kept: KeptPlatform, ids: Ids): Promise<void> {
  const ask = async (...words: Parameters<ReturnType<typeof askDiscord>>): Promise<Fields> =>
    ((await askDiscord(discord.environment)(...words)) ?? {}) as Fields;
  settlePeople(discord, kept, ids);
  ids.set(kept.bot[0] ?? '', discord.bot.id);
  const tokens = new Map<string, string>();
  for (const { id, token, channel, name } of kept.webhooks) {
    const made = await ask('POST', `/channels/${ids.get(channel)}/webhooks`, { name });
    ids.set(id, String(made.id)).set(token, String(made.token));
    tokens.set(id, String(made.token));
  }
  const later = kept.channels.filter((channel) => !isNamed(channel));
  // A thread is opened when its first message comes, so that ids are in the same order as before.
  const opened = async ({ id, kind, name, parent, members }: KeptPlatform['channels'][number]): Promise<void> => {
    const people = members.map((one) => inPlace(one, ids));
    const thread = { name, type: PRIVATE_THREAD, invitable: false };
    const made =
      kind === 'direct'
        ? await ask('POST', '/users/@me/channels', { recipient_id: people[0] })
        : await ask('POST', `/channels/${ids.get(parent ?? '')}/threads`, thread);
    ids.set(id, String(made.id));
    if (kind === 'thread') for (const one of people) await ask('PUT', `/channels/${made.id}/thread-members/${one}`);
  };
  const post = async ({ channel, by, text, body, webhook, underName }: KeptMessage): Promise<string> => {
    const place = ids.get(channel) ?? '';
    if (by !== null) return discord.say(ids.get(by) ?? by, { channel: place, thread: null }, text);
    const words = { ...fieldsInPlace(body, ids), content: text, allowed_mentions: { parse: [] } };
    const path =
      webhook === null
        ? `/channels/${place}/messages`
        : `/webhooks/${ids.get(webhook)}/${tokens.get(webhook)}?wait=true`;
    return String((await ask('POST', path, underName === null ? words : { ...words, username: underName })).id);
  };
  for (const message of kept.messages) {
    const unopened = later.find(({ id }) => id === message.channel && !ids.has(id));
    if (unopened) await opened(unopened);
    const id = await post(message);
    ids.set(message.id, id);
    if (message.pinned) await ask('PUT', `/channels/${ids.get(message.channel)}/messages/pins/${id}`);
  }
  for (const channel of later) if (!ids.has(channel.id)) await opened(channel);
}
