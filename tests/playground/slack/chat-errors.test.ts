import { beforeAll, expect, it } from 'vitest';
import { client, here, refusal, sharedScene } from './support.ts';

const setting = sharedScene();
const web = () => client(setting().slack);

/** Channels and messages of every kind that is refused somewhere. */
interface Places {
  readonly general: string;
  readonly secret: string;
  readonly open: string;
  readonly archived: string;
  readonly inArchived: string;
  readonly small: string;
  readonly own: string;
  readonly theirs: string;
  readonly reply: string;
  readonly locked: string;
}
let places: Places;

beforeAll(async () => {
  const { slack, anne, general } = setting();
  const channel = (name: string, more: object = {}) => slack.addChannel({ name, ...more }).id;
  const post = async (where: string, thread_ts?: string) =>
    (await web().chat.postMessage({ channel: where, text: 'x', ...(thread_ts ? { thread_ts } : {}) })).ts ?? '';
  const archived = channel('vieux');
  const inArchived = await post(archived);
  slack.archive(archived);
  const own = await post(general);
  const locked = await slack.say(anne, here(general), 'clos');
  slack.lockThread(locked);
  places = {
    general,
    secret: channel('bureau', { private: true, members: [anne], withBot: false }),
    open: channel('ouvert', { withBot: false }),
    archived,
    inArchived,
    small: channel('petit', { members: [anne] }),
    own,
    theirs: await slack.say(anne, here(general), 'à moi'),
    reply: await post(general, own),
    locked,
  };
});

type Row = readonly [string, string, () => object];

const nowhere = '1.000001';
const attachments = (count: number, more: object = {}) => Array.from({ length: count }, () => ({ text: 'x', ...more }));
const big = { event_type: 'x', event_payload: { text: 'x'.repeat(16_000) } };

const posts: readonly Row[] = [
  ['channel_not_found', 'an unknown channel', () => ({ channel: 'C0000000000' })],
  ['channel_not_found', 'a private channel the bot is not in', () => ({ channel: places.secret })],
  ['not_in_channel', 'a public channel the bot is not in', () => ({ channel: places.open })],
  ['is_archived', 'an archived channel', () => ({ channel: places.archived })],
  ['no_text', 'nothing', () => ({ text: '', blocks: [], attachments: [] })],
  ['invalid_blocks_format', 'blocks that are no list', () => ({ blocks: '{"a":1}' })],
  ['invalid_blocks', 'blocks that are wrong', () => ({ blocks: [{ type: 'autre' }] })],
  ['too_many_attachments', '101 attachments', () => ({ attachments: attachments(101) })],
  ['invalid_metadata_format', 'metadata without a type', () => ({ metadata: { event_payload: {} } })],
  ['metadata_too_large', 'large metadata', () => ({ metadata: big })],
  ['markdown_text_conflict', 'markdown beside a text', () => ({ markdown_text: 'y' })],
  ['cannot_reply_to_message', 'a reply to a reply', () => ({ thread_ts: places.reply })],
  ['restricted_action_thread_locked', 'a reply in a locked thread', () => ({ thread_ts: places.locked })],
  ['ok', 'a channel by its name', () => ({ channel: '#general' })],
  ['ok', 'a 100th attachment', () => ({ attachments: attachments(100) })],
];

it.each(posts)('chat.postMessage answers %s to %s [K: chat.postMessage]', async (code, _, change) => {
  const call = web().chat.postMessage({ channel: places.general, text: 'x', ...change() } as never);
  expect(await refusal(call)).toBe(code);
});

it('chat.postMessage finds no thread where no message stands [U: not on the method page]', async () => {
  const call = web().chat.postMessage({ channel: places.general, text: 'x', thread_ts: nowhere });
  expect(await refusal(call)).toBe('thread_not_found');
});

it('takes no markdown_text over 12 000 characters [w: chat]', async () => {
  const call = web().chat.postMessage({ channel: places.general, markdown_text: 'x'.repeat(12_001) });
  expect(await refusal(call)).toBe('msg_too_long');
});

