import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { addExample } from '../../scripts/example-overlay.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'annuaire-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

for (const path of ['commands', 'prisma', 'scripts', 'src', 'tests', 'package.json', 'package-lock.json']) {
  cpSync(join(root, path), join(copy, path), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
addExample(copy);
execFileSync(process.execPath, [join(copy, 'scripts/generate-texts.mjs')]);

// The example's own test, as the documentation shows it, of a bot that has the feature: it is registered here by its import.
await import(/* @vite-ignore */ join(copy, 'tests/features/directory/directory.test.ts'));
