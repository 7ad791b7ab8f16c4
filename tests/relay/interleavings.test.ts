import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import type { RequestFate, ScriptedChannel } from './scripted-channel.ts';
import { twoChannels } from './setting.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type Side = 'slack' | 'discord';
const side = fc.constantFrom<Side>('slack', 'discord');
const which = fc.nat(20);
const fate = fc.constantFrom<RequestFate>(
  'done',
  'answer-lost',
  'lost',
  'late',
  'not-noted',
  'unavailable',
  'rate-limited',
  'archived',
);
const acts = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        ...{ kind: fc.constant('say' as const), side, length: fc.integer({ min: 1, max: 90 }) },
        /** The message below which it is said; null outside threads. */
        below: fc.option(which, { freq: 3 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'change' as const,
          'keep-out' as const,
          'react' as const,
          'unreact' as const,
          'remove' as const,
        ),
        side,
        which,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'tell' as const,
          'tell-twice' as const,
          'tell-disordered' as const,
          'work' as const,
          'arrive' as const,
          'kill' as const,
          'miss' as const,
        ),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('die' as const), after: fc.nat(40) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('fail' as const),
        side,
        fates: fc.array(fate, { minLength: 1, maxLength: 4 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 25 },
);

/** Returns what stands on a side of what was written on the other, without when it was said, and with parts put together. */
function copiesOn(there: ScriptedChannel): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { key, text, isCopy } of there.standing) {
    const copy = key?.split(':')[0];
    if (isCopy && copy !== undefined) found.set(copy, (found.get(copy) ?? '') + text);
  }
  return found;
}

/**
 * Returns what was said on one side in a thread below a copy, and whose own copy doesn't stand below the message of which that is one,
 * though it stands.
 */
async function strayAnswers(from: ScriptedChannel, to: ScriptedChannel): Promise<readonly string[]> {
  const rows = await database.prisma.relayCopy.findMany({
    select: { id: true, message: { select: { sourceId: true } } },
  });
  const sources = new Map(rows.map(({ id, message }) => [id, message.sourceId]));
  const sourceOf = (key: string | null) => sources.get(key?.split(':')[0] ?? '');
  const answers = from.standing.filter(({ isCopy, thread }) => !isCopy && thread !== null);
  return answers.flatMap((answer) => {
    const root = from.standing.find(({ id, isCopy }) => isCopy && id === answer.thread);
    const original = to.standing.find(({ id, isCopy }) => root && !isCopy && id === sourceOf(root.key));
    const found = to.standing.filter(({ isCopy, key }) => isCopy && sourceOf(key) === answer.id);
    return original && found.some(({ thread }) => thread !== original.id) ? [answer.text] : [];
  });
}

/** Returns what was said outside threads on one side, by its ids, in the order in which its copies stand on the other. */
async function orderOn(to: ScriptedChannel): Promise<readonly string[]> {
  const rows = await database.prisma.relayCopy.findMany({
    select: { id: true, message: { select: { sourceId: true, thread: true } } },
  });
  const outside = new Map(rows.flatMap(({ id, message }) => (message.thread === null ? [[id, message.sourceId]] : [])));
  const copies = to.standing.flatMap(({ key, isCopy }) => (isCopy ? (key?.split(':')[0] ?? []) : []));
  return [...new Set(copies)].flatMap((id) => outside.get(id) ?? []);
}

/** Signs that keep a message in, in turn. */
const signs = ['!', '🔇', ':mute:'];
const isKeptIn = (text: string) => signs.some((sign) => text.startsWith(sign));

