import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeNation, nationDocuments } from '../../src/features/nation/from-files/make-nation.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { en, fr } from '../support/demo-content.ts';
import { eighteen, expectedTable, factsOf, fileOf } from '../support/invented-regions.ts';
import { readDocx, readPdf } from '../support/printed.ts';

const nothing = { regions: null, same: null, published: null, year: null };
const [region, other] = eighteen;
if (!region || !other) throw new Error('no regions');

const HOSTILE = [
  "=cmd|'/C calc'!A0",
  '<script>alert(1)</script>',
  'a | b',
  '# titre',
  '‮gnirts‬',
  '@somme',
  '\t=1+1',
  '![x](javascript:alert(1))',
  '&lt;b&gt;',
  'ligne\nautre',
  '__proto__',
];

describe('what people typed', () => {
  it.each(HOSTILE)('%j is nothing but text, in every field and every format', async (typed) => {
    const facts = factsOf(region);
    const hostile = await fileOf(region, {
      name: typed,
      facts: {
        events: facts.events.map((event, at) => (at === 0 ? { ...event, title: typed, department: null } : event)),
        mentions: [
          { outlet: typed, medium: 'press', publishedOn: null, link: typed, organisation: 'org-0', launch: false },
        ],
        organisations: facts.organisations.map((one) => ({ ...one, name: typed })),
        budgetLines: [{ funder: typed, amount: 1 }],
        claims: [{ figure: 'organisationsUsingLogo', wording: `tous ${typed}` }],
      },
      texts: new Map([['chapter:ideas', typed]]),
    });
    const beside = {
      ...nothing,
      regions: `region\n"${typed.replaceAll('"', '""')}"\nAilleurs ${typed.replaceAll('\n', ' ')}`,
    };
    const made = await makeNation([hostile, { name: typed, bytes: Buffer.from(typed) }], beside);
    expect(made.nation.regions.map(({ name }) => name)).toEqual([typed]);
    const [json = '', csv = '', markdown = '', html = ''] = nationDocuments(made, fr).map(({ text }) => text);
    expect(JSON.parse(json).regions[0].name).toBe(typed);
    expect(html).not.toMatch(/<script|<img|<b>|src=|url\(|‮/i);
    expect(markdown).not.toContain('‮');
    expect(markdown).not.toMatch(/^# titre|!\[x\]\(|(?<!\\)<script/m);
    const columns = (line: string) => line.replaceAll('\\|', '').split('|').length;
    for (const part of markdown.split('\n\n').filter((part) => part.startsWith('|'))) {
      expect(new Set(part.split('\n').map(columns)).size).toBe(1);
    }
    const cells = csv
      .slice(1)
      .split('\r\n')
      .flatMap((line) => line.match(/"(?:[^"]|"")*"|[^;]+/g) ?? []);
    expect(cells.filter((cell) => /^"?[=+@\t]/.test(cell))).toEqual([]);
  });

  it('makes whatever bytes come as a file a refusal, never an error', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ payload: fc.string(), protected: fc.string(), signature: fc.string() })
        .map((jws) => Buffer.from(JSON.stringify(jws))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('a.json', 'a.csv'), async (given, name) => {
        const { nation } = await makeNation([{ name, bytes: given }], nothing);
        expect(nation.regions).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('every figure', () => {
  it('reads in CSV, Markdown and HTML as in nation.json, in both languages', async () => {
    const made = await makeNation([await fileOf(region), await fileOf(other)], nothing);
    for (const t of [fr, en]) {
      const [json = '', csv = '', markdown = '', html = ''] = nationDocuments(made, t).map(({ text }) => asTyped(text));
      const { figures } = JSON.parse(json);
      for (const id of ['events', 'participants', 'posters', 'mediaMentions']) {
        const { value, precision } = figures[id];
        const words = asTyped(
          t.text(`reports.unit.${figures[id].unit as 'events'}`, {
            count: value,
            quantity: t.quantity(value, precision),
          }),
        );
        for (const text of [markdown, html]) expect(text).toContain(words);
        expect(csv).toMatch(new RegExp(`figures;${id};[^;]+;;${value};`));
      }
    }
  });
});

describe('npm run nation', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nation-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs the program without any setting, as somebody would who has no bot. */
  async function run(...words: string[]): Promise<{ readonly code: number; readonly said: string }> {
    const program = ['--import', 'tsx', 'src/nation/main.ts', ...words];
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, program, {
        env: { PATH: process.env.PATH },
      });
      return { code: 0, said: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, said: stdout + stderr };
    }
  }

  it('writes six files, names who is missing, and ends with 1 where something is refused', async () => {
    const path = (name: string) => join(folder, name);
    for (const one of [region, other]) writeFileSync(path(`${one.department}.json`), (await fileOf(one)).bytes);
    writeFileSync(path('regions.csv'), expectedTable);
    writeFileSync(path('draft.json'), (await fileOf(region, { draft: true })).bytes);
    const given = [path('01.json'), path('02.json'), '--regions', path('regions.csv'), '--out', path('out')];
    const made = await run(...given);
    expect([made.code, asTyped(made.said)]).toEqual([
      0,
      expect.stringContaining('2 régions sur 18 reçues. Manquent : Région C'),
    ]);
    expect(JSON.parse(readFileSync(path('out/bilan-national.json'), 'utf8'))).toMatchObject({
      received: 2,
      expected: 18,
    });
    expect(readFileSync(path('out/bilan-national.html'), 'utf8')).toContain('<html lang="fr">');
    const [pdf, docx] = await Promise.all([
      readPdf(readFileSync(path('out/bilan-national.pdf'))),
      readDocx(readFileSync(path('out/bilan-national.docx'))),
    ]);
    expect(pdf.language).toBe('fr');
    const { events, participants } = JSON.parse(readFileSync(path('out/bilan-national.json'), 'utf8')).figures;
    for (const text of [pdf.text, docx]) {
      expect(text).toContain('2 régions sur 18 reçues');
      expect(text).toContain(`${events.value} événements`);
      expect(text).toContain(`${participants.value} personnes`);
    }
    const refused = await run(...given, path('draft.json'), '--lang', 'en');
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('It is a draft of version 1')]);
    const none = await run(path('draft.json'), '--out', path('none'));
    expect([none.code, none.said]).toEqual([2, expect.stringContaining("rien n'est écrit".replace("'", '’'))]);
    expect((await run()).code).toBe(2);
    expect((await run(path('nowhere.json'), '--out', folder)).code).toBe(2);
  }, 120_000);

  it('says which table it can’t read and from which line on, and that a year is a year, before it writes anything', async () => {
    const path = (name: string) => join(folder, name);
    writeFileSync(path('01.json'), (await fileOf(region)).bytes);
    writeFileSync(path('open.csv'), 'key;same\npair;oui\n"sans fin;oui\n');
    const out = path('not-written');
    const unreadable = await run(path('01.json'), '--same', path('open.csv'), '--out', out);
    expect([unreadable.code, asTyped(unreadable.said)]).toEqual([
      2,
      expect.stringContaining('open.csv. À partir de la ligne 3, le tableau ne se lit pas'),
    ]);
    const year = await run(path('01.json'), '--year', 'abc', '--out', out);
    expect([year.code, asTyped(year.said)]).toEqual([2, expect.stringContaining('par exemple --year 2026')]);
    expect(existsSync(out)).toBe(false);
    // Among the bilans, such a table is refused, and the others count.
    const beside = await run(path('01.json'), path('open.csv'), '--out', out);
    expect([beside.code, asTyped(beside.said)]).toEqual([
      1,
      expect.stringContaining('open.csv. À partir de la ligne 3'),
    ]);
  });

  it('says nothing to the terminal by what a file is called or holds', async () => {
    const path = (name: string) => join(folder, name);
    const ill = factsOf(region);
    const named = await fileOf(region, { name: '\u001b]0;titre\u0007Région \u001b[31mA', facts: ill, draft: true });
    writeFileSync(path('\u001b[2Jill.json'), named.bytes);
    const said = await run(path('\u001b[2Jill.json'), '--out', path('none'));
    expect(said.code).toBe(2);
    expect(said.said).toContain('ill.json');
    expect(said.said).not.toContain('\u001b');
  });
});
