import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/chat/message.ts';
import type { MessageRef, Target } from '../../../src/chat/place.ts';
import { DeliveryError, type PartialPost } from '../../../src/chat/platform.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { manifestWithout, type Setting, say, start } from './support.ts';

const clock = manualClock();
let here: Setting;
beforeEach(async () => {
  here = await start({ clock });
});
afterEach(() => here.close());

const poster = { id: 'poster', name: 'affiche.pdf', type: 'application/pdf', size: 15 };
const logo = { id: 'logo', name: 'logo.png', type: 'image/png', size: 13 };
const kit: Message = {
  blocks: [...say('Le kit').blocks, { kind: 'file', file: poster }, { kind: 'image', file: logo, alt: 'Le logo' }],
};
const longAgo = new Date(0);
const target = (): Target => ({ kind: 'channel', platform: 'slack', channel: here.channel });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'sent',
    (error: unknown) => (error instanceof DeliveryError ? error.failure.kind : error),
  );

/** Returns the channel's messages: the first line of each and its files. */
const standing = () =>
  here.slack
    .messages(here.user, { channel: here.channel, thread: null })
    .map(({ text, files }) => [text.split('\n')[0], files.map(({ name }) => name).join()]);

function begunIn(found: readonly MessageRef[] | PartialPost | null): readonly MessageRef[] {
  if (found === null || !('begun' in found)) throw new Error(`it is not begun: ${JSON.stringify(found)}`);
  return found.begun;
}

const whole = [
  ['Le kit', ''],
  ['', 'affiche.pdf,logo.png'],
];

describe('files that Slack answers for and doesn’t share at once', () => {
  it('aren’t said to be sent before a share is seen, and are found when they come late', async () => {
    here.slack.shareNext(60_000);
    expect(await failure(here.platform.post(target(), kit, 'k'))).toBe('ambiguous');
    begunIn(await here.platform.find(target(), 'k', longAgo));
    clock.advance(60_000);
    const refs = await here.platform.find(target(), 'k', longAgo);
    expect(refs).toHaveLength(2);
    expect(standing()).toEqual(whole);
    // A withdrawal deletes the late files, too.
    await here.platform.delete(Array.isArray(refs) ? refs : []);
    expect(standing()).toEqual([]);
  });

  it('are shared again when they never come', async () => {
    here.slack.shareNext('never');
    expect(await failure(here.platform.post(target(), kit, 'k'))).toBe('ambiguous');
    const begun = begunIn(await here.platform.find(target(), 'k', longAgo));
    const refs = await here.platform.edit(begun, kit, 'k');
    expect(standing()).toEqual(whole);
    expect(await here.platform.find(target(), 'k', longAgo)).toEqual(refs);
  });

  it('stand once when both come, however late', async () => {
    here.slack.shareNext(120_000, 60_000);
    expect(await failure(here.platform.post(target(), kit, 'k'))).toBe('ambiguous');
    const begun = begunIn(await here.platform.find(target(), 'k', longAgo));
    expect(await failure(here.platform.edit(begun, kit, 'k'))).toBe('ambiguous');
    clock.advance(60_000);
    const refs = await here.platform.edit(begun, kit, 'k');
    expect(refs).toHaveLength(2);
    clock.advance(60_000);
    expect(standing()).toEqual(whole);
  });

  it('are given as links once Slack kept them back three times, and don’t come afterwards', async () => {
    here.slack.shareNext(900_000, 900_000, 900_000);
    expect(await failure(here.platform.post(target(), kit, 'k'))).toBe('ambiguous');
    const begun = begunIn(await here.platform.find(target(), 'k', longAgo));
    for (let round = 2; round <= 3; round += 1) {
      expect(await failure(here.platform.edit(begun, kit, 'k'))).toBe('ambiguous');
    }
    await here.platform.edit(begun, kit, 'k');
    clock.advance(900_000);
    const [message, ...others] = here.slack.messages(here.user, { channel: here.channel, thread: null });
    expect(others).toEqual([]);
    expect(asTyped(message?.text ?? '')).toContain('affiche.pdf : https://bot.example.org/files/poster');
  });

  it.each([
    ['are away', { kind: 'status', status: 503, times: 6 }],
    ['ask to wait', { kind: 'rateLimited', retryAfter: 0, times: 25 }],
  ] as const)('come as files, however often Slack’s servers %s when they are to be shared', async (_, fault) => {
    here.slack.fault({ ...fault, method: 'files.completeUploadExternal' });
    expect(await failure(here.platform.post(target(), kit, 'k'))).toBe('ambiguous');
    const begun = begunIn(await here.platform.find(target(), 'k', longAgo));
    let came: unknown = null;
    for (let tries = 0; tries < 10 && came !== 'sent'; tries += 1) {
      came = await failure(here.platform.edit(begun, kit, 'k'));
    }
    expect(standing()).toEqual(whole);
  });

  it('are looked for in the history without the permission to read files', async () => {
    here.slack.installManifest(manifestWithout('files:read'));
    const refs = await here.platform.post(target(), kit, 'k');
    expect(refs).toHaveLength(2);
    here.slack.shareNext('never');
    expect(await failure(here.platform.post(target(), kit, 'k2'))).toBe('ambiguous');
    begunIn(await here.platform.find(target(), 'k2', longAgo));
  });

  it('in an answer somebody waits for are links instead, and don’t come beside them', async () => {
    here.slack.shareNext(60_000);
    here.inbox.onCommand = async (responder) => {
      await responder.acknowledge('private');
      await responder.answer(kit);
    };
    await here.slack.command(here.user, { channel: 'direct', thread: null }, '/mois');
    await here.quiet();
    clock.advance(60_000);
    const seen = here.slack.messages(here.user, { channel: 'direct', thread: null });
    expect(seen.flatMap(({ files }) => files)).toEqual([]);
    expect(asTyped(seen.map(({ text }) => text).join())).toContain(
      'affiche.pdf : https://bot.example.org/files/poster',
    );
  });
});

it('the alternative text of a picture stands in the message, and no argument of the upload holds it', async () => {
  await here.platform.post(target(), kit, 'k');
  const [message] = here.slack.messages(here.user, { channel: here.channel, thread: null });
  expect(message?.text).toBe('Le kit\nLe logo');
  const uploads = here.slack.requests.filter(({ path }) => path === 'files.getUploadURLExternal');
  expect(uploads.map(({ body }) => Object.keys(Object(body)).sort())).toEqual([
    ['filename', 'length'],
    ['filename', 'length'],
  ]);
});
