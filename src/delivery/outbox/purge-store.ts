import { erasuresSoFar, noneErasedSince } from '../../access/personal/erasures-store.ts';
import { namesIn } from '../../access/personal/named.ts';
import { type OwnTexts, quotedIn } from '../../access/personal/quoted.ts';
import { dataSettingsStore, termDays } from '../../access/region/data-settings-store.ts';
import { regionNames } from '../../access/region/names-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { EDIT_DAYS } from '../../access/region/terms.ts';
import { clientOf } from '../../database/transaction.ts';
import { dayAfterAt } from '../../dates/index.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Purge } from '../../schedule/purge.ts';

/**
 * Returns the purge that deletes finished edits, the bodies of old messages, and the remaining rows of messages as old
 * as an edition that is deleted. A row outlives its body because its other contents are needed longer: the message's
 * place, so that it can be edited, withdrawn and replied to, its outcome, and its reader. The row of a message that
 * names or quotes somebody stays as long as they are known.
 */
export const deliveriesPurge =
  (ownTexts: OwnTexts): Purge =>
  async (scope, most) => {
    const days = await termDays(scope);
    // Words that an erasure is looking through stay until the next night, and nobody is erased while words are being
    // deleted.
    const erasures = await erasuresSoFar(scope);
    const mayGo = erasures !== null && (await noneErasedSince(scope, erasures));
    const whom = wholeRegion(scope, ownTexts);
    const edits = mayGo ? await purgeEdits(scope, whom, most) : 0;
    const bodies = mayGo ? await purgeBodies(scope, whom, days.message, most) : 0;
    const areLeft = await purgeBare(scope, days.edition, most);
    return areLeft || [edits, bodies].includes(most);
  };

/**
 * Tells which accounts of a region a message names or quotes. It is made once a step, and only where there is a
 * message.
 */
type Whom = () => Promise<(body: unknown) => ReadonlySet<string>>;

/** A message whose words are deleted, or were. */
interface Gone {
  readonly key: string;
  readonly body: unknown;
  /** The people whom it mentions besides its words. */
  readonly calls: unknown;
}

/**
 * Deletes edits, to which nothing refers. The words of the last edit become the body of the message, without mentions,
 * so that a search for the standing words finds them there. Where the body is already gone, the people it named are
 * noted instead.
 */
async function purgeEdits(scope: RegionScope, whom: Whom, most: number): Promise<number> {
  const { tx, region, now } = scope;
  const before = dayAfterAt(now, -EDIT_DAYS, '00:00', region.timeZone);
  const [gone] = await clientOf(tx).$queryRaw<{ readonly count: number; readonly wordless: readonly Gone[] }[]>`
    WITH gone AS (
      DELETE FROM "Delivery" WHERE "id" IN (
        SELECT "id" FROM "Delivery"
        WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NOT NULL AND "createdAt" < ${before}::timestamptz
          AND "status" IN ('SENT', 'REFUSED', 'UNKNOWN')
        ORDER BY "createdAt" LIMIT ${most})
      RETURNING "editOf", "sequence", "status", "body"
    ), last AS (
      SELECT DISTINCT ON ("editOf") "editOf", "body" FROM gone WHERE "status" = 'SENT' ORDER BY "editOf", "sequence" DESC
    ), kept AS (
      UPDATE "Delivery" shown SET "body" = last."body", "target" = shown."target" || CASE
        WHEN shown."target" -> 'calls' IS NULL THEN '{}' ELSE '{"calls": []}' END::jsonb FROM last
      WHERE shown."key" = last."editOf" AND shown."body" IS NOT NULL RETURNING shown."key"
    )
    SELECT (SELECT count(*)::int FROM gone) AS "count", (
      SELECT coalesce(json_agg(json_build_object('key', last."editOf", 'body', last."body", 'calls', '[]'::json)), '[]') FROM last
      WHERE last."editOf" NOT IN (SELECT "key" FROM kept)
    ) AS "wordless"`;
  await noteNamed(scope, whom, gone?.wordless ?? []);
  return gone?.count ?? 0;
}

async function purgeBodies(scope: RegionScope, whom: Whom, days: number, most: number): Promise<number> {
  const { tx, region, now } = scope;
  const before = dayAfterAt(now, -days, '00:00', region.timeZone);
  const gone = await clientOf(tx).$queryRaw<readonly Gone[]>`
    SELECT "key", "body", "target" -> 'calls' AS "calls" FROM "Delivery"
    WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NULL AND "body" IS NOT NULL
      AND "createdAt" < ${before}::timestamptz AND "status" IN ('SENT', 'REFUSED', 'UNKNOWN')
    ORDER BY "createdAt" LIMIT ${most}`;
  await noteNamed(scope, whom, gone);
  return gone.length;
}

/**
 * Empties messages and notes, in place of their words, whom they name, quote or mention: these may be erased later and
 * then have to be taken out of them.
 */
async function noteNamed(scope: RegionScope, whom: Whom, gone: readonly Gone[]): Promise<void> {
  if (gone.length === 0) return;
  const accountsIn = await whom();
  const given = gone.map(({ key, body, calls }) => ({ key, names: [...accountsIn([body, calls])] }));
  await clientOf(scope.tx).$executeRaw`
    UPDATE "Delivery" one SET "body" = NULL, "names" = given."names"
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS given("key" text, "names" uuid[])
    WHERE one."key" = given."key" AND one."regionId" = ${scope.region.id}::uuid AND one."editOf" IS NULL`;
}

