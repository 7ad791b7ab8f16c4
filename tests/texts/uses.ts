import ts from 'typescript';
import { isTextKey } from '../../src/texts/index.ts';
import { sourceFiles } from '../support/sources.ts';

/** A text that the source asks for by its key. */
export interface Use {
  readonly where: string;
  readonly key: string;
  /** The names of the given values; null where only running the program would tell. */
  readonly values: readonly string[] | null;
  /** True for the label of a button. */
  readonly button: boolean;
}

export interface Uses {
  readonly calls: readonly Use[];
  /** Every string in the source. */
  readonly strings: ReadonlySet<string>;
  /** The names of operations, which look like keys. */
  readonly operations: ReadonlySet<string>;
  /** Keys that are put together from pieces: 'events.status.*'. */
  readonly patterns: readonly RegExp[];
}

/** Returns where the source names texts, without running it. */
export function textUses(): Uses {
  const calls: Use[] = [];
  const strings = new Set<string>();
  const patterns: RegExp[] = [];
  const operations = new Set<string>();
  for (const { path, text } of sourceFiles('src', 'commands')) {
    for (const [, name = ''] of text.matchAll(/\boperation\(\{\s*name: '([^']+)'/g)) operations.add(name);
    const parsed = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) strings.add(node.text);
      if (ts.isTemplateExpression(node)) patterns.push(patternOf(node));
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(...usesIn(node, path));
      ts.forEachChild(node, visit);
    };
    visit(parsed);
  }
  return { calls, strings, operations, patterns };
}

function patternOf(node: ts.TemplateExpression): RegExp {
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const rest = node.templateSpans.map((span) => `[^ ]+${escaped(span.literal.text)}`);
  return new RegExp(`^${escaped(node.head.text)}${rest.join('')}$`);
}

/** Finds `t.text('key', { … })`, `textIn(locale, 'key', { … })`, `new UserError('key', { … })`. */
function usesIn(node: ts.CallExpression | ts.NewExpression, where: string): Use[] {
  const { expression } = node;
  const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (!['text', 'textIn', 'UserError'].includes(called)) return [];
  const given = [...(node.arguments ?? [])];
  const at = given.findIndex((argument) => keysOf(argument).length > 0);
  const key = given[at];
  if (!key) return [];
  const values = valuesOf(given[at + 1]);
  // Every refusal may name the chamber, and say another thing to coordinators.
  const always = called === 'UserError' ? ['chamber', 'coordinator'] : [];
  const { parent } = node;
  const button = ts.isCallExpression(parent) && parent.expression.getText() === 'button';
  return keysOf(key).map((one) => ({ where, key: one, values: values && [...values, ...always], button }));
}

/** Returns both of `open ? 'a' : 'b'`. */
function keysOf(node: ts.Expression): string[] {
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  return ts.isStringLiteralLike(node) && isTextKey(node.text) ? [node.text] : [];
}

function valuesOf(node: ts.Expression | undefined): readonly string[] | null {
  if (!node) return [];
  if (!ts.isObjectLiteralExpression(node)) return null;
  const names: string[] = [];
  for (const property of node.properties) {
    if (!property.name || ts.isComputedPropertyName(property.name)) return null;
    names.push(property.name.getText().replace(/^['"]|['"]$/g, ''));
  }
  return names;
}
