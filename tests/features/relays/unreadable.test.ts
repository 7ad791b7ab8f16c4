import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { both } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';
import { status, tieYearRound } from './coordinating.ts';

const { yearRound } = channelNames;

let world: World;
afterEach(() => world?.close());

const reads = (reader: Person, words: string) => reader.screen().filter(({ text }) => text.includes(words));

describe('without Message Content', () => {
  it.each(both)(
    'the way from Discord stops, which coordinators of both sides read, and the way there goes on; tied on %s',
    async (platform) => {
      world = await startWorld({ readsMessages: false });
      const [lea, ana] = [world.person('slack', 'Léa'), world.person('discord', 'Ana')];
      await tieYearRound(world.coordinator[platform]);
      await ana.write(yearRound, 'Vous me lisez ?');
      expect(reads(lea, 'Vous me lisez')).toEqual([]);
      await lea.write(yearRound, "Quelqu'un là-bas ?");
      expect(reads(ana, "Quelqu'un là-bas")).toHaveLength(1);
      for (const one of both) {
        const read = await status(world.coordinator[one]);
        expect(read).toContain('Discord ne me laisse pas lire ce qui s');
        expect(read).toContain('cochez « Message Content Intent »');
        expect(read).toContain("Tout ce qui s'écrit ailleurs y est arrivé");
      }
    },
  );

  it('nothing is lost: once it is allowed and the bot is started again, what was said meanwhile passes, once', async () => {
    world = await startWorld();
    const [lea, ana] = [world.person('slack', 'Léa'), world.person('discord', 'Ana')];
    await tieYearRound(world.coordinator.slack);
    await world.restartBot(async () => world.discord.switchIntents({ messageContent: false }));
    await world.settle();
    await ana.write(yearRound, 'Pendant ce temps');
    expect(reads(lea, 'Pendant ce temps')).toEqual([]);
    expect(await status(world.coordinator.slack)).toContain('Message Content Intent');
    await world.restartBot(async () => world.discord.switchIntents({ messageContent: true }));
    await world.settle();
    expect(reads(lea, 'Pendant ce temps')).toHaveLength(1);
    expect(await status(world.coordinator.slack)).not.toContain('Message Content Intent');
  });
});
