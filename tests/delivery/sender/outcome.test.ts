import { describe, expect, test } from 'vitest';
import type { DeliveryFailure } from '../../../src/chat/platform.ts';
import { afterFailure, afterLookUp } from '../../../src/delivery/sender/outcome.ts';

const NOW = new Date('2026-11-16T10:00:00Z');
const later = (seconds: number) => ({ status: 'PENDING', notBefore: new Date(NOW.getTime() + seconds * 1_000) });

describe('an attempt that failed', () => {
  const sent = (attempts: number) => ({ attempts, editOf: null });
  const edited = (attempts: number) => ({ attempts, editOf: 'card' });

  test.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [6, 32],
    [7, 60],
    [100, 60],
  ])('after the attempt no. %i to reach a platform that is away, the next is %i s later', (attempts, seconds) => {
    expect(afterFailure(sent(attempts), { kind: 'unavailable' }, NOW)).toEqual(later(seconds));
  });

  test.each<[string, DeliveryFailure, ReturnType<typeof sent> | ReturnType<typeof edited>, object | null]>([
    [
      'a refusal is final',
      { kind: 'refused', reason: 'message-gone' },
      sent(1),
      { status: 'REFUSED', reason: 'message-gone' },
    ],
    [
      'too fast: as long as the platform says',
      { kind: 'rate-limited', retryAfter: 7_000 },
      sent(1),
      { ...later(7), reason: 'put-off' },
    ],
    ['a message whose answer was lost is looked for', { kind: 'ambiguous' }, sent(3), null],
    ['an edit whose answer was lost is made again', { kind: 'ambiguous' }, edited(3), later(4)],
  ])('%s', (_what, failure, one, expected) => {
    expect(afterFailure(one, failure, NOW)).toEqual(expected);
  });
});

describe('a message that was looked for', () => {
  const ref = { place: { platform: 'slack', channel: 'C1', thread: null }, id: '1.1' } as const;

  test.each([
    ['is there: sent', [ref], false, { status: 'SENT', refs: [ref] }],
    ['isn’t there: sent again', [], false, { status: 'PENDING' }],
    ['is there in part: the rest is sent', { begun: [ref] }, false, { status: 'PENDING', refs: [ref] }],
    ['is for who won’t be asked: unknown', { refused: 'user-gone' }, false, { status: 'UNKNOWN', reason: 'user-gone' }],
    ['can’t be looked for: somebody is to look', 'no-way', false, { status: 'UNKNOWN', reason: 'unknown' }],
    ['gets no answer: looked for again', 'failed', false, null],
    ['gets no answer at the last look: somebody is to look', 'failed', true, { status: 'UNKNOWN', reason: 'unknown' }],
    ['is found at the last look', [ref], true, { status: 'SENT', refs: [ref] }],
  ] as const)('%s', (_what, found, isLast, expected) => {
    expect(afterLookUp(found, isLast)).toEqual(expected);
  });
});
