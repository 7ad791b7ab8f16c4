import { beforeEach, describe, expect, it } from 'vitest';
import { byTime } from '../../../../src/chat/order.ts';
import { copyOf, failureOf, type RelayedSlack, startRelayed, written } from './support.ts';

let there: RelayedSlack;
beforeEach(async () => {
  there = await startRelayed();
});

const since = (after: string, most = 200, threads: readonly string[] = []) =>
  there.relaying.since(there.channel, after, most, threads);

/** Says several things, one after the other; returns their ids. */
async function say(...texts: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) ids.push(await there.slack.say(there.ana, there.here, text));
  return ids;
}

describe('the newest message', () => {
  it('is older than all others in a channel in which nothing was said', async () => {
    const newest = await there.relaying.newest(there.channel);
    const [id = ''] = await say('un');
    expect(byTime(newest, id)).toBeLessThan(0);
    expect((await since(newest)).messages.map((one) => one.id)).toEqual([id]);
  });

  it('may be a reply', async () => {
    const [root = ''] = await say('un', 'deux');
    const reply = await there.slack.reply(there.bob, root, 'trois');
    expect(await there.relaying.newest(there.channel)).toBe(reply);
    const nothing = { messages: [], threads: [], standing: [] };
    expect(await since(reply)).toEqual({ ...nothing, until: reply, oldestShown: root, more: false });
  });
});

describe('who sees a channel', () => {
  it('is everybody where it is public, and its members where it is private', async () => {
    const isSeen = (id: string, user: string) => there.relaying.isSeenBy(id, user, there.slack.team.id);
    expect(await isSeen(there.channel, there.bob)).toBe(true);
    const { id } = there.slack.addChannel({ name: 'bureau', private: true, members: [there.ana] });
    expect(await isSeen(id, there.ana)).toBe(true);
    expect(await isSeen(id, there.bob)).toBe(false);
    const closed = there.slack.addChannel({ name: 'ferme', private: true, members: [there.ana], withBot: false }).id;
    expect(await isSeen(closed, there.ana)).toBe(false);
  });
});

describe('what was said since', () => {
  it('is read oldest first as it stands now, replies among it', async () => {
    const [before = ''] = await say('avant');
    const [un = '', gone = '', deux = ''] = await say('un', 'supprimé', 'deux');
    const old = await there.slack.reply(there.bob, before, 'dans un vieux fil');
    const late = await there.slack.reply(there.bob, un, 'dans un fil');
    await there.slack.edit(there.ana, deux, 'deux, corrigé');
    await there.slack.remove(there.ana, gone);
    const read = await since(before);
    expect(read.messages.map(({ id, place }) => [id, place.thread])).toEqual([
      [un, null],
      [deux, null],
      [old, before],
      [late, un],
    ]);
    expect(read.messages[1]).toMatchObject({ content: written('deux, corrigé'), author: { name: 'Ana' } });
    expect(read.messages[1]?.edited).not.toBeNull();
    expect(read).toMatchObject({ threads: [], until: late, more: false });
  });

  it('is read though Slack leaves single requests unanswered, and not where it answers none', async () => {
    const [root = ''] = await say('un', 'deux');
    await there.slack.reply(there.bob, root, 'dans un fil');
    for (const method of ['conversations.history', 'conversations.replies']) {
      there.slack.fault({ kind: 'status', status: 503, method, times: 2 });
    }
    expect((await since('0')).messages).toHaveLength(3);
    there.slack.fault({ kind: 'status', status: 503, method: 'conversations.replies', times: 3 });
    expect(await failureOf(since('0'))).toBe('ambiguous');
  });

  it('is read in pieces, of which each says up to where it is whole', async () => {
    const [root = '', ...others] = await say('un', 'deux', 'trois', 'quatre');
    const reply = await there.slack.reply(there.bob, root, 'dans un fil');
    const [last = ''] = await say('cinq');
    const told: string[] = [];
    let after = '0000000000.000000';
    for (let more = true; more; ) {
      const piece = await since(after, 2);
      expect(piece.messages.length).toBeLessThanOrEqual(2);
      told.push(...piece.messages.map(({ id }) => id));
      ({ until: after, more } = piece);
    }
    expect(told).toEqual([root, ...others, reply, last]);
    expect(after).toBe(last);
  });

  it('leaves out what bots said, and a reply that was also sent to the channel isn’t read twice', async () => {
    const { slack, relaying, bob, channel } = there;
    const [root = ''] = await say('un');
    const [part] = relaying.parts(copyOf('une copie'));
    if (part) await relaying.post({ channel, below: null }, part, [], 'copy:0');
    const reply = await slack.broadcast(bob, root, 'deux');
    expect((await since('0000000000.000000')).messages.map(({ id }) => id)).toEqual([root, reply]);
  });

  it('is read in threads that are asked for, however many messages their first one is back', {
    timeout: 60_000,
  }, async () => {
    const [root = ''] = await say('un');
    const reply = await there.slack.reply(there.bob, root, 'deux');
    await say(...Array.from({ length: 1_001 }, (_, index) => `${index}`));
    const newest = await there.relaying.newest(there.channel);
    const late = await there.slack.reply(there.bob, root, 'trois');
    expect((await since(newest)).messages).toEqual([]);
    expect((await since(newest, 200, [root])).messages.map(({ id }) => id)).toEqual([late]);
    expect(byTime(reply, newest)).toBeLessThan(0);
  });

  it('has nothing of a thread that is gone', async () => {
    const [root = ''] = await say('un');
    await there.slack.remove(there.ana, root);
    expect((await since('0000000000.000000', 200, [root])).messages).toEqual([]);
  });
});

