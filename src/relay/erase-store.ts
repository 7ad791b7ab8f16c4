import { CLOCKS_DIFFER_MS } from '../access/region/clocks-differ.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { notify } from '../database/notify.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { TAKEN_AWAY } from './copies/copy-store.ts';
import { isInCut, type MessageName, refreshQuotations } from './copies/quotations-store.ts';
import { RELAY_COPIES } from './due-store.ts';
import { RELAY_READ } from './read-store.ts';
import { readState } from './state.ts';
import { countRetitled, retitle } from './titles-store.ts';

/** Somebody's account on a platform. */
interface Account {
  readonly platform: string;
  readonly id: string;
}

/**
 * Takes these accounts' messages away from them, up to a moment where one is given: the messages become nobody's, and
 * their copies are deleted, as those taken back before were. Returns how many messages those are.
 */
export async function disown(
  { tx, region }: RegionScope,
  accounts: readonly Account[],
  instead: string,
  until: Date | null = null,
): Promise<number> {
  let count = 0;
  for (const { platform, id } of accounts) {
    count += await clientOf(tx).$executeRaw`
      UPDATE "RelayMessage" message SET "authorId" = ${instead}, "authorName" = '', "picture" = NULL
      FROM "RelayChannel" own WHERE own."id" = message."channelId" AND own."platform" = ${platform}
        AND message."regionId" = ${region.id}::uuid AND message."authorId" = ${id}
        AND (${until}::timestamptz IS NULL OR message."saidAt" <= ${until}::timestamptz)`;
  }
  return count;
}

/** Returns the names under which these accounts wrote in tied channels. */
export async function namesInChannels({ tx, region }: RegionScope, accounts: readonly Account[]): Promise<string[]> {
  const names: string[] = [];
  for (const { platform, id } of accounts) {
    const rows = await clientOf(tx).$queryRaw<readonly { readonly name: string }[]>`
      SELECT DISTINCT message."authorName" AS "name" FROM "RelayMessage" message JOIN "RelayChannel" own ON own."id" = message."channelId"
      WHERE message."regionId" = ${region.id}::uuid AND message."authorId" = ${id} AND own."platform" = ${platform}`;
    names.push(...rows.map(({ name }) => name));
  }
  return names;
}

/** The accounts' ids to take out of messages, and the words to put in place of their names. */
interface Unnaming {
  ids(value: string): string;
  readonly words: { readonly name: string };
}

/** Returns a stored message in which these accounts are called by the given words, whatever names they had. */
export function callingNobody(state: unknown, { ids, words }: Unnaming): unknown {
  const read = readState(state);
  if (read === null || Object.keys(read.names).every((id) => ids(id) === id)) return state;
  const names = Object.entries(read.names).map(([id, name]) => [id, ids(id) === id ? name : words.name]);
  return { ...read, names: Object.fromEntries(names) };
}

/** Returns the names by which a stored message mentions accounts that go. */
export function callingThem(state: unknown, { ids }: Pick<Unnaming, 'ids'>): readonly string[] {
  return Object.entries(readState(state)?.names ?? {}).flatMap(([id, name]) => (ids(id) === id ? [] : [name]));
}

/** Returns until when what somebody said goes with them who had themselves erased at this moment. */
export function saidUntil(pressedAt: Date): Date {
  return new Date(pressedAt.getTime() + CLOCKS_DIFFER_MS);
}

/** Matches the tied channels of these platforms. */
const tiedOn = (regionId: string, platforms: readonly string[]) => ({
  ...{ regionId, cutAt: null, platform: { in: [...platforms] } },
});

/**
 * Asks for the tied channels of these platforms to be read back, since the last messages there may not have been told
 * yet.
 */
export async function askToReadBack({ tx, region }: RegionScope, platforms: readonly string[]): Promise<void> {
  const where = tiedOn(region.id, platforms);
  const { count } = await clientOf(tx).relayChannel.updateMany({ where, data: { readAsked: { increment: 1 } } });
  if (count > 0) await notify(tx, RELAY_READ);
}

/** Returns how many tied channels of these platforms still have to be read back, by platform. */
export async function leftToRead(
  { tx, region }: RegionScope,
  platforms: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const rows = await clientOf(tx).relayChannel.groupBy({
    by: ['platform'],
    where: { ...tiedOn(region.id, platforms), readAsked: { gt: 0 } },
    _count: true,
    orderBy: { platform: 'asc' },
  });
  return Object.fromEntries(rows.map(({ platform, _count: count }) => [platform, count]));
}

/** Asks once more for the channels still to be read back, since the process that was asked may not have heard it. */
export async function remindToRead({ tx }: RegionScope): Promise<void> {
  await notify(tx, RELAY_READ);
}

