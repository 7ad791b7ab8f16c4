import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { announceInPrivate, copies, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { movedByHand } from '../../support/moved-by-hand.ts';
import { other, type Platform, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const DAY_MS = 24 * 3_600_000;

describe.each(platformsInTurn())('the messages of one week, on %s', (platform) => {
  let world: World;
  let ana: Person;
  let clock: ReturnType<typeof movedByHand>;
  beforeEach(async () => {
    clock = movedByHand();
    world = await startWorld({ at: '2026-11-02T10:00:00+01:00', protocolClock: clock });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    ana = await member(world, platform, 'Ana', 'Le Fournil', 'Amiens');
  });
  afterEach(() => world?.close());

  const announce = (texte: string, on: Platform = platform) => announceInPrivate(world.coordinator[on], texte);

  /** Has the platform take no message; returns what has it take them again. */
  function takesNothing(): () => void {
    const failing = { kind: 'status', status: 503, times: 10_000 } as const;
    if (platform === 'slack') {
      world.slack.fault({ ...failing, method: 'chat.postMessage' });
      return () => world.slack.clearFaults();
    }
    const fault = world.discord.fault({ ...failing, method: 'POST', path: '/channels/:channel/messages' });
    return () => fault.cancel();
  }

  it('are two where the platform takes none for weeks and then takes what has waited', async () => {
    const takesAgain = takesNothing();
    const said: string[] = [];
    const arrived = () => said.filter((words) => copies(ana, words).length > 0).length;
    for (const week of [0, 1, 2]) {
      for (const which of ['première', 'deuxième']) {
        said.push(`Semaine ${week}, ${which}`);
        await announce(said.at(-1) ?? '', other[platform]);
      }
      await world.goTo(new Date(world.clock.now().getTime() + 8 * DAY_MS));
    }
    expect(arrived()).toBe(0);
    takesAgain();
    // From here on the bot goes by the platform's clock, on which it looks for what got no answer.
    await world.restartBot(undefined, { pace: clock });
    await world.settle();
    clock.skipTo(clock.now() + DAY_MS);
    await world.goTo('2026-11-27T10:00:00+01:00');
    expect(arrived()).toBe(2);
    await world.goTo('2026-12-03T10:00:00+01:00');
    expect(arrived()).toBe(2);
    // What found no room comes in the weeks after it.
    for (const day of ['04', '11', '18']) await world.goTo(`2026-12-${day}T10:00:00+01:00`);
    expect(arrived()).toBe(6);
  });

  it('are two where the bot was away for two weeks and several wait for their room', async () => {
    for (const words of ['Première', 'Deuxième']) await announce(words);
    for (const name of ['Bob', 'Chloé', 'Dan']) {
      await world.person(platform, name).command('/structure rejoindre', { structure: 'Le Fournil' });
    }
    const asked = () =>
      ['Bob', 'Chloé', 'Dan'].filter((name) =>
        ana.screen().some(({ text }) => plain(text).includes(`${name} demande à rejoindre`)),
      );
    expect(asked()).toEqual([]);
    await world.goTo('2026-11-20T10:00:00+01:00');
    expect(asked()).toEqual(['Bob', 'Chloé']);
    await world.goTo('2026-11-26T10:00:00+01:00');
    expect(asked()).toEqual(['Bob', 'Chloé']);
    await world.goTo('2026-11-27T10:00:00+01:00');
    expect(asked()).toEqual(['Bob', 'Chloé', 'Dan']);
  });
});
