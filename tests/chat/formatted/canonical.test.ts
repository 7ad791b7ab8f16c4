import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/chat/formatted/canonical.ts';
import {
  type Formatted,
  type FormattedBlock,
  formattedSchema,
  type Leaf,
} from '../../../src/chat/formatted/formatted.ts';
import { outline } from './outline.ts';
import { formattedWith } from './trees.ts';

const id = fc.constantFrom('1', 'U1');
const anything = formattedWith({ person: id, channel: id });
const text = (typed: string, ...marks: Leaf['marks']): Leaf => ({ kind: 'text', text: typed, marks });
const line = (...leaves: readonly Leaf[]): FormattedBlock => ({ kind: 'line', quoted: false, leaves });
const item = (indent: number, number: number | null, typed: string): FormattedBlock => ({
  kind: 'item',
  quoted: false,
  indent,
  number,
  leaves: [text(typed)],
});

describe('the one form of what reads the same', () => {
  it.each<[name: string, blocks: readonly FormattedBlock[], lines: readonly string[]]>([
    ['pieces with the same marks are one', [line(text('a', 'bold'), text('b', 'bold'), text('c'))], ['{bold|ab}c']],
    ['marks stand in one order', [line(text('a', 'strike', 'bold'))], ['{bold strike|a}']],
    ['a line end makes two lines', [line(text('a\nb', 'bold'))], ['{bold|a}', '{bold|b}']],
    ['a line ends with no space, and nothing is empty around', [line(), line(text('a ')), line(text(' '))], ['a']],
    [
      'a list has the indents one sees',
      [item(3, null, 'a'), item(9, null, 'b'), item(5, null, 'c')],
      ['- a', '  - b', '  - c'],
    ],
    ['and the numbers', [item(0, 4, 'a'), item(1, 1, 'b'), item(0, 1, 'c')], ['4. a', '  1. b', '5. c']],
    ['a list that begins further in goes on', [item(3, 4, 'a'), item(0, 1, 'b')], ['4. a', '5. b']],
    ['what turns or hides words goes', [line(text('a\u202e\u200bb\u0007'))], ['ab']],
    [
      'what isn’t a web address is text',
      [line({ kind: 'link', url: 'javascript:alert(1)', text: 'mot', marks: [] })],
      ['mot (javascript:alert(1))'],
    ],
  ])('%s', (_, blocks, lines) => {
    expect(outline(canonical(blocks))).toEqual(lines);
  });

  it('is its own form', () => {
    fc.assert(
      fc.property(anything, (formatted) => {
        expect(canonical(formatted.blocks)).toEqual(formatted);
      }),
    );
  });

  it('is stored and read as it is', () => {
    fc.assert(
      fc.property(anything, (formatted) => {
        expect(formattedSchema.parse(JSON.parse(JSON.stringify(formatted)))).toEqual(formatted);
      }),
    );
  });

  it.each<[name: string, stored: unknown]>([
    ['of another kind', { blocks: [{ kind: 'table', quoted: false, leaves: [] }] }],
    ['with another mark', { blocks: [line({ kind: 'text', text: 'a', marks: ['red' as 'bold'] })] }],
    ['with too long an address', { blocks: [line({ kind: 'link', url: 'a'.repeat(2_000), text: null, marks: [] })] }],
    [
      'too large as a whole',
      { blocks: Array.from({ length: 6 }, () => line(text('a'.repeat(100_000)))) } satisfies Formatted,
    ],
  ])('what was stored isn’t taken %s', (_, stored) => {
    expect(formattedSchema.safeParse(stored).success).toBe(false);
  });
});
