import { expect, it } from 'vitest';
import { createSteps } from '../../src/concurrency/steps.ts';

it('does one step after the other until none follows', async () => {
  let left = 3;
  const steps = createSteps(
    async () => {
      left -= 1;
      return left > 0;
    },
    () => expect.unreachable(),
  );
  await steps.go();
  expect([left, steps.busy()]).toEqual([0, false]);
});

it('looks once more when it was told to go on during its last step', async () => {
  let done = 0;
  const steps = createSteps(
    async () => {
      done += 1;
      if (done === 1) void steps.go();
      return false;
    },
    () => expect.unreachable(),
  );
  await steps.go();
  expect(done).toBe(2);
});

it('goes on after a step that failed once it is told to', async () => {
  const told: unknown[] = [];
  let done = 0;
  const steps = createSteps(
    async () => {
      done += 1;
      if (done === 1) throw new Error('not now');
      return false;
    },
    (error) => told.push(error),
  );
  await steps.go();
  expect([done, told.length]).toEqual([1, 1]);
  await steps.go();
  await steps.ended();
  expect([done, told.length]).toEqual([2, 1]);
});
