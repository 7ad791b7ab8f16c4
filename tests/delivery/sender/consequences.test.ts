import { describe, expect, test } from 'vitest';
import type { Target } from '../../../src/chat/place.ts';
import { consequencesOf } from '../../../src/delivery/sender/consequences.ts';
import type { DeliveryOutcome } from '../../../src/delivery/sender/delivery.ts';

const inChannel = { target: { kind: 'channel', platform: 'slack', channel: 'C1' }, editOf: null } as const;
const alone = { target: { kind: 'private', platform: 'slack', users: ['U1'] }, editOf: null } as const;
const inThread = { target: { kind: 'thread', platform: 'slack', of: 'question' }, editOf: null } as const;
const toOrganisation = {
  target: { kind: 'organisation', platform: 'discord', organisation: 'o', title: 'T', to: null, calls: [] },
  editOf: null,
} as const;
const edited = { ...inChannel, editOf: 'card' };

const nothing = { replyPlace: null, notReached: false, refuseWaiting: null, messageGone: null };
const refused = (reason: string): DeliveryOutcome => ({ status: 'REFUSED', reason });
const unknown = (reason: string): DeliveryOutcome => ({ status: 'UNKNOWN', reason });

describe('what an outcome means for others', () => {
  test.each<[string, Parameters<typeof consequencesOf>[0], DeliveryOutcome, object]>([
    ['sent: nothing', inChannel, { status: 'SENT' }, nothing],
    ['to be tried again: nothing', alone, { status: 'PENDING', notBefore: new Date(0) }, nothing],
    [
      'a channel that takes nothing: somebody is told, and nothing more is tried there',
      inChannel,
      refused('not-in-channel'),
      { ...nothing, notReached: true, refuseWaiting: { reason: 'not-in-channel', notReached: false } },
    ],
    ['one message that a channel doesn’t take', inChannel, refused('too-long'), nothing],
    [
      'somebody who takes no direct messages: it is told of each that waited for them',
      alone,
      refused('direct-messages-closed'),
      { ...nothing, notReached: true, refuseWaiting: { reason: 'direct-messages-closed', notReached: true } },
    ],
    ['one message that somebody isn’t sent', alone, refused('too-long'), { ...nothing, notReached: true }],
    ['what was taken back before all of it stood is missed by nobody', alone, refused('withdrawn'), nothing],
    ['what isn’t theirs any more is nobody’s business', alone, refused('not-theirs'), nothing],
    [
      'where we weren’t even let in to look, likewise',
      alone,
      unknown('user-gone'),
      { ...nothing, notReached: true, refuseWaiting: { reason: 'user-gone', notReached: true } },
    ],
    ['where nobody can tell, somebody is to look', alone, unknown('unknown'), nothing],
    ['an organisation that isn’t reached', toOrganisation, refused('no-permission'), { ...nothing, notReached: true }],
    [
      'a reply whose conversation is gone: what opened it is gone',
      inThread,
      refused('channel-gone'),
      { ...nothing, messageGone: 'question' },
    ],
    ['a reply that is too long', inThread, refused('too-long'), nothing],
    ['an edit of what is gone', edited, refused('message-gone'), { ...nothing, messageGone: 'card' }],
    ['an edit where we may write no more: it stands as it was', edited, refused('no-permission'), nothing],
  ])('%s', (_what, one, outcome, expected) => {
    expect(consequencesOf(one, outcome)).toEqual(expected);
  });
});

describe('a reply to what was sent stands', () => {
  const sent = (platform: 'slack' | 'discord', thread: string | null): DeliveryOutcome => ({
    status: 'SENT',
    refs: [
      { place: { platform, channel: 'C1', thread }, id: '1.1' },
      { place: { platform, channel: 'C1', thread }, id: '1.2' },
    ],
  });
  test.each([
    ['below the first message in Slack', sent('slack', null), { channel: 'C1', thread: '1.1' }],
    ['in the thread that is there in Slack', sent('slack', '0.9'), { channel: 'C1', thread: '0.9' }],
    ['beside it on Discord', sent('discord', null), { channel: 'C1', thread: null }],
  ])('%s', (_where, outcome, place) => {
    const target: Target = inChannel.target;
    expect(consequencesOf({ target, editOf: null }, outcome).replyPlace).toEqual(place);
    expect(consequencesOf({ target, editOf: 'card' }, outcome).replyPlace).toBe(null);
  });
});
