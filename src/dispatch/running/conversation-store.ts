import { z } from 'zod';
import { setActingAccount } from '../../access/actor/account-store.ts';
import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { settableTerms } from '../../access/region/terms.ts';
import type { RawValues } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { orderedId } from '../../database/ordered-id.ts';
import { clientOf, inTransaction, type Tx } from '../../database/transaction.ts';
import { readMessage } from '../../delivery/outbox/message-schema.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/** Digests of what fields were filled in with when a form was begun, by their names. One that was empty may be missing. */
export type FilledWith = Readonly<Record<string, string>>;

/** A form being filled in by one person. */
export interface Conversation {
  readonly id: string;
  readonly regionId: string;
  readonly personId: string;
  /** 'command:evenement proposer' or 'action:name:key'. */
  readonly about: string;
  readonly values: RawValues;
  /** Null where it isn't known, as of forms that were begun before it was stored. */
  readonly filledWith: FilledWith | null;
  readonly page: number;
  /** The fields that are asked in a message before the form opens. */
  readonly apart: readonly string[];
  readonly done: boolean;
  /** The answer to its first submission. */
  readonly result: Message | null;
  readonly expiresAt: Date;
  /** The fingerprint of the last review that was shown; null before any was. */
  readonly shown: string | null;
}

const valuesSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const filledWithSchema = z.record(z.string(), z.string());

/** Parses what a row holds of a form. */
function heldIn({ values, filledWith }: { readonly values: unknown; readonly filledWith: unknown }) {
  return {
    values: valuesSchema.parse(values),
    filledWith: filledWith === null ? null : filledWithSchema.parse(filledWith),
  };
}

/** Where and when a form was sent. It is unanswered until `noteAnswered`. */
export interface Submitted {
  readonly platform: PlatformName;
  readonly at: Date;
}

/** A form that was sent and isn't answered. */
export interface Unanswered
  extends Submitted,
    Pick<Conversation, 'id' | 'regionId' | 'personId' | 'about' | 'values' | 'filledWith' | 'expiresAt'> {}

/** Until when a form that is begun now can be taken up again, as its region has set it. */
const expiry = (regionId: string, now: Date) => Prisma.sql`${now}::timestamptz + interval '24 hours' * COALESCE(
  (SELECT "formDays" FROM "DataSettings" WHERE "regionId" = ${regionId}::uuid), ${settableTerms.form.days})`;

type Begun = Pick<Conversation, 'regionId' | 'personId' | 'about' | 'values'>;

/** Begins a form. `account` is the one that fills it in, see Actor.separable; `sent` is set where it is complete, and sent with that. */
export async function openConversation(
  database: Database,
  {
    filledWith = null,
    sent = null,
    ...given
  }: Begun & { readonly filledWith?: FilledWith | null; readonly sent?: Submitted | null },
  now: Date,
  account: string | null = null,
): Promise<Conversation> {
  const id = orderedId();
  const { regionId, personId, about, values } = given;
  const filled = filledWith && JSON.stringify(filledWith);
  const create = (source: Database | Tx) => clientOf(source).$queryRaw<readonly Pick<Conversation, 'expiresAt'>[]>`
    INSERT INTO "Conversation"
      ("id", "regionId", "personId", "about", "values", "filledWith", "status", "createdAt", "expiresAt", "sentOn", "sentAt")
    VALUES (${id}::uuid, ${regionId}::uuid, ${personId}::uuid, ${about}, ${JSON.stringify(values)}::jsonb,
      ${filled}::jsonb, 'OPEN', ${now}::timestamptz, ${expiry(regionId, now)}, ${sent?.platform ?? null},
      ${sent?.at ?? null}::timestamptz)
    RETURNING "expiresAt"`;
  const [row] =
    account === null
      ? await create(database)
      : await inTransaction(database, async (tx) => {
          await setActingAccount(tx, account);
          return create(tx);
        });
  if (!row) throw new Error('a form that was begun has a row');
  const begun = { page: 0, apart: [], done: false, result: null, expiresAt: row.expiresAt, shown: null };
  return { ...given, ...begun, id, filledWith };
}

/** Stores something under an id of its own for as long as a form that is begun now. What stands under that id stays, as long. */
export async function keepConversation({ prisma }: Database, id: string, given: Begun, now: Date): Promise<void> {
  const { regionId, personId, about, values } = given;
  await prisma.$executeRaw`
    INSERT INTO "Conversation" ("id", "regionId", "personId", "about", "values", "status", "createdAt", "expiresAt")
    VALUES (${id}::uuid, ${regionId}::uuid, ${personId}::uuid, ${about}, ${JSON.stringify(values)}::jsonb, 'DONE',
      ${now}::timestamptz, ${expiry(regionId, now)})
    ON CONFLICT ("id") DO UPDATE SET "createdAt" = EXCLUDED."createdAt", "expiresAt" = EXCLUDED."expiresAt"`;
}

export async function findConversation(database: Database, id: string): Promise<Conversation | null> {
  // Button ids come from outside: one that isn't a UUID names no form.
  if (!z.uuid().safeParse(id).success) return null;
  const row = await database.prisma.conversation.findUnique({ where: { id } });
  if (!row) return null;
  return {
    id: row.id,
    regionId: row.regionId,
    personId: row.personId,
    about: row.about,
    ...heldIn(row),
    page: row.page,
    apart: row.apart,
    done: row.status === 'DONE',
    result: row.result === null ? null : readMessage(row.result),
    expiresAt: row.expiresAt,
    shown: row.shown,
  };
}

