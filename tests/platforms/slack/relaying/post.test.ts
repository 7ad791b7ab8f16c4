import { beforeEach, describe, expect, it } from 'vitest';
import type { CopyPlace, PartRef } from '../../../../src/chat/relaying.ts';
import { copyOf, failureOf, picture, type RelayedSlack, startRelayed, words, written } from './support.ts';

let there: RelayedSlack;
beforeEach(async () => {
  there = await startRelayed();
});

const inChannel = (): CopyPlace => ({ channel: there.channel, below: null });
const below = (id: string): CopyPlace => ({
  channel: there.channel,
  below: { kind: 'message', id, title: 'Qui vient ?' },
});

/** Posts the parts of a copy one after the other; returns what they became. */
async function post(copy: ReturnType<typeof copyOf>, place = inChannel(), key = 'copy'): Promise<PartRef[]> {
  const refs: PartRef[] = [];
  for (const [index, part] of there.relaying.parts(copy).entries()) {
    refs.push(await there.relaying.post(place, part, copy.files, `${key}:${index}`));
  }
  return refs;
}

async function edit(ref: PartRef | undefined, copy: ReturnType<typeof copyOf>): Promise<void> {
  const [part] = there.relaying.parts(copy);
  if (ref && part) await there.relaying.edit(there.channel, ref, part, copy.files);
}

const sent = (method: string) =>
  there.slack.requests.filter(({ path }) => path === method).map(({ body }) => Object(body) as Record<string, unknown>);
const names = () =>
  there.slack.messages(there.ana, { channel: there.channel, thread: null }).map(({ author }) => author.name);

describe('a copy on Slack', () => {
  it('stands under its author’s name and picture, with its formatting, and its notification names them', async () => {
    const said = written([words('Rendez-vous '), { kind: 'text', text: 'samedi', marks: ['bold'] }]);
    const [ref] = await post(copyOf(said));
    expect(names()).toEqual(['Léa · Discord']);
    expect(there.read()).toEqual(['Rendez-vous samedi']);
    expect(ref).toMatchObject({ thread: null, by: null });
    const [posted] = sent('chat.postMessage');
    expect(posted).toMatchObject({
      username: 'Léa · Discord',
      icon_url: picture,
      text: 'Léa · Discord : Rendez-vous samedi',
      unfurl_links: 'false',
      unfurl_media: 'false',
      blocks: [{ type: 'rich_text' }],
    });
  });

  it('mentions the people that it names by their ids, and nobody else', async () => {
    const { slack, bob } = there;
    const all = '@channel <!channel> <!here> <!everyone> <!subteam^S1> @here & co';
    const group = { kind: 'everyone', said: 'channel', marks: [] } as const;
    const [ref] = await post(
      copyOf(written([words(`${all} `), group, words(' '), { kind: 'person', id: bob, marks: [] }])),
    );
    expect(slack.mentionsIn(ref?.id ?? '')).toEqual([bob]);
    expect(there.read()[0]).toBe(`${all} @channel @Bob`);
    const [unnamed] = await post({ ...copyOf('Bonjour'), author: '<!channel> · Discord' }, inChannel(), 'b');
    expect(slack.mentionsIn(unnamed?.id ?? '')).toEqual([]);
  });

  it('stands in the thread of the message below which it was said', async () => {
    const root = await there.slack.say(there.ana, there.here, 'Qui vient ?');
    const [ref] = await post(copyOf('Moi'), below(root));
    expect(ref?.thread).toBe(root);
    expect(there.read(root)).toEqual(['Qui vient ?', 'Moi']);
    expect(await failureOf(post(copyOf('Et moi'), below('1600000000.000100'), 'b'))).toBe('message-gone');
  });

  it('is several messages where it is too long for one, and edited into fewer', async () => {
    const long = written(...Array.from({ length: 300 }, (_, index) => `Ligne ${index} de ce long message.`));
    const refs = await post(copyOf(long));
    expect(refs.length).toBeGreaterThan(1);
    expect(there.read().join('\n').split('\n')).toHaveLength(300);
    await edit(refs[0], copyOf('Court'));
    for (const ref of refs.slice(1)) await there.relaying.delete(there.channel, ref);
    expect(there.read()).toEqual(['Court']);
    expect(names()).toEqual(['Léa · Discord']);
  });

  it('is edited in place and deleted, also when somebody has deleted it already', async () => {
    const [ref] = await post(copyOf('Bonjuor'));
    await edit(ref, copyOf('Bonjour'));
    expect(there.read()).toEqual(['Bonjour']);
    if (ref) await there.relaying.delete(there.channel, ref);
    if (ref) await there.relaying.delete(there.channel, ref);
    expect(there.read()).toEqual([]);
    expect(await failureOf(edit(ref, copyOf('Bonsoir')))).toBe('message-gone');
  });

  it('says that it can’t be edited any more', async () => {
    const [ref] = await post(copyOf('Bonjuor'));
    there.slack.limitEditing(0);
    expect(await failureOf(edit(ref, copyOf('Bonjour')))).toBe('not-editable');
    expect(there.read()).toEqual(['Bonjuor']);
  });

  it('is shown as text where Slack refuses its layout', async () => {
    there = await startRelayed({ refusesLayouts: true });
    there.slack.fault({ kind: 'refuse', error: 'invalid_blocks', method: 'chat.postMessage' });
    await post(copyOf('Bonjour'));
    expect(there.read()).toEqual(['Léa · Discord : Bonjour']);
  });

  it('is pinned and unpinned, however often', async () => {
    const { relaying, channel } = there;
    const [ref] = await post(copyOf('À retenir'));
    if (!ref) throw new Error('it stands');
    for (const isPinned of [true, true, false, false]) await relaying.pin(channel, ref, isPinned);
    expect(sent('pins.add').concat(sent('pins.remove'))).toHaveLength(4);
  });

  it('is refused or put off as Slack says', async () => {
    const { slack, channel } = there;
    slack.fault({ kind: 'rateLimited', retryAfter: 3, method: 'chat.postMessage' });
    expect(await failureOf(post(copyOf('un')))).toBe('rate-limited');
    slack.removeFromChannel(channel);
    expect(await failureOf(post(copyOf('un')))).toBe('not-in-channel');
    slack.addToChannel(channel);
    slack.archive(channel);
    expect(await failureOf(post(copyOf('un')))).toBe('channel-archived');
  });
});

describe('without the permission to use names', () => {
  const asTheBot = { author: { name: 'Fil conducteur' }, text: 'Léa · Discord\nBonjour' };

  it('a copy names its author above the text, after an edit too', async () => {
    there = await startRelayed({ without: ['chat:write.customize'] });
    const seen = () => there.slack.messages(there.ana, there.here);
    const [ref] = await post(copyOf('Bonjour'));
    expect(seen()).toMatchObject([asTheBot]);
    await edit(ref, copyOf('Bonsoir'));
    expect(seen()).toMatchObject([{ ...asTheBot, text: 'Léa · Discord\nBonsoir' }]);
  });

  it('names are asked for once, and again some minutes later', async () => {
    const times = { now: Date.now() };
    there = await startRelayed({ without: ['chat:write.customize'] }, { now: () => times.now });
    for (const key of ['a', 'b', 'c']) await post(copyOf('Bonjour'), inChannel(), key);
    const named = () => sent('chat.postMessage').filter((body) => 'username' in body);
    expect(named()).toHaveLength(1);
    times.now += 11 * 60_000;
    await post(copyOf('Bonjour'), inChannel(), 'd');
    expect(named()).toHaveLength(2);
  });
});