/** Returns the function that tells which people of the region a message names, and whose texts it holds. */
function wholeRegion(scope: RegionScope, ownTexts: OwnTexts): Whom {
  let made: ReturnType<Whom> | null = null;
  return () => {
    made ??= readRegion(scope, ownTexts);
    return made;
  };
}

async function readRegion({ tx, region, now }: RegionScope, ownTexts: OwnTexts): ReturnType<Whom> {
  const client = clientOf(tx);
  const where = { regionId: region.id };
  const people = await client.identity.findMany({
    where,
    select: {
      ...{ id: true, personId: true, externalId: true, name: true, formerNames: true },
      person: { select: { name: true } },
    },
    orderBy: { id: 'asc' },
  });
  const organisations = await client.organisation.findMany({ where, select: { name: true } });
  const events = await client.event.findMany({ where, select: { title: true }, distinct: ['title'] });
  const spokenOf = await regionNames({ tx, region, now });
  const named = namesIn(
    people.map(({ id, personId, externalId, name, formerNames, person }) => ({
      ...{ id, personId, names: [...new Set([name, person.name])], formerNames, ids: [externalId, personId] },
    })),
    {
      organisations: [...organisations.map(({ name }) => name), ...spokenOf],
      titles: events.map(({ title }) => title),
    },
  );
  const accountsOf = new Map<string, string[]>();
  for (const { id, personId } of people) accountsOf.set(personId, [...(accountsOf.get(personId) ?? []), id]);
  const texts = await ownTexts({ tx, region, now });
  const quoted = quotedIn(texts.filter(({ personId }) => accountsOf.has(personId)));
  return (body) => new Set([...named(body), ...[...quoted(body)].flatMap((one) => accountsOf.get(one) ?? [])]);
}

interface Bare {
  readonly id: string;
  readonly key: string;
  readonly createdAt: Date;
  readonly ofSomebody: boolean;
}

/**
 * Matches messages that stand somewhere and name or quote somebody who is known here. LIMIT makes each account be
 * looked up by itself.
 */
const OF_SOMEBODY = Prisma.sql`(coalesce(cardinality("names"), 0) > 0 AND "refs" IS NOT NULL AND EXISTS (
  SELECT 1 FROM unnest("Delivery"."names") AS named("id")
  CROSS JOIN LATERAL (SELECT 1 FROM "Identity" account WHERE account."id" = named."id" LIMIT 1) known))`;

/**
 * The pages of messages without a body that are looked at in one step: most of them stay, and looking at a page costs
 * little.
 */
const PAGES = 10;

/**
 * Deletes messages without a body. It keeps those that still serve (an organisation's summary, a live tally, a message
 * with an edit) and those that name or quote somebody who is known here and may yet ask to be erased. The rows are
 * looked through once a night, page by page, each step going on where the last one ended, so that kept rows aren't
 * looked at again and again. Returns whether some may be left.
 */
async function purgeBare(scope: RegionScope, days: number, most: number): Promise<boolean> {
  const { tx, region, now } = scope;
  const client = clientOf(tx);
  const before = dayAfterAt(now, -days, '00:00', region.timeZone);
  const settings = dataSettingsStore(scope);
  const begun = await settings.lookedThrough();
  let after = begun;
  let deleted = 0;
  for (let pages = 0; pages < PAGES && deleted < most; pages += 1) {
    const beyond = after
      ? Prisma.sql`AND "createdAt" >= ${after.at}::timestamptz AND ("createdAt", "id") > (${after.at}::timestamptz, ${after.id}::uuid)`
      : Prisma.empty;
    const page = await client.$queryRaw<readonly Bare[]>`
      SELECT "id", "key", "createdAt", ${OF_SOMEBODY} AS "ofSomebody" FROM "Delivery"
      WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NULL AND "body" IS NULL
        AND "createdAt" < ${before}::timestamptz AND "status" IN ('SENT', 'REFUSED', 'UNKNOWN') ${beyond}
      ORDER BY "createdAt", "id" LIMIT ${most}`;
    deleted += await deleteUnneeded(scope, page);
    const last = page.at(-1);
    after = last && page.length === most ? { at: last.createdAt, id: last.id } : null;
    if (after === null) break;
  }
  if (after !== begun) await settings.noteLookedThrough(after);
  return after !== null;
}

/** Deletes those of these rows that name nobody who is known and no longer serve. Returns how many were deleted. */
async function deleteUnneeded({ tx, region }: RegionScope, page: readonly Bare[]): Promise<number> {
  const client = clientOf(tx);
  const free = page.filter(({ ofSomebody }) => !ofSomebody);
  if (free.length === 0) return 0;
  const keys = free.map(({ key }) => key);
  const standing = await client.$queryRaw<readonly { readonly key: string }[]>`
    SELECT "editOf" AS "key" FROM "Delivery" WHERE "editOf" = ANY (${keys}::text[])
    UNION SELECT "summaryKey" FROM "OrganisationThread"
      WHERE "regionId" = ${region.id}::uuid AND "summaryKey" = ANY (${keys}::text[])
    UNION SELECT "deliveryKey" FROM "Tally"
      WHERE "regionId" = ${region.id}::uuid AND "removedAt" IS NULL AND "deliveryKey" = ANY (${keys}::text[])`;
  const kept = new Set(standing.map(({ key }) => key));
  const ids = free.filter(({ key }) => !kept.has(key)).map(({ id }) => id);
  return ids.length === 0 ? 0 : client.$executeRaw`DELETE FROM "Delivery" WHERE "id" = ANY (${ids}::uuid[])`;
}
