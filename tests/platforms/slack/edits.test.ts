import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Message } from '../../../src/chat/message.ts';
import type { Target } from '../../../src/chat/place.ts';
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
