import { z } from 'zod';
import { setActingAccount } from '../../access/actor/account-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { fixedTerms } from '../../access/region/terms.ts';
import type { RawValues } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import type { Database } from '../../database/database.ts';
import { clientOf, inTransaction, type Tx } from '../../database/transaction.ts';
import { readMessage } from '../../delivery/outbox/message-schema.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/** A form being filled in by one person. */
export interface Conversation {
  readonly id: string;
  readonly regionId: string;
  readonly personId: string;
  /** 'command:evenement proposer' or 'action:name:key'. */
  readonly about: string;
  readonly values: RawValues;
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

/** A form can be taken up again for two weeks. */
const LIFE_MS = fixedTerms.form * 24 * 3_600_000;

/** Begins a form. `account` is the one that fills it in, see Actor.separable. */
export async function openConversation(
  database: Database,
  given: Pick<Conversation, 'regionId' | 'personId' | 'about' | 'values'>,
  now: Date,
  account: string | null = null,
): Promise<Conversation> {
  const data = {
    ...{ ...given, values: structuredClone(given.values) as object, status: 'OPEN' as const },
    ...{ createdAt: now, expiresAt: new Date(now.getTime() + LIFE_MS) },
  };
  const create = (source: Database | Tx) =>
    clientOf(source).conversation.create({ data, select: { id: true, expiresAt: true } });
  const row =
    account === null
      ? await create(database)
      : await inTransaction(database, async (tx) => {
          await setActingAccount(tx, account);
          return create(tx);
        });
  const { id, expiresAt } = row;
  return { ...given, id, page: 0, apart: [], done: false, result: null, expiresAt, shown: null };
}

/** Stores something under an id of its own for as long as a form. What that id held before is replaced. */
export async function keepConversation(
  { prisma }: Database,
  id: string,
  given: Pick<Conversation, 'regionId' | 'personId' | 'about' | 'values'>,
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  const kept = { ...given, values: structuredClone(given.values) as object, status: 'DONE' as const };
  await prisma.conversation.upsert({
    where: { id },
    create: { ...kept, id, createdAt: now, expiresAt },
    update: { expiresAt },
  });
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
    values: valuesSchema.parse(row.values),
    page: row.page,
    apart: row.apart,
    done: row.status === 'DONE',
    result: row.result === null ? null : readMessage(row.result),
    expiresAt: row.expiresAt,
    shown: row.shown,
  };
}

export async function keepValues(database: Database, id: string, values: RawValues, page: number): Promise<void> {
  await database.prisma.conversation.updateMany({
    where: { id, status: 'OPEN' },
    data: { values: structuredClone(values) as object, page },
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

/** Marks a form as done in the caller's transaction. Returns false when it was done already. */
export async function consumeConversation(tx: Tx, id: string): Promise<boolean> {
  const changed = await clientOf(tx).conversation.updateMany({
    where: { id, status: 'OPEN' },
    data: { status: 'DONE' },
  });
  return changed.count === 1;
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
export async function purgeReceived({ tx, region, now }: RegionScope, most: number): Promise<boolean> {
  const client = clientOf(tx);
  const limit = most;
  const forms = await client.conversation.deleteMany({ where: { regionId: region.id, expiresAt: { lt: now } }, limit });
  const since = new Date(now.getTime() - fixedTerms.received * 24 * 3_600_000);
  const events = await client.receivedEvent.deleteMany({
    where: { regionId: region.id, receivedAt: { lt: since }, said: null },
    limit,
  });
  return forms.count === most || events.count === most;
}

/** Opens a form again whose submission was refused. */
export async function reopenConversation(database: Database, id: string): Promise<void> {
  await database.prisma.conversation.updateMany({
    where: { id, result: { equals: Prisma.DbNull } },
    data: { status: 'OPEN' },
  });
}
