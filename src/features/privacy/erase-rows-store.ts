import { mayChangePeople } from '../../access/journal/journal-store.ts';
import { type PersonalColumn, personalColumns } from '../../access/personal/columns.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { platformNames } from '../../platforms/registered.ts';
import { answerWithout } from './answer-words.ts';
import { bareOf } from './erasure-store.ts';

/** Somebody who is to be erased. */
export interface ErasedPerson {
  readonly personId: string;
  readonly accounts: readonly { readonly platform: string; readonly id: string }[];
  /** The neutral person who replaces them where somebody has to stand, and the id that replaces an account's. */
  readonly neutralId: string;
  readonly marker: string;
  /** The words that replace a name, and a text. */
  readonly words: { readonly name: string; readonly text: string };
}

const named = (name: string) => Prisma.raw(`"${name}"`);
/**
 * The columns of texts that are erased with their author and may also stand in messages; answers have a form of their
 * own.
 */
export const ownWords: readonly PersonalColumn[] = personalColumns.filter(
  ({ erase, holds, type }) =>
    erase === 'words' || erase === 'contact' || (erase === 'row' && holds === 'words' && type === 'String'),
);

const isIn = (column: PersonalColumn, ...erase: PersonalColumn['erase'][]) => erase.includes(column.erase);

/** The platform of an account's id, for tables that have one beside it. */
const accountTables = new Set(['InstallAttempt', 'JoinRequest', 'RelaySilence']);
/** Those in which the same account may have a row of its own in another region, where nobody has asked for anything. */
const REGIONAL = new Set(['RelaySilence']);

/** The tables to empty first, since others' rows refer to them, and those to empty last, since they refer to others. */
const FIRST = ['LinkedRow', 'AccountLink'];
const LAST = ['Identity', 'Person'];

/**
 * Erases the contents of somebody's rows, by the list of personal columns. Returns texts of theirs that may stand
 * elsewhere, and the files whose content is deleted.
 */
export async function eraseRows(
  scope: RegionScope,
  person: ErasedPerson,
): Promise<{ readonly texts: readonly string[]; readonly files: readonly string[] }> {
  const texts = [...(await wordsOf(scope, person)), ...(await eraseAnswers(scope, person))];
  const files = await filesOf(scope, person);
  await forgetLinks(scope, person);
  await standIn(scope, person);
  await keepSharedConversations(scope, person);
  for (const column of personalColumns) await eraseColumn(scope, person, column);
  await neutralise(scope, person);
  await deleteRows(scope, person);
  return { texts, files };
}

/** Stores the neutral person. */
async function standIn({ tx, region, now }: RegionScope, { neutralId, words, accounts }: ErasedPerson): Promise<void> {
  const lastPlatform = accounts[0]?.platform ?? platformNames()[0] ?? '';
  const data = { id: neutralId, regionId: region.id, name: words.name, lastPlatform, createdAt: now };
  await clientOf(tx).person.create({ data });
}

/** Returns texts of theirs that go, and may stand in messages. */
async function wordsOf({ tx, region }: RegionScope, { personId }: ErasedPerson): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const one of ownWords) {
    const { table, column, of } = one;
    const rows = await clientOf(tx).$queryRaw<{ readonly text: string | null }[]>`
      SELECT ${named(column)} AS "text" FROM ${named(table)}
      WHERE "regionId" = ${region.id}::uuid AND ${named(of)} = ${personId}::uuid AND ${isTheirs(one)} AND ${isTheirsAlone(one)}`;
    texts.push(...rows.flatMap(({ text }) => text ?? []));
  }
  return texts;
}

/** Empties one column of this person's rows, where its rows stay. */
async function eraseColumn({ tx, region }: RegionScope, person: ErasedPerson, one: PersonalColumn): Promise<void> {
  const { table, column, of, type } = one;
  if (!isIn(one, 'clear', 'words', 'contact')) return;
  const empty = type.endsWith('?') ? null : '';
  const left = one.erase === 'clear' ? empty : person.words.text;
  const value = type.endsWith('[]') ? Prisma.sql`ARRAY[]::text[]` : Prisma.sql`${left}`;
  await clientOf(tx).$executeRaw`
    UPDATE ${named(table)} SET ${named(column)} = ${value}
    WHERE "regionId" = ${region.id}::uuid AND ${named(of)} = ${person.personId}::uuid
      AND ${isTheirs(one)}`;
}

