import { describe, expect, test } from 'vitest';
import { cut, cutAtWord } from '../../src/chat/cut.ts';

describe('a label that is too long', () => {
  test.each([
    ['Bal des structures', 18, 'Bal des structures'],
    ['Bal des structures', 17, 'Bal des structur…'],
    ['Bal des structures', 12, 'Bal des…'],
    ['Bal des structures', 8, 'Bal des…'],
    ['Anticonstitutionnellement', 10, 'Anticonst…'],
    ['Le anticonstitutionnellement', 20, 'Le anticonstitution…'],
    ['🎉🎉🎉', 4, '🎉…'],
  ])('« %s » within %i is « %s »', (text, max, shown) => {
    expect(cutAtWord(text, max)).toBe(shown);
    expect(cutAtWord(text, max).length).toBeLessThanOrEqual(max);
  });

  test('a quoted text is cut where it must be', () => {
    expect(cut('Bal des structures', 12)).toBe('Bal des str…');
  });
});
