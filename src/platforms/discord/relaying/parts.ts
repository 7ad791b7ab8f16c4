import { splitWithEnding } from '../../../chat/formatted/split.ts';
import type { Copy, CopyFile, CopyPart } from '../../../chat/relaying.ts';
import { CAPACITY_ON_DISCORD } from '../formatted/capacity.ts';
import { FILES_PER_MESSAGE, REQUEST_SIZE } from '../limits.ts';
import { authorLine } from './body.ts';

/**
 * Splits a copy into messages. Files stand with the first ones, as many as one takes, so that they stay where they are
 * when an edit makes the text longer or shorter. Each leaves room for a line with its author's name.
 */
export function copyParts({ author, otherwise, picture, content, ending, files }: Copy): readonly CopyPart[] {
  const limit = CAPACITY_ON_DISCORD.limit - authorLine(author).length - 1;
  const texts = splitWithEnding(content, ending, { ...CAPACITY_ON_DISCORD, limit });
  const groups = grouped(files);
  const count = Math.max(texts.length, groups.length, 1);
  return Array.from({ length: count }, (_, index) => ({
    ...{ author, otherwise, picture },
    content: texts[index] ?? { blocks: [] },
    files: groups[index] ?? [],
  }));
}

/** Groups files, by their indexes, so that each group fits in one message. */
function grouped(files: readonly CopyFile[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  let sum = 0;
  for (const [index, { size }] of files.entries()) {
    const group = groups.at(-1);
    sum += size;
    if (group && group.length < FILES_PER_MESSAGE && sum <= REQUEST_SIZE) group.push(index);
    else {
      groups.push([index]);
      sum = size;
    }
  }
  return groups;
}
