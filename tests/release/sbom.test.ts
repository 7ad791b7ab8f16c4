import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, INPUTS } from '../../scripts/build/built.mjs';
import { packagesOf } from '../../scripts/release/packages.mjs';

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly name: string; readonly version: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

describe('the bill of materials', () => {
  let bill: Bill;
  let named: readonly string[];
  let inputs: readonly string[];
  beforeAll(async () => {
    const { stdout } = spawnSync(process.execPath, ['scripts/release/sbom.mjs'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    bill = JSON.parse(stdout);
    inputs = JSON.parse(readFileSync(join(await built(), INPUTS), 'utf8'));
    named = bill.components.map(({ name, version }) => `${name}@${version}`);
  });

  it('is one, of the bot', () => {
    expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'fil-conducteur']);
  });

  it('names every package of which a release is made', () => {
    const packages = packagesOf(inputs);
    expect(packages.map(({ name, version }) => `${name}@${version}`).filter((one) => !named.includes(one))).toEqual([]);
  });

  it('names every package that we depend on, and none that is for development alone', () => {
    const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(
      readFileSync('package.json', 'utf8'),
    );
    const direct = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);
    expect(direct.filter((one) => !named.includes(one))).toEqual([]);
    const names = bill.components.map(({ name }) => name);
    const ours = ['vitest', 'prisma', 'esbuild', 'typescript', 'knip', '@biomejs/biome'];
    expect(ours.filter((name) => names.includes(name))).toEqual([]);
  });

  it('leads nowhere but to what it names', () => {
    const known = new Set([...named, ...bill.dependencies.map(({ ref }) => ref)]);
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !known.has(ref))).toEqual([]);
  });
});
