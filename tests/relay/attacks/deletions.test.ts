import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

let database: Database;
let one: TwoChannels;
beforeEachTest((given) => {
  [one, database] = [given, given.database];
});

const contents = async () => (await database.prisma.relayMessage.findMany()).map(({ state }) => state);

describe.each(['slack', 'discord'] as const)('a message that is deleted, and stands on %s,', (side) => {
  const from = () => (side === 'discord' ? one.slack : one.discord);
  const to = () => one[side];

  it('goes from an archived channel once that is opened again', async () => {
    const id = from().say('Léa', 'Oups');
    await one.tell();
    from().remove(id);
    to().fates.push('archived');
    await one.tell();
    expect(copiesIn(to())).toEqual(['Oups']);
    await one.later();
    expect(copiesIn(to())).toEqual([]);
  });

  it('is forgotten, also when another copy of the batch is refused', async () => {
    const id = from().say('Léa', 'Oups');
    await one.tell();
    to().connected = false;
    from().remove(id);
    from().say('Léa', 'deux');
    to().fates.push('done', 'refused');
    await one.tell();
    to().connected = true;
    await one.rest();
    expect(copiesIn(to())).toEqual([]);
    expect((await contents()).filter((state) => state !== null)).toHaveLength(1);
  });

  it('passes nowhere where that is told before it, also once what is old was forgotten in its channel', async () => {
    one.clock.advance(60_000);
    await database.prisma.relayChannel.updateMany({ data: { forgottenBefore: new Date(one.clock.now() - 1_000) } });
    const id = from().say('Léa', 'Oups');
    from().remove(id);
    from().events.reverse();
    await one.tell();
    expect(copiesIn(to())).toEqual([]);
    expect(await contents()).toEqual([null]);
  });

  it('while the bot is away goes also where other bots have deleted much of theirs since it was said', async () => {
    const id = from().say('Léa', 'Oups');
    await one.tell();
    const ids = Array.from({ length: 150 }, (_, index) => String(2_000_000 + index));
    from().events.push({ kind: 'deleted', place: { channel: from().channel, thread: null }, ids });
    await one.tell();
    expect(await contents()).toHaveLength(151);
    from().remove(id);
    from().events.length = 0;
    one.relay.missed(from().platform);
    await one.rest();
    expect(copiesIn(to())).toEqual([]);
  });

  it('is forgotten, also when it never passed', async () => {
    await one.silence('Léa', from().platform.name);
    const id = from().say('Léa', 'entre nous');
    await one.tell();
    from().remove(id);
    await one.tell();
    expect(await contents()).toEqual([null]);
  });

  it('is forgotten with its author’s name and picture', async () => {
    const id = from().say('Léa', 'Oups');
    await one.tell();
    from().remove(id);
    await one.tell();
    const [message] = await database.prisma.relayMessage.findMany();
    expect(message).toMatchObject({ state: null, authorName: '', picture: null });
  });

  it('is forgotten, though its copy can’t be deleted, is named in a digest, or stands in a channel that was cut', async () => {
    const { relayCopy, relayChannel } = database.prisma;
    const ids = ['un', 'deux', 'trois'].map((text) => from().say('Léa', text));
    await one.tell();
    to().fates.push('refused');
    from().remove(ids[0] ?? '');
    await one.tell();
    expect((await contents()).filter((state) => state !== null)).toHaveLength(2);
    await relayCopy.updateMany({ where: { message: { sourceId: ids[1] ?? '' } }, data: { status: 'DIGESTED' } });
    from().remove(ids[1] ?? '');
    await one.tell();
    expect((await contents()).filter((state) => state !== null)).toHaveLength(1);
    await relayChannel.updateMany({ where: { platform: side }, data: { cutAt: new Date(one.clock.now()) } });
    from().remove(ids[2] ?? '');
    await one.tell();
    expect((await contents()).filter((state) => state !== null)).toEqual([]);
    expect(copiesIn(to())).toEqual(['un', 'deux', 'trois']);
  });

  it('is forgotten, wherever the process is killed meanwhile', async () => {
    for (let statements = 1; statements < 12; statements += 1) {
      const id = from().say('Léa', `Oups ${statements}`);
      await one.tell();
      await removeAndDie(id, statements);
      expect((await contents()).filter((state) => state !== null)).toEqual([]);
    }
    await one.later();
    expect(copiesIn(to())).toEqual([]);
  });

  it('isn’t quoted any more, wherever the process is killed meanwhile', async () => {
    for (let statements = 1; statements < 12; statements += 1) {
      const id = from().say('Léa', `Mon secret ${statements}`);
      from().say('Zoé', 'Merci', null, id);
      await one.tell();
      expect(copiesIn(to()).at(-1)).toContain('secret');
      await removeAndDie(id, statements);
      await one.later();
      expect(copiesIn(to()).filter((text) => text.includes('secret'))).toEqual([]);
    }
    expect(copiesIn(to()).filter((text) => text.includes('Merci'))).toHaveLength(11);
  });

  /** The process that is told is killed once it has stored or sent so much, and another one reads what it missed. */
  async function removeAndDie(id: string, statements: number): Promise<void> {
    from().remove(id);
    one.dieAfter(statements);
    await one.tell();
    from().events.length = 0;
    await one.kill();
    await one.start();
  }
});

