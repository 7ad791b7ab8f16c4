import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Budget, platformBudgets, slidingWindow, tokenBucket } from '../../../src/delivery/sender/budgets.ts';
import { manualClock } from '../../../src/playground/clock.ts';

/** One request: the time that passes before it, and the time that the platform takes to answer. */
interface Asked {
  readonly pause: number;
  readonly takes: number;
}

/** Spends each as soon as it may. Returns when that was, and when it was answered. */
function spendings(
  budget: Budget,
  asked: readonly Asked[],
): readonly { readonly at: number; readonly until: number }[] {
  let now = 0;
  const open: { readonly until: number; readonly answered: (at: number) => void }[] = [];
  /** Everything that is answered by then is answered in order. */
  const goTo = (moment: number) => {
    now = moment;
    open.sort((a, b) => a.until - b.until);
    while (open[0] && open[0].until <= now) open.shift()?.answered(now);
  };
  return asked.map(({ pause, takes }) => {
    goTo(now + pause);
    for (let wait = budget.wait(now); wait > 0; wait = budget.wait(now)) {
      goTo(Math.min(now + wait, open[0]?.until ?? Number.POSITIVE_INFINITY));
    }
    const answered = budget.spend(now);
    const one = { at: now, until: now + takes };
    open.push({ until: one.until, answered });
    return one;
  });
}

const asked = fc.array(fc.record({ pause: fc.nat(3_000), takes: fc.nat(2_000) }), { minLength: 1, maxLength: 60 });

describe('a budget', () => {
  it('of so many in a window is never exceeded in any window, whenever between sending and answer each counts', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 6 }), fc.nat(100), (given, count, percent) => {
        const counted = spendings(slidingWindow(count, 5_000), given).map(({ at, until }, index) => {
          return at + ((until - at) * ((percent * (index + 1)) % 101)) / 100;
        });
        for (const from of counted) {
          expect(counted.filter((at) => at >= from && at < from + 5_000).length).toBeLessThanOrEqual(count);
        }
      }),
    );
  });

  it('of a bucket never spends more than was in it and has come in since', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 6 }), (given, burst) => {
        const spent = spendings(tokenBucket(burst, 200), given).map(({ at }) => at);
        for (const [index, from] of spent.entries()) {
          for (const [further, to] of spent.slice(index).entries()) {
            expect(further + 1).toBeLessThanOrEqual(burst + Math.floor((to - from) / 200));
          }
        }
      }),
    );
  });

  it('lets what takes several at once wait for as many', () => {
    const budget = slidingWindow(3, 1_000);
    for (const at of [0, 100]) budget.spend(at)(at);
    expect(budget.wait(200)).toBe(0);
    expect(budget.times(2).wait(200)).toBe(800);
    expect(budget.times(3).wait(200)).toBe(900);
  });

  it('that is used up comes back at the moment it says', () => {
    const budget = tokenBucket(2, 200);
    for (const _ of [1, 2]) budget.spend(0);
    expect([budget.wait(0), budget.wait(150), budget.wait(200)]).toEqual([200, 50, 0]);
  });
});

describe.each(['slack', 'discord'] as const)('the budgets of %s', (platform) => {
  it('are kept by channel: a busy one holds up no other', () => {
    const budgets = platformBudgets(platform, manualClock());
    while (budgets.channel('busy') === 0) budgets.spend('post', 'busy')();
    expect(budgets.channel('other')).toBe(0);
  });

  it('come back with time', () => {
    const clock = manualClock();
    const budgets = platformBudgets(platform, clock);
    while (budgets.channel('busy') === 0) budgets.spend('post', 'busy')();
    clock.advance(budgets.channel('busy'));
    expect(budgets.channel('busy')).toBe(0);
  });

  it('of the token are used up by many channels, and come back with time', () => {
    const clock = manualClock();
    const budgets = platformBudgets(platform, clock);
    let had = 0;
    while (budgets.token('post') === 0) budgets.spend('post', `channel ${had++}`)();
    expect(had).toBeLessThanOrEqual(platform === 'slack' ? 300 : 50);
    clock.advance(budgets.token('post'));
    expect(budgets.token('post')).toBe(0);
  });

  it('let conversations be opened so often, while there is enough left for messages', () => {
    const budgets = platformBudgets(platform, manualClock());
    let had = 0;
    for (; budgets.token('open') === 0; had += 1) budgets.spend('open', `person ${had}`)();
    expect(had).toBeLessThanOrEqual(platform === 'slack' ? 50 : 10);
    expect(budgets.token('post')).toBe(0);
    // Slack's stay open; in Discord each message to somebody opens one.
    expect(budgets.opens('person 0')).toBe(platform === 'discord');
    expect(budgets.opens('somebody else')).toBe(true);
  });

  it('let more conversations be opened once what opened the others was long enough answered', () => {
    const clock = manualClock();
    const budgets = platformBudgets(platform, clock);
    const open: (() => void)[] = [];
    while (budgets.token('open') === 0) open.push(budgets.spend('open', `person ${open.length}`));
    for (const answered of open) answered();
    clock.advance(budgets.token('open'));
    expect(budgets.token('open')).toBe(0);
  });

  it('are forgotten of a channel once enough others were written to since', () => {
    const clock = manualClock();
    const budgets = platformBudgets(platform, clock);
    const busy = 'busy';
    while (budgets.channel(busy) === 0) budgets.spend('post', busy)();
    for (let other = 1; other < 5_000; other += 1) budgets.spend('post', `channel ${other}`)();
    expect(budgets.channel(busy)).toBeGreaterThan(0);
    budgets.spend('post', 'channel 5000')();
    expect(budgets.channel(busy)).toBe(0);
    expect(budgets.opens(busy)).toBe(true);
  });

  it('let messages be changed so often, wherever they stand', () => {
    const budgets = platformBudgets(platform, manualClock());
    let had = 0;
    for (; budgets.token('edit') === 0; had += 1) budgets.spend('edit', null)();
    expect(had).toBeLessThanOrEqual(50);
    // Discord counts all requests together, Slack each kind by itself.
    expect(budgets.token('post') === 0).toBe(platform === 'slack');
  });
});
