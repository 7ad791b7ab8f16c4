import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { organiser, proposing, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** Text that a spreadsheet would run, a page would obey, or a table would break at. */
const typed = [
  '=cmd()',
  "=cmd|'/C calc'!A0",
  '+33 6 12 34 56 78',
  '-3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '<script>alert(1)</script>',
  ']]> <!-- -->',
  '```\n=1+1\n```',
  'un | deux || trois',
  '[lien](javascript:alert(1))',
  '# Titre',
] as const;

const sentence = typed.join(' ').replace(/\s+/gu, ' ').trim();

/** Returns the cells that a spreadsheet would read. */
function cellsOf(csv: string): readonly string[] {
  const cells = csv.replace('\ufeff', '').matchAll(/(?:^|;|\r\n)(?:"((?:[^"]|"")*)"|([^;\r\n"]*))/g);
  return [...cells].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

const isNumber = (cell: string): boolean => /^-?\d+(?:,\d+)?$/.test(cell);

describe.each(platformsInTurn())(
  'what was typed on %s, in the documents that a coordinator downloads there',
  (platform) => {
    let coordinator: Person;
    const documents: Record<string, string> = {};
    beforeAll(async () => {
      coordinator = world.coordinator[platform];
      const ana = await organiser(world, platform, 'Ana', { organisation: `=cmd() <script> ${platform}` });
      await proposing(ana, {});
      await ana.correct();
      await ana.fill({ title: `=cmd() <script>alert(1)</script> ]]> | ${platform}` });
      await ana.press('Proposer');
      await coordinator.press('Accepter');
      await coordinator.command('/edition theme');
      await coordinator.fill({ theme: `@SUM(A1) | \`code\` ${platform}` });
      await coordinator.command('/chiffres saisir');
      await coordinator.fill({ figure: 'budgetLine', value: '600', detail: `=cmd() ${platform}`, note: '-3' });
      for (const [chapter, text] of [
        ['Propositions', typed.join('\n')],
        ['Bonnes idées', '=cmd() tout seul'],
      ] as const) {
        await coordinator.command('/bilan rediger', { chapitre: chapter });
        await coordinator.press(coordinator.sees('Écrire ce texte') ? 'Écrire ce texte' : 'Modifier ce texte');
        await coordinator.fill({ text });
      }
      // A sentence that a chapter opens with, in place of the rules' own.
      await coordinator.command('/bilan rediger', { chapitre: 'Événements' });
      await coordinator.press('Modifier la phrase 1');
      await coordinator.fill({ text: sentence });
      await coordinator.command('/bilan document');
      for (const { name, url } of coordinator.news.flatMap(({ files }) => files)) {
        documents[name.split('.').at(-1) ?? ''] = await (await fetch(url)).text();
      }
    });

    it('`=cmd()`, `+`, `-`, `@`, tabs and line ends in CSV: no cell begins like a formula', () => {
      const cells = cellsOf(documents.csv ?? '');
      expect(cells.length).toBeGreaterThan(300);
      expect(cells.filter((cell) => /^[\s]*[=+\-@＝＋－＠\t\r]/.test(cell) && !isNumber(cell))).toEqual([]);
      expect(cells).toContain(`'=cmd() ${platform}`);
      expect(cells).toContain("'=cmd() tout seul");
      expect(cells).toContain(`'${sentence}`);
      expect(cells.find((cell) => cell.includes("/C calc'!A0"))).toContain('<script>alert(1)</script>');
    });

    it('`<script>` and `]]>` in HTML: are read, and nothing runs', () => {
      const html = documents.html ?? '';
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html).toContain(']]&gt; &lt;!-- --&gt;');
      expect(html).not.toMatch(/<script|<!-- -->|href="javascript:/i);
      expect(html).toContain("default-src 'none'");
    });

    it('back-ticks and pipes in Markdown: open no code and break no table', () => {
      const markdown = documents.md ?? '';
      expect(markdown).not.toMatch(/(?<!\\)`/);
      expect(markdown).toContain('un \\| deux \\|\\| trois');
      expect(markdown).toContain('\\# Titre');
      const columns = (line: string) => line.replaceAll('\\|', '').split('|').length;
      const tables = markdown.split('\n\n').filter((part) => part.startsWith('|'));
      expect(tables.length).toBeGreaterThan(2);
      for (const table of tables) expect(new Set(table.split('\n').map(columns)).size).toBe(1);
    });

    it('everything in JSON: comes as it was typed', () => {
      const { texts } = JSON.parse(documents.json ?? '{}');
      expect(texts['sentence:events/events']).toBe(sentence);
      expect(texts['chapter:proposals']).toBe(typed.join('\n').replaceAll('\r', '\n'));
      expect(reads(coordinator)).toContain('projet de version 1');
    });
  },
);
