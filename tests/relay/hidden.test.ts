import { afterEach, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../src/playground/clock.ts';
import { status } from '../support/relays.ts';
import { copies, copiesOf, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

const DAY = 24 * 60 * 60_000;

let tied: TiedWorld;
let clock: ManualClock;
afterEach(() => tied?.world.close());

/** Starts some days before now, up to which the platforms' clock can be moved. */
async function begin(days: number): Promise<void> {
  clock = manualClock(Date.now() - days * DAY);
  tied = await tiedWorld({ protocolClock: clock });
}

const textsOnDiscord = () => copies(tied.people.discord).map(({ text }) => text);

it('what Slack hides once it is 90 days old keeps its copies, and what is deleted among what it shows loses them', async () => {
  await begin(102);
  const { slack } = tied.people;
  const local = tied.world.slack;
  for (const text of ['Premier', 'Le goûter', 'Le vieux fil']) await slack.write('general', text);
  await slack.reply('Réponse d’alors', 'Le goûter');
  const thread = { channel: tied.channel('slack'), thread: slack.wrote('Le vieux fil').id };
  clock.advance(100 * DAY);
  await slack.write('general', 'Cent jours après');
  await slack.write('general', 'De trop');
  await local.say(slack.user.id, thread, 'Suite du vieux fil');
  await slack.write('general', 'Et voilà');
  await tied.world.settle();
  const gone = slack.wrote('De trop').id;
  // A thread that was quiet for long is archived, and out of sight: its copies stand all the same.
  const parts = () => tied.world.database.prisma.relayPart.count();
  expect(await parts()).toBe(8);
  const kept = textsOnDiscord().filter((text) => !text.includes('De trop'));
  await tied.world.restartBot(async () => {
    local.hideOld(90 * DAY);
    await local.remove(slack.user.id, gone);
    clock.advance(DAY);
    local.giveUpEvents();
  });
  await tied.world.settle();
  expect(slack.screen().map(({ text }) => text)).not.toContain('Premier');
  expect([textsOnDiscord(), await parts()]).toEqual([kept, 7]);
  const read = await status(tied.world.coordinator.discord);
  expect(read).toContain('Un message a été supprimé là où il a été écrit');
});

it('nothing goes where Slack shows nothing any more', async () => {
  await begin(101);
  const { slack } = tied.people;
  for (const text of ['Un', 'Deux']) await slack.write('general', text);
  await tied.world.restartBot(async () => {
    tied.world.slack.hideOld(90 * DAY);
    clock.advance(100 * DAY);
  });
  await tied.world.settle();
  expect(textsOnDiscord()).toHaveLength(2);
});

it('a reply that is deleted while the bot is away loses its copy, however old its thread is', async () => {
  await begin(101);
  const { slack, discord } = tied.people;
  const local = tied.world.slack;
  await slack.write('general', 'Le fil');
  clock.advance(100 * DAY);
  await slack.reply('Oups', 'Le fil');
  const { id } =
    slack.platform.messages(slack.user.id, { channel: tied.channel('slack'), thread: slack.wrote('Le fil').id })[1] ??
    {};
  expect(copiesOf(discord, 'Oups')).toHaveLength(1);
  await tied.world.restartBot(async () => {
    await local.remove(slack.user.id, id ?? '');
    await local.say(slack.user.id, { channel: tied.channel('slack'), thread: null }, 'La suite');
    local.giveUpEvents();
  });
  await tied.world.settle();
  expect(copiesOf(discord, 'Oups')).toEqual([]);
});