/** Without what stands before its words, and without spaces: those at the end of a part aren't kept. */
const bare = (text: string) => text.replaceAll(/\s/gu, '').replace(/^[^#]*/u, '');
const shownOf =
  (from: string) =>
  ({ text, reactions }: { readonly text: string; readonly reactions: number }) =>
    reactions === 0 ? text : `${text} 👍 ${reactions} sur ${from}`;

it('whatever people, platforms and processes do, in the end each side shows what stands on the other, once', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      await emptyDatabase(database);
      const one = await twoChannels(database);
      await one.start();
      let said = 0;
      /** Whether everything was told in the order in which it happened. */
      let inOrder = true;
      /** Messages that were kept back for a while: they stand after those that passed meanwhile. */
      const keptIn = new Set<string>();
      async function another(): Promise<void> {
        await one.kill();
        // An event that wasn't told was missed.
        for (const { events } of [one.slack, one.discord]) events.length = 0;
        await one.start();
      }
      for (const act of all) {
        switch (act.kind) {
          case 'say':
            said += 1;
            {
              const { answerable } = one[act.side];
              const thread = act.below === null ? null : (answerable[act.below % answerable.length] ?? null);
              one[act.side].say('Léa', `#${said}`.padEnd(act.length, 'x'), thread);
            }
            break;
          case 'change':
          case 'keep-out':
          case 'react':
          case 'unreact':
          case 'remove': {
            const { written } = one[act.side];
            const id = written[act.which % written.length];
            if (id === undefined) break;
            said += 1;
            if (act.kind === 'change') one[act.side].change(id, `#${said}`.padEnd(1 + ((said * 37) % 90), 'y'));
            else if (act.kind === 'keep-out') {
              keptIn.add(`${act.side} ${id}`);
              one[act.side].change(id, `${signs[said % signs.length]} #${said}`);
            } else one[act.side][act.kind](id);
            break;
          }
          case 'tell-twice':
            for (const { events } of [one.slack, one.discord]) events.push(...events);
            await one.tell();
            break;
          case 'tell-disordered':
            for (const { events } of [one.slack, one.discord]) events.reverse();
            inOrder = false;
            await one.tell();
            break;
          case 'tell':
            await one.tell();
            break;
          case 'arrive':
            for (const side of [one.slack, one.discord]) side.arrive();
            break;
          case 'work':
            await one.rest();
            break;
          case 'kill':
            one.dieAfter(0);
            break;
          case 'die':
            one.dieAfter(act.after);
            break;
          case 'miss':
            for (const { events, platform } of [one.slack, one.discord]) {
              events.length = 0;
              one.relay.missed(platform);
            }
            break;
          case 'fail':
            one[act.side].fates.push(...act.fates);
        }
        if (one.isDead) await another();
      }
      for (const { fates } of [one.slack, one.discord]) fates.length = 0;
      // Platforms store what they were sent before it counts as lost.
      for (const side of [one.slack, one.discord]) side.arrive();
      one.dieAfter(Number.POSITIVE_INFINITY);
      for (let tries = 0; tries < 3; tries += 1) {
        await one.tell();
        await one.later();
      }
      await one.relay.stop();
      const deleted = await database.prisma.relayMessage.findMany({ where: { withheld: 'DELETED' } });
      expect(deleted.filter(({ state, authorName }) => state !== null || authorName !== '')).toEqual([]);
      for (const [from, to, title] of [
        [one.slack, one.discord, 'Slack'],
        [one.discord, one.slack, 'Discord'],
      ] as const) {
        const wanted = from.standing
          .filter(({ isCopy, text }) => !isCopy && !isKeptIn(text))
          .map(shownOf(title))
          .map(bare);
        const there = [...copiesOn(to).values()].map(bare);
        expect(there.toSorted()).toEqual(wanted.toSorted());
        expect(await strayAnswers(from, to)).toEqual([]);
        const order = (await orderOn(to)).filter((id) => !keptIn.has(`${from.platform.name} ${id}`));
        if (inOrder) expect(order).toEqual(order.toSorted());
      }
    }),
    { numRuns: Number(process.env.RELAY_RUNS ?? 15), seed: Number(process.env.RELAY_SEED ?? 7), endOnFailure: true },
  );
});
