import { existsSync } from 'node:fs';
import { posix, relative } from 'node:path';
import type { Plugin } from 'vitest/config';

/** The files that bring all features together. Every conversation imports them, whichever feature it is about. */
const COMPOSING = ['src/bot.ts', 'src/composition.ts', 'src/maintenance/erase-again.ts'];

/**
 * Tells `vitest related` (and `--changed`) which tests are about a feature. A test that talks to the whole bot imports every feature
 * and would be related to each of them. Here it is related to what it imports itself, to everything below the features, and, where it
 * stands in a feature's folder, to that feature and all that it stands on. Nothing is run otherwise than without this.
 */
export function relatedTests(): Plugin {
  return {
    name: 'related-tests',
    configureServer({ config: { root }, environments: { ssr } }) {
      const { moduleGraph } = ssr;
      const keep = moduleGraph.updateModuleTransformResult.bind(moduleGraph);
      moduleGraph.updateModuleTransformResult = (module, result) => {
        const path = module.file === null ? '' : relative(root, module.file).replaceAll('\\', '/');
        if (result?.deps) result.deps = relatedOf(path, result.deps, (door) => existsSync(posix.join(root, door)));
        keep(module, result);
      };
    },
  };
}

/** Returns the files, from the project's folder with a slash before it, that one is related to, of those that it imports. */
function relatedOf(path: string, imported: string[], isThere: (path: string) => boolean): string[] {
  if (COMPOSING.includes(path)) return imported.filter((one) => !one.startsWith('/src/features/'));
  const [, feature] = /^tests\/features\/([^/]+)\/.+\.test\.ts$/.exec(path) ?? [];
  const door = `/src/features/${feature}/index.ts`;
  return feature !== undefined && isThere(door) ? [...imported, door] : imported;
}
