import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../src/playground/clock.ts';
import type { Person } from '../../src/playground/person.ts';
import { plain } from '../support/departures.ts';
import { copiesOf, platforms, type Side, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

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
  /** Has the bot begin it, and returns what reads its id and its name on Discord. */
  async function begun(root: string, answer: string): Promise<{ readonly id: string | null; name(): string }> {
    const { slack, discord } = tied.people;
    await tied.people[side].write('general', root);
    const on = side === 'slack' ? slack.wrote(root) : copiesOf(slack, root)[0];
    await tied.world.slack.say(slack.user.id, { channel: tied.channel('slack'), thread: on?.id ?? null }, answer);
    await tied.world.settle();
    const thread = threadOf(discord, answer);
    const name = () => discord.platform.channelsOf(discord.user.id).find(({ id }) => id === thread)?.name ?? '';
    return { id: thread, name };
  }

  it('keeps nothing of what it was about once that is deleted', async () => {
    const root = `Mon numéro, ${title}`;
    const thread = await begun(root, `Noté, ${title}`);
    expect(thread.name()).toContain(root);
    await tied.people[side].erase(root);
    expect(plain(thread.name())).toBe("Fil d'un message supprimé");
  });

  it('is called by what it is about now once that is changed, as often as it is', async () => {
    const thread = await begun(`Mon autre numéro est le 06 99, ${title}`, `Vu, ${title}`);
    await tied.people[side].edit(`Mon adresse est en message privé, ${title}`, `06 99, ${title}`);
    expect(thread.name()).toBe(`Mon adresse est en message privé, ${title}`);
    await tied.people[side].edit(`Écrivez-moi, ${title}`, `message privé, ${title}`);
    expect(thread.name()).toBe(`Écrivez-moi, ${title}`);
  });

  it('is called by no words that a sign keeps in, not even for a moment', async () => {
    const root = `Réunion jeudi, ${title}`;
    const thread = await begun(root, `J'y serai, ${title}`);
    const before = tied.world.discord.requests.length;
    await tied.people[side].edit(`! Le code du portail est le 1234, ${title}`, root);
    const sent = tied.world.discord.requests.slice(before);
    // Where it was written, its thread may be called by it: those who read one read the other.
    const isKept = side === 'slack';
    expect(JSON.stringify(sent.map(({ body }) => body)).includes('portail')).toBe(!isKept);
    expect(thread.name().includes('portail')).toBe(!isKept);
  });

  it('keeps the name that somebody else gave it', async () => {
    const thread = await begun(`Qui vient samedi ? ${title}`, `Moi, ${title}`);
    tied.world.discord.renameThread(tied.world.coordinator.discord.user.id, thread.id ?? '', `Présences, ${title}`);
    await tied.world.settle();
    await tied.people[side].edit(`Qui vient dimanche ? ${title}`, `Qui vient samedi ? ${title}`);
    expect(thread.name()).toBe(`Présences, ${title}`);
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

it('a thread’s name that Discord makes wait holds nothing up, and never becomes what is deleted meanwhile', async () => {
  const protocolClock = manualClock();
  const apart = await tiedWorld({ protocolClock });
  const { slack, discord } = apart.people;
  await slack.write('general', 'Le code est 1234');
  await slack.reply('Merci', 'Le code est 1234');
  const [answer] = copiesOf(discord, 'Merci');
  const thread = answer?.place.channel ?? '';
  const name = () => discord.platform.channelsOf(discord.user.id).find(({ id }) => id === thread)?.name ?? '';
  expect(name()).toBe('Le code est 1234');

  const path = `/channels/${thread}`;
  const waits = apart.world.discord.fault({ kind: 'delay', milliseconds: 600_000, method: 'PATCH', path });
  await slack.edit('Le code est 5678', 'Le code est 1234');
  await slack.erase('Le code est 5678');
  await slack.write('general', 'Bonsoir');
  expect(copiesOf(discord, 'Bonsoir')).toHaveLength(1);
  expect([waits.hits(), name()]).toEqual([1, 'Le code est 1234']);
  protocolClock.advance(600_000);
  await expect.poll(() => plain(name()), { timeout: 5_000 }).toBe("Fil d'un message supprimé");
  await apart.world.close();
});

it.each([
  ['only words', []],
  ['a picture', [{ name: 'liste.png', type: 'image/png', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]) }]],
])(
  'an answer with %s for a thread that is locked on Slack stands in the channel, and nothing waits for it',
  async (title, files) => {
    const { slack, discord } = tied.people;
    const root = `Les courses, ${title}`;
    await slack.write('general', root);
    const { id } = slack.wrote(root);
    await tied.world.slack.say(slack.user.id, { channel: tied.channel('slack'), thread: id }, `Du pain, ${title}`);
    await tied.world.settle();
    tied.world.slack.lockThread(id);
    const thread = copiesOf(discord, `Du pain, ${title}`)[0]?.place.channel ?? '';
    await tied.world.discord.say(discord.user.id, { channel: thread, thread: null }, `Et du sel, ${title}`, files);
    await tied.world.settle();
    await discord.write('general', `Autre chose, ${title}`);
    for (const words of [`Et du sel, ${title}`, `Autre chose, ${title}`]) {
      expect(copiesOf(slack, words).map(({ place }) => place.thread)).toEqual([null]);
    }
    const shown = slack.screen().filter((one) => one.files.some(({ name }) => name === 'liste.png'));
    expect(shown).toHaveLength(files.length);
  },
);
