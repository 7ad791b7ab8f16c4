import { z } from 'zod';
import { type RegionScope, regionWords } from '../access/region/region-scope.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Client } from './copies/quotations-store.ts';
import { threadTitle } from './copies/render.ts';
import { type MessageState, readState } from './state.ts';

/** Something below which a thread hangs whose title may have been made of a message: that message, or a part of one of its copies. */
export interface TitledRef {
  readonly messageId: string;
  readonly channelId: string;
  readonly platform: string;
  readonly refId: string;
}

/** Returns where these messages and their copies stand outside threads with something below them, but for those that are titles themselves. */
export async function threadsBelow({ prisma }: Client, messageIds: readonly string[]): Promise<readonly TitledRef[]> {
  return prisma.$queryRaw<readonly TitledRef[]>`
    WITH said AS (
      SELECT "id", "channelId", "sourceId" FROM "RelayMessage"
      WHERE "id" = ANY (${[...messageIds]}::uuid[]) AND "thread" IS NULL AND "kind" = 'MESSAGE'
    ), standing AS (
      SELECT "id", "channelId", "sourceId" AS "refId" FROM said
      UNION ALL SELECT said."id", part."channelId", part."refId" FROM said
        JOIN "RelayCopy" copy ON copy."messageId" = said."id" JOIN "RelayPart" part ON part."copyId" = copy."id"
        WHERE part."thread" IS NULL
    )
    SELECT one."id" AS "messageId", one."channelId", channel."platform", one."refId" FROM standing one
    JOIN "RelayChannel" channel ON channel."id" = one."channelId"
    WHERE EXISTS (SELECT 1 FROM "RelayMessage" below WHERE below."channelId" = one."channelId" AND below."thread" = one."refId")
      OR EXISTS (SELECT 1 FROM "RelayPart" below WHERE below."channelId" = one."channelId" AND below."thread" = one."refId")`;
}

const retitlingSchema = z.object({ platform: z.string(), thread: z.string(), from: z.string(), to: z.string() });

/** A thread, the title that the bot may have given it, and the one that it is to get instead. */
export type Retitling = z.output<typeof retitlingSchema>;

const readRetitlings = (stored: unknown): readonly Retitling[] => z.array(retitlingSchema).safeParse(stored).data ?? [];

/** Threads are given other titles for so many messages in one look. */
const LOOKED_AT = 50;

/** Returns messages whose threads are to get other titles, with these. */
export async function titlesToChange({ prisma }: Client, after: string | null) {
  const rows = await prisma.$queryRaw<readonly { readonly id: string; readonly retitle: unknown }[]>`
    SELECT "id", "retitle" FROM "RelayMessage"
    WHERE retitle IS NOT NULL AND (${after}::uuid IS NULL OR "id" > ${after}::uuid) ORDER BY "id" LIMIT ${LOOKED_AT}`;
  const due = rows.map(({ id, retitle }) => ({ id, titles: readRetitlings(retitle) }));
  return { due, next: rows.length < LOOKED_AT ? null : (rows.at(-1)?.id ?? null) };
}

/** Notes which threads of a message are still to get other titles, unless that was changed meanwhile. */
export async function noteRetitled(
  { prisma }: Client,
  id: string,
  titles: readonly Retitling[],
  left: readonly Retitling[],
): Promise<void> {
  const now = left.length === 0 ? Prisma.sql`NULL` : Prisma.sql`${JSON.stringify(left)}::jsonb`;
  await prisma.$executeRaw`
    UPDATE "RelayMessage" SET "retitle" = ${now} WHERE "id" = ${id}::uuid AND "retitle" = ${JSON.stringify(titles)}::jsonb`;
}

/** A stored message whose words go, and the title that is made of what is left; a sentence where nothing is. */
interface Reworded {
  readonly id: string;
  readonly authorName: string;
  readonly before: MessageState;
  readonly after: MessageState | string;
}