/** Matches what is the person's own: a contact that was given on behalf of an organisation isn't, any other is, whomever it names. */
export function isTheirs({ erase }: Pick<PersonalColumn, 'erase'>): Prisma.Sql {
  return erase === 'contact' ? Prisma.sql`NOT "onBehalf"` : Prisma.sql`true`;
}

/**
 * Matches the texts that are looked for elsewhere: a contact isn't that is called as somebody else or an organisation, or that somebody
 * gave of another's event or of an organisation's, too.
 */
export function isTheirsAlone({ erase, table, column, of }: PersonalColumn): Prisma.Sql {
  if (erase !== 'contact') return Prisma.sql`true`;
  const [row, whose] = [named(table), named(of)];
  return Prisma.sql`NOT EXISTS (
    SELECT 1 FROM (
      SELECT "regionId", "name" AS "text", "id" AS "personId" FROM "Person"
      UNION ALL SELECT "regionId", "name", "personId" FROM "Identity"
      UNION ALL SELECT "regionId", "name", NULL FROM "Organisation"
      UNION ALL SELECT "regionId", "contact", CASE WHEN NOT "onBehalf" THEN "proposedById" END FROM "Event"
    ) other
    WHERE other."regionId" = ${row}."regionId" AND other."personId" IS DISTINCT FROM ${row}.${whose}
      AND btrim(${bareOf(Prisma.sql`other."text"`)}) = btrim(${bareOf(Prisma.sql`${row}.${named(column)}`)}))`;
}

/** Takes the words out of their answers, including those that were replaced since. Returns the words. */
async function eraseAnswers(scope: RegionScope, person: ErasedPerson): Promise<readonly string[]> {
  const client = clientOf(scope.tx);
  const where = { regionId: scope.region.id, answeredById: person.personId };
  const select = { id: true, questionnaireId: true, question: true, value: true } as const;
  const texts: string[] = [];
  // One that somebody else is giving anew just now is theirs from then on.
  await client.$queryRaw`
    SELECT 1 FROM "Answer" WHERE "regionId" = ${scope.region.id}::uuid AND "answeredById" = ${person.personId}::uuid
    ORDER BY "id" FOR NO KEY UPDATE`;
  for (const { id, questionnaireId, question, value } of await client.answer.findMany({ where, select })) {
    const left = answerWithout(value, person.words.text);
    texts.push(...left.texts);
    if (!left.changed) continue;
    await client.answer.update({ where: { id }, data: { value: left.value as object } });
    // The present words aren't theirs, so their permission to quote ends.
    const of = { regionId: scope.region.id, questionnaireId, question };
    if (left.isText) await client.quoteConsent.updateMany({ where: of, data: { choice: 'none' } });
  }
  for (const { id, value } of await client.answerRevision.findMany({ where, select: { id: true, value: true } })) {
    const left = answerWithout(value, person.words.text);
    texts.push(...left.texts);
    if (left.changed) await client.answerRevision.update({ where: { id }, data: { value: left.value as object } });
  }
  return texts;
}

/**
 * Returns those of their files whose content is deleted: neither a file that the chamber has published nor one that
 * somebody else's event shows.
 */
async function filesOf({ tx, region }: RegionScope, { personId }: ErasedPerson): Promise<readonly string[]> {
  const client = clientOf(tx);
  const regionId = region.id;
  const rows = await client.file.findMany({ where: { regionId, uploadedById: personId }, select: { id: true } });
  const ids = rows.map(({ id }) => id);
  const [items, announcements, events] = [
    await client.kitItem.findMany({ where: { regionId, fileId: { in: ids } }, select: { fileId: true } }),
    await client.announcement.findMany({ where: { regionId, fileIds: { hasSome: ids } }, select: { fileIds: true } }),
    await client.event.findMany({
      where: { regionId, pictureId: { in: ids }, proposedById: { not: personId } },
      select: { pictureId: true },
    }),
  ];
  const kept = new Set([
    ...items.map(({ fileId }) => fileId),
    ...announcements.flatMap(({ fileIds }) => fileIds),
    ...events.map(({ pictureId }) => pictureId),
  ]);
  const gone = ids.filter((id) => !kept.has(id));
  await client.event.updateMany({ where: { regionId, pictureId: { in: gone } }, data: { pictureId: null } });
  const empty = {
    ...{ name: '', sha256: '', size: 0, bytes: Buffer.alloc(0), told: null },
    linkKey: crypto.randomUUID(),
  };
  await client.file.updateMany({ where: { regionId, id: { in: gone } }, data: empty });
  return gone;
}

