import mammoth from 'mammoth';
import { beforeAll, describe, expect, it } from 'vitest';
import { htmlDocument } from '../../../src/documents/html.ts';
import { markdownDocument } from '../../../src/documents/markdown.ts';
import type { Outline } from '../../../src/documents/outline.ts';
import { print } from '../../../src/documents/print/printer.ts';
import { makeNation, nationDocuments, nationToPrint } from '../../../src/features/nation/from-files/make-nation.ts';
import { CHAPTERS } from '../../../src/features/reports/content/chapters.ts';
import type { ReportContent, ReportSetting } from '../../../src/features/reports/content/content.ts';
import { NO_PHOTOS } from '../../../src/features/reports/content/photo.ts';
import { csvDocument } from '../../../src/features/reports/documents/csv.ts';
import { jsonDocument } from '../../../src/features/reports/documents/json.ts';
import { recapOf } from '../../../src/features/reports/documents/recap.ts';
import { openingSentences } from '../../../src/features/reports/documents/sentences.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { content, facts2008, fr } from '../../support/demo-content.ts';
import { eighteen, signedFile } from '../../support/invented-regions.ts';
import { logo } from '../../support/kit-files.ts';
import { pngPhoto } from '../../support/photos.ts';
import { readPdf } from '../../support/printed.ts';
import { csvLines } from '../../support/tables.ts';

/** The signs added to each text: they mean something in one of the formats; a number lets it be found again. */
const SIGNS = '=1+1 | <script>alert(1)</script> #panic("!") $x$ *g* _u_ [x](javascript:a) {{x}} </w:t> &amp;';
const typed = (number: number) => `${SIGNS}\u202e n${number}n`;
const numbersIn = (text: string) =>
  [...new Set([...text.matchAll(/n(\d+)n/g)].map(([, number]) => Number(number)))].sort((a, b) => a - b);

const SIGN = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' } as const;

/** Names of what nobody types: ids, days, and words that the program chooses among. */
const CHOSEN = new Set(
  `id organisation coOrganisers event status days day department departments medium publishedOn answeredOn countedOn
   figure kind option options order levels precision firstDay lastDay startsOn endsOn timeZone priority question file
   answersCountedOn levels price`.split(/\s+/),
);

/** Returns the same with hostile text in place of each text, also in maps; what it put there is counted by `next`. */
function made<T>(given: T, next: () => number, key = ''): T {
  const walked = (one: unknown, name: string): unknown => {
    if (typeof one === 'string') return CHOSEN.has(name) ? one : typed(next());
    if (one === null || typeof one !== 'object' || name === 'levels' || one instanceof Date || ArrayBuffer.isView(one))
      return one;
    if (Array.isArray(one)) return one.map((each) => walked(each, name));
    if (one instanceof Map) return new Map([...one].map(([id, each]) => [id, walked(each, name)]));
    if (one instanceof Set) return one;
    return Object.fromEntries(Object.entries(one).map(([id, each]) => [id, walked(each, id)]));
  };
  return walked(given, key) as T;
}

/** A bilan in which everything that somebody may have typed is hostile. */
function hostileBilan(): ReportContent {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const [answered] = facts2008.organisationQuestionnaires;
  const facts = made(
    {
      ...facts2008,
      quotes: [
        { question: 'idea' as const, text: 'Une idée', organisation: answered?.organisation ?? '', named: true },
      ],
      budgetLines: [{ funder: 'Région', amount: 1_000 }],
      plannedBudgetLines: [{ funder: 'Région', amount: 1_200 }],
      expenseLines: [{ name: 'Impression', amount: 900 }],
      plannedExpenseLines: [{ name: 'Impression', amount: 900 }],
      launchAttendanceLines: [{ category: 'Élus', people: 12 }],
    },
    next,
  );
  const sentences = Object.keys(openingSentences(content(), fr)).filter((key) => key.startsWith('sentence:events'));
  const words = [...CHAPTERS.map((chapter) => `chapter:${chapter}`), ...sentences];
  const setting: Partial<ReportSetting> = made(
    {
      region: { name: 'Picardie', chamber: 'CRES', departments: ['02', '60', '80'], timeZone: 'Europe/Paris' },
      edition: { ...content().edition, name: 'Le mois', message: 'Une autre économie' },
      coordination: {
        meetings: [{ title: 'Réunion', day: '2008-10-01', coming: 4 }],
        kit: null,
        announcements: { sent: 0, relays: [] },
      },
      texts: new Map(words.map((key) => [key, 'Des mots'])),
    } as unknown as Partial<ReportSetting>,
    next,
  );
  const photo = { file: '0198b0f0-0000-7000-8000-000000000001', bytes: pngPhoto(160, 100) };
  const more: Partial<ReportSetting> = {
    logos: [{ of: typed(next()), bytes: logo.bytes }],
    photos: { ...NO_PHOTOS, shown: [{ ...photo, organisation: typed(next()), caption: typed(next()) }] },
  };
  const of = (texts: ReadonlyMap<string, string>) => content({ ...setting, ...more, texts }, facts);
  const texts = setting.texts ?? new Map<string, string>();
  const notes = of(texts).findings.map(({ id }) => [`finding:${id}`, typed(next())] as const);
  return of(new Map([...texts, ...notes]));
}

