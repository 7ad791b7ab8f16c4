import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../../src/playground/clock.ts';
import { copyOf, type RelayedSlack, startRelayed, words, written } from './support.ts';

const clock = manualClock();
let there: RelayedSlack;
beforeEach(async () => {
  there = await startRelayed({ clock });
});

const kinds = () => there.intake.events.map(({ kind }) => kind);

describe('what people say in a relayed channel of Slack', () => {
  it('is told with who said it, how they look, when, and whom it names', async () => {
    const { slack, ana, here, channel } = there;
    const id = await slack.say(ana, here, 'Bonjour @Bob, voir #toute-l-annee et https://exemple.fr/a');
    await there.quiet();
    const [message] = there.said();
    expect(message).toMatchObject({
      place: { channel, thread: null },
      id,
      author: { id: ana, name: 'Ana', picture: expect.stringMatching(/^https:/) },
      names: { [there.bob]: 'Bob', [channel]: 'toute-l-annee' },
      replyTo: null,
      edited: null,
    });
    expect(message?.content.blocks).toMatchObject([
      {
        leaves: [
          words('Bonjour '),
          { kind: 'person', id: there.bob },
          words(', voir '),
          { kind: 'channel', id: channel },
          words(' et '),
          { kind: 'link', url: 'https://exemple.fr/a' },
        ],
      },
    ]);
    expect(message?.saidAt.getTime()).toBe(Math.floor(Number(id) * 1_000));
  });

  it('doesn’t give the name of a private channel to others', async () => {
    const { slack, ana, here } = there;
    slack.addChannel({ name: 'bureau', private: true });
    await slack.say(ana, here, 'Voir #bureau');
    await there.quiet();
    expect(there.said()[0]?.names).toEqual({});
  });

  it('keeps its formatting', async () => {
    const { slack, ana, here } = there;
    const bold = { type: 'text', text: 'gras', style: { bold: true } };
    await slack.sayRich(ana, here, [{ type: 'rich_text_section', elements: [bold] }]);
    await there.quiet();
    expect(there.said()[0]?.content).toEqual(written([{ kind: 'text', text: 'gras', marks: ['bold'] }]));
  });

  it('is told with its files and what they show, and these can be fetched', async () => {
    const { slack, ana, here, platform } = there;
    const bytes = new TextEncoder().encode('une image');
    await slack.say(ana, here, 'L’affiche', [{ name: 'affiche.png', type: 'image/png', bytes, alt: 'Une roue' }]);
    await there.quiet();
    const [file] = there.said()[0]?.files ?? [];
    expect(file).toMatchObject({ name: 'affiche.png', size: bytes.length, alt: 'Une roue' });
    expect(file?.link).toMatch(/^https:\/\/.*slack\.com\/files\//);
    expect(await platform.fetchFile(file?.source ?? '', 1_000)).toEqual(bytes);
  });

  it('is told in the order in which it was said, however long Slack takes to name the first author', async () => {
    const { slack, ana, bob, here } = there;
    slack.fault({
      kind: 'delay',
      milliseconds: 1_000,
      method: 'users.info',
      when: (body) => Object(body).user === ana,
    });
    await slack.say(ana, here, 'un');
    await slack.say(bob, here, 'deux');
    await expect.poll(() => slack.requests.filter(({ path }) => path === 'users.info')).toHaveLength(1);
    expect(there.said()).toEqual([]);
    clock.advance(1_000);
    await there.quiet();
    expect(there.said().map(({ author }) => author.name)).toEqual(['Ana', 'Bob']);
  });

  it('is told again when it couldn’t be stored', async () => {
    const { slack, ana, here, intake } = there;
    let refused = 0;
    intake.onTake = async () => {
      refused += 1;
      if (refused === 1) throw new Error('the database is away');
    };
    await slack.say(ana, here, 'un');
    await expect.poll(() => refused).toBe(1);
    clock.advance(60_000);
    await expect.poll(() => there.said()).toHaveLength(1);
  });

  it('stays with the bot where the channel isn’t relayed', async () => {
    const { slack, ana, intake } = there;
    const { id } = slack.addChannel({ name: 'autre' });
    const said = await slack.say(ana, { channel: id, thread: null }, 'Ici non');
    await slack.react(ana, said, 'tada');
    await there.quiet();
    expect(intake.events).toEqual([]);
  });
});

describe('threads', () => {
  it('hold their replies, and the first message stands in the channel', async () => {
    const { slack, ana, bob, here, channel } = there;
    const root = await slack.say(ana, here, 'Qui vient ?');
    const reply = await slack.reply(bob, root, 'Moi');
    await slack.edit(ana, root, 'Qui vient samedi ?');
    await there.quiet();
    expect(there.said().map(({ id, place }) => [id, place.thread])).toEqual([
      [root, null],
      [reply, root],
      [root, null],
    ]);
    expect(there.said()[1]?.place.channel).toBe(channel);
  });

  it('hold a reply that was also sent to the channel, as one message', async () => {
    const { slack, ana, bob, here } = there;
    const root = await slack.say(ana, here, 'Qui vient ?');
    const reply = await slack.broadcast(bob, root, 'Moi, et je le dis à tous');
    await there.quiet();
    const [, ...told] = there.said();
    expect(told.map(({ id, place }) => [id, place.thread])).toEqual([[reply, root]]);
  });
});

describe('changes', () => {
  it('are told when the author edits, each one later than the one before, also within a second', async () => {
    const { slack, ana, here } = there;
    const id = await slack.say(ana, here, 'un');
    await slack.edit(ana, id, 'deux');
    await slack.edit(ana, id, 'trois');
    await there.quiet();
    const [first, second, third] = there.said();
    expect([first, second, third].map((one) => one?.id)).toEqual([id, id, id]);
    expect(third?.content).toEqual(written('trois'));
    expect(first?.edited).toBeNull();
    expect((second?.edited ?? '') < (third?.edited ?? '')).toBe(true);
  });

  it('aren’t told when Slack unfolds a link', async () => {
    const { slack, ana, here } = there;
    const id = await slack.say(ana, here, 'https://exemple.fr/');
    await slack.edit(ana, id, 'voir https://exemple.fr/');
    slack.unfoldLink(id);
    await there.quiet();
    expect(there.said()).toHaveLength(2);
  });

  it('are told of a deletion, and of that of a thread’s first message without its replies again', async () => {
    const { slack, ana, bob, here, channel, intake } = there;
    const root = await slack.say(ana, here, 'Qui vient ?');
    const reply = await slack.reply(bob, root, 'Moi');
    await there.quiet();
    intake.events.length = 0;
    await slack.remove(ana, root);
    await slack.remove(bob, reply);
    await there.quiet();
    expect(intake.events).toEqual([
      { kind: 'deleted', place: { channel, thread: null }, ids: [root] },
      { kind: 'deleted', place: { channel, thread: root }, ids: [reply] },
    ]);
  });

  it('are told of reactions and pins, which the message read again then has', async () => {
    const { slack, relaying, ana, bob, here, channel, intake } = there;
    const id = await slack.say(ana, here, 'Bravo');
    await there.quiet();
    intake.events.length = 0;
    await slack.react(ana, id, 'thumbsup');
    await slack.react(bob, id, 'thumbsup::skin-tone-3');
    await slack.react(bob, id, 'notre-logo');
    await slack.pin(bob, id);
    await there.quiet();
    expect(kinds()).toEqual(['touched', 'touched', 'touched', 'touched']);
    expect(intake.events[0]).toEqual({ kind: 'touched', place: { channel, thread: null }, id });
    expect(await relaying.read({ channel, thread: null }, id)).toMatchObject({
      pinned: true,
      reactions: [
        { emoji: '👍', count: 2 },
        { emoji: ':notre-logo:', count: 1 },
      ],
    });
    await slack.react(ana, id, 'thumbsup', false);
    await slack.pin(bob, id, false);
    await there.quiet();
    expect(await relaying.read({ channel, thread: null }, id)).toMatchObject({
      pinned: false,
      reactions: [
        { emoji: '👍', count: 1 },
        { emoji: ':notre-logo:', count: 1 },
      ],
    });
  });

  it('are told of the channel itself: renamed, made private, archived, or the bot taken out', async () => {
    const { slack, ana, channel, intake } = there;
    slack.renameChannel(channel, 'toujours');
    slack.makePrivate(channel);
    slack.removeFromChannel(channel);
    slack.addToChannel(channel);
    slack.addToChannel(slack.addChannel({ name: 'ailleurs' }).id, ana);
    slack.archive(channel);
    await there.quiet();
    expect(new Set(intake.events.map((event) => (event.kind === 'channel' ? event.channel : event.kind)))).toEqual(
      new Set([channel]),
    );
    expect(intake.events).toHaveLength(5);
  });
});

describe('nothing is told of', () => {
  it('what bots say, and Slack’s own lines', async () => {
    const { slack, bob, here, channel, intake } = there;
    const robot = slack.addBot({ name: 'Robot' });
    slack.addToChannel(channel, robot.id);
    await slack.say(robot.id, here, 'bip');
    const id = await slack.say(bob, here, 'à épingler');
    await slack.pin(bob, id);
    await there.quiet();
    expect(kinds()).toEqual(['message', 'touched']);
    expect(there.said().map(({ author }) => author.name)).toEqual(['Bob']);
    expect(intake.events).toHaveLength(2);
  });

  it('the bot’s own copies, when they are posted, edited or deleted', async () => {
    const { relaying, channel, intake } = there;
    const [part] = relaying.parts(copyOf('Bonjour'));
    const [changed] = relaying.parts(copyOf('Bonsoir'));
    if (!part || !changed) throw new Error('a copy has a part');
    const ref = await relaying.post({ channel, below: null }, part, [], 'copy:0');
    await relaying.edit(channel, ref, changed, []);
    await there.quiet();
    await relaying.delete(channel, ref);
    await there.quiet();
    expect(intake.events).toEqual([]);
  });
});
