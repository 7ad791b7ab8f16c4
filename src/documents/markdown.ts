import { atOnce, mapInSteps, type Stepwise } from '../concurrency/turns.ts';
import type { Chart } from './chart.ts';
import type { Outline, Part } from './outline.ts';
import { sanitised, sanitisedLine } from './plain.ts';

/** Renders a document as Markdown (CommonMark with tables). What people typed reads as they typed it. */
export function markdownDocument(outline: Outline): string {
  return atOnce(markdownInSteps(outline));
}

export function* markdownInSteps({ title, subtitle, notices, chapters, logos = [] }: Outline): Stepwise<string> {
  const blocks = [
    `# ${line(title)}`,
    line(subtitle),
    // A text shows no picture, but says which there are.
    ...(logos.length === 0 ? [] : [`*${line(logos.map(({ words }) => words).join(' · '))}*`]),
    ...notices.map((notice) => `> **${line(notice)}**`),
  ];
  for (const chapter of chapters) {
    blocks.push(`## ${line(chapter.title)}`);
    for (const part of chapter.parts) blocks.push(yield* partText(part));
  }
  return `${blocks.join('\n\n')}\n`;
}

function* partText(part: Part): Stepwise<string> {
  switch (part.kind) {
    case 'subheading':
      return `### ${line(part.text)}`;
    case 'paragraph':
      // Two spaces keep a line break that somebody typed.
      return sanitised(part.text).split('\n').map(line).join('  \n');
    case 'list':
      return (yield* mapInSteps(part.items, (item) => `- ${line(item)}`)).join('\n');
    case 'table':
      return yield* table(part.header, part.rows);
    case 'note':
      return `*${line(part.text)}*`;
    case 'key-figures':
      return part.figures
        .map(({ name, value, notes }) => `- **${line(value)}** ${line([name, ...notes].join(' · '))}`)
        .join('\n');
    case 'chart':
      return `**${line(part.chart.title)}**\n\n${yield* chartTable(part.chart)}`;
    case 'photo':
      // A text shows no photo, but names it.
      return `*${line(part.picture.words)}*`;
    case 'quotation':
      return `> ${line(part.author === null ? part.text : `${part.text} (${part.author})`)}`;
  }
}

/** Tells a chart's numbers as a table, which reads as well where nothing can be drawn. */
function* chartTable({ categories, series }: Chart): Stepwise<string> {
  const names = series.length > 1 ? series.map(({ name }) => name) : [''];
  return yield* table(
    ['', ...names],
    categories.map((category, at) => [category, ...series.map(({ values }) => values[at]?.label ?? '')]),
  );
}

function* table(header: readonly string[], rows: readonly (readonly string[])[]): Stepwise<string> {
  const lines = yield* mapInSteps(
    [header, header.map(() => null), ...rows],
    (row) => `| ${row.map((cell) => (cell === null ? '---' : line(cell))).join(' | ')} |`,
  );
  return lines.join('\n');
}

const ADDRESS = /https?:\/\/[^\s<>"\\|`]+/g;

/** Escapes text on one line, so that exactly this text is shown. An address remains a link. */
function line(text: string): string {
  const flat = sanitisedLine(text);
  let shown = '';
  let last = 0;
  for (const { 0: address, index } of flat.matchAll(ADDRESS)) {
    shown += `${signs(flat.slice(last, index))}<${address}>`;
    last = index + address.length;
  }
  return lineStart(shown + signs(flat.slice(last)));
}

/** Escapes signs that have a meaning anywhere. */
function signs(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#&$]/g, '\\$&').replace(/!(?=\\\[)/g, '\\!');
}

/** Escapes signs that have a meaning at the start of a line: lists, underlined titles. */
function lineStart(text: string): string {
  return text
    .replace(/^([+-])(?=\s|$)/, '\\$1')
    .replace(/^([=-])(?=[=-]*$)/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}
