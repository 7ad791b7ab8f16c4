import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { QuestionId } from '../questions/catalogue.ts';
import type { Questionnaire } from '../survey.ts';
import { type KnownFact, type Passed, relayedIn } from './known.ts';

type Asked = Pick<Questionnaire, 'survey' | 'organisation' | 'kind' | 'event'>;

interface PassedRow {
  readonly announcementId: string;
  readonly relayed: boolean;
  readonly reach: number | null;
  readonly precision: string | null;
}

function passedOf({ announcementId, relayed, reach, precision }: PassedRow): Passed {
  const told = ({ EXACT: 'exact', ESTIMATED: 'estimated', AT_LEAST: 'at_least' } as const)[precision ?? ''];
  return {
    announcementId,
    relayed,
    reach: relayed && reach !== null && told !== undefined ? { value: reach, precision: told } : null,
  };
}

/** Reads what is known of an organisation before it answers. */
export function knownStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  /** Returns whether the organisation has the edition's kit; null when none is published. */
  async function kit({ survey: { editionId }, organisation }: Asked): Promise<KnownFact | null> {
    const kits = await client.kit.findMany({
      where: { regionId, editionId },
      select: {
        receipts: {
          where: { regionId, organisationId: organisation.id },
          select: { receivedAt: true },
        },
      },
      orderBy: { version: 'asc' },
    });
    const receipts = kits.flatMap((one) => one.receipts);
    const received = receipts.flatMap(({ receivedAt }) => receivedAt ?? []);
    const [first] = received.toSorted((a, b) => a.getTime() - b.getTime());
    if (first !== undefined) return { kind: 'kitReceived', at: first };
    if (receipts.length > 0) return { kind: 'kitUnconfirmed' };
    return kits.length === 0 ? null : { kind: 'kitNeverSent' };
  }

  /**
   * Returns which announcements of the edition the organisation's members passed on; null for none. Of a member of several
   * organisations nobody knows for which of them they did.
   */
  async function relayed({ survey: { editionId }, organisation }: Asked): Promise<KnownFact | null> {
    const rows = await client.$queryRaw<PassedRow[]>`
      SELECT one."id" AS "announcementId", said."relayedAt" IS NOT NULL AS "relayed", said."reach",
             said."reachPrecision"::text AS "precision"
      FROM "Membership" member
      JOIN "Edition" edition ON edition."regionId" = member."regionId" AND edition."id" = ${editionId}::uuid
      JOIN "Announcement" one ON one."regionId" = member."regionId" AND one."status" = 'LEFT'
        AND one."leftAt" >= edition."openedAt" AND (edition."closedAt" IS NULL OR one."leftAt" < edition."closedAt")
      LEFT JOIN "Acknowledgement" said ON said."announcementId" = one."id" AND said."personId" = member."personId"
      LEFT JOIN "AnnouncementRecipient" had ON had."announcementId" = one."id" AND had."personId" = member."personId"
      WHERE member."regionId" = ${regionId}::uuid AND member."organisationId" = ${organisation.id}::uuid
        AND member."status" = 'ACTIVE' AND (said."id" IS NOT NULL OR had."id" IS NOT NULL)
        AND NOT EXISTS (
          SELECT FROM "Membership" other
          WHERE other."regionId" = member."regionId" AND other."personId" = member."personId"
            AND other."organisationId" <> member."organisationId" AND other."status" = 'ACTIVE'
        )`;
    return relayedIn(rows.map(passedOf));
  }

  async function officials({ event }: Asked): Promise<KnownFact | null> {
    const invited = event?.invitedOfficials ?? null;
    return invited === null ? null : { kind: 'officialsInvited', invited };
  }

  const readers: Partial<Record<QuestionId, (asked: Asked) => Promise<KnownFact | null>>> = {
    distribution: kit,
    logo: kit,
    relayed,
    officials,
  };

  return {
    /** Returns what is known about this question; null when nothing is. */
    async about(asked: Asked, question: QuestionId | null): Promise<KnownFact | null> {
      return (question === null ? null : await readers[question]?.(asked)) ?? null;
    },
  };
}
