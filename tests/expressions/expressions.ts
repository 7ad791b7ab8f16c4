import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { sourceFiles } from '../support/sources.ts';

/** A regular expression in the code. */
export interface Expression {
  /** The path of its file, from the project's folder. */
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

/** Returns every expression in these folders, including those that are put together while a file is loaded. */
export async function expressionsIn(...folders: readonly string[]): Promise<readonly Expression[]> {
  const found: Expression[] = [];
  for (const { path, text } of sourceFiles(...folders)) {
    const { literals, built } = written(path, text);
    found.push(...literals);
    if (built > 0) found.push(...(await builtBy(path, built)));
  }
  return found;
}

function written(path: string, text: string): { readonly literals: readonly Expression[]; readonly built: number } {
  const literals: Expression[] = [];
  let built = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ path, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (isCall && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') built += 1;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false));
  return { literals, built };
}

/**
 * Returns the expressions that a file puts together: it is loaded anew, and what it asks for is noted. Fails where it
 * does so later.
 */
async function builtBy(path: string, count: number): Promise<readonly Expression[]> {
  const { href } = pathToFileURL(path);
  // Files and packages that it imports put expressions of their own together: those are noted beforehand.
  await import(/* @vite-ignore */ href);
  const found: Expression[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, [pattern, flags = '']: [string, string?]) {
      found.push({ path, source: pattern, flags });
      return new target(pattern, flags);
    },
  });
  try {
    await import(/* @vite-ignore */ `${href}?${Date.now()}`);
  } finally {
    globalThis.RegExp = original;
  }
  const own = found.filter(({ source }) => source !== '');
  if (own.length < count) throw new Error(`${path} puts expressions together that aren't seen when it is read`);
  return own;
}

/** Returns whether an expression repeats without end: only then can it take longer than in proportion to the text. */
export function mayRepeat({ source }: Expression): boolean {
  return /[*+]|\{\d+,\}/.test(source.replace(/\\./g, ''));
}
