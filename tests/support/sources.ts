import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** The path from the project's folder, or the package's name as written. */
  readonly to: string;
  readonly dynamic: boolean;
  /** Whether it imports types alone, of which nothing is left when the program runs. */
  readonly erased: boolean;
}

/** A function, a closure or a class. */
export interface Block {
  /** Its own name, or that of the variable or property that holds it; null when it has none. */
  readonly name: string | null;
  /** The number of lines from its first to its last, without the comment above it. */
  readonly lines: number;
}

/** `clock`: the present moment, by `new Date()` or `Date.now()`. `private`: the word, before a field or a method. */
export type Use = 'any' | 'process.env' | 'clock' | 'private';

/** One of the project's source files, read without running it. */
export interface SourceFile {
  /** The path from the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly blocks: readonly Block[];
  /** Every identifier in it, except in comments and strings. */
  readonly words: ReadonlySet<string>;
  /** Uses of the language and its surroundings that some or all files may not have. */
  readonly uses: ReadonlySet<Use>;
  /** All comments together. */
  readonly comments: string;
  /** Every string and template piece. */
  readonly strings: readonly string[];
}

/** Files of one worker share what was parsed: reading all of `src` takes seconds. */
const parsed = new Map<string, SourceFile>();

/** Returns all TypeScript below these folders, except generated files. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .map((file) => {
      const source = parsed.get(file) ?? read(file);
      parsed.set(file, source);
      return source;
    });
}

function filesBelow(folder: string): string[] {
  return (
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes(`${join('src', 'generated')}`))
      // An example's files stand elsewhere once they are copied, and are held to the same rules there.
      .filter((path) => !/[\\/]tests[\\/]examples[\\/][^\\/]+[\\/]/.test(path))
      .sort()
  );
}

function read(file: string): SourceFile {
  const path = relative(root, file).replaceAll('\\', '/');
  const text = readFileSync(file, 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const blocks: Block[] = [];
  const words = new Set<string>();
  const uses = new Set<Use>();
  const strings: string[] = [];
  const resolve = (specifier: string): string =>
    specifier.startsWith('.') ? posix.join(dirname(path), specifier) : specifier;
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      if (ts.isStringLiteral(node.moduleSpecifier)) {
        imports.push({
          to: resolve(node.moduleSpecifier.text),
          dynamic: false,
          erased: isErased(node),
        });
      }
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [to] = node.arguments;
      if (to && ts.isStringLiteral(to)) imports.push({ to: resolve(to.text), dynamic: true, erased: false });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) imports.push({ to: resolve(literal.text), dynamic: false, erased: true });
    } else if (ts.isIdentifier(node)) words.add(node.text);
    else if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    ) {
      strings.push(node.text);
    }
    const block = blockOf(node, tree);
    if (block) blocks.push(block);
    const use = useOf(node);
    if (use) uses.add(use);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const lines = text.split('\n').length - 1;
  return { path, text, lines, imports, blocks, words, uses, comments: commentsOf(text), strings };
}

function blockOf(node: ts.Node, tree: ts.SourceFile): Block | null {
  const isFunction = ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
  if (!isFunction && !ts.isClassLike(node)) return null;
  const holder = ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent : null;
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line;
  return {
    name: (node.name ?? holder?.name)?.getText(tree) ?? null,
    lines: lineAt(node.getEnd()) - lineAt(node.getStart(tree)) + 1,
  };
}

function useOf(node: ts.Node): Use | null {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
  if (node.kind === ts.SyntaxKind.PrivateKeyword && !ts.isConstructorDeclaration(node.parent)) return 'private';
  const named = (one: ts.Node, name: string) => ts.isIdentifier(one) && one.text === name;
  if (ts.isPropertyAccessExpression(node)) {
    if (named(node.expression, 'process') && node.name.text === 'env') return 'process.env';
    if (named(node.expression, 'Date') && node.name.text === 'now') return 'clock';
  }
  const now = ts.isNewExpression(node) && named(node.expression, 'Date') && (node.arguments ?? []).length === 0;
  return now ? 'clock' : null;
}

function isErased(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { namedBindings } = clause;
  if (clause.name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.every((element) => element.isTypeOnly);
}

function commentsOf(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const found: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia) {
      found.push(scanner.getTokenText());
    }
  }
  return found.join('\n');
}

/** Returns whether a path is a file or folder, or stands in it. */
export const inside = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
export const insideOne = (path: string, places: readonly string[]) => places.some((place) => inside(path, place));
/** Returns the feature a path stands in; null for none. */
export const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
export const isStore = (path: string) => /(^|[/-])store\.ts$/.test(path);
