import { setTimeout as delay } from 'node:timers/promises';
import { createPresence } from '../../src/access/actor/presence.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import { heading, message, text } from '../../src/chat/message.ts';
import type { FileSource, Inbox, Platform } from '../../src/chat/platform.ts';
import { needsOn } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { type NewDelivery, sendAll } from '../../src/delivery/outbox/index.ts';
import { createSender, type Sender } from '../../src/delivery/sender/sender.ts';
import { readEnvironment } from '../../src/env.ts';
import { silentLog } from '../../src/log.ts';
import { createDiscord } from '../../src/platforms/discord/platform.ts';
import { createSlack } from '../../src/platforms/slack/platform.ts';
import { type ProtocolClock, realClock } from '../../src/playground/clock.ts';
import { startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform, RecordedRequest } from '../../src/playground/local-platform.ts';
import { type LocalPlatformName, localPlatformNames } from '../../src/playground/local-platform.ts';
import { startLocalSlack } from '../../src/playground/slack/index.ts';
import { textIn } from '../../src/texts/index.ts';
import { floorOf } from './limits.ts';
import { isPosted, Requests } from './requests.ts';
import { steppedClock } from './stepped-clock.ts';

/** 'stepped': time moves only when nothing can be sent any more, so the machine's own speed doesn't count. */
export type ClockName = 'stepped' | 'real';

/** The time of one message to each of so many conversations of a platform that enforces its rate limits. */
export interface BroadcastTime {
  readonly platform: LocalPlatformName;
  readonly clock: ClockName;
  readonly conversations: number;
  /** Milliseconds of that clock from the commit until the platform stored the last message. */
  readonly took: number;
  /** The shortest time that the platform's limits allow. */
  readonly floor: number;
  /** Requests refused because there were too many (429). */
  readonly refused: number;
}

/** Milliseconds to wait, so that requests of the start don't count. */
const REST_MS = 61_000;
const REAL_REST_MS = 1_100;
const LOOK_MS = 5;
const LONGEST_MS = 10 * 60_000;

/** A clock, and a function that waits until something may have been sent. */
interface Timing {
  readonly clock: ProtocolClock;
  rest(): Promise<void>;
  goOn(sender: Sender): Promise<void>;
}

const timings: Readonly<Record<ClockName, () => Timing>> = {
  stepped() {
    const clock = steppedClock();
    return {
      clock,
      rest: async () => clock.advance(REST_MS),
      async goOn(sender) {
        if (sender.idle()) clock.step();
        await nextTurn();
      },
    };
  },
  real: () => ({ clock: realClock, rest: () => delay(REAL_REST_MS), goOn: () => delay(LOOK_MS) }),
};

/**
 * Measures the platforms that have conversations, at the same time: the real outbox, database and sender, and the real
 * clients over sockets.
 */
export async function measureBroadcast(
  database: Database,
  conversations: Readonly<Record<LocalPlatformName, number>>,
  clockName: ClockName,
): Promise<readonly BroadcastTime[]> {
  const { clock, rest, goOn } = timings[clockName]();
  const [slack, discord] = await Promise.all([
    startLocalSlack({ limits: true, clock }),
    startLocalDiscord({ limits: true, clock }),
  ]);
  const heard = { slack: hear(slack, clock), discord: hear(discord, clock) };
  const platforms = adaptersTo({ ...slack.environment, ...discord.environment }, clockName);
  const now = () => new Date();
  const presence = createPresence({ database, platforms, now, changed: [] });
  const sender = createSender({
    ...{ database, platforms, presence, log: silentLog, now, limited: true, pace: clock },
  });
  try {
    await Promise.all(platforms.map((platform) => platform.start(nobody)));
    await sender.start();
    await rest();
    const sendings = [slack, discord].flatMap((local) => toEach(local, conversations[local.name], clockName));
    await store(database, sendings);
    const began = clock.now();
    await sender.drained();
    while (localPlatformNames.some((name) => heard[name].stored.length < conversations[name])) {
      if (clock.now() - began > LONGEST_MS) throw new Error('the broadcast does not end');
      await goOn(sender);
    }
    await sender.drained();
    await expectSent(database, sendings);
    const broadcastTo = localPlatformNames.filter((name) => conversations[name] > 0);
    return broadcastTo.map((platform) => ({
      ...{ platform, clock: clockName, conversations: heard[platform].stored.length },
      took: Math.max(...heard[platform].stored) - began,
      floor: floorOf(platform, conversations[platform]),
      refused: heard[platform].refused(),
    }));
  } finally {
    await sender.stop();
    await Promise.all(platforms.map((platform) => platform.stop()));
    await Promise.all([slack.close(), discord.close()]);
  }
}

/** Notes when messages were stored, and how often there were too many requests. */
function hear({ requests }: LocalPlatform, clock: ProtocolClock) {
  const stored: number[] = [];
  let refused = 0;
  new Requests(requests as RecordedRequest[]).hear((request) => {
    if (request.status === 429) refused += 1;
    else if (isPosted(request) && request.status < 300) stored.push(clock.now());
  });
  return { stored, refused: () => refused };
}

function adaptersTo(variables: Readonly<Record<string, string>>, clockName: ClockName): readonly Platform[] {
  const { slack, discord } = readEnvironment(variables);
  if (!slack || !discord) throw new Error('a local platform tells no address');
  const shared = { files: noFiles, commands: [], locale: 'fr', log: silentLog, text: textIn, receives: false } as const;
  // The client enforces the same limit once more, by the real clock.
  const pace = clockName === 'real' ? {} : { requestsPerSecond: Number.POSITIVE_INFINITY };
  return [
    createSlack({ ...slack, ...shared, needs: needsOn('slack') }),
    createDiscord({ ...discord, ...shared, needs: needsOn('discord'), ...pace }),
  ];
}

function toEach(local: LocalPlatform, count: number, clockName: ClockName): NewDelivery[] {
  const platform = local.name;
  const words = message(heading('Le Mois commence lundi'), text('Le programme est en ligne, les kits sont prêts.'));
  return Array.from({ length: count }, (_, index) => ({
    key: `bench:${clockName}:${platform}:${index}`,
    target: { kind: 'channel', platform, channel: local.addChannel({ name: `salon-${index}` }).id },
    message: words,
  }));
}

async function store(database: Database, sendings: readonly NewDelivery[]): Promise<void> {
  const now = new Date();
  const { id } = await database.prisma.region.create({
    data: { name: 'Picardie', departments: ['80'], createdAt: now },
  });
  await inTransaction(database, async (tx) => {
    const region = await regionById(tx, id);
    if (region) await sendAll({ tx, region, now }, sendings);
  });
}

/** Checks that as many messages were stored as there are conversations: none got two then. */
async function expectSent({ prisma }: Database, sendings: readonly NewDelivery[]): Promise<void> {
  const sent = await prisma.delivery.count({
    where: { key: { in: sendings.map(({ key }) => key) }, status: 'SENT', attempts: { gte: 1 } },
  });
  if (sent !== sendings.length) throw new Error(`${sent} of ${sendings.length} count as sent`);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const nothing = () => Promise.reject(new Error('nobody says anything here'));
const nobody: Inbox = { command: nothing, action: nothing, form: nothing, message: nothing, suggest: nothing };
const noFiles: FileSource = { bytes: nothing, link: async () => null };
