import { expect, it } from 'vitest';
import type { CommandDefinition } from '../../src/chat/interaction.ts';
import { manualClock, patientClock } from '../../src/playground/clock.ts';
import { connected } from '../platforms/discord/connected.ts';
import { rawSocket } from './slack/raw-socket.ts';
import { client, here, scene, stops } from './slack/support.ts';

/** A patient clock that stands still until it is moved, of a bot that is at work until `rests` is called. */
function ofBusyBot() {
  let rest = () => {};
  const resting = new Promise<void>((resolve) => {
    rest = resolve;
  });
  let asked = 0;
  const manual = manualClock();
  const clock = patientClock(manual, () => {
    asked += 1;
    return resting;
  });
  clock.isPatient = true;
  return {
    manual,
    clock,
    rests: async () => {
      rest();
      await resting;
    },
    timesAsked: () => asked,
  };
}

/** Longer than a platform waits, shorter than a gateway waits for a heartbeat. */
const LONG = 5 * 60_000;

it('while a trial is prepared, the bot may take as long as it is at work, and no longer', async () => {
  const { manual, clock, rests, timesAsked } = ofBusyBot();
  const missed: string[] = [];
  clock.deadline(3_000, () => missed.push('one'));
  const meet = clock.deadline(3_000, () => missed.push('other'));
  manual.advance(LONG);
  expect(timesAsked()).toBe(2);
  manual.advance(LONG);
  expect(missed).toEqual([]);
  meet();
  await rests();
  manual.advance(59_999);
  expect(missed).toEqual([]);
  manual.advance(1);
  expect(missed).toEqual(['one']);
});

it('a bot that is gone, and one that nobody is patient with, has its three seconds', async () => {
  const manual = manualClock();
  const clock = patientClock(manual, () => Promise.reject(new Error('it is gone')));
  const missed: string[] = [];
  clock.deadline(3_000, () => missed.push('usual'));
  manual.advance(3_000);
  clock.isPatient = true;
  clock.deadline(3_000, () => missed.push('patient'));
  manual.advance(60_000);
  await new Promise(setImmediate);
  manual.advance(60_000);
  expect(missed).toEqual(['usual', 'patient']);
});

it('a command in Slack that is acknowledged late still opens its form', async () => {
  const { manual, clock } = ofBusyBot();
  const setting = await scene({ clock });
  const socket = await rawSocket(setting);
  const typed = setting.slack.command(setting.anne, here(setting.general), '/evenement');
  await expect.poll(() => socket.envelopes().length, { interval: 5 }).toBe(1);
  manual.advance(LONG);
  socket.acknowledge();
  await typed;
  const [envelope] = socket.envelopes();
  const { trigger_id = '' } = (envelope?.payload ?? {}) as { readonly trigger_id?: string };
  const title = { type: 'plain_text' as const, text: 'Événement' };
  const view = { type: 'modal' as const, title, blocks: [{ type: 'divider' as const }] };
  expect(await client(setting.slack).views.open({ trigger_id, view })).toMatchObject({ ok: true });
});

const help = {
  path: { fr: ['aide'], en: ['help'] },
  description: { fr: 'aide', en: 'help' },
  form: 'never',
  options: [],
} as const satisfies CommandDefinition;

it('a command on Discord that is answered late is answered', async () => {
  const { manual, clock } = ofBusyBot();
  const world = await connected({ local: { clock }, commands: [help] });
  stops.push(() => world.close());
  let answer = () => {};
  const slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    world.on({
      command: async (_command, responder) => {
        resolve();
        await slow;
        await responder.acknowledge('silent');
      },
    });
  });
  const typed = world.discord.command(world.person, world.place, '/aide');
  await reached;
  manual.advance(LONG);
  answer();
  await typed;
});
