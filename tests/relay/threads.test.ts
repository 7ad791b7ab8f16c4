import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { plain } from '../support/departures.ts';
import { copiesOf, platforms, type Side, type TiedWorld, tiedWorld } from './tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied.world.close());

/** Begins a thread below somebody's message, and returns what says something in it. */
function threadBelow(side: Side, starter: Person, root: string): (text: string) => Promise<void> {
  const { id } = starter.wrote(root);
  const { slack, discord } = tied.world;
  const place =
    side === 'slack'
      ? { channel: tied.channel(side), thread: id }
      : { channel: discord.startThread(starter.user.id, 'Suite', { message: id }), thread: null };
  const platform = side === 'slack' ? slack : discord;
  return async (text) => {
    await platform.say(starter.user.id, place, text);
    await tied.world.settle();
  };
}

/** Returns in which thread a copy stands, by the id of the message that the thread is below. */
function threadOf(reader: Person, words: string): string | null {
  const [found] = copiesOf(reader, words);
  if (!found) throw new Error(`${reader.name} sees no copy of "${words}"`);
  const { place } = found;
  if (reader.platform.name === 'slack') return place.thread;
  return reader.platform.channelsOf(reader.user.id).find(({ id }) => id === place.channel)?.kind === 'thread'
    ? place.channel
    : null;
}

describe.each(platforms)('a thread on %s', (title, side) => {
  const speaker = () => tied.people[side];
  const reader = () => tied.people[tied.other[side]];

  it('is a thread on the other side too, below the copy of its first message', async () => {
    const root = `Le marché, ${title}`;
    await speaker().write('general', root);
    const say = threadBelow(side, speaker(), root);
    await say(`Samedi matin, ${title}`);
    expect(threadOf(reader(), `Samedi matin, ${title}`)).toBe(copiesOf(reader(), root)[0]?.id);
  });

  it('goes on in the same one: thread lost after a restart', async () => {
    const root = `Le buffet, ${title}`;
    await speaker().write('general', root);
    const say = threadBelow(side, speaker(), root);
    await say(`Du salé, ${title}`);
    await tied.world.restartBot(async () => {});
    await tied.world.settle();
    await say(`Et du sucré, ${title}`);
    expect(threadOf(reader(), `Et du sucré, ${title}`)).toBe(copiesOf(reader(), root)[0]?.id);
    expect(threadOf(reader(), `Du salé, ${title}`)).toBe(copiesOf(reader(), root)[0]?.id);
  });

  it('is found whether or not its first message was changed: thread on an edited root', async () => {
    await speaker().write('general', `Les affiches, ${title}`);
    await speaker().edit(`Les affiches et les tracts, ${title}`, `Les affiches, ${title}`);
    const root = `Les affiches et les tracts, ${title}`;
    const say = threadBelow(side, speaker(), root);
    await say(`En A3, ${title}`);
    await speaker().edit(`Les affiches, les tracts et les badges, ${title}`, root);
    await say(`En A4, ${title}`);
    const [copy] = copiesOf(reader(), `Les affiches, les tracts et les badges, ${title}`);
    expect(threadOf(reader(), `En A3, ${title}`)).toBe(copy?.id);
    expect(threadOf(reader(), `En A4, ${title}`)).toBe(copy?.id);
  });

  it('isn’t said again: delete of a thread’s parent replays its replies', async () => {
    const root = `À supprimer, ${title}`;
    await speaker().write('general', root);
    const say = threadBelow(side, speaker(), root);
    await say(`Une réponse, ${title}`);
    await say(`Une autre réponse, ${title}`);
    await speaker().erase(root);
    expect(copiesOf(reader(), root)).toEqual([]);
    const answers = () => copiesOf(reader(), `réponse, ${title}`).map(({ id, text }) => [id, text]);
    const before = answers();
    expect(before).toHaveLength(2);
    await tied.world.restartBot(async () => {});
    await tied.world.settle();
    expect(answers()).toEqual(before);
    await speaker().write('general', `La suite, ${title}`);
    expect(copiesOf(reader(), `La suite, ${title}`)).toHaveLength(1);
  });

  it('is answered from the other side in the same thread', async () => {
    const root = `La salle, ${title}`;
    await speaker().write('general', root);
    const say = threadBelow(side, speaker(), root);
    await say(`Celle du premier étage, ${title}`);
    await reader().say(`Elle est prise, ${title}`, `Celle du premier étage, ${title}`);
    const answer = copiesOf(speaker(), `Elle est prise, ${title}`);
    expect(answer).toHaveLength(1);
    expect(threadOf(speaker(), `Elle est prise, ${title}`)).toBe(speaker().wrote(root).id);
  });
});

