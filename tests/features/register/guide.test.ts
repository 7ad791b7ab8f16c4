import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describedTables, personalColumns } from '../../../src/access/personal/columns.ts';
import { RIGHTS, TERMS, tablesFor, USES } from '../../../src/features/register/outline.ts';
import { allPlatformWords } from '../../../src/platforms/registered.ts';
import { allTexts, isTextKey, locales, type TextKey } from '../../../src/texts/index.ts';
import { translator } from '../../../src/texts/translator.ts';
import { plain } from '../../support/events.ts';

const t = translator('fr', 'Europe/Paris');
const text = (key: string) => plain(t.text(key as TextKey, allPlatformWords(t)));

/** Returns the rows of the table below this heading of docs/rgpd.md, without those that head it. */
function guideTable(heading: string): readonly (readonly string[])[] {
  const [, part = ''] = readFileSync('docs/rgpd.md', 'utf8').split(`\n## ${heading}\n`);
  const lines =
    part
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|')) ?? [];
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('what docs/rgpd.md tells a chamber is what its register tells', () => {
  it('of what data is for, and on which basis', () => {
    expect(guideTable('À quoi servent les données, et sur quelle base')).toEqual(
      USES.map((use) => [text(`register.use.${use}`), text(`register.which.${use}`), text(`register.basis.${use}`)]),
    );
  });

  it('of what is kept by term', () => {
    const told = guideTable('Combien de temps').map(([what]) => what);
    expect(told).toEqual(TERMS.map((term) => text(`register.kept.${term}`)));
  });

  it('of rights', () => {
    expect(guideTable('Les droits, et comment chacun les exerce')).toEqual(
      RIGHTS.map((right) => [text(`register.right.${right}`), text(`register.how.${right}`)]),
    );
  });
});

describe('the register', () => {
  it('has a name for each table that tells something of somebody, and for no other', () => {
    const telling = new Set(personalColumns.map(({ table }) => table));
    const named = [...allTexts('fr').keys()].flatMap((key) => key.split('register.data.')[1] ?? []);
    expect(named.toSorted()).toEqual([...telling].toSorted());
    expect(USES.flatMap((use) => tablesFor(use)).toSorted()).toEqual([...telling].toSorted());
  });

  it.each(locales)('names no column and no table in the words of %s', (locale) => {
    const words = translator(locale, 'Europe/Paris');
    const columns = new Set(personalColumns.map(({ column }) => column).filter((column) => /[A-Z]/.test(column)));
    const tables = Object.keys(describedTables).filter((table) => /[a-z][A-Z]/.test(table));
    for (const table of new Set(personalColumns.map((one) => one.table))) {
      const key = `register.data.${table}`;
      expect(isTextKey(key), key).toBe(true);
      const told = words.text(key as TextKey);
      for (const name of [...columns, ...tables]) expect(told).not.toContain(name);
    }
  });
});
