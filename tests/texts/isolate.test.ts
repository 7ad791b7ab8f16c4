import { describe, expect, it } from 'vitest';
import { textIn } from '../../src/texts/index.ts';
import { besideEachOther, isolated } from '../../src/texts/isolate.ts';
import { translator } from '../../src/texts/translator.ts';

describe('words that are written from right to left', () => {
  it.each(['שלום', 'مرحبا', 'Bal שלום'])('« %s » is set apart', (words) => {
    expect(isolated(words)).toBe(`\u2068${words}\u2069`);
  });

  it('stay apart from the number beside them, whatever text or list they stand in', () => {
    const apart = '\u2068שלום\u2069';
    for (const locale of ['fr', 'en'] as const) {
      const t = translator(locale, 'Europe/Paris');
      expect(t.text('surveys.state.progress', { title: 'שלום', answered: 5, of: 12 })).toContain(apart);
      expect(t.list(['שלום', '5'])).toContain(apart);
    }
    expect(besideEachOther(['שלום', '5'])).toBe(`${apart} · 5`);
    expect(isolated('שלום\nBal\nשלום')).toBe(`${apart}\nBal\n${apart}`);
  });

  it('are written as they are in files that programs read', () => {
    const values = { title: 'שלום', answered: 5, of: 12 };
    expect(textIn('fr', 'surveys.state.progress', values, 'typed')).not.toMatch(/[\u2068\u2069]/u);
    expect(translator('fr', 'Europe/Paris').forFiles().list(['שלום', '5'])).not.toMatch(/[\u2068\u2069]/u);
  });

  it('leave every other text as it is', () => {
    for (const words of ['Café réparation', 'Привет', '你好', '5 : 3', '🎉']) expect(isolated(words)).toBe(words);
  });
});
