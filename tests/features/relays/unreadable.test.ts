import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import { status, tieYearRound } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';

const { yearRound } = channelNames;

let world: World;
afterEach(() => world?.close());

const reads = (reader: Person, words: string) => reader.screen().filter(({ text }) => text.includes(words));

describe('without Message Content', () => {
  it.each(platformsInTurn())(
    'the way from Discord stops, which both channels are told and coordinators of both sides read, and the way there goes on; tied on %s',
    async (platform) => {
      world = await startWorld({ readsMessages: false });
      const [lea, ana] = [world.person('slack', 'Léa'), world.person('discord', 'Ana')];
      await tieYearRound(world.coordinator[platform]);
      expect(reads(ana, "ce qui s'écrit ici n'est pas recopié ailleurs")).toHaveLength(1);
      expect(reads(lea, "ce qui s'écrit sur Discord n'arrive pas ici")).toHaveLength(1);
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
    // It is told in both channels, once, whatever is said and however often the bot starts.
    await world.restartBot();
    await world.settle();
    await ana.write(yearRound, 'Toujours pas ?');
    const told = () =>
      [reads(ana, "n'est pas recopié ailleurs"), reads(lea, "n'arrive pas ici")].map((one) => one.length);
    expect(told()).toEqual([1, 1]);
    expect(reads(lea, 'arrive de nouveau ici')).toEqual([]);
    await world.restartBot(async () => world.discord.switchIntents({ messageContent: true }));
    await world.settle();
    expect(reads(lea, 'Pendant ce temps')).toHaveLength(1);
    expect(await status(world.coordinator.slack)).not.toContain('Message Content Intent');
    expect(told()).toEqual([1, 1]);
    expect(reads(ana, 'est de nouveau recopié ailleurs')).toHaveLength(1);
    expect(reads(lea, "Ce qui s'écrit sur Discord arrive de nouveau ici")).toHaveLength(1);
    expect(reads(lea, 'Toujours pas ?')).toHaveLength(1);
  });
});
