import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { copiesOf, platforms, type Side, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { tablesNaming } from '../../support/traces.ts';

const NAME = 'Marie Dupont';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let tied: TiedWorld;
let clock: ManualClock;
beforeEach(async () => {
  clock = manualClock(Date.now() - 2 * DAY);
  tied = await tiedWorld({ protocolClock: clock, at: new Date(clock.now()).toISOString() });
});
afterEach(() => tied?.world.close());

/** Goes on so long, on the bot's clock and the platforms'. */
async function later(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await tied.world.goTo(new Date(clock.now()));
}

async function member(side: Side): Promise<Person> {
  const marie = tied.world.person(side, NAME);
  await marie.command('/structure creer', { nom: 'Jardins partagés' });
  return marie;
}

async function press(marie: Person): Promise<void> {
  await marie.command('/profil donnees');
  await marie.press('Tout effacer');
  await marie.press('Effacer pour toujours');
}

// Slack brings again what isn't taken in, and never comes to rest here while nothing can be read: that is played in tests/relay/said-before.test.ts.
it('what somebody had said on Discord while the bot was away, which can’t read it for a day, stands nowhere, and what they say since does', async () => {
  const marie = await member('discord');
  const general = tied.channel('discord');
  const { discord } = tied.world;
  const say = (text: string) => discord.say(marie.user.id, { channel: general, thread: null }, text);
  const path = new RegExp(`^/channels/${general}(/messages.*)?$`);
  let readable = () => {};
  await tied.world.restartBot(async () => {
    readable = discord.fault({ kind: 'status', status: 503, times: 100_000, method: 'GET', path }).cancel;
    await say('Avant la demande');
  });
  await later(MINUTE);
  await press(marie);
  for (let times = 0; times < 10; times += 1) await later(MINUTE);
  await marie.press('Où en est-ce ?');
  expect(marie.read()).toContain('Il me reste à relire un salon relié sur Discord');
  await tied.world.restartBot(async () => {
    await say('Me revoilà');
    clock.advance(DAY);
    readable();
  });
  await tied.world.settle();
  for (let times = 0; times < 3; times += 1) await later(10 * MINUTE);
  expect(copiesOf(tied.people.slack, 'Avant la demande')).toEqual([]);
  expect(copiesOf(tied.people.slack, 'Me revoilà')).toHaveLength(1);
  await marie.press('Où en est-ce ?');
  expect(marie.read()).toContain('Tout est terminé');
  expect(await tablesNaming(tied.world, ['Avant la demande'])).toEqual([]);
}, 120_000);

it.each(platforms)(
  'what somebody had typed to the bot on %s, and a killed process had stored alone, gets nobody to know',
  async (_, side) => {
    const marie = await member(side);
    const { prisma } = tied.world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const { team } = await prisma.installation.findFirstOrThrow({ where: { platform: side } });
    const user = { platform: side, id: marie.user.id, team, name: NAME, locale: 'fr', administrator: false };
    const place = { platform: side, channel: tied.channel(side), thread: null };
    const message = { place, id: '1760000000.000100', text: 'Bonjour', files: [], direct: false, mentionsBot: true };
    const said = JSON.stringify({ user, ...message });
    await press(marie);
    const event = `${place.channel}:${message.id}`;
    const receivedAt = new Date(clock.now() - 1_000);
    await prisma.receivedEvent.create({
      data: { id: randomUUID(), regionId, platform: side, event, receivedAt, said },
    });
    await tied.world.restartBot();
    await tied.world.settle();
    // Nothing is gone through yet, and nobody known by that name.
    const naming = (await tablesNaming(tied.world, [NAME])).map((row) => row.split(':')[0]);
    expect(naming.sort()).toEqual(['Delivery', 'Erasure']);
    for (let times = 0; times < 10; times += 1) await later(MINUTE);
    expect(await tablesNaming(tied.world, [NAME])).toEqual([]);
  },
);
