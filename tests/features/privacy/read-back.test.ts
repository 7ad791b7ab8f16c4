import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
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

describe.each(platforms)('somebody is erased while the bot can’t read back a tied channel of %s', (title, side) => {
  let marie: Person;
  beforeEach(async () => {
    marie = tied.world.person(side, NAME);
    await marie.command('/structure creer', { nom: 'Jardins partagés' });
  });

  const reader = () => tied.people[tied.other[side]];
  const place = () => ({ channel: tied.channel(side), thread: null });
  const say = (text: string) => tied.world.platforms[side].say(marie.user.id, place(), text);

  /** Has the channel not be read. Returns what ends that. */
  function unreadable(): () => void {
    const general = tied.channel(side);
    const fails = { kind: 'status', status: 503, times: 100_000 } as const;
    const { slack, discord } = tied.world;
    if (side === 'discord') {
      const path = new RegExp(`^/channels/${general}(/messages.*)?$`);
      return discord.fault({ ...fails, method: 'GET', path }).cancel;
    }
    const when = (body: unknown) => JSON.stringify(body).includes(general);
    const method = 'conversations.history';
    slack.fault({ method, kind: 'refuse', error: 'internal_error', times: 100_000, when });
    return () => slack.clearFaults();
  }

  /** Goes on so long, on the bot's clock and the platforms'. */
  async function later(milliseconds: number): Promise<void> {
    clock.advance(milliseconds);
    await tied.world.goTo(new Date(clock.now()));
  }

  async function press(): Promise<void> {
    await marie.command('/profil donnees');
    await marie.press('Tout effacer');
    await marie.press('Effacer pour toujours');
  }

  it('what they had said there while it was away stands nowhere a day later, and what they say since does', async () => {
    let readable = () => {};
    await tied.world.restartBot(async () => {
      readable = unreadable();
      await say('Avant la demande');
    });
    await later(MINUTE);
    await press();
    for (let times = 0; times < 4; times += 1) await later(MINUTE);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain(`Il me reste à relire un salon relié sur ${title}`);
    await tied.world.restartBot(async () => {
      await say('Me revoilà');
      clock.advance(DAY);
      readable();
    });
    await tied.world.settle();
    for (let times = 0; times < 3; times += 1) await later(10 * MINUTE);
    expect(copiesOf(reader(), 'Avant la demande')).toEqual([]);
    expect(copiesOf(reader(), 'Me revoilà')).toHaveLength(1);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain('Tout est terminé');
    expect(await tablesNaming(tied.world, ['Avant la demande'])).toEqual([]);
  }, 120_000);

  it('what they had typed to the bot, and a killed process had stored alone, gets nobody to know', async () => {
    const { prisma } = tied.world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const { team } = await prisma.installation.findFirstOrThrow({ where: { platform: side } });
    const user = { platform: side, id: marie.user.id, team, name: NAME, locale: 'fr', administrator: false };
    const message = { place: { platform: side, ...place() }, id: '1760000000.000100', text: 'Bonjour', files: [] };
    const said = JSON.stringify({ user, ...message, direct: false, mentionsBot: true });
    await press();
    const event = `${place().channel}:${message.id}`;
    const receivedAt = new Date(clock.now() - 1_000);
    await prisma.receivedEvent.create({ data: { id: randomUUID(), regionId, platform: side, event, receivedAt, said } });
    await tied.world.restartBot();
    await tied.world.settle();
    // Nothing is gone through yet, and nobody known by that name.
    const naming = (await tablesNaming(tied.world, [NAME])).map((row) => row.split(':')[0]);
    expect(naming.sort()).toEqual(['Delivery', 'Erasure']);
    for (let times = 0; times < 4; times += 1) await later(MINUTE);
    expect(await tablesNaming(tied.world, [NAME])).toEqual([]);
  });
});
