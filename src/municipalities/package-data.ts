import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** One of the package's data files. They are plain JSON; its own index reads them all, from the current folder. */
export function packageData(name: 'communes' | 'departements' | 'regions'): unknown {
  return JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8'));
}
