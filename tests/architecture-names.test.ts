import { expect, it } from 'vitest';
import { sourceFiles } from './support/sources.ts';

const DECLARED =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:interface|type|class|enum|const|let|function\*?) (\w+)/gm;
const OF_A_PLATFORM = /^src\/(platforms|playground)\/(slack|discord)\//;

const sources = sourceFiles('src', 'commands');

/**
 * Returns whether these files may share a name because they do one job, each for another platform: both are adapters, or
 * both are local platforms. Within one platform a name stands once.
 */
function areTwins(paths: readonly string[]): boolean {
  const found = paths.map((path) => OF_A_PLATFORM.exec(path));
  const [roots, platforms] = [1, 2].map((group) => new Set(found.map((match) => match?.[group])));
  return !found.includes(null) && roots?.size === 1 && platforms?.size === paths.length;
}

it('two exports never have one name', () => {
  const declared = sources
    .filter(({ path }) => !path.startsWith('src/generated/'))
    .flatMap(({ path, text }) => [...text.matchAll(DECLARED)].map(([, name = '']) => ({ path, name })));
  expect(declared.length).toBeGreaterThan(2_000);
  const byName = new Map<string, string[]>();
  for (const { path, name } of declared) byName.set(name, [...(byName.get(name) ?? []), path]);
  const twice = [...byName].filter(([, all]) => all.length > 1 && !areTwins(all));
  expect(twice.map(([name, all]) => `${name}: ${all.join(', ')}`)).toEqual([]);
});
