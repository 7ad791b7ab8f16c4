// Adds the worked example of docs/adding-a-command.md to a copy of this project as it is committed, runs `npm run
// check` there, and fails where anything else than the example's own files and the composition root had to change.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addExample, EXAMPLE } from './example-overlay.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'example-'));
const git = (...words: string[]) => execFileSync('git', ['-C', copy, ...words], { encoding: 'utf8' });

try {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, copy]);
  writeFileSync(join(copy, '.git/info/exclude'), 'node_modules\n');
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  addExample(copy);
  const { status } = spawnSync('npm', ['run', 'check'], { cwd: copy, stdio: 'inherit' });
  const wanted = readdirSync(EXAMPLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(EXAMPLE.length + 1));
  git('add', '--all');
  const changed = git('diff', '--cached', '--name-only').trim().split('\n').sort();
  console.log(`\nChanged:\n${changed.join('\n')}`);
  const alike = changed.join('\n') === [...wanted, 'src/composition.ts'].sort().join('\n');
  if (!alike) console.error('Something else changed than the example and src/composition.ts.');
  process.exitCode = status === 0 && alike ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
