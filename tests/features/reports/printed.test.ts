import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { beforeAll, describe, expect, it } from 'vitest';
import { htmlDocument } from '../../../src/documents/html.ts';
import { markdownDocument } from '../../../src/documents/markdown.ts';
import type { Outline } from '../../../src/documents/outline.ts';
import type { Printed } from '../../../src/documents/print/main.ts';
import { print } from '../../../src/documents/print/printer.ts';
import { boundForPrint, LONGEST_LIST, LONGEST_TABLE } from '../../../src/documents/print/shorten.ts';
import { FIGURE_IDS } from '../../../src/features/figures/figure.ts';
import { figureName } from '../../../src/features/figures/words.ts';
import { NO_PHOTOS } from '../../../src/features/reports/content/photo.ts';
import { isIncludedFigure } from '../../../src/features/reports/documents/figure-table.ts';
import { type BilanJson, jsonDocument } from '../../../src/features/reports/documents/json.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { baseText, departmentText, precisionText, valueText } from '../../../src/features/reports/words.ts';
import { content, facts2008, fr } from '../../support/demo-content.ts';
import { logo } from '../../support/kit-files.ts';
import { pngPhoto } from '../../support/photos.ts';
import { flat, type ReadPdf, readDocx, readPdf } from '../../support/printed.ts';
import { docxTables, htmlTables, markdownTables, pdfTables, type ReadTable } from '../../support/tables.ts';

const madeAt = new Date('2009-01-13T10:00:00+01:00');
const rowsIn = ([, ...rows]: ReadTable) => rows;
const printed = (outline: Outline) => print({ outline, locale: 'fr', contents: 'Sommaire', madeAt });

