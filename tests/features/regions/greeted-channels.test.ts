import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelNames } from '../../../src/playground/stage.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('every channel that the bot is given on %s', (platform) => {
  const pinned = (name: string) => {
    const driss = world.coordinator[platform];
    const channel = world.platforms[platform].channelsOf(driss.user.id).find((one) => one.name === name)?.id;
    return driss.screen().filter((one) => one.pinned && one.place.channel === channel);
  };

  it('says what it is for, pinned there once, with a button that shows what one can do', async () => {
    const driss = world.coordinator[platform];
    for (const name of Object.values(channelNames)) {
      const [note, ...more] = pinned(name);
      expect(more, name).toEqual([]);
      expect(note?.text ?? 'nothing is pinned', name).toContain('Bonjour !');
      expect(note?.controls, name).toMatchObject([{ label: 'Que puis-je faire ?' }]);
    }
    // Chosen again, nothing is said twice.
    await driss.command('/installer', { annonces: driss.channel(channelNames.announcements) });
    expect(pinned(channelNames.announcements)).toHaveLength(1);
  });

  it('answers whoever presses it with their own menu, which nobody else reads', async () => {
    const newcomer = world.person(platform, `Nour ${platform}`);
    await newcomer.press('Que puis-je faire ?', { in: 'présentez-vous' });
    expect(newcomer.read()).toContain('rejoignez votre structure');
    const witness = world.person(platform, `Sacha ${platform}`);
    expect(witness.screen().some(({ text }) => text.includes('rejoignez votre structure'))).toBe(false);
  });
});
