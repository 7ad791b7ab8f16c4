import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../src/chat/platform.ts';
import type { Relaying } from '../../../src/chat/relaying.ts';
import { storeMessages } from '../../../src/relay/intake/intake-store.ts';
import type { ScriptedChannel } from '../scripted-channel.ts';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const texts = ({ standing }: ScriptedChannel) => standing.filter(({ isCopy }) => isCopy).map(({ text }) => text);

async function told(): Promise<void> {
  await one.tell();
  await one.rest();
}

/** Has what Slack is asked for go through this, from now on. */
function onSlack<K extends 'read' | 'since'>(name: K, wrap: (ask: Relaying[K]) => Relaying[K]): void {
  const { relaying } = one.slack.platform;
  if (relaying) Object.assign(relaying, { [name]: wrap(relaying[name]) });
}

/** Slack tells that somebody reacted to a message. */
function reacted(id: string): void {
  one.slack.events.push({ kind: 'touched', place: { channel: one.slack.channel, thread: null }, id });
}

async function silence(userId: string): Promise<void> {
  const since = new Date(one.clock.now());
  await one.database.prisma.relaySilence.create({
    data: { regionId: one.region.id, platform: 'slack', userId, since },
  });
}

describe('what somebody is left out of the relay since', () => {
  it('changed in what they had said before stays as it was said, counts reactions, and goes when they delete it', async () => {
    const id = one.slack.say('Léa', 'Rendez-vous lundi');
    await told();
    await silence('Léa');
    one.slack.change(id, 'Rendez-vous mardi');
    await told();
    expect(texts(one.discord)).toEqual(['Rendez-vous lundi']);
    one.slack.react(id);
    await told();
    expect(texts(one.discord)).toEqual(['Rendez-vous lundi 👍 1 sur Slack']);
    one.slack.remove(id);
    await told();
    expect(texts(one.discord)).toEqual([]);
  });

  it('said isn’t stored, however it is changed, nor told once they are copied again', async () => {
    await silence('Léa');
    const id = one.slack.say('Léa', 'Entre nous');
    await told();
    one.slack.change(id, 'Rien qu’entre nous');
    one.slack.react(id);
    await told();
    await one.database.prisma.relaySilence.deleteMany();
    one.slack.change(id, 'Et toujours entre nous');
    await told();
    const [message] = await one.database.prisma.relayMessage.findMany();
    expect(message).toMatchObject({ state: null, authorName: '', picture: null, withheld: 'SILENCED' });
    expect(texts(one.discord)).toEqual([]);
    one.slack.say('Léa', 'Pour tous');
    await told();
    expect(texts(one.discord)).toEqual(['Pour tous']);
  });
});

describe('a message that can’t be stored', () => {
  it('keeps out none that came with it, and none that comes later', async () => {
    one.slack.say('Léa', 'un');
    const damaged = one.slack.say('Léa', 'deux');
    one.slack.say('Léa', 'trois');
    const saidAt = new Date(Number.NaN);
    Object.assign(one.slack.standing.find(({ id }) => id === damaged) ?? {}, { saidAt });
    for (const event of one.slack.events) {
      if (event.kind === 'message' && event.message.id === damaged) Object.assign(event.message, { saidAt });
    }
    await told();
    expect(texts(one.discord)).toEqual(['un', 'trois']);
    one.slack.say('Léa', 'quatre');
    await told();
    expect(texts(one.discord)).toEqual(['un', 'trois', 'quatre']);
  });
});

describe('a message that doesn’t pass, and that people react to', () => {
  it('is read once, and not again with each reaction', async () => {
    const read: string[] = [];
    onSlack('read', (ask) => (place, id) => {
      read.push(id);
      return ask(place, id);
    });
    for (let count = 0; count < 3; count += 1) {
      reacted('1000500');
      await told();
    }
    expect(read).toEqual(['1000500']);
  });

  it.each(['rate-limited', 'unavailable', 'lost'] as const)('has nothing be read back while it is %s', async (fate) => {
    let since = 0;
    onSlack('since', (ask) => (...given) => {
      since += 1;
      return ask(...given);
    });
    one.slack.fates.push(fate);
    reacted('1000500');
    await told();
    expect([since, one.slack.events, one.slack.fates]).toEqual([0, [], []]);
  });
});

describe('what people react to', () => {
  it('is read again, though another message never can be', async () => {
    const ids = ['un', 'deux'].map((text) => one.slack.say('Léa', text));
    await told();
    onSlack(
      'read',
      (ask) => (place, id) =>
        id === ids[0] ? Promise.reject(new DeliveryError({ kind: 'ambiguous' })) : ask(place, id),
    );
    for (const id of ids) one.slack.react(id);
    await told();
    expect(texts(one.discord)).toEqual(['un', 'deux 👍 1 sur Slack']);
  });

  it('is read again when the platform lets it, and not before', async () => {
    const id = one.slack.say('Léa', 'un');
    await told();
    let reads = 0;
    onSlack('read', (ask) => (...given) => {
      reads += 1;
      return ask(...given);
    });
    one.slack.fates.push('rate-limited');
    one.slack.react(id);
    await told();
    one.clock.advance(1_000);
    await told();
    expect([reads, texts(one.discord)]).toEqual([1, ['un']]);
    one.clock.advance(1_001);
    await told();
    expect([reads, texts(one.discord)]).toEqual([2, ['un 👍 1 sur Slack']]);
  });
});

it('what another process stores while a channel is read back isn’t taken for deleted', async () => {
  let id = '';
  onSlack('since', (ask) => async (...given) => {
    const found = await ask(...given);
    if (id !== '') return found;
    id = one.slack.say('Léa', 'pendant la lecture');
    one.slack.events.length = 0;
    const { id: channelId, regionId } = await one.database.prisma.relayChannel.findFirstOrThrow({
      where: { platform: 'slack' },
    });
    const row = { regionId, channelId, kind: 'MESSAGE', sourceId: id, thread: null, replyTo: null } as const;
    const said = { authorId: 'Léa', authorName: 'Léa', picture: null, edited: null, saidAt: new Date(one.clock.now()) };
    const state = { content: { blocks: [] }, names: {}, files: [] };
    await storeMessages(one.database, [{ ...row, ...said, state, withheld: null }], []);
    return { ...found, until: id };
  });
  one.relay.missed(one.slack.platform);
  await one.rest();
  const [message] = await one.database.prisma.relayMessage.findMany();
  expect(message).toMatchObject({ sourceId: id, withheld: null });
});

describe('a process that ends', () => {
  it('before it ever listened lets nobody wait for that', async () => {
    await one.kill();
    await one.relay.load();
    one.slack.say('Léa', 'un');
    const [event] = one.slack.events.splice(0);
    const taken = event && one.relay.intake(one.slack.platform)?.take(event);
    await one.relay.stop();
    await taken;
    expect(await one.database.prisma.relayMessage.count()).toBe(1);
  });

  it('while a channel is read back doesn’t wait to try again', async () => {
    let asked = () => {};
    let fail = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    onSlack('since', () => () => {
      asked();
      return new Promise((_, reject) => {
        fail = () => reject(new DeliveryError({ kind: 'unavailable' }));
      });
    });
    one.relay.missed(one.slack.platform);
    await isAsked;
    const stopped = one.relay.stop();
    fail();
    await stopped;
  });
});
