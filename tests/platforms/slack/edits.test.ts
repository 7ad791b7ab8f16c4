import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/chat/message.ts';
import type { Target } from '../../../src/chat/place.ts';
import { DeliveryError } from '../../../src/chat/platform.ts';
import { type Setting, say, start, texts } from './support.ts';

let here: Setting;
beforeEach(async () => {
  here = await start();
});
afterEach(() => here.close());

const list: Message = { blocks: [{ kind: 'list', items: ['Un', 'Deux'] }] };
const target = (): Target => ({ kind: 'channel', platform: 'slack', channel: here.channel });
const refusals = () =>
  here.slack.requests.flatMap(({ path, response }) =>
    path === 'chat.update' && Object(response).ok === false ? [Object(response).error] : [],
  );

it.each<[name: string, becomes: Message, reads: string]>([
  ['a text', say('Bonjour'), 'Bonjour'],
  ['a heading', { blocks: [{ kind: 'heading', text: 'Titre' }] }, 'Titre'],
  ['a note', { blocks: [{ kind: 'note', text: 'Petit' }] }, 'Petit'],
  ['a table', { blocks: [{ kind: 'table', header: ['A'], rows: [['1']] }] }, 'A\n1'],
])('rich text becomes %s, though Slack keeps rich text from becoming anything else', async (_, becomes, reads) => {
  const refs = await here.platform.post(target(), list, 'k');
  const after = await here.platform.edit(refs, becomes, 'k');
  expect(texts(here)).toEqual([reads]);
  expect(refusals()).toContain('block_mismatch');
  expect(await here.platform.find(target(), 'k', new Date(0))).toEqual(after);
});

it('a message too old to be edited is posted anew, and the former one goes', async () => {
  const refs = await here.platform.post(target(), say('Bonjour'), 'k');
  here.slack.limitEditing(0);
  const after = await here.platform.edit(refs, say('Bonsoir'), 'k');
  expect(texts(here)).toEqual(['Bonsoir']);
  expect(after).not.toEqual(refs);
});

it('the first message of a thread stays when it can’t be edited, and what it would say follows it', async () => {
  const alone: Target = { kind: 'private', platform: 'slack', users: [here.user] };
  const refs = await here.platform.post(alone, say('Bonjour'), 'k');
  here.slack.limitEditing(0);
  const [after] = await here.platform.edit(refs, say('Bonsoir'), 'k');
  const thread = refs[0]?.id ?? '';
  expect(after?.place.thread).toBe(thread);
  expect(texts(here, { channel: 'direct', thread }).at(-1)).toBe('Bonsoir');
});

