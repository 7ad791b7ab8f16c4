import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the worked example of docs/adding-a-command.md: its files, as they stand in a copy of this project. */
export const EXAMPLE = fileURLToPath(new URL('../tests/examples/annuaire', import.meta.url));

/** Adds the example to a copy of this project: its files, and its feature in the list of the composition root. */
export function addExample(copy: string): void {
  cpSync(EXAMPLE, copy, { recursive: true });
  const composition = join(copy, 'src/composition.ts');
  const before = readFileSync(composition, 'utf8');
  const after = before
    .replace(
      'import { editionsFeature }',
      "import { directoryFeature } from './features/directory/index.ts';\nimport { editionsFeature }",
    )
    .replace('  editionsFeature(', '  directoryFeature,\n  editionsFeature(');
  writeFileSync(composition, after);
}
