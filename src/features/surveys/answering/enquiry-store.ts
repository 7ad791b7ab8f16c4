import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';

/** Somebody's enquiry to the coordinators about a question of a questionnaire. */
export interface Enquiry {
  readonly id: string;
  readonly questionnaireId: string;
  readonly question: string;
  /** Where it was asked, and its answer comes. */
  readonly conversationId: string;
  readonly askedById: string;
  readonly text: string;
  /** The coordinator who has answered it; null until one has. */
  readonly repliedById: string | null;
}

const enquiryFields = {
  id: true,
  questionnaireId: true,
  question: true,
  conversationId: true,
  askedById: true,
  text: true,
  repliedById: true,
} as const;

export function enquiryStore({ tx, region, now }: RegionScope) {
  const client = clientOf(tx);
  const regionId = region.id;

  return {
    async byId(id: string): Promise<Enquiry | null> {
      return client.surveyEnquiry.findFirst({ where: { regionId, id }, select: enquiryFields });
    },

    async create(given: Omit<Enquiry, 'id' | 'repliedById'>): Promise<Enquiry> {
      return client.surveyEnquiry.create({ data: { ...given, regionId, askedAt: now }, select: enquiryFields });
    },

    /** Stores a coordinator's answer. Returns false when there is one already. */
    async reply(id: string, reply: string, repliedById: string): Promise<boolean> {
      const { count } = await client.surveyEnquiry.updateMany({
        where: { regionId, id, repliedAt: null },
        data: { reply, repliedById, repliedAt: now },
      });
      return count > 0;
    },
  };
}
