import type { Outline, Part } from '../../../documents/outline.ts';
import { sanitised, sanitisedLine } from '../../../documents/plain.ts';

/** Renders the bilan as Markdown (CommonMark with tables). What people typed reads as they typed it. */
export function markdownDocument({ title, subtitle, notices, chapters }: Outline): string {
  const blocks = [
    `# ${line(title)}`,
    line(subtitle),
    ...notices.map((notice) => `> **${line(notice)}**`),
    ...chapters.flatMap((chapter) => [`## ${line(chapter.title)}`, ...chapter.parts.map(partText)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'subheading':
      return `### ${line(part.text)}`;
    case 'paragraph':
      // Two spaces keep a line break that somebody typed.
      return sanitised(part.text).split('\n').map(line).join('  \n');
    case 'list':
      return part.items.map((item) => `- ${line(item)}`).join('\n');
    case 'table':
      return [part.header, part.header.map(() => null), ...part.rows]
        .map((row) => `| ${row.map((cell) => (cell === null ? '---' : line(cell))).join(' | ')} |`)
        .join('\n');
  }
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
