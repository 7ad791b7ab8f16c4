import type { Formatted, FormattedBlock, FormattedCode, FormattedLine } from '../../../chat/formatted/formatted.ts';
import { tidyLeaves } from '../../../chat/formatted/leaves.ts';
import { NOTHING, withoutMentions } from './nothing.ts';
import { writeLine } from './write-line.ts';

/**
 * Returns a canonical text in Discord's markup. Of what was typed nothing is read as markup, wherever it stands in a line,
 * and nobody is mentioned but people and channels that are leaves of the text.
 */
export function writeMarkdown({ blocks }: Formatted): string {
  return blocks.map((block, index) => quoted(block, lineOrCode(block, blocks[index - 1]))).join('\n');
}

function quoted(block: FormattedBlock, written: string): string {
  return block.quoted ? `> ${written.replaceAll('\n', '\n> ')}` : written;
}

function lineOrCode(block: FormattedBlock, before: FormattedBlock | undefined): string {
  switch (block.kind) {
    case 'code':
      return codeBlock(block);
    case 'heading':
      return `${'#'.repeat(block.level)} ${writeLine(block.leaves)}`;
    case 'item':
      return item(block);
    case 'line': {
      const written = writeLine(block.leaves);
      // Spaces would make it belong to the item before it.
      const isApart = before?.kind === 'item' && before.quoted === block.quoted && /^\s/.test(written);
      return isApart ? NOTHING + written : written;
    }
  }
}

/** Returns a block of code. Two backticks beside each other are kept apart, so that nothing within closes it. */
function codeBlock({ language, text }: FormattedCode): string {
  return `\`\`\`${language ?? ''}\n${withoutMentions(text).replace(/`(?=`)/g, `\`${NOTHING}`)}\n\`\`\``;
}

function item(block: Extract<FormattedLine, { kind: 'item' }>): string {
  const sign = block.number === null ? '-' : `${block.number}.`;
  const lines = tidyLeaves(block.leaves).map(writeLine);
  return `${'  '.repeat(block.indent)}${sign} ${lines.join(`\n${'  '.repeat(block.indent + 1)}`)}`;
}