/** Stores what a form holds and its page; with `sent`, that it was sent and is to be answered. */
export async function keepValues(
  database: Database,
  id: string,
  values: RawValues,
  page: number,
  sent: Submitted | null = null,
): Promise<void> {
  await database.prisma.conversation.updateMany({
    where: { id, status: 'OPEN' },
    data: {
      ...{ values: structuredClone(values) as object, page },
      ...(sent ? { sentOn: sent.platform, sentAt: sent.at } : {}),
    },
  });
}

/** Notes that what this person sent of a form is answered, whatever the answer. An id that names no form of theirs changes nothing. */
export async function noteAnswered(
  { prisma }: Database,
  { form, personId }: { readonly form: string; readonly personId: string },
): Promise<void> {
  // The id comes from outside: one that isn't a UUID names no form.
  if (!z.uuid().safeParse(form).success) return;
  await prisma.conversation.updateMany({
    where: { id: form, personId, sentOn: { not: null } },
    data: { sentOn: null },
  });
}

/**
 * Takes over the answer to a form that was sent at this moment. Returns whether its work is stored; null when it was answered, or
 * sent again, meanwhile.
 */
export async function takeUnanswered(
  tx: Tx,
  { id, at }: Pick<Unanswered, 'id' | 'at'>,
): Promise<'done' | 'open' | null> {
  const [row] = await clientOf(tx).$queryRaw<readonly { readonly status: string }[]>`
    UPDATE "Conversation" SET "sentOn" = NULL
    WHERE "id" = ${id}::uuid AND "sentOn" IS NOT NULL AND "sentAt" = ${at}::timestamptz
    RETURNING "status"::text`;
  if (!row) return null;
  return row.status === 'DONE' ? 'done' : 'open';
}

/** Returns forms that were sent on a platform and aren't answered, the oldest first, a hundred at most. */
export async function unansweredForms({ prisma }: Database, platform: PlatformName): Promise<readonly Unanswered[]> {
  const rows = await prisma.conversation.findMany({
    where: { sentOn: platform },
    select: {
      id: true,
      regionId: true,
      personId: true,
      about: true,
      values: true,
      filledWith: true,
      expiresAt: true,
      sentAt: true,
    },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    take: 100,
  });
  return rows.flatMap(({ values, filledWith, sentAt, ...row }) =>
    sentAt === null ? [] : [{ ...row, ...heldIn({ values, filledWith }), platform, at: sentAt }],
  );
}

/** Stores what a form holds once it is settled whose words stay, and what it is now compared with. */
export async function keepSettled(
  database: Database,
  id: string,
  { values, filledWith }: { readonly values: RawValues; readonly filledWith: FilledWith | null },
): Promise<void> {
  await database.prisma.conversation.updateMany({
    where: { id, status: 'OPEN' },
    data: { values: structuredClone(values) as object, ...(filledWith ? { filledWith: { ...filledWith } } : {}) },
  });
}

/** Stores which fields are asked before the form opens. */
export async function keepApart(database: Database, id: string, apart: readonly string[]): Promise<void> {
  await database.prisma.conversation.updateMany({ where: { id, status: 'OPEN' }, data: { apart: [...apart] } });
}

/** Stores the fingerprint of a review. Earlier reviews of the form are then out of date. */
export async function keepShown(database: Database, id: string, shown: string): Promise<void> {
  await database.prisma.conversation.updateMany({ where: { id, status: 'OPEN' }, data: { shown } });
}

/** Returns whether a form can still be sent. */
export async function canBeSent({ prisma }: Database, id: string): Promise<boolean> {
  return (await prisma.conversation.count({ where: { id, status: 'OPEN' } })) === 1;
}

/**
 * Marks a form as done in the caller's transaction, with the values that are acted on: another submission may have stored its own
 * meanwhile. Returns false when it was done already.
 */
export async function consumeConversation(tx: Tx, id: string, values: RawValues): Promise<boolean> {
  const changed = await clientOf(tx).conversation.updateMany({
    where: { id, status: 'OPEN' },
    data: { status: 'DONE', values: structuredClone(values) as object },
  });
  return changed.count === 1;
}

/** Locks what a form is about until the transaction ends, so that what is compared with it stays as it is. */
export async function lockAbout(tx: Tx, regionId: string, about: string): Promise<void> {
  // An action's key names its row, which people of several regions may change; a command is its region's.
  const what = about.startsWith('command:') ? `${regionId} ${about}` : about;
  await clientOf(tx).$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`form ${what}`}, 0))::text`;
}

export async function keepResult(database: Database, id: string, result: Message): Promise<void> {
  await database.prisma.conversation.update({
    where: { id },
    data: { status: 'DONE', result: structuredClone(result) as object },
  });
}

/**
 * Deletes forms that can't be taken up any more and events that won't be delivered again, but none that is pending.
 * Returns whether some may be left.
 */
export async function purgeReceived(scope: RegionScope, most: number): Promise<boolean> {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  const limit = most;
  // The region may have shortened the term since a form was begun.
  const over = [{ expiresAt: { lt: scope.now } }, { createdAt: { lt: await endOfTerm(scope, 'form') } }];
  const forms = await client.conversation.deleteMany({ where: { regionId, OR: over }, limit });
  const before = await endOfTerm(scope, 'received');
  const events = await client.receivedEvent.deleteMany({
    where: { regionId, receivedAt: { lt: before }, said: null },
    limit,
  });
  return forms.count === most || events.count === most;
}

/** Opens a form again that was marked as done by a submission which was then refused. */
export async function reopenConversation(database: Database, id: string): Promise<void> {
  await database.prisma.conversation.updateMany({
    where: { id, result: { equals: Prisma.DbNull } },
    data: { status: 'OPEN' },
  });
}