describe('the bilan of 2008, laid out', () => {
  const bilan = content();
  const outline = writeOutline(bilan, fr);
  let files: Printed;
  let pdf: ReadPdf;
  let docx: string;
  beforeAll(async () => {
    files = await printed(outline);
    pdf = await readPdf(files.pdf);
    docx = await readDocx(files.docx);
  });

  it('tells every figure as the JSON does, in every format', async () => {
    const { figures } = JSON.parse(jsonDocument(bilan, fr.forFiles())).details as BilanJson['details'];
    const told = FIGURE_IDS.map((id) => figures[id]).filter(isIncludedFigure);
    expect(told.length).toBeGreaterThan(20);
    // Those that only tell how the questionnaire went stand in sentences and in large print.
    const inSentences = ['questionnairesSent', 'questionnairesAnswered', 'respondingOrganisations'];
    const expected = told
      .filter(({ id }) => !inSentences.includes(id))
      .map((figure) => [flat(figureName(fr, figure.id)), flat(valueText(fr, figure))]);
    const sources = told
      .filter(({ value }) => value !== null)
      .map((figure) => [figureName(fr, figure.id), baseText(fr, figure), precisionText(fr, figure)].map(flat));
    const [markdown, html] = [markdownDocument(outline), htmlDocument(outline, 'fr')];
    const { events, questionnairesAnswered, respondingOrganisations } = figures;
    expect(questionnairesAnswered.of).toBe(figures.questionnairesSent.value);
    const returns = `${questionnairesAnswered.value} questionnaires d'événement sont revenus sur ${events.value}, et ${respondingOrganisations.value} structures ont répondu au leur sur ${respondingOrganisations.of}.`;
    const formats = [
      ['Markdown', markdownTables(markdown), markdown],
      ['HTML', htmlTables(html), html.replaceAll('&#39;', "'")],
      ['Word', await docxTables(files.docx), docx],
      ['PDF', await pdfTables(files.pdf), pdf.text],
    ] as const;
    for (const [format, tables, text] of formats) {
      const rows = tables.filter(([header]) => header?.[0] === 'Chiffre' && header[1] === 'Valeur').flatMap(rowsIn);
      expect([format, rows.map((row) => row.slice(0, 2)).sort()]).toEqual([format, expected.toSorted()]);
      const annex = tables.filter(([header]) => header?.[0] === 'Chiffre' && header[1] === 'Base').flatMap(rowsIn);
      expect([format, annex.map((row) => row.slice(0, 3))]).toEqual([format, sources]);
      expect(flat(text), format).toContain(returns);
    }
    // The cells hold the numbers themselves, however they are worded.
    for (const [at, { value, of }] of told.filter(({ id }) => !inSentences.includes(id)).entries()) {
      const numbers = (expected[at]?.[1]?.replace(/(\d) (?=\d{3})/g, '$1').match(/\d+/g) ?? []).map(Number);
      expect(numbers.slice(0, of === null ? 1 : 2)).toEqual([value, of].filter((one) => one !== null));
    }
  });

  it('draws the numbers of the JSON, in every format', async () => {
    const { details } = JSON.parse(jsonDocument(bilan, fr.forFiles())) as BilanJson;
    const { media, byDepartment, figures } = details;
    const department = (key: string | null) => flat(departmentText(fr, key));
    const returns = (name: string, { sent, received }: { readonly sent: number; readonly received: number }) =>
      [name, received, sent - received] as const;
    const inRegion = ({ of, value }: { readonly of: number | null; readonly value: number | null }) => ({
      ...{ sent: of ?? 0, received: value ?? 0 },
    });
    const drawn: Readonly<Record<string, readonly (readonly [string, ...(readonly number[])])[]>> = {
      'Événements par département': byDepartment.map(({ key, events }) => [department(key), events]),
      'Carte des événements, par département': byDepartment.map(({ key, events }) => [department(key), events]),
      'Retombées médias, par type de média': [
        ['Presse', media.count.press],
        ['TV', media.count.tv],
      ],
      'Questionnaires reçus, sur ceux attendus': [
        returns("Questionnaires d'événement", inRegion(figures.questionnairesAnswered)),
        returns('Questionnaires de structure', inRegion(figures.respondingOrganisations)),
      ],
    };
    expect([media.count.radio, media.count.web]).toEqual([0, 0]);
    const words = (bars: readonly (readonly [string, ...(readonly number[])])[]) =>
      bars
        .map(([name, first, second]) =>
          second === undefined ? `${name} : ${first}` : `${name} : reçus ${first}, pas reçus ${second}`,
        )
        .join(' ; ');
    const html = flat(htmlDocument(outline, 'fr').replaceAll('&#39;', "'"));
    const markdown = markdownDocument(outline);
    const { value: word } = await mammoth.convertToHtml({ buffer: Buffer.from(files.docx) });
    const alts = pdf.tags.flatMap(({ role, alt }) => (role === 'Figure' && alt ? [flat(alt)] : []));
    for (const [title, bars] of Object.entries(drawn)) {
      expect(alts).toContain(`${title}. ${words(bars)}`);
      expect(flat(word.replaceAll('&#39;', "'"))).toContain(
        `<p><strong>${title}</strong></p><p><img alt="${words(bars)}"`,
      );
      const [, figure = ''] = html.split(`<figcaption>${title}</figcaption>`);
      const [svg = ''] = figure.split('</svg>');
      expect(svg).toContain(`aria-label="${words(bars)}"`);
      const numbers = [...svg.matchAll(/<text[^>]*>(\d+)<\/text>/g)].map(([, number]) => Number(number));
      expect([title, numbers]).toEqual([title, bars.flatMap(([, ...values]) => values)]);
      const [, below = ''] = flat(markdown.replaceAll('\n', '⏎')).split(`**${title}**`);
      const rows = bars.map((bar) => `| ${bar.join(' | ')} |`).join('⏎');
      expect(below.split('**')[0]).toContain(`⏎${rows}⏎`);
    }
    // Each document names the source of the map's outlines, once.
    const source = 'Fond de carte : MapSVG';
    for (const [format, text] of Object.entries({ html, markdown, docx, pdf: pdf.text }))
      expect([format, flat(text).split(source).length - 1]).toEqual([format, 1]);
  });

  it('can be read aloud: title, language, headings, headers of tables, words for drawings', () => {
    expect(flat(String(pdf.title))).toBe("Bilan · Mois de l'ESS 2008 · Picardie");
    expect(pdf.language).toBe('fr');
    // The compiler refuses what isn't PDF/UA-1 when it is told to write that, and says so in the file.
    expect(Buffer.from(files.pdf).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const roles = new Set(pdf.tags.map(({ role }) => role));
    expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'TD', 'Figure', 'L', 'LI']));
    const drawings = pdf.tags.filter(({ role }) => role === 'Figure');
    expect(drawings.length).toBeGreaterThan(5);
    for (const { alt } of drawings) expect(flat(alt ?? '')).toMatch(/ : .*\d/);
    expect(drawings.map(({ alt }) => flat(alt ?? ''))).toContain(
      'Événements par département. Aisne (02) : 7 ; Oise (60) : 6 ; Somme (80) : 9',
    );
  });

  it('comes for Word with headings, a way to each chapter, and words for drawings', async () => {
    const { value: html } = await mammoth.convertToHtml({ buffer: Buffer.from(files.docx) });
    expect(html).toContain('<h1>');
    for (const { title } of outline.chapters) expect(flat(docx)).toContain(flat(title));
    expect(html).toMatch(/<thead>/);
    expect(flat(html)).toMatch(/<img alt="Aisne \(02\) : 7 ; Oise \(60\) : 6 ; Somme \(80\) : 9"/);
  });

  it('says to Word in which language it is, and leads from its contents to each chapter', () => {
    const inside = unzipSync(files.docx);
    const [styles = '', body = ''] = ['word/styles.xml', 'word/document.xml'].map((name) =>
      strFromU8(inside[name] ?? new Uint8Array()),
    );
    expect(styles).toContain('<w:lang w:val="fr-FR"/>');
    const all = (pattern: RegExp) => [...body.matchAll(pattern)].map(([, found]) => found);
    const chapters = outline.chapters.map(({ id }) => `chapitre-${id}`);
    expect(all(/<w:hyperlink [^>]*w:anchor="([^"]*)"/g)).toEqual(chapters);
    expect(all(/<w:bookmarkStart [^>]*w:name="([^"]*)"/g)).toEqual(chapters);
    // A number that two had would keep Word from finding the second one.
    const numbers = all(/<w:bookmarkStart [^>]*w:id="([^"]*)"/g);
    expect(new Set(numbers).size).toBe(chapters.length);
    expect(all(/<w:bookmarkEnd [^>]*w:id="([^"]*)"/g)).toEqual(numbers);
  });
});

