// What makes a build smaller in memory than the packages it is made of. Each part names the code it changes, and fails the build
// where that code reads differently than it is known to: the versions are fixed, and a new one has to be looked at.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { root } from './fingerprint.mjs';

const require = createRequire(import.meta.url);

/**
 * A package in CommonJS is copied into an object for each file that imports it. discord.js has hundreds of names and is imported by
 * dozens of files: they share one copy.
 */
export const oneDiscord = {
  name: 'one discord.js',
  setup(build) {
    build.onResolve({ filter: /^discord\.js$/ }, ({ kind, namespace }) =>
      kind === 'import-statement' && namespace !== 'once' ? { path: 'discord.js', namespace: 'once' } : null,
    );
    build.onLoad({ filter: /.*/, namespace: 'once' }, ({ path }) => {
      const names = Object.keys(require(path)).filter((name) => /^[A-Za-z_]\w*$/.test(name));
      const contents = `import whole from '${path}';\nexport const { ${names.join(', ')} } = whole;\n`;
      return { contents, resolveDir: root };
    });
  },
};

/**
 * Prisma's client keeps a few numbered edges for each of thousands of nodes, in objects that V8 lays out as lists up to the highest
 * number: 18 MB of nothing. As maps they take one.
 */
export const edgesAsMaps = changed(/@prisma\/client\/runtime\/client\.js$/, [
  [',o={};for(let s=0;s<i;s++)', ',o=new Map;for(let s=0;s<i;s++)', 2],
  ['o[a]=S}r.push({edges:o})', 'o.set(a,S)}r.push({edges:o})', 1],
  ['o[a]=P}r.push({edges:o})', 'o.set(a,P)}r.push({edges:o})', 1],
  ['n.edges[i]', 'n.edges.get(i)', 2],
  ['edges', 'edges', 4],
]);

const COMPILER = 'query-compiler.wasm';

/** Prisma's compiler of queries lies in a file, instead of in a text that is kept as long as the program runs. */
export const compilerBeside = (folder) =>
  changed(/src\/generated\/prisma\/internal\/class\.ts$/, [
    [
      /const \{ wasm \} = await import\("([^"]+)\.wasm-base64\.mjs"\)\s+return await decodeBase64AsWasm\(wasm\)/,
      (_, runtime) => {
        writeFileSync(`${folder}/${COMPILER}`, Buffer.from(require(`${runtime}.wasm-base64.js`).wasm, 'base64'));
        return `const { readFileSync } = await import('node:fs')
    return new WebAssembly.Module(readFileSync(new URL('./${COMPILER}', import.meta.url)))`;
      },
      1,
    ],
  ]);

/** Bolt brings a web server of its own, Express, which nothing of ours starts. */
export const noExpress = {
  name: 'no Express',
  setup(build) {
    const filter = /@slack\/bolt\/dist\/receivers\/ExpressReceiver\.js$/;
    const found = mustBePart(build, filter);
    build.onLoad({ filter }, () => {
      found();
      return { contents: "exports.default = class { constructor() { throw new Error('Express is not built in'); } };" };
    });
  },
};

/** Returns a plugin that changes a file: each part so many times, or the build fails. */
function changed(filter, changes) {
  return {
    name: `changed ${filter.source}`,
    setup(build) {
      let isLoaded = false;
      build.onEnd(() => {
        if (!isLoaded)
          throw new Error(`${filter.source} is no longer part of the build: look at scripts/build/lean.mjs`);
      });
      build.onLoad({ filter }, ({ path }) => {
        isLoaded = true;
        const contents = changes.reduce(
          (text, [from, to, times]) => {
            const there = typeof from === 'string' ? text.split(from).length - 1 : Number(from.test(text));
            if (there !== times) throw new Error(`${path} reads differently than scripts/build/lean.mjs knows it`);
            return text.replaceAll(from instanceof RegExp ? new RegExp(from, 'g') : from, to);
          },
          readFileSync(path, 'utf8'),
        );
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
      });
    },
  };
}

/** Fails a build that ends without such a file. Returns what is to be called when it is found. */
function mustBePart(build, filter) {
  let isFound = false;
  build.onEnd(() => {
    if (!isFound) throw new Error(`${filter.source} is no longer part of the build: look at scripts/build/lean.mjs`);
  });
  return () => {
    isFound = true;
  };
}