const asides: readonly Row[] = [
  ['channel_not_found', 'an unknown channel', () => ({ channel: 'C0000000000' })],
  ['not_in_channel', 'a channel the bot is not in', () => ({ channel: places.open })],
  ['is_archived', 'an archived channel', () => ({ channel: places.archived })],
  ['user_not_in_channel', 'somebody who is not there', () => ({ channel: places.small, user: setting().bruno })],
  ['user_not_in_channel', 'nobody', () => ({ user: 'U0000000000' })],
  ['no_text', 'nothing', () => ({ text: '' })],
  ['msg_too_long', 'a text over 40 000', () => ({ text: 'x'.repeat(40_001) })],
  ['invalid_attachments', 'attachments with blocks', () => ({ attachments: attachments(1, { blocks: [] }) })],
  ['too_many_attachments', '101 attachments', () => ({ attachments: attachments(101) })],
  ['cannot_reply_to_message', 'a reply to a reply', () => ({ thread_ts: places.reply })],
];

it.each(asides)('chat.postEphemeral answers %s to %s [K: chat.postEphemeral]', async (code, _, change) => {
  const { anne } = setting();
  const call = web().chat.postEphemeral({ channel: places.general, user: anne, text: 'x', ...change() } as never);
  expect(await refusal(call)).toBe(code);
});

const updates: readonly Row[] = [
  ['channel_not_found', 'a person in place of a conversation', () => ({ channel: setting().anne })],
  ['message_not_found', 'no message', () => ({ ts: nowhere })],
  ['cant_update_message', "somebody else's message", () => ({ ts: places.theirs })],
  ['is_inactive', 'a message in an archived channel', () => ({ channel: places.archived, ts: places.inArchived })],
  ['msg_too_long', 'a text over 4000', () => ({ text: 'x'.repeat(4001) })],
  ['no_text', 'nothing', () => ({ text: undefined })],
  ['invalid_blocks', 'blocks that are wrong', () => ({ blocks: [{ type: 'autre' }] })],
  ['invalid_metadata_format', 'metadata without a type', () => ({ metadata: { event_payload: {} } })],
  ['too_many_attachments', '101 attachments', () => ({ attachments: attachments(101) })],
  ['markdown_text_conflict', 'markdown beside a text', () => ({ markdown_text: 'y' })],
  ['ok', 'a text of 4000', () => ({ text: 'x'.repeat(4000) })],
];

it.each(updates)('chat.update answers %s to %s [K: chat.update]', async (code, _, change) => {
  const call = web().chat.update({ channel: places.general, ts: places.own, text: 'x', ...change() } as never);
  expect(await refusal(call)).toBe(code);
});

it('chat.update answers edit_window_closed once the workspace lets nobody edit any more [K: chat.update]', async () => {
  const { slack, clock } = setting();
  const update = () => refusal(web().chat.update({ channel: places.general, ts: places.own, text: 'y' }));
  slack.limitEditing(60_000);
  expect(await update()).toBe('ok');
  clock.advance(60_000);
  expect(await update()).toBe('edit_window_closed');
  slack.limitEditing(null);
});

const deletions: readonly Row[] = [
  ['channel_not_found', 'an unknown channel', () => ({ channel: 'C0000000000' })],
  ['message_not_found', 'no message', () => ({ ts: nowhere })],
  ['cant_delete_message', "somebody else's message", () => ({ ts: places.theirs })],
];

it.each(deletions)('chat.delete answers %s to %s [K: chat.delete]', async (code, _, change) => {
  const call = web().chat.delete({ channel: places.general, ts: places.own, ...change() } as never);
  expect(await refusal(call)).toBe(code);
});

it('chat.getPermalink answers message_not_found where none stands [K: chat.getPermalink]', async () => {
  const call = web().chat.getPermalink({ channel: places.general, message_ts: nowhere });
  expect(await refusal(call)).toBe('message_not_found');
});
