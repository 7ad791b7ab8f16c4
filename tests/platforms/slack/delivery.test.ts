import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actions, button, link, message, table, text } from '../../../src/chat/message.ts';
import type { MessageRef, Target } from '../../../src/chat/place.ts';
import { DeliveryError, type DeliveryFailure } from '../../../src/chat/platform.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { type Setting, say, start, texts } from './support.ts';

let here: Setting;
let logged: string[] = [];
beforeEach(async () => {
  logged = [];
  here = await start({}, { log: { ...silentLog, error: (event) => logged.push(event) } });
});
afterEach(() => here.close());

const target = (): Target => ({ kind: 'channel', platform: 'slack', channel: here.channel });
const longAgo = new Date(Date.now() - 3_600_000);
const logo = { id: 'logo', name: 'logo.svg', type: 'image/svg+xml', size: 13 };
const poster = { id: 'poster', name: 'affiche.pdf', type: 'application/pdf', size: 15 };
const twoTables = message(text('Chiffres'), table(['a'], [['1']]), table(['b'], [['2']]));

async function failure(work: Promise<unknown>): Promise<DeliveryFailure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no DeliveryError: ${String(error)}`);
  return error.failure;
}

describe('a layout Slack refuses', () => {
  const refused = 'invalid_blocks';
  const card = message(
    text('Voir https://exemple.fr/été'),
    actions(button('go:1', 'Valider'), link('Site', 'https://exemple.fr/a')),
  );
  const shown = () => here.slack.messages(here.user, { channel: here.channel, thread: null });

  test('is given up for plain text, with the controls and the addresses', async () => {
    here.slack.fault({ kind: 'refuse', error: refused, method: 'chat.postMessage' });
    const refs = await here.platform.post(target(), card, 'key-1');
    const [seen] = shown();
    expect(seen?.text).toBe('Voir https://exemple.fr/été\nSite\nhttps://exemple.fr/a');
    expect(seen?.controls).toMatchObject([{ kind: 'button', label: 'Valider' }]);
    expect(logged).toEqual(['slack.layout-refused']);
    expect(await here.platform.find(target(), 'key-1', longAgo)).toEqual(refs);
  });

  test('and then for text alone', async () => {
    here.slack.fault({ kind: 'refuse', error: refused, method: 'chat.postMessage', times: 2 });
    await here.platform.post(target(), card, 'key-1');
    expect(texts(here)).toEqual(['Voir https://exemple.fr/été\nSite\nhttps://exemple.fr/a']);
    expect(shown()[0]?.controls).toEqual([]);
  });

  test('by an update too', async () => {
    const refs = await here.platform.post(target(), say('Bonjour'), 'key-1');
    here.slack.fault({ kind: 'refuse', error: refused, method: 'chat.update', times: 2 });
    await here.platform.edit(refs, card, 'key-1');
    expect(texts(here)).toEqual(['Voir https://exemple.fr/été\nSite\nhttps://exemple.fr/a']);
  });

  test('is refused for good where text is refused as well', async () => {
    here.slack.fault({ kind: 'refuse', error: refused, method: 'chat.postMessage', times: 3 });
    expect(await failure(here.platform.post(target(), card, 'key-1'))).toEqual({ kind: 'refused', reason: 'other' });
  });
});

test('a message is posted, found by its key, edited and deleted', async () => {
  const refs = await here.platform.post(target(), say('Bonjour <!channel> & *tous*'), 'key-1');
  expect(refs).toEqual([{ place: { platform: 'slack', channel: here.channel, thread: null }, id: expect.any(String) }]);
  expect(texts(here)).toEqual(['Bonjour <!channel> & *tous*']);
  expect(await here.platform.find(target(), 'key-1', longAgo)).toEqual(refs);
  expect(await here.platform.find(target(), 'key-2', longAgo)).toEqual([]);
  expect(await here.platform.edit(refs, say('Bonsoir'), 'key-1')).toEqual(refs);
  expect(texts(here)).toEqual(['Bonsoir']);
  await here.platform.delete(refs);
  await here.platform.delete(refs);
  expect(texts(here)).toEqual([]);
});

test('in a thread, and in a conversation of its own', async () => {
  const [parent] = await here.platform.post(target(), say('Début'), 'a');
  if (!parent) throw new Error('nothing posted');
  const inThread: Target = { kind: 'place', place: { ...parent.place, thread: parent.id } };
  const [reply] = await here.platform.post(inThread, say('Suite'), 'b');
  expect(reply?.place.thread).toBe(parent.id);
  expect(await here.platform.find(inThread, 'b', longAgo)).toEqual([reply]);

  const alone: Target = {
    kind: 'private',
    platform: 'slack',
    users: [here.user],
  };
  const refs = await here.platform.post(alone, twoTables, 'c');
  expect(refs.map((ref) => ref.place.thread)).toEqual([refs[0]?.id, refs[0]?.id]);
  expect(texts(here, { channel: 'direct', thread: null })).toEqual(['Chiffres\na\n1']);
  expect(texts(here, { channel: 'direct', thread: refs[0]?.id ?? '' })).toEqual(['Chiffres\na\n1', 'b\n2']);
  expect(await here.platform.find(alone, 'c', longAgo)).toEqual(refs);
});

test('an edit that needs more or fewer messages', async () => {
  const one = await here.platform.post(target(), say('Un'), 'k');
  const two = await here.platform.edit(one, twoTables, 'k');
  expect(two.map((ref) => ref.id)).toEqual([one[0]?.id, expect.any(String)]);
  expect(texts(here)).toEqual(['Chiffres\na\n1', 'b\n2']);
  expect(await here.platform.find(target(), 'k', longAgo)).toEqual(two);
  expect(await here.platform.edit(two, say('Un'), 'k')).toEqual(one);
  expect(texts(here)).toEqual(['Un']);
});

describe('files', () => {
  const withFiles = message(
    text('Voici le kit'),
    { kind: 'image', file: logo, alt: 'Le logo' },
    { kind: 'file', file: poster },
  );

  test('that were lost after the others came are sent by an edit, once', async () => {
    here.slack.fault({ kind: 'reset', stored: false, method: 'files.completeUploadExternal' });
    expect(await failure(here.platform.post(target(), withFiles, 'k'))).toEqual({ kind: 'ambiguous' });
    const found = await here.platform.find(target(), 'k', longAgo);
    if (found === null || !('begun' in found)) throw new Error('it was not begun');
    for (const stored of [true, false]) {
      here.slack.fault({ kind: 'reset', stored, method: 'chat.update' });
      expect(await failure(here.platform.edit(found.begun, withFiles, 'k'))).toEqual({ kind: 'ambiguous' });
    }
    const refs = await here.platform.edit(found.begun, withFiles, 'k');
    expect(await here.platform.edit(found.begun, withFiles, 'k')).toEqual(refs);
    const seen = here.slack.messages(here.user, { channel: here.channel, thread: null });
    expect(seen.map((one) => one.files.length)).toEqual([0, 2]);
    expect(await here.platform.find(target(), 'k', longAgo)).toEqual(refs);
  });

  test('stand in one message after the others', async () => {
    const refs = await here.platform.post(target(), withFiles, 'k');
    const seen = here.slack.messages(here.user, { channel: here.channel, thread: null });
    expect(seen.map((one) => one.text)).toEqual(['Voici le kit\nLe logo', '']);
    expect(seen[1]?.files.map((file) => file.name)).toEqual(['logo.svg', 'affiche.pdf']);
    expect(refs.map((ref) => ref.id)).toEqual(seen.map((one) => one.id));
    expect(await here.platform.find(target(), 'k', longAgo)).toEqual(refs);

    // The same files stay where they are; others take their place.
    expect(await here.platform.edit(refs, { blocks: [text('Le kit'), ...withFiles.blocks.slice(1)] }, 'k')).toEqual(
      refs,
    );
    const changed = await here.platform.edit(refs, message(text('Le kit'), { kind: 'file', file: poster }), 'k');
    const after = here.slack.messages(here.user, { channel: here.channel, thread: null });
    expect(after.map((one) => one.files.map((file) => file.name))).toEqual([[], ['affiche.pdf']]);
    expect(changed.map((ref) => ref.id)).toEqual(after.map((one) => one.id));
    expect(await here.platform.edit(changed, say('Plus rien'), 'k')).toEqual(refs.slice(0, 1));
    expect(texts(here)).toEqual(['Plus rien']);
  });

  test('that are refused are named', async () => {
    here.slack.fault({ kind: 'refuse', error: 'file_uploads_disabled', method: 'files.getUploadURLExternal' });
    here.slack.fault({ kind: 'refuse', error: 'restricted_action', method: 'files.completeUploadExternal' });
    await here.platform.post(target(), withFiles, 'k');
    expect(texts(here).map(asTyped)).toEqual([
      'Voici le kit\n📎 logo.svg : https://bot.example.org/files/logo (lien valable 30 jours)',
      '📎 affiche.pdf : https://bot.example.org/files/poster (lien valable 30 jours)',
    ]);
  });

  test('that Slack cannot take just now are left to a later attempt, with nothing posted', async () => {
    const troubles = [
      { kind: 'status', status: 503, method: 'upload' },
      { kind: 'reset', stored: false, method: 'upload' },
      { kind: 'status', status: 503, method: 'files.getUploadURLExternal' },
    ] as const;
    for (const trouble of troubles) {
      here.slack.fault(trouble);
      expect(await failure(here.platform.post(target(), withFiles, 'k'))).toEqual({ kind: 'unavailable' });
      expect(texts(here)).toEqual([]);
    }
    await here.platform.post(target(), withFiles, 'k');
    const seen = here.slack.messages(here.user, { channel: here.channel, thread: null });
    expect(seen.map((one) => one.files.map((file) => file.name))).toEqual([[], ['logo.svg', 'affiche.pdf']]);
  });

  test('that cannot be read just now are left to a later attempt, and one that is gone is named', async () => {
    const away = message(text('Voici'), { kind: 'file', file: { ...poster, id: 'away' } });
    expect(await failure(here.platform.post(target(), away, 'k'))).toEqual({ kind: 'unavailable' });
    expect(texts(here)).toEqual([]);
    await here.platform.post(target(), message(text('Voici'), { kind: 'file', file: { ...poster, id: 'gone' } }), 'k');
    expect(texts(here).map(asTyped)).toEqual([
      'Voici\n📎 affiche.pdf : https://bot.example.org/files/gone (lien valable 30 jours)',
    ]);
  });

  test('that somebody had taken away are named, with why they are missing', async () => {
    const taken = message(text('Voici'), { kind: 'file', file: { ...poster, id: 'erased' } });
    await here.platform.post(target(), taken, 'k');
    expect(texts(here).map(asTyped)).toEqual([
      "Voici\n📎 affiche.pdf (ce fichier a été retiré à la demande d'une personne)",
    ]);
  });

  test('that are too large for Slack are named', async () => {
    here.slack.fault({ kind: 'status', status: 413, method: 'upload' });
    await here.platform.post(target(), message(text('Voici'), { kind: 'file', file: poster }), 'k');
    expect(texts(here).map(asTyped)).toEqual([
      'Voici\n📎 affiche.pdf : https://bot.example.org/files/poster (lien valable 30 jours)',
    ]);
  });

  test('in an answer somebody waits for are named at once', async () => {
    here.inbox.onCommand = async (responder) => {
      await responder.acknowledge('private');
      await responder.answer(message(text('Voici'), { kind: 'file', file: poster }));
    };
    here.slack.fault({ kind: 'status', status: 503, method: 'upload' });
    await here.slack.command(here.user, { channel: here.channel, thread: null }, '/mois');
    await here.quiet();
    expect(texts(here).map(asTyped)).toEqual([
      'Voici\n📎 affiche.pdf : https://bot.example.org/files/poster (lien valable 30 jours)',
    ]);
  });

  test('alone still carry the key', async () => {
    const refs = await here.platform.post(target(), message({ kind: 'file', file: poster }), 'k');
    expect(texts(here)).toEqual(['affiche.pdf', '']);
    expect(await here.platform.find(target(), 'k', longAgo)).toEqual(refs);
  });
});

test('files are waited for while Slack looks through them', async () => {
  const clock = manualClock();
  const pause = async (milliseconds: number) => clock.advance(milliseconds);
  const slow = await start({ clock, fileProcessing: 2_000 }, { pause });
  try {
    const place = { kind: 'channel', platform: 'slack', channel: slow.channel } as const;
    const refs = await slow.platform.post(place, message(text('Voici'), { kind: 'file', file: poster }), 'k');
    const shown = slow.slack.messages(slow.user, { channel: slow.channel, thread: null });
    expect(refs.map((ref) => ref.id)).toEqual(shown.map((one) => one.id));
    expect(shown.map((one) => one.files.length)).toEqual([0, 1]);
  } finally {
    await slow.close();
  }
});

describe('what goes wrong', () => {
  const post = () => here.platform.post(target(), say('Bonjour'), 'k');

  test('is told as definitely not sent', async () => {
    here.slack.fault({ kind: 'rateLimited', retryAfter: 7, method: 'chat.postMessage' });
    expect(await failure(post())).toEqual({ kind: 'rate-limited', retryAfter: 7_000 });
    for (const [error, reason] of [
      ['is_archived', 'channel-archived'],
      ['channel_not_found', 'channel-gone'],
      ['restricted_action', 'no-permission'],
      ['msg_too_long', 'too-long'],
      ['something_new', 'other'],
    ]) {
      here.slack.fault({ kind: 'refuse', error: error ?? '', method: 'chat.postMessage' });
      expect(await failure(post())).toEqual({ kind: 'refused', reason });
    }
    here.slack.fault({ kind: 'refuse', error: 'token_revoked', method: 'chat.postMessage' });
    expect(await failure(post())).toEqual({ kind: 'unavailable' });
    expect(texts(here)).toEqual([]);
  });

  test.each([
    ['a reset', { kind: 'reset', stored: true }],
    ['a server error', { kind: 'status', status: 503, stored: true }],
    ['a code that may hide a success', { kind: 'refuse', error: 'fatal_error' }],
  ] as const)('is told as perhaps sent: %s', async (_, fault) => {
    here.slack.fault({ ...fault, method: 'chat.postMessage' });
    expect(await failure(post())).toEqual({ kind: 'ambiguous' });
    // Nothing was tried again behind the sender's back.
    expect(here.slack.requests.filter((request) => request.path === 'chat.postMessage')).toHaveLength(1);
  });

  test('an unreachable Slack has received nothing', async () => {
    await here.slack.close();
    // A connection that was kept may break under the first request: then nobody knows what Slack has read of it.
    await failure(post());
    expect(await failure(post())).toEqual({ kind: 'unavailable' });
  });

  test('people who take no messages, messages and conversations that are gone', async () => {
    here.slack.refuseDirectMessages(here.user);
    const alone: Target = { kind: 'private', platform: 'slack', users: [here.user] };
    expect(await failure(here.platform.post(alone, say('x'), 'k'))).toEqual({
      kind: 'refused',
      reason: 'direct-messages-closed',
    });
    const gone: MessageRef = { place: { platform: 'slack', channel: here.channel, thread: null }, id: '1.000001' };
    expect(await failure(here.platform.edit([gone], say('x'), 'k'))).toEqual({
      kind: 'refused',
      reason: 'message-gone',
    });
    expect(
      await here.platform.find({ kind: 'channel', platform: 'slack', channel: 'C0NOWHERE' }, 'k', longAgo),
    ).toBeNull();
  });

  test('somebody whose account was just closed has left; of their direct conversation Slack says that there is none', async () => {
    const alone: Target = { kind: 'private', platform: 'slack', users: [here.user] };
    await here.platform.post(alone, say('Bonjour'), 'k');
    here.slack.deactivate(here.user);
    expect(await failure(here.platform.post(alone, say('x'), 'later'))).toEqual({
      kind: 'refused',
      reason: 'user-gone',
    });
  });

  test('threads that are locked, messages in an archived channel', async () => {
    const [ref] = await post();
    if (!ref) throw new Error('nothing was posted');
    const edit = () => failure(here.platform.edit([ref], say('Bonsoir'), 'k'));
    here.slack.lockThread(ref.id);
    const thread: Target = { kind: 'place', place: { ...ref.place, thread: ref.id } };
    expect(await failure(here.platform.post(thread, say('x'), 'reply'))).toEqual({
      kind: 'refused',
      reason: 'channel-archived',
    });
    here.slack.archive(here.channel);
    expect(await edit()).toEqual({ kind: 'refused', reason: 'channel-archived' });
  });

  test('the rest of a message waits for its turn, or leaves the whole to be looked into', async () => {
    const second = (body: unknown) => JSON.stringify(body).includes('"part":2');
    here.slack.fault({ kind: 'rateLimited', retryAfter: 2, method: 'chat.postMessage', when: second });
    await here.platform.post(target(), twoTables, 'k');
    expect(texts(here)).toHaveLength(2);
    expect(here.pauses).toEqual([2_000]);

    here.slack.fault({ kind: 'refuse', error: 'is_archived', method: 'chat.postMessage', when: second });
    expect(await failure(here.platform.post(target(), twoTables, 'half'))).toEqual({ kind: 'ambiguous' });
    // Neither "sent" nor "not sent" would be true.
    const half = await here.platform.find(target(), 'half', longAgo);
    if (half === null || !('begun' in half)) throw new Error('it was not begun');
    expect(half.begun).toHaveLength(1);
    const whole = await here.platform.edit(half.begun, twoTables, 'half');
    expect(texts(here)).toHaveLength(4);
    expect(await here.platform.find(target(), 'half', longAgo)).toEqual(whole);
  });
});

test('a public channel is joined when something is to be posted there', async () => {
  const { id } = here.slack.addChannel({ name: 'annonces', withBot: false });
  await here.platform.post({ kind: 'channel', platform: 'slack', channel: id }, say('Bonjour'), 'k');
  expect(texts(here, { channel: id, thread: null }).at(-1)).toBe('Bonjour');
  const closed = here.slack.addChannel({ name: 'bureau', private: true, withBot: false });
  const refused = here.platform.post({ kind: 'channel', platform: 'slack', channel: closed.id }, say('x'), 'k');
  expect((await failure(refused)).kind).toBe('refused');
});

test('a private message says where its files are, also when it is edited', async () => {
  const alone: Target = { kind: 'private', platform: 'slack', users: [here.user] };
  const kit = (words: string) => message(text(words), { kind: 'file', file: poster });
  const refs = await here.platform.post(alone, kit('Le kit'), 'kit');
  const where = '📎 Les fichiers sont dans le fil de ce message.';
  expect(texts(here, { channel: 'direct', thread: null })).toEqual([`Le kit\n${where}`]);
  await here.platform.edit(refs, kit('Le kit, reçu'), 'kit');
  expect(texts(here, { channel: 'direct', thread: null })).toEqual([`Le kit, reçu\n${where}`]);
});

test('a conversation that could not be opened had no message in it', async () => {
  const alone: Target = { kind: 'private', platform: 'slack', users: [here.user] };
  here.slack.fault({ kind: 'status', status: 500, method: 'conversations.open' });
  expect(await failure(here.platform.post(alone, say('Bonjour'), 'open'))).toEqual({ kind: 'unavailable' });
  await here.platform.post(alone, say('Bonjour'), 'open');
  expect(texts(here, { channel: 'direct', thread: null })).toEqual(['Bonjour']);
});
