import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { tieYearRound } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';

const { yearRound } = channelNames;

describe.each(platformsInTurn())('what was said on %s before its channel was tied', (platform) => {
  let world: World;
  let writer: Person;
  let reader: Person;
  const elsewhere = (words: string) => reader.screen().filter(({ text }) => text.includes(words));

  beforeAll(async () => {
    world = await startWorld();
    writer = world.person(platform, 'Léa');
    reader = world.person(other[platform], 'Omar');
  });
  afterAll(() => world?.close());

  it('never passes, whatever becomes of it afterwards, and answers to it pass without it', async () => {
    for (const text of ['Dit avant, un', 'Dit avant, deux']) await writer.write(yearRound, text);
    await tieYearRound(world.coordinator[platform]);
    await writer.edit('Dit avant, corrigé', 'Dit avant, un');
    await writer.react('👍', 'Dit avant, corrigé');
    await world.coordinator[platform].pin('Dit avant, deux');
    await world.person(platform, 'Noé').reply('Une réponse', 'Dit avant, deux');
    await world.restartBot();
    await world.settle();
    await writer.erase('Dit avant, corrigé');
    expect(elsewhere('Dit avant')).toEqual([]);
    const [answer, ...more] = elsewhere('Une réponse');
    expect(more).toEqual([]);
    expect(answer?.text).toContain(platform === 'slack' ? 'fil commencé avant' : 'réponse à un message plus ancien');
    await writer.write(yearRound, 'Dit après');
    expect(elsewhere('Dit après')).toHaveLength(1);
  });
});
