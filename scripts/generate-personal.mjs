// Writes the list of what is kept of people, src/generated/personal.ts, from the annotations in prisma/schema.prisma, and
// does nothing where it is right already. A column without a decision, or with one that isn't known, fails here. It is plain
// JavaScript that uses only Node's own modules: it runs before every start and test.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { personalColumns } from './personal-columns.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = `${root}src/generated`;
const list = `${generated}/personal.ts`;

const { tables, columns } = personalColumns(readFileSync(`${root}prisma/schema.prisma`, 'utf8'));
const wanted = [
  '// Made by scripts/generate-personal.mjs of the annotations in prisma/schema.prisma.',
  'export const tables = {',
  ...Object.entries(tables).map(([name, table]) => `  ${name}: ${JSON.stringify(table)},`),
  '} as const;',
  'export const columns = [',
  ...columns.map((column) => `  ${JSON.stringify(column)},`),
  '] as const;',
  '',
].join('\n');

if (!existsSync(list) || readFileSync(list, 'utf8') !== wanted) {
  mkdirSync(generated, { recursive: true });
  // A process that reads it meanwhile reads one of the two, whole.
  writeFileSync(`${list}.${process.pid}`, wanted);
  renameSync(`${list}.${process.pid}`, list);
}