it('ends a long table with how many rows are read elsewhere', () => {
  const rows = Array.from({ length: LONGEST_TABLE + 2 }, (_, at) => [String(at)]);
  const table = { kind: 'table', header: ['n'], rows } as const;
  const long: Outline = { ...writeOutline(content(), fr), chapters: [{ id: 'a', title: 'A', parts: [table] }] };
  const [chapter] = boundForPrint(long, (count) => `et ${count} autres`).chapters;
  expect(chapter?.parts).toEqual([
    { ...table, rows: rows.slice(0, LONGEST_TABLE) },
    { kind: 'note', text: 'et 2 autres' },
  ]);
});

it('sets the entries of a long list one after the other, and leaves none out', () => {
  const list = (count: number) =>
    ({ kind: 'list', items: Array.from({ length: count }, (_, at) => `n° ${at}.`) }) as const;
  const partsOf = (part: ReturnType<typeof list>) => {
    const long: Outline = { ...writeOutline(content(), fr), chapters: [{ id: 'a', title: 'A', parts: [part] }] };
    return boundForPrint(long, String).chapters[0]?.parts ?? [];
  };
  expect(partsOf(list(LONGEST_LIST))).toEqual([list(LONGEST_LIST)]);
  const long = list(LONGEST_LIST + 1);
  const paragraphs = partsOf(long).flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []));
  expect(paragraphs.length).toBeGreaterThan(1);
  expect(paragraphs.flatMap((text) => text.split(' · '))).toEqual(long.items);
});

it('gives the same bytes for the same content, for Word too', async () => {
  const outline = writeOutline(content({ logos: [{ of: 'Région', bytes: logo.bytes }] }), fr);
  const { pdf, docx } = await printed(outline);
  const again = await printed(outline);
  expect(Buffer.from(again.docx).equals(Buffer.from(docx))).toBe(true);
  expect(Buffer.from(again.pdf).equals(Buffer.from(pdf))).toBe(true);
  // An archive tells time in steps of two seconds: its files are of the first day that it knows.
  expect(Buffer.from(docx).readUInt32LE(10)).toBe(0x210000);
});

