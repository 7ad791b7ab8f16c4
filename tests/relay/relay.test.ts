import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { beforeEachTest, SETTLE_MS, type TwoChannels } from './setting.ts';

let database: Database;
let one: TwoChannels;
beforeEachTest((given) => {
  [one, database] = [given, given.database];
});

const texts = (side: { readonly standing: readonly { readonly isCopy: boolean; readonly text: string }[] }) =>
  side.standing.filter(({ isCopy }) => isCopy).map(({ text }) => text);

async function told(): Promise<void> {
  await one.tell();
  await one.rest();
}

describe('what is said on one side', () => {
  it('stands on the other, under its author’s name and where it comes from', async () => {
    one.slack.say('Léa', 'Bonjour à tous');
    await told();
    expect(one.discord.standing.map(({ author, text }) => [author, text])).toEqual([['Léa · Slack', 'Bonjour à tous']]);
    expect(texts(one.slack)).toEqual([]);
  });

  it('stands there in the order it was said', async () => {
    for (let index = 0; index < 120; index += 1) one.slack.say('Léa', `message ${index}`);
    await told();
    expect(texts(one.discord)).toEqual(Array.from({ length: 120 }, (_, index) => `message ${index}`));
  });

  it('stands there once, however often it is told', async () => {
    one.slack.say('Léa', 'Bonjour');
    const [event] = one.slack.events;
    if (event) one.slack.events.push(event, event);
    await told();
    if (event) one.slack.events.push(event);
    await told();
    expect(texts(one.discord)).toEqual(['Bonjour']);
  });

  it('changes there when its author changes it', async () => {
    const id = one.slack.say('Léa', 'Rendez-vous lundi');
    await told();
    one.slack.change(id, 'Rendez-vous mardi');
    await told();
    expect(texts(one.discord)).toEqual(['Rendez-vous mardi']);
  });

  it('goes there when it is deleted, and an edit that comes later brings nothing back', async () => {
    const id = one.slack.say('Léa', 'Oups');
    await told();
    one.slack.change(id, 'Oups !');
    const [edit] = one.slack.events.splice(0);
    one.slack.remove(id);
    if (edit) one.slack.events.push(edit);
    await told();
    expect(texts(one.discord)).toEqual([]);
  });

  it('never stands there when it was deleted before it was told', async () => {
    const id = one.slack.say('Léa', 'Trop vite');
    one.slack.remove(id);
    one.slack.events.reverse();
    await told();
    expect(texts(one.discord)).toEqual([]);
  });

  it('that is long is split, and stays one message when it is made shorter, longer, or deleted', async () => {
    const id = one.slack.say('Léa', 'a'.repeat(100));
    await told();
    expect(texts(one.discord)).toEqual(['a'.repeat(40), 'a'.repeat(40), 'a'.repeat(20)]);
    one.slack.change(id, 'b'.repeat(50));
    await told();
    expect(texts(one.discord)).toEqual(['b'.repeat(40), 'b'.repeat(10)]);
    one.slack.change(id, 'c'.repeat(90));
    await told();
    expect(texts(one.discord)).toEqual(['c'.repeat(40), 'c'.repeat(40), 'c'.repeat(10)]);
    one.slack.remove(id);
    await told();
    expect(texts(one.discord)).toEqual([]);
  });

  it('stays where it was said when it begins with a sign for that, and goes when the sign is added', async () => {
    one.slack.say('Léa', '! entre nous');
    one.slack.say('Léa', '🔇 entre nous aussi');
    const id = one.slack.say('Léa', 'pour tout le monde');
    await told();
    expect(texts(one.discord)).toEqual(['pour tout le monde']);
    one.slack.change(id, '!pour nous finalement');
    await told();
    expect(texts(one.discord)).toEqual([]);
    one.slack.change(id, 'pour tout le monde après tout');
    await told();
    expect(texts(one.discord)).toEqual(['pour tout le monde après tout']);
  });

  it('is followed by how people reacted', async () => {
    const id = one.slack.say('Léa', 'On se voit jeudi');
    await told();
    one.slack.react(id);
    one.slack.react(id);
    await told();
    expect(texts(one.discord)).toEqual(['On se voit jeudi 👍 2 sur Slack']);
  });

  it('stands in its thread', async () => {
    const root = one.slack.say('Léa', 'Qui vient ?');
    one.slack.say('Ana', 'Moi', root);
    await told();
    const [copy, reply] = one.discord.standing;
    expect(reply).toMatchObject({ text: 'Moi', thread: copy?.id });
    one.discord.say('Ben', 'Moi aussi', copy?.id);
    await told();
    expect(one.slack.standing.at(-1)).toMatchObject({ text: 'Moi aussi', thread: root, author: 'Ben · Discord' });
  });

  it('and taken away there by somebody doesn’t come back when it is changed', async () => {
    const id = one.slack.say('Léa', 'Publicité');
    await told();
    one.discord.standing.length = 0;
    one.slack.change(id, 'Publicité !');
    await told();
    one.slack.change(id, 'Publicité !!');
    await told();
    expect(texts(one.discord)).toEqual([]);
  });

  it('and taken away in part goes altogether, also where the rest can’t be deleted at once', async () => {
    const id = one.slack.say('Léa', 'Une publicité très longue pour un stage qui ne concerne personne ici');
    await told();
    expect(one.discord.standing.splice(0, 1)).toHaveLength(1);
    // The first part is to be changed, and the rest to be deleted.
    one.discord.fates.push('done', 'done', 'rate-limited');
    one.slack.change(id, 'Une publicité encore plus longue pour un stage qui ne concerne personne ici');
    await told();
    expect(texts(one.discord)).toHaveLength(1);
    await one.later();
    expect(texts(one.discord)).toEqual([]);
  });
});

