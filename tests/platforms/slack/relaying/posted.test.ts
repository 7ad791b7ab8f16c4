import { beforeEach, describe, expect, it } from 'vitest';
import type { CopyPlace, PartRef, PerhapsPosted } from '../../../../src/chat/relaying.ts';
import { copyOf, failureOf, type RelayedSlack, startRelayed } from './support.ts';

let there: RelayedSlack;
beforeEach(async () => {
  there = await startRelayed();
});

const inChannel = (): CopyPlace => ({ channel: there.channel, below: null });
const inThread = (id: string): CopyPlace => ({ channel: there.channel, below: { kind: 'message', id, title: '' } });

function perhaps(key: string, place = inChannel()): PerhapsPosted {
  const [part] = there.relaying.parts(copyOf(`copie ${key}`));
  if (!part) throw new Error('a copy has a part');
  return { key, places: [place], part, saidAt: new Date() };
}

const post = ({ key, places: [place], part }: PerhapsPosted): Promise<PartRef> =>
  there.relaying.post(place ?? inChannel(), part, [], key);

describe('after a lost answer', () => {
  it('a copy that Slack has stored is found by its key, and one that it hasn’t isn’t', async () => {
    const before = await post(perhaps('a'));
    there.slack.fault({ kind: 'reset', stored: true, method: 'chat.postMessage' });
    expect(await failureOf(post(perhaps('b')))).toBe('ambiguous');
    there.slack.fault({ kind: 'reset', stored: false, method: 'chat.postMessage' });
    expect(await failureOf(post(perhaps('c')))).toBe('ambiguous');
    const found = await there.relaying.posted([perhaps('b'), perhaps('c')], [before]);
    expect([...found.keys()]).toEqual(['b']);
    const [, standing] = there.slack.messages(there.ana, there.here);
    expect(found.get('b')).toEqual({ id: standing?.id, thread: null, by: null });
  });

  it('copies are found in their threads, as they were posted', async () => {
    there = await startRelayed({ without: ['chat:write.customize'] });
    const root = await there.slack.say(there.ana, there.here, 'Qui vient ?');
    const refs = [
      await post(perhaps('a')),
      await post(perhaps('b', inThread(root))),
      await post(perhaps('c', inThread(root))),
    ];
    const found = await there.relaying.posted(
      [perhaps('a'), perhaps('b', inThread(root)), perhaps('c', inThread(root))],
      [],
    );
    expect(['a', 'b', 'c'].map((key) => found.get(key))).toEqual(refs);
  });

  it('nothing is found in a thread that is gone', async () => {
    const root = await there.slack.say(there.ana, there.here, 'Qui vient ?');
    await there.slack.remove(there.ana, root);
    expect(await there.relaying.posted([perhaps('a', inThread(root))], [])).toEqual(new Map());
  });

  it('it waits where the history can’t be read', async () => {
    there.slack.fault({ kind: 'status', status: 503, method: 'conversations.history' });
    expect(await failureOf(there.relaying.posted([perhaps('a')], []))).toBe('ambiguous');
  });
});
