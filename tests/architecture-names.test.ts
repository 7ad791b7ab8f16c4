import { expect, it } from 'vitest';
import { sourceFiles } from './support/sources.ts';

const DECLARED = /^export (?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm;
/** Returns whether a file is an adapter's: both do the same jobs, so exports for one job may have the same name. */
const inAdapters = (path: string) => /^src\/platforms\/(?:slack|discord)\//.test(path);

const sources = sourceFiles('src', 'commands');

it('two exported types never have one name', () => {
  const declared = sources
    .filter(({ path }) => !path.startsWith('src/generated/'))
    .flatMap(({ path, text }) => [...text.matchAll(DECLARED)].map(([, name = '']) => ({ path, name })));
  expect(declared.length).toBeGreaterThan(700);
  const byName = new Map<string, string[]>();
  for (const { path, name } of declared) byName.set(name, [...(byName.get(name) ?? []), path]);
  const twice = [...byName].filter(([, all]) => all.length > 1 && !all.every(inAdapters));
  expect(twice.map(([name, all]) => `${name}: ${all.join(', ')}`)).toEqual([]);
});