describe('an edit that was broken off and is made again', () => {
  const table = (word: string) => ({ kind: 'table', header: ['Mot'], rows: [[word]] }) as const;
  /** Slack takes one table in a message. */
  const tables = (...words: readonly string[]): Message => ({ blocks: words.map(table) });
  const read = (...words: readonly string[]) => words.map((word) => `Mot\n${word}`);
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof DeliveryError ? error.failure.kind : error),
    );
  const posts = () => here.slack.requests.filter(({ path }) => path === 'chat.postMessage').length;
  const cut = { kind: 'reset', stored: true, method: 'chat.postMessage' } as const;

  it('leaves a further part once', async () => {
    const refs = await here.platform.post(target(), tables('un'), 'k');
    here.slack.fault(cut);
    expect(await failure(here.platform.edit(refs, tables('un', 'deux'), 'k#edit'))).toBe('ambiguous');
    expect(await here.platform.edit(refs, tables('un', 'deux'), 'k#edit')).toHaveLength(2);
    expect(texts(here)).toEqual(read('un', 'deux'));
  });

  it('leaves a further part as it is to be by now', async () => {
    const refs = await here.platform.post(target(), tables('un'), 'k');
    here.slack.fault(cut);
    expect(await failure(here.platform.edit(refs, tables('un', 'deux'), 'k#edit'))).toBe('ambiguous');
    const after = await here.platform.edit(refs, tables('un', 'plutôt deux', 'trois'), 'k#edit');
    expect(texts(here)).toEqual(read('un', 'plutôt deux', 'trois'));
    await here.platform.delete(after);
    expect(texts(here)).toEqual([]);
  });

  it('leaves a further part once where Slack keeps the next one waiting', async () => {
    const refs = await here.platform.post(target(), tables('un'), 'k');
    const isLast = (body: unknown) => JSON.stringify(body).includes('trois');
    here.slack.fault({ kind: 'rateLimited', retryAfter: 60, method: 'chat.postMessage', when: isLast });
    expect(await failure(here.platform.edit(refs, tables('un', 'deux', 'trois'), 'k#edit'))).toBe('ambiguous');
    await here.platform.edit(refs, tables('un', 'deux', 'trois'), 'k#edit');
    expect(texts(here)).toEqual(read('un', 'deux', 'trois'));
  });

  it('deletes every surplus part', async () => {
    const refs = await here.platform.post(target(), tables('un', 'deux', 'trois'), 'k');
    here.slack.fault({ kind: 'rateLimited', retryAfter: 1, method: 'chat.delete' });
    expect(await failure(here.platform.edit(refs, tables('un'), 'k#edit'))).toBe('rate-limited');
    expect(await here.platform.edit(refs, tables('un'), 'k#edit')).toHaveLength(1);
    expect(texts(here)).toEqual(read('un'));
  });

  it('posts anew once what is too old, though the answer is lost', async () => {
    const refs = await here.platform.post(target(), say('Bonjour'), 'k');
    here.slack.limitEditing(0);
    here.slack.fault(cut);
    expect(await failure(here.platform.edit(refs, say('Bonsoir'), 'k#edit'))).toBe('ambiguous');
    const before = posts();
    const after = await here.platform.edit(refs, say('Bonsoir'), 'k#edit');
    expect(texts(here)).toEqual(['Bonsoir']);
    expect(posts()).toBe(before);
    await here.platform.delete(after);
    expect(texts(here)).toEqual([]);
  });

  it('posts anew once what is too old, also where much was said since', async () => {
    const refs = await here.platform.post(target(), say('Bonjour'), 'k');
    for (let index = 0; index <= 200; index += 1)
      await here.slack.say(here.user, { channel: here.channel, thread: null }, String(index));
    here.slack.limitEditing(0);
    here.slack.fault(cut);
    expect(await failure(here.platform.edit(refs, say('Bonsoir'), 'k#edit'))).toBe('ambiguous');
    await here.platform.edit(refs, say('Bonsoir'), 'k#edit');
    expect(texts(here).filter((text) => text.startsWith('Bon'))).toEqual(['Bonsoir']);
  });

  it('posts anew what it is to be by now, and leaves nothing else', async () => {
    const refs = await here.platform.post(target(), say('Bonjour'), 'k');
    here.slack.limitEditing(0);
    here.slack.fault(cut);
    expect(await failure(here.platform.edit(refs, say('Bonsoir'), 'k#edit'))).toBe('ambiguous');
    await here.platform.edit(refs, say('Bonne nuit'), 'k#edit');
    expect(texts(here)).toEqual(['Bonne nuit']);
  });

  it('finds what was posted anew once the former message is gone', async () => {
    const refs = await here.platform.post(target(), say('Bonjour'), 'k');
    here.slack.limitEditing(0);
    const after = await here.platform.edit(refs, say('Bonsoir'), 'k#edit');
    expect(await here.platform.edit(refs, say('Bonsoir'), 'k#edit')).toEqual(after);
    expect(texts(here)).toEqual(['Bonsoir']);
  });

  it.each([
    ['asks to wait', { kind: 'rateLimited', retryAfter: 1 }, 'rate-limited'],
    ['doesn’t answer', { kind: 'reset', stored: false }, 'ambiguous'],
  ] as const)('deletes what was too old, though Slack %s', async (_, fault, expected) => {
    const refs = await here.platform.post(target(), say('Bonjour'), 'k');
    here.slack.limitEditing(0);
    here.slack.fault({ ...fault, method: 'chat.delete' });
    expect(await failure(here.platform.edit(refs, say('Bonsoir'), 'k#edit'))).toBe(expected);
    await here.platform.edit(refs, say('Bonsoir'), 'k#edit');
    expect(texts(here)).toEqual(['Bonsoir']);
  });

  it('shows the file that it is to show, and no former one', async () => {
    const withFile = (id: string): Message => ({
      blocks: [
        ...say('Le kit').blocks,
        { kind: 'file', file: { id, name: `${id}.pdf`, type: 'application/pdf', size: 9 } },
      ],
    });
    const files = () =>
      here.slack
        .messages(here.user, { channel: here.channel, thread: null })
        .flatMap((one) => one.files.map(({ name }) => name));
    const refs = await here.platform.post(target(), withFile('avant'), 'k');
    here.slack.shareNext('never');
    expect(await failure(here.platform.edit(refs, withFile('apres'), 'k#edit'))).toBe('ambiguous');
    expect(await here.platform.edit(refs, withFile('apres'), 'k#edit')).toHaveLength(2);
    expect(files()).toEqual(['apres.pdf']);
  });
});

it('nothing the bot posts shows a preview of what it links to', async () => {
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(say('https://example.org/a.png'));
  };
  await here.platform.post(target(), say('https://example.org/a.png'), 'k');
  here.slack.fault({ kind: 'status', status: 500, method: 'response_url', times: 9 });
  here.slack.fault({ kind: 'refuse', error: 'user_not_in_channel', method: 'chat.postEphemeral', times: 9 });
  await here.slack.command(here.user, { channel: here.channel, thread: null }, '/mois');
  await here.quiet();
  const posted = here.slack.requests.filter(({ path }) => path === 'chat.postMessage');
  expect(posted.length).toBeGreaterThan(1);
  for (const { body } of posted)
    expect(String(Object(body).unfurl_links) + String(Object(body).unfurl_media)).toBe('falsefalse');
});
