import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answering, DURING_SURVEY, launchSurvey, types } from '../../support/outages.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { answersOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: DURING_SURVEY });
  await launchSurvey(world);
});
afterAll(() => world?.close());

/** Makes the platform hide its history. */
function hideHistory(platform: 'slack' | 'discord'): () => void {
  if (platform === 'slack') {
    world.slack.fault({ method: /conversations\.(history|replies)/, kind: 'status', status: 503, times: 1_000 });
    return () => world.slack.clearFaults();
  }
  const fault = {
    kind: 'status',
    status: 503,
    method: 'GET',
    path: '/channels/:channel/messages',
    times: 1_000,
  } as const;
  return world.discord.fault(fault).cancel;
}

describe.each(platformsInTurn())('what was written while the bot was off and can’t be read yet, on %s', (platform) => {
  it('is told to coordinators who check, and is read by the next process', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    const coordinator = world.coordinator[platform];
    let show = () => {};
    await world.restartBot(async () => {
      await types(by, thread, '35');
      world.slack.giveUpEvents();
      show = hideHistory(platform);
    });
    await world.settle();
    await coordinator.press("Vérifier l'accès aux salons");
    expect(coordinator.read()).toMatch(/pendant mon absence : \d+ sur \d+ conversations?/);
    expect(await answersOf(world, { eventId })).not.toHaveProperty('attendance');
    await world.restartBot(async () => show());
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 35 } });
    await coordinator.press("Vérifier l'accès aux salons");
    expect(coordinator.read()).not.toContain('pendant mon absence');
  });
});