it('an answer that Slack’s thread also sends to the channel stands once on Discord: thread broadcast', async () => {
  const { slack, discord } = tied.people;
  await slack.write('general', 'Qui tient la caisse ?');
  await tied.world.slack.broadcast(slack.user.id, slack.wrote('Qui tient la caisse').id, 'Moi, le matin');
  await tied.world.settle();
  expect(copiesOf(discord, 'Moi, le matin')).toHaveLength(1);
  expect(threadOf(discord, 'Moi, le matin')).toBe(copiesOf(discord, 'Qui tient la caisse')[0]?.id);
});

it('a thread of Discord that hangs on no message is one on Slack below its title, which follows', async () => {
  const { slack, discord } = tied.people;
  const local = tied.world.discord;
  const thread = local.startThread(discord.user.id, 'Décoration', { channel: tied.channel('discord') });
  await tied.world.settle();
  const [root] = copiesOf(slack, 'Décoration');
  await local.say(discord.user.id, { channel: thread, thread: null }, 'Des guirlandes');
  await tied.world.settle();
  expect(threadOf(slack, 'Des guirlandes')).toBe(root?.id);
  local.renameThread(discord.user.id, thread, 'Ballons et lampions');
  await tied.world.settle();
  expect(copiesOf(slack, 'Décoration')).toEqual([]);
  expect(copiesOf(slack, 'Ballons et lampions').map(({ id }) => id)).toEqual([root?.id]);
});

describe.each(platforms)('a thread that the bot began on Discord below what was said on %s', (title, side) => {
  it('keeps nothing of what it was about once that is deleted', async () => {
    const { slack, discord } = tied.people;
    const root = `Mon numéro, ${title}`;
    await tied.people[side].write('general', root);
    const on = side === 'slack' ? slack.wrote(root) : copiesOf(slack, root)[0];
    await tied.world.slack.say(
      slack.user.id,
      { channel: tied.channel('slack'), thread: on?.id ?? null },
      `Noté, ${title}`,
    );
    await tied.world.settle();
    const thread = threadOf(discord, `Noté, ${title}`);
    const name = () => discord.platform.channelsOf(discord.user.id).find(({ id }) => id === thread)?.name;
    expect(name()).toContain(root);
    await tied.people[side].erase(root);
    expect(plain(name() ?? '')).toBe("Fil d'un message supprimé");
  });
});

it('a thread of Discord whose notice alone was deleted while the bot was away is still one on Slack', async () => {
  const { slack, discord } = tied.people;
  const local = tied.world.discord;
  const thread = local.startThread(discord.user.id, 'Buvette', { channel: tied.channel('discord') });
  const { relaying } = tied.world.bot().platforms.find(({ name }) => name === 'discord') ?? {};
  const notice = await relaying?.newest(tied.channel('discord'));
  await local.say(discord.user.id, { channel: thread, thread: null }, 'Du cidre');
  await tied.world.settle();
  await tied.world.restartBot(async () => {
    await local.remove(tied.world.coordinator.discord.user.id, notice ?? '');
  });
  await tied.world.settle();
  expect(copiesOf(slack, 'Buvette')).toHaveLength(1);
  expect(threadOf(slack, 'Du cidre')).toBe(copiesOf(slack, 'Buvette')[0]?.id);
});
