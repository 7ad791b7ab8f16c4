import {
  AlignmentType,
  Bookmark,
  BookmarkEnd,
  BookmarkStart,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Locale } from '../../texts/index.ts';
import { setSpaces } from '../../texts/typography.ts';
import { chartSvg } from '../chart-svg.ts';
import type { KeyFigure, Outline, Part, PhotoPart } from '../outline.ts';
import type { Picture } from '../picture.ts';
import { sanitised, sanitisedLine } from '../plain.ts';
import { madeAtIn } from '../zip.ts';
import type { PrintedWords } from './pdf.ts';
import { pngOf } from './png.ts';

/** A font that whoever opens the file has, or one of the same widths: nothing is embedded. */
const FAMILY = 'Calibri';
const GREEN = '0B6E4F';
const GREY = '555555';
/** A4 with margins of 2 cm, in twentieths of a point. */
const PAGE = { width: 11906, height: 16838, margin: 1134 } as const;
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
/** The same width in pixels at 96 an inch, which is how Word measures pictures. */
const TEXT_PIXELS = Math.round((TEXT_WIDTH / 1440) * 96);
/** Pixels. */
const LOGO_HEIGHT = 57;
const LOGO_GAP = 16;
const PHOTO_HEIGHT = 300;
const KEY_COLUMNS = 4;
const BULLETS = 'bullets';
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_LINES = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE } as const;
const LANGUAGES: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

/**
 * Writes a document for Word, to work on: with headings, a table of contents whose lines lead to the chapters, headers of
 * tables that are repeated on each page, and words for drawings. The same content gives the same bytes.
 */
export async function docxDocument(
  outline: Outline,
  locale: Locale,
  words: PrintedWords,
  madeAt: Date,
): Promise<Buffer> {
  const { title, subtitle, notices, chapters, logos = [] } = outline;
  const set = (text: string) => setSpaces(sanitisedLine(text), locale);
  const parts = partsIn(set);
  const [first, ...rest] = chapters.map(({ id, title, parts: inside }, number) => [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: [bookmarkOf(`chapitre-${id}`, number + 1, [new TextRun(set(title))])],
    }),
    ...inside.flatMap((part, at) => [
      ...(isTable(part) && isTable(inside[at - 1]) ? [new Paragraph({ style: 'Cell' })] : []),
      ...parts(part, `${id}-${at}`),
    ]),
  ]);
  const contents = [
    new Paragraph({ style: 'Contents', pageBreakBefore: true, children: [new TextRun(set(words.contents))] }),
    ...chapters.map(
      ({ id, title }) =>
        new Paragraph({
          children: [new InternalHyperlink({ anchor: `chapitre-${id}`, children: [new TextRun(set(title))] })],
        }),
    ),
  ];
  const document = new Document({
    title: set(title),
    description: set(subtitle),
    creator: 'Fil conducteur',
    styles: stylesIn(locale),
    numbering: {
      config: [
        {
          reference: BULLETS,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 400, hanging: 240 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        footers: { default: footer(set(title)) },
        children: [
          ...logosOf(logos, set),
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(set(title))] }),
          new Paragraph({ children: [new TextRun({ text: set(subtitle), color: GREY })] }),
          ...notices.map((notice) => noticeOf(set(notice))),
          ...(first ?? []),
          ...contents,
          ...rest.flat(),
        ],
      },
    ],
  });
  return madeAtIn(await Packer.toBuffer(document), madeAt);
}

/** Two tables with nothing in between are one to Word, which repeats the first one's header over the second's rows. */
function isTable(part: Part | undefined): boolean {
  return part?.kind === 'table' || part?.kind === 'key-figures';
}

/** Marks where a link leads to. The library gives each the number 1, by which Word would take all of them for one. */
function bookmarkOf(id: string, number: number, children: readonly TextRun[]): Bookmark {
  const marks = { start: new BookmarkStart(id, number), end: new BookmarkEnd(number) };
  return Object.assign(new Bookmark({ id, children }), marks);
}

type Setting = (text: string) => string;

/** Returns what writes a part as paragraphs and tables. */
function partsIn(set: Setting): (part: Part, id: string) => readonly (Paragraph | Table)[] {
  return (part, id) => {
    switch (part.kind) {
      case 'subheading':
        return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(set(part.text))] })];
      case 'paragraph': {
        const lines = sanitised(part.text).trim().split('\n').map(set);
        return [
          new Paragraph({ children: lines.map((text, at) => new TextRun(at === 0 ? { text } : { text, break: 1 })) }),
        ];
      }
      case 'note':
        return [small(set(part.text))];
      case 'list':
        return part.items.map(
          (item) => new Paragraph({ numbering: { reference: BULLETS, level: 0 }, children: [new TextRun(set(item))] }),
        );
      case 'table':
        return [
          tableOf(
            part.header.map(set),
            part.rows.map((row) => row.map(set)),
          ),
        ];
      case 'key-figures':
        return [keyFigureTable(part.figures, set)];
      case 'chart': {
        const { bytes, width, height } = pngOf(chartSvg(part.chart, id));
        const [name, words] = [set(part.chart.title), set(part.chart.words)];
        const size = { width: TEXT_PIXELS, height: Math.round((TEXT_PIXELS * height) / width) };
        return [
          new Paragraph({
            keepNext: true,
            spacing: { before: 200 },
            children: [new TextRun({ text: name, bold: true })],
          }),
          new Paragraph({
            children: [
              new ImageRun({
                type: 'png',
                data: bytes,
                transformation: size,
                altText: { name, title: name, description: words },
              }),
            ],
          }),
        ];
      }
      case 'photo':
        return photoOf(part, set);
      case 'quotation':
        return [
          new Paragraph({ style: 'Quotation', children: [new TextRun({ text: set(part.text), italics: true })] }),
          ...(part.author === null ? [] : [small(set(part.author))]),
        ];
    }
  };
}

