import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { noteBegun, releaseCopies, storeOutcomes } from '../../../src/relay/copies/copy-store.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

let database: Database;
let one: TwoChannels;
beforeEachTest((given) => {
  [one, database] = [given, given.database];
});

describe.each(['slack', 'discord'] as const)('on %s', (side) => {
  const from = () => (side === 'discord' ? one.slack : one.discord);
  const to = () => one[side];

  describe('a thread whose title is nothing but characters that nobody sees', () => {
    it('holds up nothing', async () => {
      const author = { id: 'Ben', name: 'Ben', picture: null };
      const thread = {
        channel: from().channel,
        thread: '2000000',
        title: '\u3164',
        author,
        saidAt: new Date(one.clock.now()),
      };
      from().events.push({ kind: 'thread', thread });
      from().say('Léa', 'deux');
      await one.tell();
      expect(copiesIn(to())).toContain('deux');
    });
  });

  describe('a message that can’t be read as it was stored', () => {
    it('is refused, and holds up no other', async () => {
      to().connected = false;
      for (const text of ['un', 'deux', 'trois']) from().say('Léa', text);
      await one.tell();
      const { relayMessage, relayCopy } = database.prisma;
      const [, damaged] = await relayMessage.findMany({ orderBy: { sourceId: 'asc' } });
      await relayMessage.updateMany({ where: { id: damaged?.id ?? '' }, data: { state: { content: 'abîmé' } } });
      to().connected = true;
      await one.later();
      expect(copiesIn(to()).map((text) => text.split(' ').at(-1))).toEqual(['un', 'trois']);
      const refused = await relayCopy.findMany({ where: { status: 'REFUSED' } });
      expect(refused.map(({ messageId }) => messageId)).toEqual([damaged?.id]);
    });
  });

  describe('a process that was taken for dead', () => {
    it('doesn’t change what another one has found out since', async () => {
      from().say('Léa', 'un');
      await one.tell();
      const [copy] = await database.prisma.relayCopy.findMany();
      const [part] = await database.prisma.relayPart.findMany();
      if (!copy || !part) throw new Error('nothing was copied');
      const stale = { id: copy.id, turn: copy.turn - 1 };
      await storeOutcomes(database, [
        {
          ...{ copyId: copy.id, regionId: copy.regionId, turn: stale.turn, status: 'WAITING', shown: 0, reason: null },
          ...{ late: false, pinned: false, removed: [part.position], frozen: [] },
          added: [{ id: '999', thread: null, by: null, position: 1, frozen: false }],
        },
      ]);
      await database.prisma.relayCopy.update({ where: { id: copy.id }, data: { status: 'POSTING' } });
      await releaseCopies(database, [stale]);
      await expect(noteBegun(database, stale, 2, [])).rejects.toThrow('another process');
      expect(await database.prisma.relayCopy.findMany()).toEqual([{ ...copy, status: 'POSTING' }]);
      expect(await database.prisma.relayPart.findMany()).toEqual([part]);
    });
  });
});