describe.each(['slack', 'discord'] as const)('an answer on %s to the copy of a message', (side) => {
  const sides = () => (side === 'discord' ? ([one.slack, one.discord] as const) : ([one.discord, one.slack] as const));
  const answer = async (): Promise<readonly string[]> => {
    const [from, to] = sides();
    const id = from.say('Léa', 'Le code est 0612');
    await one.tell();
    return [id, to.say('Zoé', 'Merci', null, to.standing.at(-1)?.id ?? '')];
  };
  const shown = () => copiesIn(side === 'discord' ? one.slack : one.discord).join('');

  it('says that it was deleted, whatever happens to the answer afterwards', async () => {
    const [from, to] = sides();
    const [id = '', answered = ''] = await answer();
    await one.tell();
    expect(shown()).toContain('0612');
    from.remove(id);
    await one.tell();
    to.react(answered);
    await one.tell();
    expect(shown()).toContain('en réponse à un message supprimé');
    await one.kill();
    await one.start();
    to.change(answered, 'Merci bien');
    await one.tell();
    expect(shown()).toContain('en réponse à un message supprimé');
  });

  it('says that it didn’t pass once a sign keeps it in, and quotes it again once it passes', async () => {
    const [from] = sides();
    const [id = ''] = await answer();
    await one.tell();
    from.change(id, '! Le code est 0612');
    await one.tell();
    expect(shown()).toContain('qui n’est pas');
    from.change(id, 'Le code est 0613');
    await one.tell();
    expect(shown()).toContain('0613');
  });

  it('quotes it once it passes again, also where its platform tells late that the copy has gone', async () => {
    const [from, to] = sides();
    const [id = ''] = await answer();
    const [copy] = to.standing.filter(({ isCopy }) => isCopy);
    await one.tell();
    from.change(id, '! Le code est 0612');
    await one.tell();
    to.events.push({ kind: 'deleted', place: { channel: to.channel, thread: null }, ids: [copy?.id ?? ''] });
    await one.tell();
    expect(shown()).toContain('qui n’est pas');
    from.change(id, 'Le code est 0613');
    await one.tell();
    expect(shown()).toContain('0613');
  });
});

describe.each(['slack', 'discord'] as const)('a message below one that is deleted, on %s,', (side) => {
  for (const before of [0, 1, 2]) {
    it(`isn’t doubled outside its thread when the part after ${before} others is stored late`, async () => {
      const [from, to] = side === 'discord' ? [one.slack, one.discord] : [one.discord, one.slack];
      const root = from.say('Léa', 'Le repas');
      await one.tell();
      const thread = to.standing[0]?.id;
      from.say('Zoé', 'a'.repeat(90), root);
      to.fates.push(...Array<'done'>(before).fill('done'), 'late');
      await one.tell();
      from.remove(root);
      await one.tell();
      to.arrive();
      await one.later();
      const copy = to.standing.map((part) => [part.text.length, part.thread]);
      expect(copy).toEqual([
        [40, thread],
        [40, thread],
        [10, thread],
      ]);
    });
  }
});
