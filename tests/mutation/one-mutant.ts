import { afterEach, beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutation test tells by this which mutant is tried. */
    activeMutant: string | undefined;
  }
}

const { __stryker__: stryker, tried = { mutant: '', noticed: false } } = globalThis as {
  __stryker__?: { activeMutant?: string | undefined };
  tried?: { mutant: string | undefined; noticed: boolean };
};
Object.assign(globalThis, { tried });

// While a file's tests are gathered nothing is mutated: the mutant of the run before would still be.
if (stryker) stryker.activeMutant = undefined;

const mutant = inject('activeMutant');
if (tried.mutant !== mutant) Object.assign(tried, { mutant, noticed: false });

// One test that notices a mutant is enough.
beforeEach(({ skip }) => skip(tried.noticed));
afterEach(({ task }) => {
  tried.noticed ||= mutant !== undefined && task.result?.state === 'fail';
});
