import { beforeEach, describe, expect, it } from 'vitest';
import type { Copy, CopyPlace, PartRef } from '../../../../src/chat/relaying.ts';
import { manualClock } from '../../../../src/playground/clock.ts';
import { copyOf, failureOf, fileOf, type RelayedSlack, startRelayed } from './support.ts';

const clock = manualClock();
let there: RelayedSlack;
beforeEach(async () => {
  there = await startRelayed({ clock });
});

const poster = fileOf('affiche.png', 'Une roue');
const minutes = fileOf('compte-rendu.pdf');
const inChannel = (): CopyPlace => ({ channel: there.channel, below: null });

/** Posts the parts of a copy that come after so many; returns what they became. */
async function post(copy: Copy, after = 0, place = inChannel()): Promise<PartRef[]> {
  const refs: PartRef[] = [];
  for (const [index, part] of there.relaying.parts(copy).entries()) {
    if (index >= after) refs.push(await there.relaying.post(place, part, copy.files, `copy:${index}`));
  }
  return refs;
}

async function edit(refs: readonly PartRef[], copy: Copy): Promise<void> {
  for (const [index, part] of there.relaying.parts(copy).entries()) {
    const ref = refs[index];
    if (ref) await there.relaying.edit(there.channel, ref, part, copy.files);
  }
}

/** Returns the part with the files, as what was perhaps posted. */
function perhaps(copy: Copy) {
  const part = there.relaying.parts(copy).at(-1);
  return part ? [{ key: 'copy:1', places: [inChannel()], part, saidAt: new Date() }] : [];
}

const seen = (thread: string | null = null) =>
  there.slack
    .messages(there.ana, { channel: there.channel, thread })
    .map(({ text, files }) => [text, ...files.map(({ name }) => name)]);

const uploaded = () =>
  there.slack.requests
    .filter(({ path }) => path === 'files.getUploadURLExternal')
    .map(({ body }) => Object(body).alt_txt ?? null);

describe('the files of a copy', () => {
  it('stand after its text, below their author’s name, with what they show in words', async () => {
    await post(copyOf('Voici', [poster, minutes]));
    expect(seen()).toEqual([['Voici'], ['Léa · Discord', 'affiche.png', 'compte-rendu.pdf']]);
    expect(uploaded()).toEqual(['Une roue', null]);
  });

  it('are named by a message of their author where nothing was written', async () => {
    const refs = await post(copyOf('', [poster]));
    expect(seen()).toEqual([['📎 affiche.png'], ['Léa · Discord', 'affiche.png']]);
    await edit(refs, copyOf('Avec quelques mots', [poster]));
    expect(seen()).toEqual([['Avec quelques mots'], ['Léa · Discord', 'affiche.png']]);
  });

  it('stand in the thread of the text', async () => {
    const root = await there.slack.say(there.ana, there.here, 'Qui a l’affiche ?');
    await post(copyOf('Moi', [poster]), 0, { channel: there.channel, below: { kind: 'message', id: root, title: '' } });
    expect(seen(root)).toEqual([['Qui a l’affiche ?'], ['Moi'], ['Léa · Discord', 'affiche.png']]);
  });

  it('are taken away one by one, and with the copy', async () => {
    const refs = await post(copyOf('Voici', [poster, minutes]));
    await edit(refs, copyOf('Voici', [minutes]));
    expect(seen()).toEqual([['Voici'], ['Léa · Discord', 'compte-rendu.pdf']]);
    for (const ref of refs) await there.relaying.delete(there.channel, ref);
    expect(seen()).toEqual([]);
    const deleted = there.slack.requests.filter(({ path, response }) => path === 'files.delete' && Object(response).ok);
    expect(deleted).toHaveLength(2);
  });

  it('go from the channel also where Slack doesn’t let the bot delete them', async () => {
    const refs = await post(copyOf('Voici', [poster]));
    there.slack.fault({ kind: 'refuse', error: 'missing_scope', method: 'files.delete' });
    const taken = refs.map((ref) => failureOf(there.relaying.delete(there.channel, ref)));
    expect(await Promise.all(taken)).toEqual(['done', 'no-permission']);
    expect(seen()).toEqual([]);
  });

  it('are found after a lost answer', async () => {
    const copy = copyOf('Voici', [poster]);
    const [text] = await post({ ...copy, files: [] });
    there.slack.fault({ kind: 'reset', stored: true, method: 'files.completeUploadExternal' });
    expect(await failureOf(post(copy, 1))).toBe('ambiguous');
    const found = await there.relaying.posted(perhaps(copy), text ? [text] : []);
    const ref = found.get('copy:1');
    expect(seen()).toHaveLength(2);
    if (ref) await there.relaying.delete(there.channel, ref);
    expect(seen()).toEqual([['Voici']]);
  });

  it('are found by another process in the history', async () => {
    const copy = copyOf('Voici', [poster]);
    const refs = await post(copy);
    const { slack } = there;
    const other = await startRelayed();
    await other.platform.stop();
    expect((await there.relaying.posted(perhaps(copy), refs.slice(0, 1))).get('copy:1')).toEqual(refs[1]);
    expect(slack.requests.filter(({ path }) => path === 'files.delete')).toEqual([]);
  });

  it('that Slack accepted and never showed are perhaps posted, don’t come later, and are shared again with words beside them', async () => {
    const copy = copyOf('Voici', [poster]);
    there.slack.shareNext(120_000);
    expect(await failureOf(post(copy))).toBe('ambiguous');
    expect(await there.relaying.posted(perhaps(copy), [])).toEqual(new Map());
    await post(copy, 1);
    clock.advance(120_000);
    expect(seen()).toEqual([['Voici'], ['Léa · Discord\naffiche.png : Une roue', 'affiche.png']]);
    expect(uploaded()).toEqual(['Une roue', null]);
  });

  it('that Slack showed late are found', async () => {
    const copy = copyOf('Voici', [poster]);
    there.slack.shareNext(60_000);
    expect(await failureOf(post(copy))).toBe('ambiguous');
    clock.advance(60_000);
    expect((await there.relaying.posted(perhaps(copy), [])).size).toBe(1);
    expect(seen()).toHaveLength(2);
  });

  it('leave nothing behind where Slack refuses to share them', async () => {
    const copy = copyOf('Voici', [poster]);
    await post({ ...copy, files: [] });
    there.slack.fault({ kind: 'refuse', error: 'not_in_channel', method: 'files.completeUploadExternal' });
    expect(await failureOf(post(copy, 1))).toBe('not-in-channel');
    expect(there.slack.requests.filter(({ path }) => path === 'files.delete')).toHaveLength(1);
  });
});

it('files are looked for where they were shared, without the scope to read files, and not in years of messages before', async () => {
  const { slack, relaying, channel } = await startRelayed({ clock, without: ['files:read'] });
  const [part] = relaying.parts(copyOf('', [poster])).slice(-1);
  if (part) await relaying.post({ channel, below: null }, part, [poster], 'copy:1');
  const ranges = slack.requests.filter(({ path }) => path === 'conversations.history').map(({ body }) => Object(body));
  expect(ranges).not.toEqual([]);
  for (const { oldest } of ranges) expect(clock.now() / 1000 - Number(oldest)).toBeLessThan(600);
});
