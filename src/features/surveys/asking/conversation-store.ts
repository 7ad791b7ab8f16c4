import type { RegionScope } from '../../../access/region/region-scope.ts';
import { byTime } from '../../../chat/order.ts';
import { type PlatformName, registeredPlatform } from '../../../chat/place.ts';
import { clientOf } from '../../../database/transaction.ts';
import { isQuestionId, type QuestionId } from '../questions/catalogue.ts';
import type { Room, Shown, SurveyConversation } from '../survey.ts';

const fields = {
  id: true,
  questionnaireId: true,
  personId: true,
  platform: true,
  deliveryKey: true,
  question: true,
  shown: true,
  version: true,
  closedAt: true,
  lastSeenId: true,
  unread: true,
  room: true,
  queuedAt: true,
  inPrivate: true,
} as const;

interface Row extends Omit<SurveyConversation, 'platform' | 'question' | 'shown' | 'room'> {
  readonly platform: string;
  readonly question: string | null;
  readonly shown: unknown;
  readonly room: string | null;
}

/** Keys of all that opens a conversation begin like this, and so do those of what is asked in it. */
export const EVERY_CONVERSATION = 'survey:';

/** Of so many messages in a conversation that could not be read it is known which question they were typed for. */
const MOST_UNREAD = 10;

function isRoom(room: string | null): room is Room {
  return room !== null && /^(organisation|direct):/.test(room);
}

/** A typed reply may come in it: it isn't over, or one of its answers was opened to be corrected. */
const expectsReplies = { queuedAt: null, OR: [{ closedAt: null }, { question: { not: null } }] };

function conversationOf({ platform, question, shown, room, ...row }: Row): SurveyConversation {
  const keys = typeof shown === 'object' && shown !== null ? Object.entries(shown) : [];
  return {
    ...row,
    platform: registeredPlatform(platform),
    room: isRoom(room) ? room : null,
    question: question !== null && isQuestionId(question) ? question : null,
    shown: Object.fromEntries(keys.filter(([id, key]) => isQuestionId(id) && typeof key === 'string')) as Shown,
  };
}

/** How far what people type in a conversation was read. */
export interface ConversationRead {
  readonly deliveryKey: string;
  /** Null before anything was typed. */
  readonly lastSeenId: string | null;
}

