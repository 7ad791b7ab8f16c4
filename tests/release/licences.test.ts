import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, INPUTS } from '../../scripts/build/built.mjs';
import { type BuiltInPackage, licenceText, packagesOf } from '../../scripts/release/packages.mjs';

const LIST = 'scripts/release/licences.json';

describe('the packages of which a release is made', () => {
  let packages: readonly BuiltInPackage[] = [];
  const allowed: readonly string[] = JSON.parse(readFileSync(LIST, 'utf8'));
  beforeAll(async () => {
    packages = packagesOf(JSON.parse(readFileSync(join(await built(), INPUTS), 'utf8')));
  });

  it('are read at all', () => {
    expect(packages.length).toBeGreaterThan(60);
    expect(packages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['discord.js', '@electric-sql/pglite', 'pg']),
    );
  });

  it('have licences that let us pass them on', () => {
    const others = packages.filter(({ licence }) => !allowed.includes(licence));
    const toDo = `read its licence: if it may be passed on under MIT with its text alone, add it to ${LIST}; otherwise take another package`;
    expect(others.map(({ name, version, licence }) => `${name} ${version}, "${licence}": ${toDo}`)).toEqual([]);
  });

  it('run, and aren’t for development: what is bundled stands in the list of what we depend on', () => {
    const { packages: locked }: { packages: Record<string, { dev?: boolean; devOptional?: boolean }> } = JSON.parse(
      readFileSync('package-lock.json', 'utf8'),
    );
    const forDevelopment = packages.filter(({ folder }) => locked[folder]?.dev || locked[folder]?.devOptional);
    expect(forDevelopment.map(({ name }) => name)).toEqual([]);
  });

  it('bring the text of their licence, but for these, which only name it', () => {
    const without = packages.filter(({ folder }) => licenceText(folder).length < 200).map(({ name }) => name);
    expect(without).toEqual(['@sapphire/async-queue', '@sapphire/snowflake', 'pg-types', 'pgpass']);
  });
});