describe('what people typed', () => {
  const hostile = [
    '#import "x.typ"',
    '$x^2$ *gras* _souligné_ `code` @ref <label>',
    '#{panic("!")}',
    '\\ / // commentaire',
    '</w:t><w:br/>&amp;',
    '\u202egnirts\u202c',
    'Fête 🎉 漢字 \u0000 \ufffe \ud800',
    'x'.repeat(400),
    `https://example.org/${'a/'.repeat(100)}`,
  ];
  const unheard = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), { numRuns: 150, seed: 7 });
  const outline: Outline = {
    title: hostile[0] ?? '',
    subtitle: hostile[1] ?? '',
    notices: [hostile[2] ?? ''],
    chapters: [
      {
        id: 'one',
        title: hostile[3] ?? '',
        parts: [
          { kind: 'list', items: [...hostile, ...unheard] },
          { kind: 'table', header: hostile.slice(0, 3), rows: [hostile.slice(3, 6), hostile.slice(6, 9)] },
          { kind: 'quotation', text: hostile[4] ?? '', author: hostile[5] ?? '' },
          { kind: 'key-figures', figures: hostile.map((name) => ({ name, value: name, notes: [name] })) },
          {
            kind: 'chart',
            chart: {
              title: hostile[0] ?? '',
              words: hostile.join(' '),
              categories: hostile,
              series: [{ name: '<script>', values: hostile.map((label, value) => ({ value, label })) }],
              stacked: false,
            },
          },
        ],
      },
    ],
  };

  it('is no markup in print, whatever it holds, and is read as it was typed', async () => {
    const { pdf, docx } = await printed(outline);
    const [inPdf, inDocx] = [(await readPdf(pdf)).text, await readDocx(docx)];
    for (const typed of ['#import "x.typ"', '#{panic("!")}', '$x^2$ *gras* _souligné_ `code` @ref <label>']) {
      expect(inPdf).toContain(typed);
      expect(inDocx).toContain(typed);
    }
    expect(inDocx).toContain('</w:t><w:br/>&amp;');
    expect(inDocx).toContain('漢字');
    // No font here has these signs: a question mark stands for each.
    expect(inPdf).toMatch(/Fête .*\?\?/);
    expect(inPdf.replaceAll(' ', '')).toContain('x'.repeat(400));
    expect(inPdf).not.toContain('\u202e');
  });

  it('is no markup where it stands in place of a sentence of ours', async () => {
    const sentence = `#panic("!") $x$ *gras* </w:t> <script>alert(1)</script> [lien](javascript:alert(1)) | =cmd()`;
    const edited = writeOutline(content({ texts: new Map([['sentence:events/events', sentence]]) }), fr);
    const { pdf, docx } = await printed(edited);
    expect((await readPdf(pdf)).text).toContain(sentence);
    expect(await readDocx(docx)).toContain(sentence);
    expect(htmlDocument(edited, 'fr')).not.toContain('<script>');
    expect(markdownDocument(edited)).not.toMatch(/(?<!\\)\[lien\]\(/);
  });
});

