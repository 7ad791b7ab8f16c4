import { expect, it } from 'vitest';
import { pipeline, type Step } from '../../src/dispatch/pipeline.ts';

const noting =
  (name: string, notes: string[]): Step<string> =>
  async (given, next) => {
    notes.push(`${name} gets ${given}`);
    await next(`${given}+${name}`);
    notes.push(`${name} is over`);
  };

it('takes the steps in the order in which they are listed, each around those below it', async () => {
  const notes: string[] = [];
  const way = pipeline<string>()
    .use(noting('first', notes))
    .use(noting('second', notes))
    .end(async (given) => {
      notes.push(`the end gets ${given}`);
    });
  await way('hello');
  expect(notes).toEqual([
    'first gets hello',
    'second gets hello+first',
    'the end gets hello+first+second',
    'second is over',
    'first is over',
  ]);
});

it('ends at a step that hands nothing on, and gives what that step says', async () => {
  const way = pipeline<number, string>()
    .use(async (given, next) => (given > 10 ? 'too much' : next(given)))
    .use<string>((given, next) => next(`${given} pieces`))
    .end(async (given) => `there are ${given}`);
  expect([await way(3), await way(11)]).toEqual(['there are 3 pieces', 'too much']);
});

it('lets a step know of what fails below it', async () => {
  const way = pipeline<string, string>()
    .use((given, next) => next(given).catch((error: Error) => `failed: ${error.message}`))
    .end(() => Promise.reject(new Error('out of order')));
  expect(await way('hello')).toBe('failed: out of order');
});
