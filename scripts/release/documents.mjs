// The documents of a release: all that the guides link to, pictures too.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../build/fingerprint.mjs';

const PAPERS = ['.env.example', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'SECURITY.md'];
/** Beside the pictures: it serves those who take them. */
const LEFT_OUT = 'words.json';

/** Matches a link or a picture of a page, with its words and where it leads, as far as the file. */
const LINK = /!?\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s#]+)(?:#[^)]*)?\)/g;

/** Copies the documents. A link to code, which isn't in a release, becomes its words. */
export function copyDocuments(target) {
  for (const paper of PAPERS) cpSync(`${root}${paper}`, `${target}/${paper}`);
  cpSync(`${root}docs`, `${target}/docs`, { recursive: true, filter: (path) => !path.endsWith(LEFT_OUT) });
  for (const page of pagesIn(target)) {
    const text = readFileSync(page, 'utf8');
    const isThere = (to) => isElsewhere(to) || existsSync(join(dirname(page), to));
    const shown = text.replace(LINK, (link, words, to) => (isThere(to) || isMissing(page, to, target) ? link : words));
    if (shown !== text) writeFileSync(page, shown);
  }
}

/** Returns whether a link of a copied page leads nowhere in the project either: that is a mistake, to be seen. */
function isMissing(page, to, target) {
  return !existsSync(join(root, dirname(page).slice(target.length), to));
}

/**
 * Returns the links of a release's pages that lead to no file of it, as "page: link".
 * @param {string} folder
 */
export function deadLinks(folder) {
  return pagesIn(folder).flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(LINK)]
      .map(([, , to]) => to)
      .filter((to) => !isElsewhere(to) && !existsSync(join(dirname(page), to)))
      .map((to) => `${page.slice(folder.length + 1)}: ${to}`),
  );
}

function isElsewhere(to) {
  return /^(?:[a-z]+:|<)/.test(to);
}

function pagesIn(folder) {
  const own = readdirSync(folder).map((name) => join(folder, name));
  const docs = readdirSync(join(folder, 'docs'), { recursive: true }).map((name) => join(folder, 'docs', String(name)));
  return [...own, ...docs].filter((path) => path.endsWith('.md'));
}
