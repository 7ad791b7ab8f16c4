import { mayChangePeople } from '../../access/journal/journal-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { type Membership, Prisma } from '../../generated/prisma/client.ts';
import { accountLinkStore } from './account-link-store.ts';
import { type Choices, notificationsStore } from './notifications-store.ts';
import { personColumns } from './person-columns.ts';
import { stricterChoice } from './quiet-hours.ts';

const strength = { ACTIVE: 4, PENDING: 2, LEFT: 1, DECLINED: 0 } as const;
const EXCLUDED = 3;

/** Ranks an exclusion above a request, so that another account's request doesn't undo it. */
function standing({ status, excludedAt }: Pick<Membership, 'status' | 'excludedAt'>): number {
  return status !== 'ACTIVE' && excludedAt !== null ? EXCLUDED : strength[status];
}

/**
 * Merges two persons of the region: from now on `kept` has everything that `gone` had and did. What each had is
 * recorded, so that the merge can be undone.
 */
export async function mergePersons(scope: RegionScope, kept: string, gone: string): Promise<void> {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  const of = { where: { regionId, personId: { in: [kept, gone] } } };

  // Two merges of the same people wait for each other.
  await client.$queryRaw`SELECT 1 FROM "Person" WHERE "id" IN (${kept}::uuid, ${gone}::uuid) ORDER BY "id" FOR UPDATE`;
  const links = accountLinkStore(scope);
  await links.begin(kept, gone, await links.describe(kept, gone));

  // Where a person may have only one row, the better of two stays.
  const roles = await client.teamRole.findMany(of);
  const spareRoles = spare(roles, ({ role, department }) => role + department, byAge('grantedAt'));
  await client.teamRole.deleteMany({ where: { id: { in: spareRoles } } });

  const memberships = await client.membership.findMany(of);
  const spareMemberships = spare(
    memberships,
    ({ organisationId }) => organisationId,
    (a, b) => standing(b) - standing(a),
  );
  await client.membership.deleteMany({ where: { id: { in: spareMemberships } } });

  const rsvps = await client.rsvp.findMany(of);
  const spareRsvps = spare(
    rsvps,
    ({ meetingId }) => meetingId,
    (a, b) => b.answeredAt.getTime() - a.answeredAt.getTime(),
  );
  await client.rsvp.deleteMany({ where: { id: { in: spareRsvps } } });

  const readers = await client.reportReader.findMany(of);
  const spareReaders = spare(readers, ({ reviewId }) => reviewId, byAge('addedAt'));
  await client.reportReader.deleteMany({ where: { id: { in: spareReaders } } });

  const meant = await client.announcementRecipient.findMany(of);
  const spareMeant = spare(
    meant,
    ({ announcementId }) => announcementId,
    (a, b) => Number(b.deliveryKey !== null) - Number(a.deliveryKey !== null),
  );
  await client.announcementRecipient.deleteMany({ where: { id: { in: spareMeant } } });

  const acknowledged = await client.acknowledgement.findMany(of);
  const spareAcknowledged = spare(
    acknowledged,
    ({ announcementId }) => announcementId,
    (a, b) => (b.relayedAt?.getTime() ?? 0) - (a.relayedAt?.getTime() ?? 0),
  );
  await client.acknowledgement.deleteMany({ where: { id: { in: spareAcknowledged } } });

  const conversations = await client.surveyConversation.findMany(of);
  const spareConversations = spare(
    conversations,
    ({ questionnaireId, inPrivate }) => `${questionnaireId}/${inPrivate}`,
    (a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || b.openedAt.getTime() - a.openedAt.getTime(),
  );
  await client.surveyConversation.deleteMany({ where: { id: { in: spareConversations } } });

  await mayChangePeople(scope.tx);
  for (const [table, column] of personColumns) {
    const [name, who] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
    await client.$executeRaw`UPDATE ${name} SET ${who} = ${kept}::uuid
      WHERE "regionId" = ${regionId}::uuid AND ${who} = ${gone}::uuid`;
  }
  await silenceAllAccounts(scope, kept);
  const notifications = notificationsStore(scope);
  await notifications.keep(kept, stricter(await notifications.of(kept), await notifications.of(gone)));
  const { locale, seenLocale, lastPlatform, informedAt } = await client.person.findUniqueOrThrow({
    where: { id: gone },
  });
  const former = await client.person.findUniqueOrThrow({ where: { id: kept } });
  await client.person.update({
    where: { id: kept },
    data: {
      locale: former.locale ?? locale,
      seenLocale: former.seenLocale ?? seenLocale,
      // Somebody who was told on one account which data is kept isn't told again on the other.
      informedAt: former.informedAt ?? informedAt,
      lastPlatform,
    },
  });
  await client.person.delete({ where: { id: gone } });
}

/** Leaves all accounts of a person out of relayed channels where one of them is: what either refuses stays refused. */
async function silenceAllAccounts({ tx, region }: RegionScope, personId: string): Promise<void> {
  await clientOf(tx).$executeRaw`
    INSERT INTO "RelaySilence" ("id", "regionId", "platform", "userId", "since")
    SELECT gen_random_uuid(), own."regionId", own."platform", own."externalId", silent."since" FROM "Identity" own
    JOIN (
      SELECT min(silence."since") AS "since" FROM "Identity" one JOIN "RelaySilence" silence
        ON silence."regionId" = one."regionId" AND silence."platform" = one."platform" AND silence."userId" = one."externalId"
      WHERE one."regionId" = ${region.id}::uuid AND one."personId" = ${personId}::uuid
    ) silent ON silent."since" IS NOT NULL
    WHERE own."regionId" = ${region.id}::uuid AND own."personId" = ${personId}::uuid
    ON CONFLICT DO NOTHING`;
}

/** Combines the choices of both: what either refuses stays refused. */
function stricter(one: Choices, other: Choices): Choices {
  return {
    quiet: stricterChoice(one.quiet, other.quiet),
    unwanted: [...new Set([...one.unwanted, ...other.unwanted])],
  };
}

/** Returns the ids of all rows but the best of each key. */
function spare<R extends { readonly id: string }>(
  rows: readonly R[],
  key: (row: R) => string,
  order: (a: R, b: R) => number,
): string[] {
  const kept = new Set<string>();
  return rows.toSorted(order).flatMap((row) => {
    const known = kept.has(key(row));
    kept.add(key(row));
    return known ? [row.id] : [];
  });
}

function byAge<K extends string>(column: K) {
  return (a: Readonly<Record<K, Date>>, b: Readonly<Record<K, Date>>) => a[column].getTime() - b[column].getTime();
}
