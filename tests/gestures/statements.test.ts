import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { regionById } from '../../src/access/region/region-store.ts';
import { message, text } from '../../src/chat/message.ts';
import type { ChannelTarget, PrivateTarget } from '../../src/chat/place.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { send } from '../../src/delivery/outbox/index.ts';
import { both, type Platform, platformsInTurn } from '../support/platforms.ts';
import { LOOKS_WHAT_IS_DUE, recordStatements, type Statement } from '../support/statements.ts';
import { launch, type OpenDoors, openDoors } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

/**
 * The most statements that each may take, from what somebody does until all that follows from it is posted; BEGIN and COMMIT count
 * as well. Left out are the sender's looks whether something is due, of which there is one more or less, what the bot looks
 * after by itself every few seconds, and what a server's other processes are told. An answer to an invitation itself takes five; the
 * others post the two messages. What renders all that was marked within a second is counted apart, in MOST_RENDERED.
 */
const MOST = {
  '/evenement liste': { slack: 2, discord: 2 },
  '/reunion liste': { slack: 2, discord: 2 },
  'an answer to an invitation, shown in two channels': { slack: 9, discord: 9 },
  'another answer to it': { slack: 9, discord: 9 },
  'an answer to a question, pressed': { slack: 16, discord: 18 },
  'an answer to a question, typed': { slack: 20, discord: 20 },
  'a message to a channel': { slack: 2, discord: 2 },
  'a message to a person': { slack: 2, discord: 2 },
} as const satisfies Readonly<Record<string, Readonly<Record<Platform, number>>>>;

type Gesture = keyof typeof MOST;

/** The most statements that render what each has marked, however many have marked the same by then. */
const MOST_RENDERED: Readonly<Partial<Record<Gesture, Readonly<Record<Platform, number>>>>> = {
  'an answer to an invitation, shown in two channels': { slack: 8, discord: 8 },
  'another answer to it': { slack: 8, discord: 8 },
  'an answer to a question, pressed': { slack: 7, discord: 17 },
  'an answer to a question, typed': { slack: 7, discord: 17 },
};

const recording = recordStatements();
let world: World;
const asked = {} as Record<Platform, OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  const { slack } = world.coordinator;
  await slack.command('/edition ouvrir', { annee: '2026' });
  await slack.command('/reunion programmer', {
    titre: 'Préparation',
    date: 'le 6 décembre 2027 à 14h',
    lieu: 'Amiens',
  });
  await slack.press('Annoncer la réunion');
  for (const platform of both) asked[platform] = await openDoors(world, platform);
  await launch(slack);
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(async () => {
  await world?.close();
  recording.stop();
});

/**
 * Statements that the bot makes by itself at intervals: for forms that were left, for what was said meanwhile, and
 * for tied channels.
 */
const BY_ITSELF = [
  /AND "status" = 'SENDING' AND "sequence" > 0/,
  /SELECT "event", "regionId", "said" FROM/,
  /SET "heardUntil" =/,
  /FROM "Mark" GROUP BY/,
  /"Relay(Channel|Copy|Message)"/,
  /pg_notify/,
];

function isCounted({ text }: Statement): boolean {
  return !LOOKS_WHAT_IS_DUE.test(text) && !BY_ITSELF.some((one) => one.test(text));
}

/** Parts what renders marks, in transactions that begin with claiming them, from everything else. */
function parted(statements: readonly Statement[]) {
  const open = new Map<Statement['connection'], Statement[]>();
  const rendered: Statement[] = [];
  for (const statement of statements) {
    if (statement.text.startsWith('BEGIN')) open.set(statement.connection, []);
    const transaction = open.get(statement.connection);
    transaction?.push(statement);
    if (statement.text !== 'COMMIT' || !transaction) continue;
    open.delete(statement.connection);
    if (transaction.some(({ text }) => text.includes('DELETE FROM "Mark"'))) rendered.push(...transaction);
  }
  return { rendered, others: statements.filter((one) => !rendered.includes(one)) };
}

const ASKED = { consent: { asked: 'account' }, readAs: 'themselves' } as const;

/** Has the bot say something to somebody or in a channel; what its sender does then is counted. */
async function say(target: PrivateTarget | ChannelTarget): Promise<void> {
  const { id } = await world.database.prisma.region.findFirstOrThrow();
  const region = await regionById(world.database, id);
  if (!region) throw new Error('there is no region');
  await inTransaction(world.database, async (tx) => {
    const sending = { key: crypto.randomUUID(), message: message(text('Bonjour.')) };
    const whole = target.kind === 'private' ? { ...sending, ...ASKED, target } : { ...sending, target };
    await send({ tx, region, now: world.clock.now() }, whole);
  });
  recording.taken();
  await world.settle();
}

it.each(platformsInTurn())('what people do most takes few statements, on %s', async (platform) => {
  const { organiser } = asked[platform];
  const channel = organiser.screen().find(({ text }) => text.includes('Préparation'))?.place.channel ?? '';
  const gestures: Readonly<Record<Gesture, () => Promise<unknown>>> = {
    '/evenement liste': () => organiser.command('/evenement liste'),
    '/reunion liste': () => organiser.command('/reunion liste'),
    'an answer to an invitation, shown in two channels': () => organiser.press('Je viens'),
    'another answer to it': () => organiser.press('Peut-être'),
    'an answer to a question, pressed': () => organiser.press('Oui', { in: 'a-t-il eu lieu' }),
    'an answer to a question, typed': () => organiser.say('60', 'Combien de personnes'),
    'a message to a channel': () => say({ kind: 'channel', platform, channel }),
    'a message to a person': () => say({ kind: 'private', platform, users: [organiser.user.id] }),
  };
  const counts: Partial<Record<Gesture, number>> = {};
  const toRender: Partial<Record<Gesture, number>> = {};
  for (const [gesture, work] of Object.entries(gestures) as [Gesture, () => Promise<unknown>][]) {
    recording.taken();
    await work();
    await world.settle();
    const { rendered, others } = parted(recording.taken());
    counts[gesture] = others.filter(isCounted).length;
    toRender[gesture] = rendered.filter(isCounted).length;
    expect(counts[gesture], gesture).toBeGreaterThan(0);
  }
  expect(Object.entries(counts).filter(([gesture, count]) => count > MOST[gesture as Gesture][platform])).toEqual([]);
  const most = (gesture: string) => MOST_RENDERED[gesture as Gesture]?.[platform] ?? 0;
  expect(Object.entries(toRender).filter(([gesture, count]) => count > most(gesture))).toEqual([]);
});

/** The rows of the table in the page on speed: a gesture, and per platform before, now, and what is rendered later. */
const told = readFileSync('docs/benchmarks.md', 'utf8')
  .split(/^## /m)
  .find((part) => part.startsWith('Statements'))
  ?.split('\n')
  .flatMap((line) => (/^\| [^|]+(\| \d+ ){6}\|$/.test(line) ? [line.split('|').map((cell) => cell.trim())] : []));

it('the page on speed tells these bounds', () => {
  const rows = (told ?? []).map(([, name = '', , slack, slackLater, , discord, discordLater]) => [
    name.replaceAll('`', ''),
    { slack: Number(slack), discord: Number(discord) },
    { slack: Number(slackLater), discord: Number(discordLater) },
  ]);
  const none = { slack: 0, discord: 0 };
  expect(rows).toEqual(
    Object.entries(MOST).map(([name, most]) => [name, most, MOST_RENDERED[name as Gesture] ?? none]),
  );
});
