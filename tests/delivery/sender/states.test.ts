import { describe, expect, it, test } from 'vitest';
import type { Batch } from '../../../src/delivery/sender/batch.ts';
import type { PendingDelivery } from '../../../src/delivery/sender/delivery.ts';
import {
  type AtWork,
  IDLE,
  isAtWork,
  mustYield,
  onDone,
  onRequest,
  type Request,
  type SenderState,
  type WorkDone,
} from '../../../src/delivery/sender/states.ts';

const REQUESTS = ['nothing', 'resume', 'read', 'reconcile'] as const satisfies readonly Request[];

const message = (id: string): PendingDelivery => ({
  ...{ id, key: id, regionId: 'region', platform: 'slack', editOf: null, attempts: 0 },
  target: { kind: 'channel', platform: 'slack', channel: id },
});
/** Three in the queue, and none of them sent yet. */
const batch: Batch = {
  lanes: [[message('a')], [message('b')], [message('c')]],
  ...{ size: 3, next: new Map(), done: 0, progressed: false },
};
const allDone: Batch = { ...batch, lanes: [], done: 3, progressed: true };
const heldBack: Batch = { ...batch, lanes: [[message('c')]], done: 2, progressed: true };
const oneRefusedToGo: Batch = { ...batch, lanes: [], done: 2, progressed: true };
const noneTried: Batch = { ...batch, lanes: [] };
const more: Batch = { ...allDone, size: null, next: new Map([['channel', { rank: 0, sequence: 3n }]]) };

const throttled: SenderState = { is: 'throttled', batch: heldBack };
const reconciling = (requested: Request = 'nothing'): AtWork => ({ is: 'reconciling', requested });
const reading = (requested: Request = 'nothing'): AtWork => ({ is: 'reading', onto: null, requested });
const sending = (requested: Request = 'nothing', what = batch): AtWork => ({ is: 'sending', batch: what, requested });

describe('at rest', () => {
  test.each<[SenderState, Request, SenderState]>([
    [IDLE, 'resume', reading()],
    [IDLE, 'read', reading()],
    [IDLE, 'reconcile', reconciling()],
    [throttled, 'resume', sending('nothing', heldBack)],
    [throttled, 'read', reading()],
    [throttled, 'reconcile', reconciling()],
  ])('%j begins what is requested: %s', (state, request, expected) => {
    expect(onRequest(state, request)).toEqual(expected);
  });
});

describe('at work', () => {
  test.each([reconciling, reading, sending])('%o keeps the most that is requested for later', (work) => {
    for (const [before, one] of REQUESTS.entries()) {
      for (const [after, other] of REQUESTS.entries()) {
        expect(onRequest(work(one), other)).toEqual(work(REQUESTS[Math.max(before, after)]));
      }
    }
  });

  it('yields to what may come before the rest of the batch, and to nothing else', () => {
    expect(REQUESTS.filter((request) => mustYield(sending(request)))).toEqual(['read', 'reconcile']);
    expect(mustYield(IDLE)).toBe(false);
  });
});

describe('work that ended', () => {
  test.each<[string, AtWork, WorkDone, SenderState]>([
    ['what was unfinished is settled: read', reconciling(), { is: 'reconciled' }, reading()],
    ['reading does what a wake meanwhile asked for', reconciling('read'), { is: 'reconciled' }, reading()],
    [
      'it is settled again, but not before something was sent',
      reconciling('reconcile'),
      { is: 'reconciled' },
      reading('reconcile'),
    ],
    ['read: sent', reading(), { is: 'read', batch }, sending()],
    ['what may be sent again by now is sent', reading('resume'), { is: 'read', batch }, sending()],
    ['what is stored while it is read may come first', reading('read'), { is: 'read', batch }, sending('read')],
    [
      'something came to be settled while it was read',
      reading('reconcile'),
      { is: 'read', batch },
      sending('reconcile'),
    ],
    ['all is sent: nothing to do', sending(), { is: 'sent', batch: allDone }, IDLE],
    ['nothing could be tried: nothing to do', sending(), { is: 'sent', batch: noneTried }, IDLE],
    ['what failed may have let others go: read', sending(), { is: 'sent', batch: oneRefusedToGo }, reading()],
    [
      'the queue goes on: read on',
      sending(),
      { is: 'sent', batch: more },
      { is: 'reading', onto: { batch: more, from: more.next }, requested: 'nothing' },
    ],
    ['limits hold back the rest: wait', sending(), { is: 'sent', batch: heldBack }, throttled],
    ['limits let it go by now: on', sending('resume'), { is: 'sent', batch: heldBack }, sending('nothing', heldBack)],
    [
      'stored meanwhile: read from the beginning, whatever is left',
      sending('read'),
      { is: 'sent', batch: heldBack },
      reading(),
    ],
    ['to be settled: at once, whatever is left', sending('reconcile'), { is: 'sent', batch: heldBack }, reconciling()],
    [
      'to be settled: at once, whatever more there is',
      sending('reconcile'),
      { is: 'sent', batch: more },
      reconciling(),
    ],
  ])('%s', (_what, state, done, expected) => {
    expect(onDone(state, done)).toEqual(expected);
  });

  it('never leaves a request behind: whatever was asked for is begun, or waits in what is at work', () => {
    const ends: readonly WorkDone[] = [
      { is: 'reconciled' },
      ...[batch, allDone, heldBack, oneRefusedToGo, noneTried, more].flatMap((left): WorkDone[] => [
        { is: 'read', batch: left },
        { is: 'sent', batch: left },
      ]),
    ];
    for (const end of ends) {
      const after = onDone(sending('reconcile'), end);
      expect(after.is === 'reconciling' || (isAtWork(after) && after.requested === 'reconcile')).toBe(true);
      expect(isAtWork(onDone(sending('read'), end))).toBe(true);
    }
  });
});
