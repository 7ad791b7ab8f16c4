import ts from 'typescript';
import { sourceFiles } from '../support/sources.ts';

/** Names of parameters that hold typed text. */
const TYPED = new Set(['typed', 'text', 'content', 'piece', 'said']);
const NAMED_AS_READER = /^(?:read|parse|find)(?![a-z])/;
/** Matches files that don't ship or are generated. */
const APART = /^src\/(?:playground|demo|generated)\//;

/** Returns each exported function that takes typed text, or is named as one that reads: its file and its name. */
export function readersInCode(): readonly string[] {
  return sourceFiles('src', 'commands')
    .filter(({ path }) => !APART.test(path))
    .flatMap(({ path, text }) => functionsOf(path, text).map((name) => `${path} ${name}`));
}

function functionsOf(path: string, text: string): readonly string[] {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return statements.filter(isExported).flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement)) return reads(statement.name?.text ?? '', statement);
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      initializer && ts.isArrowFunction(initializer) ? reads(name.getText(), initializer) : [],
    );
  });
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Returns the name of such a function. */
function reads(name: string, { parameters }: ts.SignatureDeclaration): readonly string[] {
  const found = parameters.some((parameter) => {
    const type = parameter.type?.getText() ?? '';
    if (!/\bstring\b/.test(type)) return false;
    return TYPED.has(parameter.name.getText()) || NAMED_AS_READER.test(name);
  });
  return found ? [name] : [];
}
