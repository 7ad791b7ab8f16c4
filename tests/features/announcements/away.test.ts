import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world?.close());

const MINUTES_MS = 3 * 60_000;

it.each([
  ['slack', 'discord', 'Slack ne prend rien en ce moment'],
  ['discord', 'slack', 'Discord ne prend rien en ce moment'],
] as const)(
  'who announces something while %s takes nothing reads that it arrives there later',
  async (away, here, words) => {
    const coordinator = world.coordinator[here];
    const announce = async (text: string) => {
      await coordinator.command('/annonce diffuser', { texte: text });
      await coordinator.press('Diffuser maintenant');
      return coordinator.read();
    };
    expect(await announce(`Avant (${away})`)).toContain('2 messages partent maintenant');
    expect(coordinator.read()).not.toContain(words);
    const failing = { kind: 'status', status: 503, times: 10_000 } as const;
    if (away === 'slack') world.slack.fault({ ...failing, method: 'chat.postMessage' });
    else world.discord.fault({ ...failing, method: 'POST', path: '/channels/:channel/messages' });
    // Nobody knows yet.
    expect(await announce(`Pendant (${away})`)).not.toContain(words);
    await world.goTo(new Date(world.clock.now().getTime() + MINUTES_MS));
    expect(await announce(`Encore (${away})`)).toContain(words);
    expect(coordinator.read()).toContain('arrivera dès que ce sera possible');
  },
);
