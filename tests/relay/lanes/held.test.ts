import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import type { DueCopy } from '../../../src/relay/copies/copy-store.ts';
import { createHeld } from '../../../src/relay/lanes/held.ts';
import { retryCopies } from '../../../src/relay/retry-store.ts';
import type { RequestFate, ScriptedChannel } from '../scripted-channel.ts';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

const HOUR_MS = 60 * 60_000;

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

/** Returns the copies in a channel, without when they were said. */
const texts = ({ standing }: ScriptedChannel) =>
  standing.filter(({ isCopy }) => isCopy).map(({ text }) => text.replace(/^🕑 Dit .* h( \d\d)? /u, ''));

async function told(): Promise<void> {
  await one.tell();
  await one.rest();
}

/** Has each request to Discord about a text end so; every other one succeeds. */
function ends(fate: RequestFate, words: string): void {
  one.discord.fateOf = (text) => (text.includes(words) ? fate : null);
}

async function longLater(): Promise<void> {
  await one.later();
  await one.later();
}

const reasons = async () =>
  (await one.database.prisma.relayCopy.findMany({ orderBy: { sequence: 'asc' } })).map(({ reason }) => reason);

describe.each(['unavailable', 'lost'] as const)('a message whose copy is always %s', (fate) => {
  it('is left out, and those after it pass in their order', async () => {
    ends(fate, 'maudit');
    for (const text of ['un', 'maudit', 'deux', 'trois']) one.slack.say('Léa', text);
    await told();
    expect(texts(one.discord)).toEqual(['un']);
    await longLater();
    expect(texts(one.discord)).toEqual(['un', 'deux', 'trois']);
    expect(await reasons()).toEqual([null, 'unanswered', null, null]);
  });

  it('passes within an hour once it is answered, and when it is changed at once', async () => {
    ends(fate, 'maudit');
    for (const text of ['maudit', 'un']) one.slack.say('Léa', text);
    await told();
    await longLater();
    const [id] = one.slack.written;
    one.slack.change(id ?? '', 'béni');
    await told();
    expect(texts(one.discord).at(-1)).toBe('béni');
    expect(await reasons()).toEqual([null, null]);
  });

  it('holds up nobody when there are several of them', async () => {
    ends(fate, 'maudit');
    for (const text of ['maudit 1', 'maudit 2', 'un']) one.slack.say('Léa', text);
    await told();
    for (let times = 0; times < 6; times += 1) await longLater();
    expect(texts(one.discord)).toEqual(['un']);
    one.discord.fateOf = () => null;
    one.clock.advance(HOUR_MS);
    await one.later();
    expect(texts(one.discord)).toEqual(['un', 'maudit 1', 'maudit 2']);
  });

  it('keeps its place when nothing passes meanwhile', async () => {
    ends(fate, '');
    for (const text of ['un', 'deux', 'trois']) one.slack.say('Léa', text);
    await told();
    for (let times = 0; times < 3; times += 1) await longLater();
    one.discord.fateOf = () => null;
    await one.later();
    expect(texts(one.discord)).toEqual(['un', 'deux', 'trois']);
  });
});

/** Has a coordinator try once more all that Discord refused. */
async function retried(): Promise<void> {
  const { id } = await one.database.prisma.relayChannel.findFirstOrThrow({ where: { platform: 'discord' } });
  const region = { ...one.region, locale: 'fr' } as const;
  await inTransaction(one.database, (tx) => retryCopies({ tx, region, now: new Date(one.clock.now()) }, [id]));
  await one.kill();
  await one.start();
}

describe('what was refused and is tried once more', () => {
  it('is left out where it is never answered, as any other', async () => {
    ends('refused', 'maudit');
    for (const text of ['maudit', 'un']) one.slack.say('Léa', text);
    await told();
    ends('unavailable', 'maudit');
    await retried();
    one.slack.say('Léa', 'deux');
    await told();
    await longLater();
    expect(texts(one.discord)).toEqual(['un', 'deux']);
    expect(await reasons()).toEqual(['unanswered', null, null]);
  });

  it('passes message by message also once it was left out, however many and old they are', async () => {
    ends('refused', 'maudit');
    for (let index = 10; index < 30; index += 1) one.slack.say('Léa', `maudit ${index}`);
    await told();
    await retried();
    await one.database.prisma.relayCopy.updateMany({ data: { status: 'WAITING', reason: 'unanswered' } });
    one.discord.fateOf = () => null;
    one.clock.advance(26 * HOUR_MS);
    await one.kill();
    await one.start();
    await one.later();
    expect(texts(one.discord)).toHaveLength(20);
  });
});

describe('a change that the platform allows rarely', () => {
  it('holds up nobody, and follows when it is allowed', async () => {
    const id = one.slack.say('Léa', 'Rendez-vous lundi');
    await told();
    ends('rarely', 'mardi');
    one.slack.change(id, 'Rendez-vous mardi');
    one.slack.say('Léa', 'deux');
    await told();
    expect(texts(one.discord)).toEqual(['Rendez-vous lundi', 'deux']);
    one.discord.fateOf = () => null;
    await one.later();
    expect(texts(one.discord)).toEqual(['Rendez-vous mardi', 'deux']);
  });
});

it('copies that pass together are all counted anew when one of them fails later', async () => {
  const held = createHeld({ pace: one.clock, wake: () => {}, note: async () => {} });
  const copies = ['un', 'deux'].map((id) => ({ id, shown: 0, message: { version: 1 } }) as DueCopy);
  for (const copy of copies) {
    for (let tries = 1; tries < 6; tries += 1) held.failed(copy, { kind: 'unavailable' });
  }
  await held.passed(copies.map(({ id }) => id));
  for (const copy of copies) held.failed(copy, { kind: 'unavailable' });
  expect(held.now()).toEqual([]);
  held.stop();
});
