import { describe, expect, it } from 'vitest';
import { traitsOf } from '../../../src/platforms/registered.ts';
import { beforeEachTest, copiesIn, SETTLE_MS, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

describe.each(['slack', 'discord'] as const)('a message that is changed, and stands on %s,', (side) => {
  const sides = () => (side === 'discord' ? ([one.slack, one.discord] as const) : ([one.discord, one.slack] as const));

  for (const fate of ['not-noted', 'answer-lost'] as const) {
    it(`to be longer isn't doubled when its new part is ${fate}`, async () => {
      const [from, to] = sides();
      const id = from.say('Léa', 'a'.repeat(10));
      await one.tell();
      from.change(id, 'b'.repeat(90));
      to.fates.push('done', fate);
      await one.tell();
      await one.later();
      expect(copiesIn(to)).toEqual(['b'.repeat(40), 'b'.repeat(40), 'b'.repeat(10)]);
    });

    it(`to stand there again isn't doubled when that is ${fate}`, async () => {
      const [from, to] = sides();
      const id = from.say('Léa', 'pour tous');
      await one.tell();
      from.change(id, '! pour nous');
      await one.tell();
      from.change(id, 'pour tous quand même');
      to.fates.push(fate);
      await one.tell();
      await one.later();
      expect(copiesIn(to)).toEqual(['pour tous quand même']);
    });
  }

  describe('to be shorter before it is known to stand', () => {
    for (const fate of ['not-noted', 'answer-lost'] as const) {
      it(`keeps none of its old parts when the last is ${fate}, and takes none of the next one`, async () => {
        const [from, to] = sides();
        const id = from.say('Léa', 'a'.repeat(90));
        to.fates.push('done', 'done', fate);
        await one.tell();
        from.change(id, 'b'.repeat(10));
        from.say('Léa', 'deux');
        await one.tell();
        await one.later();
        expect(copiesIn(to)).toEqual(['b'.repeat(10), 'deux']);
      });
    }

    it('keeps none of its old parts when the process died after the message that followed it', async () => {
      const [from, to] = sides();
      to.connected = false;
      const id = from.say('Léa', 'a'.repeat(90));
      from.say('Léa', 'deux');
      await one.tell();
      to.fates.push('done', 'done', 'done', 'not-noted');
      to.connected = true;
      await one.rest();
      from.change(id, 'b'.repeat(10));
      await one.tell();
      await one.later();
      expect(copiesIn(to)).toEqual(['b'.repeat(10), 'deux']);
    });
  });

  it('is still followed by how people react, though the platform tells an earlier time of its change when it is read', async () => {
    const [from, to] = sides();
    const id = from.say('Léa', 'Rendez-vous lundi');
    await one.tell();
    from.change(id, 'Rendez-vous mardi');
    await one.tell();
    from.change(id, 'Rendez-vous jeudi');
    const [later] = from.events.splice(0);
    if (later?.kind !== 'message') throw new Error('nothing was changed');
    const reactions = [{ emoji: '👍', count: 1 }];
    from.events.push({ kind: 'message', message: { ...later.message, edited: null, reactions } });
    await one.tell();
    expect(copiesIn(to)).toEqual([`Rendez-vous mardi 👍 1 sur ${traitsOf(from.platform.name).title}`]);
  });

  it('to be kept out goes, also when its author is left out of the relay since', async () => {
    const [from, to] = sides();
    const id = from.say('Léa', 'pour tous');
    await one.tell();
    await one.silence('Léa', from.platform.name);
    from.change(id, '! secret');
    await one.tell();
    expect(copiesIn(to)).toEqual([]);
  });
});

describe('a message whose file couldn’t be posted with it', () => {
  it('gets that after an edit, wherever the process is killed meanwhile', async () => {
    for (let statements = 1; statements < 12; statements += 1) {
      const id = one.discord.sayWithFile('Léa', `Le plan ${statements}`, `plan-${statements}.pdf`);
      one.slack.fates.push('done', 'unavailable');
      await one.tell();
      one.discord.change(id, `Voici le plan ${statements}`);
      await one.tell();
      one.dieAfter(statements);
      one.clock.advance(SETTLE_MS + 1_000);
      await one.rest();
      await one.kill();
      await one.start();
      await one.later();
      const standing = one.slack.standing.slice(-2).map(({ text, files }) => [text, ...files]);
      expect(standing).toEqual([[`Voici le plan ${statements}`], ['', `plan-${statements}.pdf`]]);
    }
    expect(one.slack.standing).toHaveLength(22);
  });
});
