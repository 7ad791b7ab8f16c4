import { describe, expect, it } from 'vitest';
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
