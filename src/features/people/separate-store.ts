import { mayChangePeople } from '../../access/journal/journal-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { relayPeopleStore } from '../../relay/people-store.ts';
import {
  type AccountLink,
  accountLinkStore,
  type FormerRow,
  type OnePerPerson,
  onePerPerson,
  type PersonsBefore,
} from './account-link-store.ts';
import { personColumns } from './person-columns.ts';
import { isSameQuiet, quietOf, stricterChoice } from './quiet-hours.ts';

/**
 * Separates a person into the two that were joined. Each row goes to the account that made it: what the other person
 * had before, and what came from their account since. Everything else stays. What was taken away meanwhile, such as a
 * role, doesn't come back.
 */
export async function separatePersons(scope: RegionScope, link: AccountLink): Promise<void> {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  const { keptId, goneId, goneIdentityId } = link;
  await client.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${keptId}::uuid FOR UPDATE`;
  const before = await accountLinkStore(scope).before(link.id);
  // From here on the triggers record nothing more, not even what follows.
  await client.identity.updateMany({ where: { regionId, linkId: link.id }, data: { linkId: null } });

  const { unwanted, ...settings } = before.gone;
  // If the joined person has been told who keeps their data, both have been.
  const { informedAt } = await client.person.findUniqueOrThrow({ where: { id: keptId }, select: { informedAt: true } });
  await client.person.create({ data: { id: goneId, regionId, ...settings, unwanted: [...unwanted], informedAt } });
  await client.identity.update({ where: { id: goneIdentityId, regionId }, data: { personId: goneId } });
  await mayChangePeople(scope.tx);
  for (const [table, column] of personColumns) {
    const [name, who] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
    await client.$executeRaw`
      UPDATE ${name} t SET ${who} = ${goneId}::uuid FROM "LinkedRow" made
      WHERE made."linkId" = ${link.id}::uuid AND made."table" = ${table} AND made."column" = ${column}
        AND made."identityId" = ${goneIdentityId}::uuid AND made."rowId" = t."id"
        AND t."regionId" = ${regionId}::uuid AND t.${who} = ${keptId}::uuid`;
  }
  await returnByPlatform(scope, link, before);
  for (const table of Object.keys(onePerPerson) as OnePerPerson[]) await giveBack(scope, link, before, table);
  await returnSettings(scope, link, before);
  await returnVoice(scope, link, before);
  await accountLinkStore(scope).forget(link.id);
}

/** Gives each account the rows that belong to its platform. */
async function returnByPlatform(
  scope: RegionScope,
  { keptId, goneId }: AccountLink,
  { gone }: PersonsBefore,
): Promise<void> {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  const platform = gone.lastPlatform;
  const there = { regionId, platform };
  await client.surveyConversation.updateMany({ where: { ...there, personId: keptId }, data: { personId: goneId } });
  await client.surveyConversation.updateMany({
    where: { regionId, platform: { not: platform }, personId: goneId },
    data: { personId: keptId },
  });
  await client.delivery.updateMany({ where: { ...there, unsolicitedTo: keptId }, data: { unsolicitedTo: goneId } });
  await client.$executeRaw`
    UPDATE "AnnouncementRecipient" t SET "personId" = ${goneId}::uuid FROM "Delivery" copy
    WHERE t."regionId" = ${regionId}::uuid AND t."personId" = ${keptId}::uuid
      AND copy."key" = t."deliveryKey" AND copy."platform" = ${platform}`;
}

/**
 * In tables with at most one row per person, one row stayed. A person without one gets theirs back as it was, as long
 * as that very row is still there: a role that was taken away and granted anew doesn't come back to both.
 */
async function giveBack(
  scope: RegionScope,
  link: AccountLink,
  before: PersonsBefore,
  table: OnePerPerson,
): Promise<void> {
  const { keptId, goneId } = link;
  const keyOf = (row: FormerRow) => onePerPerson[table].map((column) => String(row[column])).join('/');
  const now = await accountLinkStore(scope).rows(table, [keptId, goneId]);
  const ids = new Set(now.map(({ id }) => id));
  const byKey = new Map<string, FormerRow[]>();
  for (const row of now) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row]);
  const formerly = before.rows[table] ?? [];
  const known = new Set(formerly.map(({ id }) => id));
  for (const former of formerly) {
    const here = byKey.get(keyOf(former)) ?? [];
    const [stayed] = here;
    if (!stayed || !known.has(stayed.id) || here.some(({ personId }) => personId === former.personId)) continue;
    const id = ids.has(former.id) ? crypto.randomUUID() : former.id;
    await restore(scope, table, stayed, { ...former, ...meanwhile(scope, table, former, stayed), id });
  }
}

/**
 * Returns what happened to the row that stayed, and thus to both: a membership that ended, also where it was asked for
 * again since, or a conversation that was closed. An exclusion from before the merge stays, too.
 */
function meanwhile(
  { now }: RegionScope,
  table: OnePerPerson,
  former: FormerRow,
  stayed: FormerRow,
): Partial<FormerRow> {
  if (table === 'SurveyConversation') return { closedAt: former.closedAt ?? now.toISOString() };
  if (table !== 'Membership' || stayed.status === 'ACTIVE') return {};
  const { id, personId, ...ended } = stayed;
  const { excludedAt, excludedById } = stayed.excludedAt === null ? former : stayed;
  if (stayed.status !== 'PENDING') return { ...ended, excludedAt, excludedById };
  // The better row stayed, so one that is only asked for now has ended since the merge.
  const isOver = former.status === 'ACTIVE' ? { status: 'LEFT', leftAt: now.toISOString() } : {};
  return { ...isOver, excludedAt, excludedById };
}

/** Inserts the row as it was. Columns that didn't exist then are copied from the row that stayed. */
async function restore(scope: RegionScope, table: OnePerPerson, stayed: FormerRow, row: FormerRow): Promise<void> {
  const name = Prisma.raw(`"${table}"`);
  await clientOf(scope.tx).$executeRaw`
    INSERT INTO ${name} SELECT made.* FROM ${name} t, jsonb_populate_record(t, ${JSON.stringify(row)}::jsonb) made
    WHERE t."id" = ${stayed.id}::uuid AND t."regionId" = ${scope.region.id}::uuid`;
}

/**
 * Relayed channels have again who was left out of them only because the other was when they were joined. Who has fallen silent since
 * stays so on both accounts.
 */
async function returnVoice(
  scope: RegionScope,
  { keptId, goneId, joinedAt }: AccountLink,
  { silent }: PersonsBefore,
): Promise<void> {
  if (silent === undefined) return;
  const relayed = relayPeopleStore(scope);
  if (!silent.includes('kept')) await relayed.speak(await relayed.accountsOf(keptId), joinedAt);
  if (!silent.includes('gone')) await relayed.speak(await relayed.accountsOf(goneId), joinedAt);
}

/** Settings chosen since the merge stay; those that came from the other person, or of both together, go. */
async function returnSettings(
  scope: RegionScope,
  { keptId }: AccountLink,
  { kept, gone }: PersonsBefore,
): Promise<void> {
  const client = clientOf(scope.tx);
  const now = await client.person.findUniqueOrThrow({ where: { id: keptId } });
  const { locale, unwanted } = now;
  const cameWith = (value: string) => gone.unwanted.includes(value) && !kept.unwanted.includes(value);
  const joined = stricterChoice(quietOf(kept), quietOf(gone));
  const own = isSameQuiet(quietOf(now), joined) ? quietOf(kept) : quietOf(now);
  await client.person.update({
    where: { id: keptId },
    data: {
      lastPlatform: kept.lastPlatform,
      seenLocale: kept.seenLocale,
      name: kept.name,
      locale: kept.locale === null && locale === gone.locale ? null : locale,
      unwanted: unwanted.filter((value) => !cameWith(value)),
      quietFrom: own?.from ?? null,
      quietTo: own?.to ?? null,
    },
  });
}