function small(text: string): Paragraph {
  return new Paragraph({ spacing: { before: 60 }, children: [new TextRun({ text, size: 17, color: GREY })] });
}

/** Shows a photo as wide as the text at most, and as high as half of that, with what stands below it. */
function photoOf({ picture, caption }: PhotoPart, set: Setting): readonly Paragraph[] {
  const { type, base64, width, height } = picture;
  const scale = Math.min(1, TEXT_PIXELS / width, PHOTO_HEIGHT / height);
  const [name, words] = [set(caption), set(picture.words)];
  const run = new ImageRun({
    type,
    data: Buffer.from(base64, 'base64'),
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name, title: name, description: words },
  });
  return [new Paragraph({ keepNext: true, spacing: { before: 200 }, children: [run] }), small(name)];
}

/** Puts the logos beside each other, each as high as the others unless it would be too wide. */
function logosOf(logos: readonly Picture[], set: Setting): readonly Paragraph[] {
  if (logos.length === 0) return [];
  const room = Math.floor(TEXT_PIXELS / logos.length) - LOGO_GAP;
  const runs = logos.flatMap(({ type, base64, width, height, words }) => {
    const scale = Math.min(LOGO_HEIGHT / height, room / width);
    const name = set(words);
    return [
      new ImageRun({
        type,
        data: Buffer.from(base64, 'base64'),
        transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
        altText: { name, title: name, description: name },
      }),
      new TextRun('   '),
    ];
  });
  return [new Paragraph({ spacing: { after: 200 }, children: runs })];
}

function noticeOf(text: string): Paragraph {
  return new Paragraph({
    shading: { type: ShadingType.CLEAR, fill: 'FDF3EA' },
    border: { left: { style: BorderStyle.SINGLE, size: 24, color: 'B4540A', space: 6 } },
    children: [new TextRun({ text, bold: true })],
  });
}

/** The first column, which names what the others tell, is twice as wide. */
function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  const unit = Math.floor(TEXT_WIDTH / (header.length + 1));
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'D6D6D6' };
  const cell = (text: string, bold: boolean) =>
    new TableCell({
      borders: { ...NO_LINES, bottom: bold ? { ...line, size: 8, color: '888888' } : line },
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
      children: [new Paragraph({ style: 'Cell', children: [new TextRun({ text, bold })] })],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: header.map((_, at) => (at === 0 ? 2 * unit : unit)),
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: header.map((text) => cell(text, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text, false)) })),
    ],
  });
}

/** Lays large figures out beside each other. */
function keyFigureTable(figures: readonly KeyFigure[], set: Setting): Table {
  const cellOf = (figure: KeyFigure | undefined) =>
    new TableCell({
      borders: {
        ...NO_LINES,
        top: figure === undefined ? NO_LINE : { style: BorderStyle.SINGLE, size: 20, color: GREEN },
      },
      margins: { top: 60, bottom: 120, left: 0, right: 160 },
      children:
        figure === undefined
          ? [new Paragraph({})]
          : [
              new Paragraph({ children: [new TextRun({ text: set(figure.value), bold: true, size: 28 })] }),
              new Paragraph({ children: [new TextRun({ text: set(figure.name), size: 19 })] }),
              ...figure.notes.map((text) => small(set(text))),
            ],
    });
  const lines = Array.from({ length: Math.ceil(figures.length / KEY_COLUMNS) }, (_, at) => at * KEY_COLUMNS);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: Array.from({ length: KEY_COLUMNS }, () => Math.floor(TEXT_WIDTH / KEY_COLUMNS)),
    borders: { ...NO_LINES, insideHorizontal: NO_LINE, insideVertical: NO_LINE },
    rows: lines.map(
      (from) =>
        new TableRow({
          cantSplit: true,
          children: Array.from({ length: KEY_COLUMNS }, (_, at) => cellOf(figures[from + at])),
        }),
    ),
  });
}

function footer(title: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({
            size: 17,
            color: GREY,
            children: [`${title} · `, PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
}

function stylesIn(locale: Locale) {
  const spacing = { after: 140, line: 276 };
  return {
    default: {
      document: { run: { font: FAMILY, size: 21, language: { value: LANGUAGES[locale] } }, paragraph: { spacing } },
      title: { run: { font: FAMILY, size: 48, bold: true }, paragraph: { spacing: { after: 80 } } },
      heading1: {
        run: { font: FAMILY, size: 32, bold: true, color: GREEN },
        paragraph: { spacing: { before: 420, after: 160 }, keepNext: true },
      },
      heading2: {
        run: { font: FAMILY, size: 24, bold: true },
        paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
      },
    },
    paragraphStyles: [
      {
        id: 'Cell',
        name: 'Cell',
        basedOn: 'Normal',
        run: { size: 18 },
        paragraph: { spacing: { after: 0, line: 240 } },
      },
      { id: 'Contents', name: 'Contents', basedOn: 'Normal', run: { size: 28, bold: true } },
      {
        id: 'Quotation',
        name: 'Quotation',
        basedOn: 'Normal',
        paragraph: { indent: { left: 300 }, keepNext: true },
      },
    ],
  };
}
