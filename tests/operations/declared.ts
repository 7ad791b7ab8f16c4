import type { Operation } from '../../src/access/operation/operation.ts';
import { sourceFiles } from '../support/sources.ts';

const features = sourceFiles('src/features');

const declared = new Map<string, Operation>();

/** Stands in for the module `operation.ts`, and notes every operation that is declared with it. */
export async function noting(
  original: () => Promise<typeof import('../../src/access/operation/operation.ts')>,
): Promise<typeof import('../../src/access/operation/operation.ts')> {
  const real = await original();
  return {
    ...real,
    operation(definition) {
      const made = real.operation(definition);
      declared.set(made.name, made as unknown as Operation);
      return made;
    },
  };
}

/** Returns every operation, by name: those that the bot is put together of, and those that aren't wired up yet. */
export async function everyOperation(): Promise<readonly Operation[]> {
  const paths = ['src/composition.ts', ...features.map(({ path }) => path)];
  await Promise.all(paths.map((path) => import(/* @vite-ignore */ `../../${path}`)));
  return [...declared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