/** Makes a merge of accounts final, which could have been undone. */
async function forgetLinks({ tx, region }: RegionScope, { personId }: ErasedPerson): Promise<void> {
  const client = clientOf(tx);
  const regionId = region.id;
  const of = { regionId, OR: [{ keptId: personId }, { goneId: personId }] };
  const links = (await client.accountLink.findMany({ where: of, select: { id: true } })).map(({ id }) => id);
  // From here on the triggers note nothing.
  await client.identity.updateMany({ where: { regionId, personId }, data: { linkId: null } });
  await client.linkedRow.deleteMany({ where: { regionId, linkId: { in: links } } });
  await client.accountLink.deleteMany({ where: { regionId, id: { in: links } } });
}

/**
 * Keeps conversations in organisations' threads, which belong to the other members too, and deletes their other
 * conversations and pending requests.
 */
async function keepSharedConversations(
  { tx, region }: RegionScope,
  { personId, neutralId }: ErasedPerson,
): Promise<void> {
  const client = clientOf(tx);
  const regionId = region.id;
  await client.surveyConversation.updateMany({
    where: { regionId, personId, room: { startsWith: 'organisation:' } },
    data: { personId: neutralId, unread: [], lastSeenId: null },
  });
  await client.surveyConversation.deleteMany({ where: { regionId, personId } });
  await client.membership.deleteMany({ where: { regionId, personId, status: 'PENDING' } });
}

/** Deletes the rows that are theirs alone. */
async function deleteRows({ tx, region }: RegionScope, { personId, accounts }: ErasedPerson): Promise<void> {
  const client = clientOf(tx);
  const whole = personalColumns.filter((column) => isIn(column, 'row') && !FIRST.includes(column.table));
  const order = (table: string) => LAST.indexOf(table);
  const people = whole.filter(({ holds }) => holds === 'person').toSorted((a, b) => order(a.table) - order(b.table));
  for (const { table, column } of people) {
    await client.$executeRaw`
      DELETE FROM ${named(table)} WHERE "regionId" = ${region.id}::uuid AND ${named(column)} = ${personId}::uuid`;
  }
  for (const { table, column } of whole) {
    if (!accountTables.has(table)) continue;
    const inRegion = REGIONAL.has(table) ? Prisma.sql`AND "regionId" = ${region.id}::uuid` : Prisma.empty;
    for (const { platform, id } of accounts) {
      await client.$executeRaw`
        DELETE FROM ${named(table)} WHERE "platform" = ${platform} AND ${named(column)} = ${id} ${inRegion}`;
    }
  }
  await client.person.deleteMany({ where: { id: personId, regionId: region.id } });
}

/** Puts the neutral person in their place wherever somebody has to stand. */
async function neutralise({ tx, region }: RegionScope, person: ErasedPerson): Promise<void> {
  await mayChangePeople(tx);
  const client = clientOf(tx);
  for (const column of personalColumns) {
    if (!isIn(column, 'neutral')) continue;
    const [table, which] = [named(column.table), named(column.column)];
    if (column.holds === 'person') {
      await client.$executeRaw`
        UPDATE ${table} SET ${which} = ${person.neutralId}::uuid
        WHERE "regionId" = ${region.id}::uuid AND ${which} = ${person.personId}::uuid`;
    }
  }
  for (const { platform, id } of person.accounts) {
    const where = { regionId: region.id, platform, externalId: id };
    await client.joinRequest.updateMany({ where, data: { name: person.words.name, externalId: person.marker } });
  }
}