/** Has every format that is written from an outline hold all of its texts as they were typed, and none as markup. */
async function expectNothingButText(outline: Outline): Promise<readonly number[]> {
  const planted = numbersIn(JSON.stringify(outline, (key, value) => (key === 'base64' ? '' : value)));
  const [markdown, html] = [markdownDocument(outline), htmlDocument(outline, 'fr')];
  expect(html).not.toMatch(/<script|href="javascript|\u202e|<\/w:t>/);
  expect(markdown).not.toMatch(/(?<!\\)<script|(?<!\\)\]\(|(?<!\\)\$x|\u202e/);
  const { pdf, docx } = await print({ outline, locale: 'fr', contents: 'Sommaire', madeAt: new Date(0) });
  const inPdf = await readPdf(pdf);
  const { value: word } = await mammoth.convertToHtml({ buffer: Buffer.from(docx) });
  const close = (text: string) => text.replace(/[\s\u200b]/g, '');
  const unmarked = (text: string) =>
    text.replace(/&(lt|gt|quot|#39|amp);/g, (_, sign: 'lt' | 'gt' | 'quot' | '#39' | 'amp') => SIGN[sign]);
  const whole = `${close(SIGNS)}n`;
  // A row of a table may go over the end of a page: each of its cells begins on one page and ends on the next.
  const isOverPages = (text: string) =>
    inPdf.aloud.map(close).some((page, at, pages) => {
      const [end, start] = [page.slice(-800), pages[at + 1]?.slice(0, 800) ?? ''];
      return [...text].some((_, cut) => end.includes(text.slice(0, cut)) && start.includes(text.slice(cut)));
    });
  for (const [format, text] of [
    ['Markdown', markdown.replace(/\\(.)/g, '$1')],
    ['HTML', unmarked(html)],
    // Drawings are pictures there, with words that stand for them.
    ['Word', unmarked(word.replace(/src="[^"]*"/g, ''))],
    ['PDF', `${inPdf.text} ${inPdf.tags.map(({ alt }) => alt ?? '').join(' ')}`],
  ] as const) {
    expect([format, numbersIn(close(text))]).toEqual([format, planted]);
    const missing = planted.filter((number) => !close(text).includes(`${whole}${number}n`));
    const altered = missing.filter((number) => format !== 'PDF' || !isOverPages(`${whole}${number}n`));
    expect([format, altered]).toEqual([format, []]);
  }
  return planted;
}

describe('what people typed, in every field at once', () => {
  let bilan: ReportContent;
  beforeAll(() => {
    bilan = hostileBilan();
  });

  it('is nothing but text in the bilan, in every format', async () => {
    expect((await expectNothingButText(writeOutline(bilan, fr))).length).toBeGreaterThan(80);
    const json = jsonDocument(bilan, fr.forFiles());
    expect(numbersIn(json).length).toBeGreaterThan(40);
    expect(JSON.parse(json).region.name).toContain(SIGNS);
    const csv = csvDocument(bilan, fr.forFiles());
    const cells = csvLines(csv).flatMap((line) => Object.values(line));
    expect(cells.filter((cell) => /^[\s"']*[=+@]/.test(cell) && !cell.startsWith("'"))).toEqual([]);
    expect(cells.filter((cell) => cell.includes(SIGNS)).length).toBeGreaterThan(20);
    expect(csv).not.toContain('\u202e');
  }, 120_000);

  it('is nothing but text in a recap', async () => {
    const [organisation] = bilan.facts.organisations;
    if (!organisation) throw new Error('there are organisations');
    const outline = recapOf(bilan, fr, { ...organisation, questionnaires: [] });
    expect((await expectNothingButText(outline)).length).toBeGreaterThan(3);
  }, 120_000);

  it('is nothing but text in the nation’s bilan', async () => {
    const [region] = eighteen;
    if (!region) throw new Error('no regions');
    const none = { regions: null, same: null, published: null, year: null };
    const made = await makeNation([await signedFile(region, jsonDocument(bilan, fr.forFiles()))], none);
    expect(made.refusals).toEqual([]);
    expect((await expectNothingButText(nationToPrint(made, fr).outline)).length).toBeGreaterThan(3);
    const [json = '', csv = ''] = nationDocuments(made, fr).map(({ text }) => text);
    expect(JSON.parse(json).regions[0].name).toContain(SIGNS);
    const cells = csvLines(csv).flatMap((line) => Object.values(line));
    expect(cells.filter((cell) => /^[\s"']*[=+@]/.test(cell) && !cell.startsWith("'"))).toEqual([]);
  }, 120_000);
});
