import type { PersonalColumn } from '../../../src/access/personal/columns.ts';
import { bare } from '../../../src/access/personal/spelling.ts';

/** The ways in which others may write a name. */
const SPELLINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.normalize('NFD'),
  (name) => name.replace(' ', '\u00a0'),
  (name) => name.replace(' ', '\u202f'),
  (name) => name.replaceAll("'", '’'),
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => bare(name),
  (name) =>
    name
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .replaceAll('-', ' '),
];

/** Returns a name in the spelling that another has it in, in this column; one of one word as it is written, or else it may be a word. */
export function spelling(name: string, { table, column }: PersonalColumn): string {
  if (!name.includes(' ')) return column.length % 2 === 0 ? name : name.normalize('NFD');
  const which = [...`${table}.${column}`].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return SPELLINGS[which % SPELLINGS.length]?.(name) ?? name;
}
