import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const files = ['slack', 'discord'].flatMap((platform) =>
  readdirSync(join(root, 'tests/playground', platform))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `tests/playground/${platform}/${name}`),
);

const halves = readFileSync(join(root, 'docs/playground.md'), 'utf8').split(/^## /m);

/** A rule of a platform ends with where it stands; in a table, with a place for it. See docs/playground.md. */
const source = /\[(?:(?:D|S|U|K|t|w): \S.*|(?:spec|ours|bk|mf)(?:[;,] .+)?|%s|\$\w+)\]$/;

function titlesIn(path: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const [title] = node.arguments;
      titles.push(title && ts.isStringLiteralLike(title) ? title.text : `${title?.getText()} is no plain title`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ESNext, true));
  return titles;
}

/** `it(…)`, `test(…)`, and what `it.each(…)` makes. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'test';
  if (!ts.isCallExpression(callee) && !ts.isTaggedTemplateExpression(callee)) return false;
  const made = ts.isCallExpression(callee) ? callee.expression : callee.tag;
  return ts.isPropertyAccessExpression(made) && made.name.text === 'each' && isTest(made.expression);
}

describe.each(files)('%s', (path) => {
  test('names the source of every rule it shows', () => {
    const titles = titlesIn(path);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => !source.test(title))).toEqual([]);
  });

  test("stands in its platform's half of docs/playground.md", () => {
    const [platform, name] = path.split('/').slice(-2);
    const half = halves.find((text) => text.toLowerCase().startsWith(`the local ${platform}\n`));
    expect(half?.match(/[\w-]+\.test\.ts/g)).toContain(name);
  });
});
