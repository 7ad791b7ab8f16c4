import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answering, answering, DURING_SURVEY, launchSurvey, types } from '../../support/outages.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { answersOf } from '../../support/surveys.ts';
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

const WEEK_MS = 7 * 86_400_000;
const alone = { channel: 'direct', thread: null };

/** Wherever an answer is typed: what leads there, and what the typed one is then. */
const places = {
  'a question that waits': async () => {},
  'an answer of a finished sheet that was opened to be corrected': async (there: Answering) => {
    await finish(there);
    await there.by.choose('Corriger une réponse', 'Combien de personnes');
  },
  'an answer that was opened to be corrected while another question waits': async (there: Answering) => {
    await types(there.by, there.thread, '40');
    await world.settle();
    await there.by.choose('Corriger une réponse', 'Combien de personnes');
  },
  'an answer of a finished sheet that was chosen among the answers': async (there: Answering) => {
    await finish(there);
    await there.by.press('Voir mes réponses');
    await there.by.choose('Corriger une réponse', 'Combien de personnes');
  },
} as const;

describe.each(platformsInTurn())('whatever waits for a typed answer is awaited over an outage, on %s', (platform) => {
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
    // On Discord that is another conversation than the thread: one in which they have spoken with the bot.
    if (platform === 'discord') await types(there.by, alone, 'Bonjour');
    await world.settle();
    await finish(there);
    await there.by.choose('Corriger une réponse', 'Combien de personnes');
    await whileTheBotIsOff(there, '65');
    expect(await answersOf(world, { eventId: there.eventId })).toMatchObject({ attendance: { value: 65 } });
  });

  it('a correction of what was asked alone with the bot, by somebody who has not spoken there for a week', async () => {
    const there = await answering(world, platform);
    if (platform === 'discord') {
      await there.by.press('Répondre en privé');
      await world.runDue();
    }
    await there.by.say('40');
    await there.by.press('Je ne sais pas');
    await there.by.press('Je ne sais pas');
    expect(there.by.read()).toContain('Tout est enregistré');
    const { id } = there.by.screen().findLast(({ text }) => text.includes('Combien de personnes')) ?? {};
    const { channel } = there.by.screen().find((message) => message.id === id)?.place ?? {};
    expect(there.by.platform.channelsOf(there.by.user.id).find((one) => one.id === channel)?.kind).toBe('direct');
    await there.by.choose('Corriger une réponse', 'Combien de personnes');
    await world.goTo(new Date(world.clock.now().getTime() + WEEK_MS).toISOString());
    await whileTheBotIsOff(there, '75');
    expect(await answersOf(world, { eventId: there.eventId })).toMatchObject({ attendance: { value: 75 } });
  });

  async function whileTheBotIsOff({ by }: Answering, text: string): Promise<void> {
    await world.restartBot(async () => {
      await types(by, alone, text);
      world.slack.giveUpEvents();
    });
    await world.settle();
  }
});
