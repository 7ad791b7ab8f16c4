import { describe, expect, it } from 'vitest';
import { translator } from '../../src/texts/translator.ts';
import { asTyped } from '../../src/texts/typography.ts';

describe('the size of a file', () => {
  it.each([
    [0, '1 ko', '1 kB'],
    [1_499, '1 ko', '1 kB'],
    [140_000, '140 ko', '140 kB'],
    [999_499, '999 ko', '999 kB'],
    [999_500, '1 Mo', '1 MB'],
    [1_440_000, '1,4 Mo', '1.4 MB'],
    [10_485_760, '10,5 Mo', '10.5 MB'],
    [300_000_000, '300 Mo', '300 MB'],
  ])('of %i bytes counts in thousands', (bytes, french, english) => {
    expect(asTyped(translator('fr', 'Europe/Paris').size(bytes))).toBe(french);
    expect(translator('en', 'Europe/Paris').size(bytes)).toBe(english);
  });

  it('is written as one types it in files that programs read', () => {
    const printed = translator('fr', 'Europe/Paris');
    expect([printed.size(140_000), printed.size(3_000_000)]).toEqual(['140\u00a0ko', '3\u00a0Mo']);
    const forFiles = printed.forFiles();
    expect([forFiles.size(140_000), forFiles.size(3_000_000)]).toEqual(['140 ko', '3 Mo']);
  });
});