describe('the logos of the kit', () => {
  const words = '"><script>alert(1)</script> #panic("!") Région';
  const withLogos = (bytes: Uint8Array) => writeOutline(content({ logos: [{ of: words, bytes }] }), fr);

  it('stand above the title with the words that stand for them, in each format', async () => {
    const outline = withLogos(logo.bytes);
    const { pdf, docx } = await printed(outline);
    const alts = (await readPdf(pdf)).tags.flatMap(({ role, alt }) => (role === 'Figure' && alt ? [flat(alt)] : []));
    expect(alts[0]).toBe(`Logo : ${words}`);
    const { value: word } = await mammoth.convertToHtml({ buffer: Buffer.from(docx) });
    expect(flat(word.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<'))).toContain(
      `<img alt="Logo : ${words}" src="data:image/png;base64,`,
    );
    const html = htmlDocument(outline, 'fr');
    expect(html).toContain(`<img src="data:image/png;base64,${logo.bytes.toString('base64')}" alt="Logo`);
    expect(html).toContain("default-src 'none'; img-src data:;");
    expect(html).not.toContain('<script>');
    expect(flat(markdownDocument(outline))).toContain('*Logo : ');
    expect(htmlDocument(writeOutline(content(), fr), 'fr')).not.toMatch(/<img|img-src|class="logos"/);
  });

  it('keep no document from being laid out when one breaks off', async () => {
    const { pdf } = await printed(withLogos(logo.bytes.subarray(0, 40)));
    expect((await readPdf(pdf)).text).toContain("L'essentiel");
  });
});

/** Photos as large as they come. */
const [high, wide] = [pngPhoto(900, 1_600), pngPhoto(1_600, 1_000)];

describe('the page for funders', () => {
  const quoted = 'Une journée portes ouvertes où chacun a vu ce que coopérer veut dire. '.repeat(4).trim();
  const [first] = facts2008.organisationQuestionnaires;
  const quotes = [{ question: 'idea', text: quoted, organisation: first?.organisation ?? '', named: false }] as const;
  const departments = ['02', '60', '80', '59', '62', '75', '77', '78', '91', '92', '93', '94', '95'];
  const spreadOver = (count: number) =>
    facts2008.events.map((event, at) => ({ ...event, department: departments[at % count] ?? null }));
  const spread = spreadOver(13);
  const texts = new Map([['chapter:essential', 'Une édition qui a rassemblé tout le réseau. '.repeat(10)]]);
  const six = Array.from({ length: 6 }, (_, at) => ({ of: `Financeur ${at}`, bytes: logo.bytes }));

  const shown = [high, wide, wide, wide].map((bytes, at) => ({
    file: `0198b0f0-0000-7000-8000-00000000000${at}`,
    bytes,
    organisation: at === 3 ? null : `Structure ${at}`,
    caption: at === 1 ? 'La vitrine le soir de la fête' : null,
  }));

  const photos = { ...NO_PHOTOS, shown };
  const fewWords = new Map([['chapter:essential', 'Une édition qui a rassemblé le réseau. '.repeat(5)]]);

  it('tells eight figures, each with what it rests on and the last edition’s', () => {
    const before = { events: 11, participants: 350, mediaMentions: 8 };
    const previous = {
      year: 2007,
      figures: Object.fromEntries(
        Object.entries(before).map(([id, value]) => [id, { value, precision: 'exact' } as const]),
      ),
    };
    const [essential] = writeOutline(content({}, { previous }), fr).chapters;
    const told = essential?.parts.flatMap((part) => (part.kind === 'key-figures' ? part.figures : [])) ?? [];
    expect(told.map(({ name, value, notes }) => [name, value, ...notes].map(flat))).toEqual([
      ['Événements', '22', '2007 : 11'],
      ['Personnes venues', 'au moins 500', 'comptées à 12 événements sur 22', '2007 : 350'],
      ['Événements avec des élus ou des institutions', '7 sur 13'],
      ['Structures qui ont répondu', '7 sur 12'],
      ['Structures dont un média a parlé', '3 sur 7'],
      ['Retombées médias', 'au moins 11', '2007 : 8'],
      ['Structures qui ont utilisé le logo', '3 sur 7'],
      ['Structures qui participeront à la prochaine édition', '7 sur 7'],
    ]);
  });

  const captioned = '« La vitrine le soir de la fête » · Photo : Structure 1';
  it.each([
    ['as it is', content({}, { quotes }), null],
    [
      'with six logos, thirteen departments and words of a coordinator',
      content({ logos: six, texts }, { quotes, events: spread }),
      null,
    ],
    ['with four photos', content({ photos }, { quotes }), captioned],
    [
      'with photos, and as many logos, departments and words as leave room for one',
      content({ photos, logos: six.slice(0, 3), texts: fewWords }, { quotes, events: spreadOver(6) }),
      captioned,
    ],
    [
      'with photos, one of which is high, and everything that fills the page without them',
      content({ photos, logos: six, texts }, { quotes, events: spread }),
      null,
    ],
  ])(
    'is one page, %s: eight figures with the last edition’s, three sentences, a chart, a voice, and a photo where there is room',
    async (_, bilan, caption) => {
      const [page = '', next = '', ...rest] = (await readPdf((await printed(writeOutline(bilan, fr))).pdf)).pages;
      expect(page).toMatch(
        new RegExp(
          [
            ...['22 Événements 2007 : 11', 'au moins 500 Personnes venues comptées à 12 événements sur 22'],
            ...['7 sur 13 Événements avec des élus ou des institutions', '7 sur 12 Structures qui ont répondu'],
            ...['3 sur 7 Structures dont un média a parlé', '11 Retombées médias'],
            ...[
              '3 sur 7 Structures qui ont utilisé le logo',
              '7 sur 7 Structures qui participeront à la prochaine édition',
            ],
          ].join('.*'),
        ),
      );
      expect(page).toContain('contre 11 en 2007');
      expect(page).toContain('Au moins 500 personnes sont venues aux 12 événements dont nous avons le compte, sur 22.');
      expect(page).toContain("13 questionnaires d'événement sont revenus sur 22, et 7 structures ont répondu");
      expect(page).toContain('Événements par département');
      expect(page).toContain(quoted.slice(-60));
      expect(next).toMatch(/^\s*Sommaire/);
      // The photo that stands here doesn't stand again further back; the others do.
      const captions = [...page.matchAll(/Photo : Structure \d/g)];
      expect(captions).toHaveLength(caption === null ? 0 : 1);
      if (caption !== null) expect(page).toContain(caption);
      const shownLater = [...rest.join(' ').matchAll(/Photo : Structure \d/g)].length;
      expect(shownLater).toBe(
        bilan.photos.shown.filter(({ organisation }) => organisation !== null).length - captions.length,
      );
    },
  );
});