/** Who answers which questionnaire where. */
export function conversationStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    async byId(id: string): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({ where: { regionId, id }, select: fields });
      return row ? conversationOf(row) : null;
    },

    /** The one that this sending opened. */
    async openedBy(deliveryKey: string): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({ where: { regionId, deliveryKey }, select: fields });
      return row ? conversationOf(row) : null;
    },

    /** This person's; the one in private, where they wished for it. */
    async of(questionnaireId: string, personId: string): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({
        where: { regionId, questionnaireId, personId },
        select: fields,
        orderBy: [{ inPrivate: 'desc' }, { id: 'asc' }],
      });
      return row ? conversationOf(row) : null;
    },

    async ofQuestionnaire(questionnaireId: string): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, questionnaireId },
        select: fields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    async ofQuestionnaires(questionnaireIds: readonly string[]): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, questionnaireId: { in: [...questionnaireIds] } },
        select: fields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    async create(given: {
      readonly questionnaireId: string;
      readonly personId: string;
      readonly platform: PlatformName;
      readonly room: Room | null;
      readonly inPrivate: boolean;
    }): Promise<SurveyConversation> {
      const id = crypto.randomUUID();
      const row = await client.surveyConversation.create({
        data: {
          ...given,
          id,
          regionId,
          platform: given.platform,
          deliveryKey: `${EVERY_CONVERSATION}${id}`,
          openedAt: scope.now,
        },
        select: fields,
      });
      return conversationOf(row);
    },

    /** Opens it anew elsewhere, after a thread that is gone, or with somebody else: nothing is shown there yet. */
    async reopen(
      { id, version, personId }: SurveyConversation,
      platform: PlatformName,
      room: Room | null,
    ): Promise<SurveyConversation> {
      const row = await client.surveyConversation.update({
        where: { id },
        data: {
          platform,
          deliveryKey: `${EVERY_CONVERSATION}${id}:again-${version + 1}`,
          version: version + 1,
          personId,
          room,
          queuedAt: null,
          shown: {},
          question: null,
          openedAt: scope.now,
          closedAt: null,
          // Of the place it stood in before.
          lastSeenId: null,
          unread: [],
        },
        select: fields,
      });
      return conversationOf(row);
    },

    /** It never began. */
    async remove({ id }: Pick<SurveyConversation, 'id'>): Promise<void> {
      await client.surveyConversation.deleteMany({ where: { regionId, id } });
    },

    /** Keeps where it stands. */
    async keep({ id, question, shown, closedAt, queuedAt }: SurveyConversation): Promise<void> {
      await client.surveyConversation.updateMany({
        where: { regionId, id },
        data: { question, shown: structuredClone(shown) as object, closedAt, queuedAt },
      });
    },

    /** Lets whoever opens and ends conversations in a room wait for each other. */
    async lockRoom(room: Room): Promise<void> {
      await client.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${regionId} ${room}`}, 0))::text`;
    },

    /** Those in a room in which something is still to be answered: the open one, and those that wait, the longest first. */
    async inRoom(room: Room): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, room, OR: [{ closedAt: null }, { question: { not: null } }, { queuedAt: { not: null } }] },
        select: fields,
        orderBy: [{ queuedAt: 'asc' }, { openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    /** The newest that was read in a room; null before anything was typed there. */
    async lastSeenIn(room: Room): Promise<string | null> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, room, lastSeenId: { not: null } },
        select: { lastSeenId: true },
      });
      return (
        rows
          .flatMap(({ lastSeenId }) => lastSeenId ?? [])
          .sort(byTime)
          .at(-1) ?? null
      );
    },

    /** That about this questionnaire in a room. */
    async ofQuestionnaireIn(questionnaireId: string, room: Room): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({
        where: { regionId, questionnaireId, room },
        select: fields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return row ? conversationOf(row) : null;
    },

    /** Those of a person in which a question of this survey waits for an answer. */
    async askedOf(surveyId: string, personId: string, platform: PlatformName): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: {
          regionId,
          personId,
          platform,
          queuedAt: null,
          question: { not: null },
          questionnaire: { surveyId, declinedAt: null },
        },
        select: fields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    /** Those in which a typed reply may come, of a survey that is open or was closed after this; `among`: ids. */
    async awaiting(
      platform: PlatformName,
      closedAfter: Date,
      among?: readonly string[],
    ): Promise<readonly ConversationRead[]> {
      return client.surveyConversation.findMany({
        where: {
          regionId,
          ...(among ? { id: { in: [...among] } } : {}),
          platform,
          ...expectsReplies,
          questionnaire: { survey: { OR: [{ closedAt: null }, { closedAt: { gt: closedAfter } }] } },
        },
        select: { deliveryKey: true, lastSeenId: true },
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
    },

    /** What somebody typed there could not be read as the answer to this question. */
    async noteUnread({ id }: Pick<SurveyConversation, 'id'>, question: QuestionId, messageId: string): Promise<void> {
      const row = await client.surveyConversation.findFirst({ where: { regionId, id }, select: { unread: true } });
      const name = `${question}/${messageId}`;
      const unread = [...(row?.unread ?? []).filter((one) => one !== name), name].slice(-MOST_UNREAD);
      await client.surveyConversation.updateMany({ where: { regionId, id }, data: { unread } });
    },

    /** What somebody typed or pressed there was taken in; what came late moves nothing back. */
    async noteSeen({ id, lastSeenId }: Pick<SurveyConversation, 'id' | 'lastSeenId'>, seen: string): Promise<void> {
      if (lastSeenId !== null && byTime(seen, lastSeenId) <= 0) return;
      await client.surveyConversation.updateMany({ where: { regionId, id }, data: { lastSeenId: seen } });
    },
  };
}
