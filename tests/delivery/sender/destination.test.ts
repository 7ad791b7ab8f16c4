import { describe, expect, test } from 'vitest';
import { destinationOf, editOfSent, inThreadOf } from '../../../src/delivery/sender/destination.ts';

const slack = { place: { platform: 'slack', channel: 'C1', thread: null }, id: '1.1' } as const;
const reply = { place: { platform: 'slack', channel: 'C1', thread: '0.9' }, id: '1.2' } as const;
const discord = { place: { platform: 'discord', channel: '42', thread: null }, id: '7' } as const;

test('an edit goes to every message that the delivery became', () => {
  const refs = [discord, { ...discord, id: '8' }];
  expect(editOfSent({ status: 'SENT', refs })).toEqual({ kind: 'edit', refs });
});

test.each([
  ['in Slack, below the first message', [slack, { ...slack, id: '1.3' }], { ...slack.place, thread: '1.1' }],
  ['in Slack, in the thread that message is in', [reply], { ...slack.place, thread: '0.9' }],
  ['in Discord, in the channel that was opened', [discord], discord.place],
] as const)('what follows stands %s', (_where, refs, place) => {
  expect(inThreadOf({ status: 'SENT', refs })).toEqual({ kind: 'post', target: { kind: 'place', place } });
});

describe.each([
  ['an edit', editOfSent],
  ['what follows', inThreadOf],
] as const)('%s', (_what, destination) => {
  test.each([
    ['waits for what isn’t sent yet', { status: 'PENDING', refs: null }, 'wait'],
    ['waits for what is being sent', { status: 'SENDING', refs: null }, 'wait'],
    ['waits while nothing is known of the messages', { status: 'SENT', refs: [] }, 'wait'],
    ['goes nowhere when there was nothing', null, 'gone'],
    ['goes nowhere after a refusal', { status: 'REFUSED', refs: [slack] }, 'gone'],
    ['goes nowhere when nobody knows what came of it', { status: 'UNKNOWN', refs: [slack] }, 'gone'],
  ] as const)('%s', (_when, parent, expected) => {
    expect(destination(parent)).toBe(expected);
  });
});

describe('where a delivery goes', () => {
  const channel = { kind: 'channel', platform: 'slack', channel: 'C1' } as const;
  const sent = new Map([['card', { status: 'SENT', refs: [slack] }]]);
  const store = { refsOf: async (key: string) => sent.get(key) ?? null };

  test.each([
    ['to its target', { target: channel, editOf: null }, { kind: 'post', target: channel }],
    ['to what it edits, wherever that is', { target: channel, editOf: 'card' }, { kind: 'edit', refs: [slack] }],
    [
      'to the thread of another',
      { target: { kind: 'thread', platform: 'slack', of: 'card' }, editOf: null },
      { kind: 'post', target: { kind: 'place', place: { ...slack.place, thread: '1.1' } } },
    ],
    [
      'nowhere when that isn’t there',
      { target: { kind: 'thread', platform: 'slack', of: 'list' }, editOf: null },
      'gone',
    ],
    ['nowhere when what it edits isn’t', { target: channel, editOf: 'list' }, 'gone'],
  ] as const)('%s', async (_where, one, expected) => {
    expect(await destinationOf(one, store)).toEqual(expected);
  });
});