/**
 * Lets nothing pass any more in the tied channels of these platforms that was said up to a moment and isn't known by
 * now.
 */
export async function closeUntil(
  { tx, region }: RegionScope,
  platforms: readonly string[],
  until: Date,
): Promise<void> {
  await clientOf(tx).$executeRaw`
    UPDATE "RelayChannel" SET "forgottenBefore" = GREATEST("forgottenBefore", ${until}::timestamptz)
    WHERE "regionId" = ${region.id}::uuid AND "cutAt" IS NULL AND "platform" = ANY (${[...platforms]}::text[])`;
}

/**
 * Returns how many messages of an author have a copy that is still to be deleted, or stand in a digest that is to be reworded; and of others'
 * messages from which somebody was taken out, how many still stand somewhere as they were; and how many threads are called after either.
 */
export async function countToForget(scope: RegionScope, authorId: string): Promise<number> {
  const { tx, region } = scope;
  const [found] = await clientOf(tx).$queryRaw<{ readonly count: number }[]>`
    SELECT (
      SELECT count(*)::int FROM "RelayMessage" message
      WHERE message."regionId" = ${region.id}::uuid AND message."authorId" = ${authorId} AND EXISTS (
        SELECT 1 FROM "RelayCopy" own JOIN "RelayCopy" copy ON copy."id" = COALESCE(own."digestId", own."id")
        JOIN "RelayChannel" there ON there."id" = copy."channelId" AND (there."cutAt" IS NULL OR there."obstacle" IS NULL)
        WHERE own."messageId" = message."id" AND (copy."shown" < copy."wanted" OR copy."status" = 'POSTING'))
    ) + (
      SELECT count(DISTINCT message."id")::int FROM "RelayChannel" there JOIN "RelayCopy" copy ON copy."channelId" = there."id"
        AND ((copy."status" = ANY (ARRAY['WAITING'::"RelayCopyStatus", 'POSTING'::"RelayCopyStatus"])) OR (copy."shown" < copy."wanted"))
      JOIN "RelayMessage" message ON message."id" = copy."messageId"
      WHERE there."regionId" = ${region.id}::uuid AND message."authorId" <> ${authorId}
        AND CASE WHEN there."cutAt" IS NULL THEN message."reworded" AND copy."shown" < message."saidVersion"
          ELSE there."obstacle" IS NULL AND copy."reason" = ${TAKEN_AWAY} END AND EXISTS (SELECT 1 FROM "RelayPart" part WHERE part."copyId" = copy."id")
    ) AS "count"`;
  return (found?.count ?? 0) + (await countRetitled(scope));
}

/** Forgets the words of an author's messages once nothing has to be found by them. */
export async function forgetAuthor({ tx, region }: RegionScope, authorId: string): Promise<void> {
  const where = { regionId: region.id, authorId };
  await clientOf(tx).relayMessage.updateMany({ where, data: { state: Prisma.DbNull, authorName: '', picture: null } });
}

/**
 * Has go from channels that were cut, where nothing is changed any more, what is due of an author's messages, also of those that they
 * deleted themselves, and the copies that answer these and quote them. A digest there that stands for one of theirs is reworded.
 */
export async function clearFromCut({ tx, region }: RegionScope, authorId: string): Promise<void> {
  const count = await clientOf(tx).$executeRaw`
    WITH theirs AS (
      SELECT "id", "channelId", "sourceId" FROM "RelayMessage" WHERE "regionId" = ${region.id}::uuid AND "authorId" = ${authorId}
    ), quoted AS (
      SELECT "channelId", "sourceId" AS "refId" FROM theirs
      UNION ALL SELECT part."channelId", part."refId" FROM theirs JOIN "RelayCopy" copy ON copy."messageId" = theirs."id"
        JOIN "RelayPart" part ON part."copyId" = copy."id"
    ), said AS (
      SELECT said."id" FROM quoted JOIN "RelayMessage" said ON said."channelId" = quoted."channelId" AND said."replyTo" = quoted."refId"
      UNION SELECT said."id" FROM theirs JOIN "RelayMessage" said ON said."answersId" = theirs."id"
      UNION SELECT "id" FROM theirs
    ), due AS (
      SELECT copy."id" FROM said JOIN "RelayCopy" copy ON copy."messageId" = said."id" AND ${isInCut}
      UNION SELECT copy."digestId" FROM theirs JOIN "RelayCopy" copy ON copy."messageId" = theirs."id" AND copy."digestId" IS NOT NULL
        JOIN "RelayChannel" there ON there."id" = copy."channelId" AND there."cutAt" IS NOT NULL
    )
    UPDATE "RelayCopy" copy SET "reason" = ${TAKEN_AWAY} FROM due
    WHERE copy."id" = due."id" AND copy."shown" < copy."wanted" AND copy."reason" IS DISTINCT FROM ${TAKEN_AWAY}`;
  if (count > 0) await notify(tx, RELAY_COPIES);
}

