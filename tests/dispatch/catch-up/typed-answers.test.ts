import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersOf } from '../../features/surveys/setting.ts';
import { type Answering, answering, DURING_SURVEY, launchSurvey, onBoth, types } from '../../outages/setting.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: DURING_SURVEY });
  await launchSurvey(world);
});
afterAll(() => world?.close());

async function finish({ by, thread }: Answering): Promise<void> {
  await types(by, thread, '40');
  await world.settle();
  await by.press('Je ne sais pas');
  await by.press('Je ne sais pas');
  expect(by.read()).toContain('Tout est enregistré');
}

/** Wherever an answer is typed: what leads there, and what the typed one is then. */
const places = {
  'a question that waits': async () => {},
  'an answer of a finished sheet that was opened to be corrected': async (there: Answering) => {
    await finish(there);
    await there.by.press('Corriger', { in: 'Combien de personnes' });
  },
  'an answer that was opened to be corrected while another question waits': async (there: Answering) => {
    await types(there.by, there.thread, '40');
    await world.settle();
    await there.by.press('Corriger', { in: 'Combien de personnes' });
  },
  'an answer of a finished sheet that was chosen among the answers': async (there: Answering) => {
    await finish(there);
    await there.by.press('Voir mes réponses');
    await there.by.choose('Corriger une réponse', 'Combien de personnes');
  },
} as const;

describe.each(onBoth)('whatever waits for a typed answer is awaited over an outage, on %s', (platform) => {
  it.each(Object.entries(places))('%s', async (_, lead) => {
    const there = await answering(world, platform);
    await lead(there);
    await world.restartBot(async () => {
      await types(there.by, there.thread, '55');
      world.slack.giveUpEvents();
    });
    await world.settle();
    expect(await answersOf(world, { eventId: there.eventId })).toMatchObject({ attendance: { value: 55 } });
  });

  it('a correction typed beside its thread, to the bot alone', async () => {
    const there = await answering(world, platform);
    await finish(there);
    await there.by.press('Corriger', { in: 'Combien de personnes' });
    await world.restartBot(async () => {
      await types(there.by, { channel: 'direct', thread: null }, '65');
      world.slack.giveUpEvents();
    });
    await world.settle();
    if (platform === 'discord') await there.by.say('65');
    expect(await answersOf(world, { eventId: there.eventId })).toMatchObject({ attendance: { value: 65 } });
  });
});
