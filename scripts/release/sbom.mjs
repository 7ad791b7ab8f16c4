// npm run -s sbom
//
// Prints what the bot runs with as a bill of materials (CycloneDX): npm's own of the whole lock, without what is locked for development
// alone. `npm sbom --omit=dev` leaves out whatever something of development needs, too, such as the database itself.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { root } from '../build/fingerprint.mjs';

const MOST_BYTES = 100_000_000;

const { name, version, packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
const needed = new Set([`${name}@${version}`]);
for (const [path, locked] of Object.entries(packages)) {
  if (path === '' || locked.dev || locked.devOptional) continue;
  needed.add(`${locked.name ?? path.replace(/^.*node_modules\//, '')}@${locked.version}`);
}

const words = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'];
const run = spawnSync('npm', words, { cwd: root, encoding: 'utf8', maxBuffer: MOST_BYTES });
if (run.status !== 0) {
  process.stderr.write(run.stderr ?? '');
  throw new Error('npm sbom failed');
}
const { metadata, components, dependencies, ...rest } = JSON.parse(run.stdout);
const bill = {
  ...rest,
  // npm names it after the folder.
  metadata: { ...metadata, component: { ...metadata.component, name } },
  components: components.filter((one) => needed.has(one['bom-ref'])),
  dependencies: dependencies
    .filter(({ ref }) => needed.has(ref))
    .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => needed.has(ref)) })),
};
console.log(JSON.stringify(bill, null, 2));