/** Rewords what was written. `see` gets to know each message as it was and as it is left, once. */
interface Rewording {
  readonly reword: (state: unknown) => unknown;
  readonly see: (state: unknown, left: unknown) => void;
}

/** At most so many messages after this one, but for an author's. */
interface Stretch {
  readonly after: string | null;
  readonly most: number;
  readonly without: string;
}

/** Locks messages, so that what their authors are making of them just now isn't overwritten. Returns what each says then. */
async function lockedStates({ tx }: RegionScope, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  if (ids.length === 0) return new Map();
  const rows = await clientOf(tx).$queryRaw<readonly { readonly id: string; readonly state: unknown }[]>`
    SELECT "id", "state" FROM "RelayMessage" WHERE "id" = ANY (${[...ids]}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/**
 * Takes somebody out of what others wrote in tied channels, as it is copied, as answers to it quote it and as the bot called threads after
 * it; on its own platform it stays as its author wrote it, and in a channel that was cut the copy goes. Messages of the author `without`
 * are left alone, since nothing is shown of them any more.
 * Returns the last id that was looked at, null where nothing follows, and whether something was changed.
 */
export async function rewordMessages(
  scope: RegionScope,
  { after, most, without }: Stretch,
  { reword, see }: Rewording,
): Promise<{ readonly next: string | null; readonly changed: boolean }> {
  const { tx, region } = scope;
  const client = clientOf(tx);
  const rows = await client.relayMessage.findMany({
    where: { regionId: region.id, authorId: { not: without }, ...(after === null ? {} : { id: { gt: after } }) },
    select: { id: true, channelId: true, sourceId: true, authorName: true, state: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  const withoutThem = (state: unknown) => withoutFilesNaming(state, reword(state));
  const isNaming = ({ state }: (typeof rows)[number]) => JSON.stringify(withoutThem(state)) !== JSON.stringify(state);
  const naming = new Set(rows.filter(isNaming).map(({ id }) => id));
  const current = await lockedStates(scope, [...naming]);
  const reworded: MessageName[] = [];
  for (const { id, channelId, sourceId, authorName, state: read } of rows) {
    const state = naming.has(id) ? current.get(id) : read;
    if (state === null || state === undefined) continue;
    const left = naming.has(id) ? withoutThem(state) : state;
    see(state, left);
    if (JSON.stringify(left) === JSON.stringify(state)) continue;
    reworded.push({ channelId, sourceId });
    const [said, leftToSay] = [readState(state), readState(left)];
    if (said && leftToSay) await retitle(scope, [{ id, authorName, before: said, after: leftToSay }]);
    await client.$executeRaw`
      WITH said AS (
        UPDATE "RelayMessage" SET "state" = ${JSON.stringify(left)}::jsonb, "reworded" = true, "version" = "version" + 1,
          "saidVersion" = "version" + 1 WHERE "id" = ${id}::uuid RETURNING "id", "version"
      )
      UPDATE "RelayCopy" copy SET "wanted" = said."version", "reason" = CASE WHEN ${isInCut} THEN ${TAKEN_AWAY} ELSE copy."reason" END FROM said
      WHERE copy."messageId" = said."id" AND copy."status" <> 'DIGESTED'`;
  }
  await refreshQuotations({ prisma: client }, reworded, { goFromCut: true });
  const changed = reworded.length > 0;
  if (changed) await notify(tx, RELAY_COPIES);
  return { next: rows.length < most ? null : (rows.at(-1)?.id ?? null), changed };
}

/**
 * Leaves out files whose name or alternative text was reworded. A file posted with a copy keeps both where the platform
 * lets no app change them, so it is deleted. The platform knows it by its name, so that other files of the same name
 * are deleted, too.
 */
function withoutFilesNaming(before: unknown, after: unknown): unknown {
  const [was, is] = [readState(before), readState(after)];
  if (was === null || is === null) return after;
  const reworded = was.files.filter(({ name, alt }, at) => name !== is.files[at]?.name || alt !== is.files[at]?.alt);
  if (reworded.length === 0) return after;
  const gone = new Set(reworded.map(({ name }) => name));
  return { ...is, files: is.files.filter((_, at) => !gone.has(was.files[at]?.name ?? '')) };
}
