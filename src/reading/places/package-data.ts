import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);

/** The number of rows read before others have their turn. */
const AT_ONCE = 200;

type Name = 'communes' | 'departements' | 'regions';

function pathOf(name: Name): string {
  return require.resolve(`@etalab/decoupage-administratif/data/${name}.json`);
}

/**
 * Returns one of the package's data files, which are plain JSON. The package's own index reads them all, from the
 * current folder.
 */
export function packageData(name: Name): unknown {
  return JSON.parse(readFileSync(pathOf(name), 'utf8'));
}

/** Returns the rows of such a file, a few hundred at a time; it holds one per line. */
export async function* packageRows(name: Name): AsyncGenerator<readonly unknown[]> {
  const lines = createInterface({ input: createReadStream(pathOf(name), 'utf8') });
  let rows: unknown[] = [];
  for await (const line of lines) {
    const row = line.replace(/,$/, '');
    if (row === '[' || row === ']') continue;
    rows.push(JSON.parse(row));
    if (rows.length < AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