describe('one message', () => {
  it('is read by its id, in a thread too', async () => {
    const { slack, relaying, bob, here, channel } = there;
    const [root = ''] = await say('un');
    const reply = await slack.reply(bob, root, 'deux');
    await slack.react(bob, reply, 'tada');
    expect(await relaying.read(here, root)).toMatchObject({ id: root, reactions: [], pinned: false });
    expect(await relaying.read(here, reply)).toMatchObject({
      place: { channel, thread: root },
      reactions: [{ emoji: '🎉', count: 1 }],
    });
  });

  it('is none when it was deleted, or isn’t one that people wrote', async () => {
    const { slack, relaying, ana, bob, here, channel } = there;
    const [gone = '', root = ''] = await say('un', 'deux');
    await slack.remove(ana, gone);
    await slack.reply(bob, root, 'trois');
    await slack.remove(ana, root);
    const [part] = relaying.parts(copyOf('une copie'));
    const copy = part ? await relaying.post({ channel, below: null }, part, [], 'copy:0') : null;
    expect(await relaying.read(here, gone)).toBeNull();
    expect(await relaying.read(here, root)).toBeNull();
    expect(await relaying.read(here, copy?.id ?? '')).toBeNull();
  });

  it('is read later where the share of Slack’s limits for reading is used up, and in a channel without the bot not at all', async () => {
    const { slack, relaying, here, channel } = there;
    const [id = ''] = await say('un');
    for (let left = 40; left > 0; left -= 1) await relaying.read(here, id);
    expect(await failureOf(relaying.read(here, id))).toBe('rate-limited');
    slack.removeFromChannel(channel);
    expect(await failureOf(relaying.newest(channel))).toBe('not-in-channel');
  });

  it('has an address that leads to it', async () => {
    const { relaying, channel } = there;
    const place = { channel, thread: null };
    const link = relaying.link(place, '1700000000.000100');
    expect(link).toMatch(new RegExp(`^https://[a-z-]+\\.slack\\.com/archives/${channel}/p1700000000000100$`));
    const within = relaying.link({ channel, thread: '1700000000.000100' }, '1700000001.000100');
    expect(within).toContain('/p1700000001000100?thread_ts=1700000000.000100&cid=');
  });
});
