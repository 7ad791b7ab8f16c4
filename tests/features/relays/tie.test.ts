import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import { optionOf } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Returns the relay's notes and notices that somebody reads in a channel. */
function told(reader: Person, words: string) {
  return reader.screen().filter(({ text }) => text.includes(words));
}

const NOTE = 'Ce salon fait partie de la passerelle';

describe.each(platformsInTurn())('channels are tied, watched and cut on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let readers: Readonly<Record<'slack' | 'discord', Person>>;

  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
    readers = { slack: world.person('slack', 'Sam'), discord: world.person('discord', 'Dina') };
  });
  afterAll(() => world?.close());

  it('those of the whole year are offered first; each channel is told once, in a pinned note, and once that it was cut', async () => {
    await coordinator.command('/passerelle etat');
    expect(coordinator.read()).toContain("Aucun salon n'est relié");

    await coordinator.command('/passerelle lier');
    await coordinator.fill({});
    expect(coordinator.read()).toContain('Picardie');
    expect(coordinator.read()).toContain('Rien de ce qui a été dit avant ne passe');
    await coordinator.press('Relier ces salons');
    expect(coordinator.read()).toContain('Ces salons sont reliés');

    for (const one of both) {
      const [note, ...more] = told(readers[one], NOTE);
      expect(more).toEqual([]);
      expect(note?.pinned).toBe(true);
      expect(note?.text).toContain(one === 'slack' ? '(Discord)' : '(Slack)');
      for (const words of ["point d'exclamation", '🔇', ':mute:', '/passerelle silence', '/passerelle retirer'])
        expect(note?.text).toContain(words);
    }

    // Everybody may know what is tied; how it stands is the coordinators' to watch.
    const reader = readers[platform];
    await reader.command('/passerelle etat');
    expect(reader.read()).toContain('Picardie');
    expect(reader.read()).not.toContain('est arrivé');
    await coordinator.command('/passerelle etat');
    expect(coordinator.read().match(/, relié depuis le \S+ \d+/gu)).toHaveLength(2);
    expect(coordinator.read()).toContain("Tout ce qui s'écrit ailleurs y est arrivé");
    // Nobody has deleted anything: pinning the bot's own note isn't taken for that.
    expect(coordinator.read()).not.toContain('supprimé');

    await coordinator.command('/passerelle couper');
    await coordinator.fill({ what: optionOf(coordinator, 'what', 'Toute la passerelle') });
    expect(coordinator.read()).toContain('Couper toute la passerelle');
    expect(coordinator.read()).toContain('Plus rien ne passera.');
    await coordinator.press('Couper');
    expect(coordinator.read()).toContain("C'est coupé");
    for (const one of both) {
      expect(told(readers[one], NOTE)).toEqual([]);
      const told_ = told(readers[one], 'ne fait plus partie de la passerelle');
      expect(told_).toHaveLength(2);
      expect(told_.some(({ pinned }) => pinned)).toBe(false);
    }
    // The button of the old message answers truthfully.
    await coordinator.command('/passerelle etat');
    expect(coordinator.read()).toContain("Aucun salon n'est relié");
  });
});