describe('a platform that fails', () => {
  it('gets the rest once it is reached again, in order', async () => {
    one.discord.fates.push('unavailable', 'rate-limited');
    one.slack.say('Léa', 'un');
    one.slack.say('Léa', 'deux');
    await told();
    expect(texts(one.discord)).toEqual([]);
    for (let tries = 0; tries < 3; tries += 1) {
      one.clock.advance(3_000);
      await one.rest();
    }
    expect(texts(one.discord)).toEqual(['un', 'deux']);
  });

  it('which stored what it was sent, and whose answer was lost, isn’t sent it again', async () => {
    one.discord.fates.push('answer-lost');
    one.slack.say('Léa', 'un');
    one.slack.say('Léa', 'deux');
    await told();
    await one.later();
    expect(texts(one.discord)).toEqual(['un', 'deux']);
  });

  it('which didn’t store what it was sent is sent it again once it can’t be stored any more', async () => {
    one.discord.fates.push('lost');
    one.slack.say('Léa', 'un');
    await told();
    one.clock.advance(SETTLE_MS / 2);
    await one.rest();
    expect(texts(one.discord)).toEqual([]);
    await one.later();
    expect(texts(one.discord)).toEqual(['un']);
  });

  it('refuses one message, and takes the others', async () => {
    one.discord.fates.push('refused');
    one.slack.say('Léa', 'un');
    one.slack.say('Léa', 'deux');
    await told();
    expect(texts(one.discord)).toEqual(['deux']);
  });
});

describe('after an outage', () => {
  it('what was said, changed and deleted meanwhile is as it stands', async () => {
    const first = one.slack.say('Léa', 'un');
    const second = one.slack.say('Léa', 'deux');
    await told();
    one.slack.say('Ana', 'trois');
    one.slack.change(first, 'un, corrigé');
    one.slack.remove(second);
    one.slack.events.length = 0;
    one.relay.missed(one.slack.platform);
    await one.rest();
    expect(texts(one.discord)).toEqual(['un, corrigé', 'trois']);
  });

  it('of the database, what was told meanwhile is read back', async () => {
    await database.prisma.$executeRaw`ALTER TABLE "RelayMessage" RENAME TO "RelayMessageAway"`;
    try {
      one.slack.say('Léa', 'un');
      const [event] = one.slack.events.splice(0);
      const taken = event && one.relay.intake(one.slack.platform)?.take(event);
      await expect(taken).rejects.toThrow();
    } finally {
      await database.prisma.$executeRaw`ALTER TABLE "RelayMessageAway" RENAME TO "RelayMessage"`;
    }
    await one.later();
    expect(texts(one.discord).at(-1)).toMatch(/un$/);
  });

  it('a killed process has lost and doubled nothing', async () => {
    one.discord.fates.push('done', 'answer-lost');
    one.slack.say('Léa', 'un');
    one.slack.say('Léa', 'deux');
    one.slack.say('Léa', 'trois');
    await one.tell();
    await one.kill();
    await one.start();
    await one.later();
    expect(texts(one.discord).map((text) => text.split(' ').at(-1))).toEqual(['un', 'deux', 'trois']);
  });

  it('of more than a day, many messages are named in one, with links', async () => {
    one.discord.connected = false;
    for (let index = 0; index < 60; index += 1) one.slack.say('Léa', `message ${index}`);
    await told();
    one.clock.advance(25 * 60 * 60_000);
    one.discord.connected = true;
    await one.later();
    const all = texts(one.discord).join('');
    expect(all).toContain('60 messages ont été écrits');
    expect(all).not.toContain('message 59');
    one.slack.say('Léa', 'Nous revoilà');
    await told();
    expect(texts(one.discord).at(-1)).toBe('Nous revoilà');
  });
});
