import type { MessageRef } from '../../src/chat/place.ts';
import type { SeenPlace } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import type { World } from '../support/world.ts';

/** The place where it is answered: alone with the bot, or on Discord in the organisation's thread. */
export type Where = 'direct' | 'thread';

/** A questionnaire that was opened, and in which nothing was said yet. */
export interface OpenQuestionnaire {
  readonly by: Person;
  readonly organisationId: string;
  readonly place: SeenPlace;
}

interface Opening extends OpenQuestionnaire {
  readonly name: string;
  readonly personId: string;
  readonly questionnaireId: string;
  readonly conversationId: string;
  readonly where: Where;
  /** The message that opens it. */
  readonly ref: MessageRef;
}

const QUESTION = 'pressContacted';
const AT_ONCE = 20;

/**
 * Opens many questionnaires, each of an organisation of its own. The messages that open them are posted by the bot's
 * own hand; the rows are written together.
 */
export async function openQuestionnaires(
  world: World,
  platform: 'slack' | 'discord',
  count: number,
  where: Where = 'direct',
): Promise<readonly OpenQuestionnaire[]> {
  const openings: Opening[] = [];
  while (openings.length < count) {
    const more = Math.min(AT_ONCE, count - openings.length);
    openings.push(...(await Promise.all(Array.from({ length: more }, () => posted(world, platform, where)))));
  }
  await stored(world, platform, openings);
  return openings;
}

let number = 0;

async function posted(world: World, platform: 'slack' | 'discord', where: Where): Promise<Opening> {
  number += 1;
  const name = `Les Halles ${number}`;
  const by = world.person(platform, `Ursule ${number}`);
  const conversationId = crypto.randomUUID();
  const bot = world.bot().platforms.find((one) => one.name === platform);
  if (!bot) throw new Error('not connected');
  const thread =
    where === 'thread' ? await bot.threads?.open([by.channel('organisateurs')], name, new Set()) : undefined;
  if (thread) await bot.threads?.letIn(thread, by.user.id);
  const words = { blocks: [{ kind: 'text', text: 'Avez-vous contacté la presse ?' }] } as const;
  const target = thread
    ? ({ kind: 'channel', platform, channel: thread } as const)
    : ({ kind: 'private', platform, users: [by.user.id] } as const);
  const [ref] = await bot.post(target, words, keyOf({ conversationId }));
  if (!ref) throw new Error('nothing was posted');
  const place = { channel: ref.place.channel, thread: platform === 'slack' ? ref.id : null };
  const [organisationId, personId, questionnaireId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  return { by, name, organisationId, personId, questionnaireId, conversationId, where, ref, place };
}

const keyOf = ({ conversationId }: Pick<Opening, 'conversationId'>) => `survey:${conversationId}`;

async function stored(world: World, platform: 'slack' | 'discord', openings: readonly Opening[]): Promise<void> {
  const { prisma } = world.database;
  const { id: surveyId, regionId } = await prisma.survey.findFirstOrThrow();
  const at = world.clock.now();
  const rows = <T>(row: (opening: Opening) => T) => ({ data: openings.map((one) => ({ regionId, ...row(one) })) });

  await prisma.person.createMany(
    rows((one) => ({ id: one.personId, name: one.by.name, lastPlatform: platform, createdAt: at })),
  );
  await prisma.identity.createMany(
    rows((one) => ({ personId: one.personId, platform, externalId: one.by.user.id, name: one.by.name })),
  );
  await prisma.organisation.createMany(
    rows((one) => ({ id: one.organisationId, name: one.name, nameKey: one.name.toLowerCase(), createdAt: at })),
  );
  await prisma.membership.createMany(
    rows(({ organisationId, personId }) => ({ organisationId, personId, status: 'ACTIVE', requestedAt: at })),
  );
  await prisma.organisationThread.createMany({
    data: openings
      .filter(({ where }) => where === 'thread')
      .map(({ organisationId, place, by }) => ({
        ...{ regionId, organisationId, platform, channel: place.channel, members: [by.user.id] },
      })),
  });
  await prisma.questionnaire.createMany(
    rows(({ questionnaireId, organisationId }) => ({
      ...{ id: questionnaireId, surveyId, kind: 'ORGANISATION', organisationId, askedAt: at },
    })),
  );
  await prisma.delivery.createMany(
    rows((one) => ({
      ...{ key: keyOf(one), platform, about: keyOf(one), status: 'SENT', createdAt: at, sentAt: at, ...one.place },
      ...{ target: { kind: 'private', platform, users: [one.by.user.id] } },
      refs: [{ id: one.ref.id, place: { ...one.ref.place } }],
    })),
  );
  await prisma.surveyConversation.createMany(
    rows((one) => ({
      ...{ id: one.conversationId, questionnaireId: one.questionnaireId, personId: one.personId, platform },
      ...{ deliveryKey: keyOf(one), room: roomOf(platform, one), openedAt: at },
      ...{ question: QUESTION, card: keyOf(one) },
    })),
  );
}

function roomOf(platform: 'slack' | 'discord', { where, organisationId, by }: Opening): string | null {
  if (platform === 'slack') return null;
  return where === 'thread' ? `organisation:${organisationId}` : `direct:${by.user.id}`;
}