/** Has the threads whose titles were made of these messages be called otherwise. `refs` are these threads where they are known. */
export async function retitle(
  { tx, region }: RegionScope,
  reworded: readonly Reworded[],
  refs: readonly TitledRef[] | null = null,
): Promise<void> {
  const words = regionWords(region);
  const titled = reworded.flatMap(({ id, authorName: name, before, after }) => {
    const titleOf = ({ content }: MessageState) => threadTitle(words, { author: { name, picture: null }, content });
    const [from, to] = [titleOf(before), typeof after === 'string' ? after : titleOf(after)];
    return from === to ? [] : [{ id, from, to }];
  });
  if (titled.length === 0) return;
  const client = clientOf(tx);
  const threads =
    refs ??
    (await threadsBelow(
      { prisma: client },
      titled.map(({ id }) => id),
    ));
  const below = new Map<string, TitledRef[]>();
  for (const one of threads) below.set(one.messageId, [...(below.get(one.messageId) ?? []), one]);
  const some = titled.filter(({ id }) => below.has(id));
  if (some.length === 0) return;
  const where = { regionId: region.id, id: { in: some.map(({ id }) => id) } };
  const rows = await client.relayMessage.findMany({
    where,
    select: { id: true, retitle: true },
    orderBy: { id: 'asc' },
  });
  const known = new Map(rows.map(({ id, retitle: stored }) => [id, readRetitlings(stored)]));
  const given = some.map(({ id, from, to }) => ({
    id,
    retitle: [
      // What still waits for another title waits for this one.
      ...(known.get(id) ?? []).map((one) => ({ ...one, to })),
      ...(below.get(id) ?? []).map(({ platform, refId: thread }) => ({ platform, thread, from, to })),
    ],
  }));
  await client.$executeRaw`
    UPDATE "RelayMessage" message SET "retitle" = given."retitle"
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS given("id" uuid, "retitle" jsonb)
    WHERE message."id" = given."id" AND message."regionId" = ${region.id}::uuid`;
}

/** Has the threads be called `instead` whose titles were made of what these accounts wrote, until a moment where one is given. */
export async function takeTitlesBack(
  scope: RegionScope,
  accounts: readonly { readonly platform: string; readonly id: string }[],
  instead: string,
  until: Date | null = null,
): Promise<void> {
  for (const { platform, id } of accounts) {
    const client = clientOf(scope.tx);
    const theirs = await client.$queryRaw<readonly { readonly id: string }[]>`
      SELECT message."id" FROM "RelayMessage" message
      JOIN "RelayChannel" own ON own."id" = message."channelId" AND own."platform" = ${platform}
      WHERE message."regionId" = ${scope.region.id}::uuid AND message."authorId" = ${id} AND message."thread" IS NULL
        AND (${until}::timestamptz IS NULL OR message."saidAt" <= ${until}::timestamptz)`;
    // Few messages have a thread below them: only these are read.
    const refs = await threadsBelow(
      { prisma: client },
      theirs.map((one) => one.id),
    );
    if (refs.length === 0) continue;
    const rows = await client.relayMessage.findMany({
      where: { id: { in: [...new Set(refs.map(({ messageId }) => messageId))] } },
      select: { id: true, authorName: true, state: true },
      orderBy: { id: 'asc' },
    });
    const said = rows.flatMap(({ state, ...row }) => {
      const before = readState(state);
      return before ? [{ ...row, before, after: instead }] : [];
    });
    await retitle(scope, said, refs);
  }
}

/** Returns of how many messages a thread is still to get another title. */
export async function countRetitled({ tx, region }: RegionScope): Promise<number> {
  const [found] = await clientOf(tx).$queryRaw<readonly { readonly count: number }[]>`
    SELECT count(*)::int AS "count" FROM "RelayMessage" WHERE retitle IS NOT NULL AND "regionId" = ${region.id}::uuid`;
  return found?.count ?? 0;
}
