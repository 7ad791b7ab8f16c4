import type { Formatted, FormattedBlock, Leaf } from '../../../src/chat/formatted/formatted.ts';

/**
 * Returns a text as one can read it in a test, a line for each block: `> ` before what is quoted, `h1 `, `- ` or `1. ` before
 * headings and items, marks in braces before what they cover, `{bold|gras}`, and what isn't text in angle brackets.
 */
export function outline({ blocks }: Formatted): readonly string[] {
  return blocks.map((block) => (block.quoted ? '> ' : '') + outlineOf(block));
}

function outlineOf(block: FormattedBlock): string {
  if (block.kind === 'code') return `code ${block.language ?? '·'} ${JSON.stringify(block.text)}`;
  const leaves = block.leaves.map(outlineOfLeaf).join('');
  if (block.kind === 'heading') return `h${block.level} ${leaves}`;
  if (block.kind === 'line') return leaves;
  return `${'  '.repeat(block.indent)}${block.number === null ? '-' : `${block.number}.`} ${leaves}`;
}

function outlineOfLeaf(leaf: Leaf): string {
  const shown = withoutMarks(leaf);
  return leaf.marks.length === 0 ? shown : `{${leaf.marks.join(' ')}|${shown}}`;
}

function withoutMarks(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'text':
      return leaf.text;
    case 'link':
      return leaf.text === null ? `<${leaf.url}>` : `<${leaf.url} ${leaf.text}>`;
    case 'everyone':
      return `<everyone ${leaf.said}>`;
    case 'emoji':
      return `<emoji ${leaf.name}>`;
    case 'date':
      return `<${leaf.style} ${leaf.at}>`;
    default:
      return `<${leaf.kind} ${leaf.id}>`;
  }
}
