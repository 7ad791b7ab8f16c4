import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform } from '../../src/playground/local-platform.ts';
import { Person } from '../../src/playground/person.ts';
import { startLocalSlack } from '../../src/playground/slack/index.ts';

const start = { slack: () => startLocalSlack(), discord: () => startLocalDiscord() };

describe.each(['slack', 'discord'] as const)('two people among themselves on %s', (name) => {
  let platform: LocalPlatform;
  let anne: Person;
  let bruno: Person;
  beforeAll(async () => {
    platform = await start[name]();
    platform.addChannel({ name: 'general' });
    platform.addChannel({ name: 'place' });
    const person = (called: string, administrator = false) =>
      new Person(platform, platform.addUser({ name: called, administrator }), () => platform.settled());
    anne = person('Anne');
    bruno = person('Bruno', true);
  });
  afterAll(() => platform.close());

  it('write in a channel by its name, edit and erase', async () => {
    await anne.write('place', 'Qui vient samedi ?');
    expect(bruno.look()).toContain('Qui vient samedi ?');
    await anne.edit('Qui vient dimanche ?', 'samedi');
    expect(bruno.look()).toContain('dimanche');
    await anne.erase('dimanche');
    expect(bruno.screen()).toEqual([]);
  });

  it('answer, react and pin, and take back the last two', async () => {
    await anne.write('place', 'Un marché en juin');
    const asked = () => anne.sawLast('marché');
    await bruno.reply('Avec plaisir', 'marché');
    expect(anne.look()).toContain('Avec plaisir');
    expect(anne.sawLast('Avec plaisir').quotes).toBe(name === 'slack' ? null : 'Anne : Un marché en juin');
    await bruno.react('👍', 'marché');
    expect(asked()).toMatchObject({ reactions: [{ emoji: '👍', count: 1, mine: false }] });
    expect(bruno.sawLast('marché')).toMatchObject({ reactions: [{ mine: true }] });
    await bruno.unreact('👍', 'marché');
    await bruno.pin('marché');
    expect(asked()).toMatchObject({ reactions: [], pinned: true });
    await bruno.unpin('marché');
    expect(asked().pinned).toBe(false);
  });

  it('share a picture with words for those who cannot see it', async () => {
    const picture = { name: 'a.png', type: 'image/png', bytes: new Uint8Array([1]), alt: 'Un étal' };
    await anne.write('place', 'Voici', [picture]);
    expect(bruno.sawLast('Voici').files).toMatchObject([{ name: 'a.png', type: 'image/png' }]);
  });
});
