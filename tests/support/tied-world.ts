import { manualClock, type ProtocolClock } from '../../src/playground/clock.ts';
import type { SeenMessage } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { RELAY_CHANNELS } from '../../src/relay/ties/tied.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** A platform that people speak on, with its name as people read it. */
export const platforms = [
  ['Slack', 'slack'],
  ['Discord', 'discord'],
] as const;

export type Side = 'slack' | 'discord';

export interface TiedWorld {
  readonly world: World;
  /** Somebody on each platform who is in the channel. */
  readonly people: Readonly<Record<Side, Person>>;
  readonly other: Readonly<Record<Side, Side>>;
  /** Returns the id of a channel. */
  channel(side: Side, name?: string): string;
  /** Makes channels one conversation. */
  tie(name: string, channels: readonly (readonly [Side, string])[]): Promise<void>;
}

/** The platforms' time goes on as the bot's does, or what is said later would look as if it were said long ago; nothing expires. */
const withoutExpiry = (): ProtocolClock => ({ ...manualClock(), now: () => Date.now() });

/** A region whose channel "general" on Slack and on Discord is one conversation. */
export async function tiedWorld(options: WorldOptions = {}): Promise<TiedWorld> {
  const world = await startWorld({ protocolClock: withoutExpiry(), ...options });
  const people = { slack: world.person('slack', 'Léa'), discord: world.person('discord', 'Ana') };
  const { relay, region, installation } = world.database.prisma;
  const { id: regionId } = await region.findFirstOrThrow();
  const teams = await installation.findMany({ orderBy: { platform: 'asc' } });

  function channel(side: Side, name = 'general'): string {
    const { platform, user } = people[side];
    const found = platform.channelsOf(user.id).find((one) => one.name === name && one.parent === null);
    if (!found) throw new Error(`no channel ${name} on ${side}`);
    return found.id;
  }

  async function tie(name: string, channels: readonly (readonly [Side, string])[]): Promise<void> {
    const tiedAt = world.clock.now();
    const rows = channels.map(async ([platform, called]) => {
      const id = channel(platform, called);
      const relaying = world.bot().platforms.find((one) => one.name === platform)?.relaying;
      const since = (await relaying?.newest(id)) ?? '0';
      const team = teams.find((one) => one.platform === platform)?.team ?? '';
      return { regionId, platform, team, channel: id, since, tiedAt };
    });
    const data = { regionId, name, tiedById: regionId, tiedAt, channels: { create: await Promise.all(rows) } };
    await relay.create({ data });
    world.database.wake.emit(RELAY_CHANNELS);
    await world.settle();
  }

  await tie('Picardie', [
    ['slack', 'general'],
    ['discord', 'general'],
  ]);
  return { world, people, other: { slack: 'discord', discord: 'slack' }, channel, tie };
}

/** Returns the messages on somebody's screen that the bot posted for somebody else. */
export const copies = (reader: Person): readonly SeenMessage[] =>
  reader.screen().filter(({ author }) => / · |^Depuis /u.test(author.name));

/** Returns the copies in which this can be read. */
export const copiesOf = (reader: Person, words: string): readonly SeenMessage[] =>
  copies(reader).filter(({ text }) => text.includes(asTyped(words)));

/** Returns the text of the newest copy. */
export const last = (reader: Person): string => copies(reader).at(-1)?.text ?? '';
