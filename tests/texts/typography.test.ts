import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { allTexts, locales, type TextValues, textIn } from '../../src/texts/index.ts';
import { translator } from '../../src/texts/translator.ts';
import { asTyped, setWords } from '../../src/texts/typography.ts';

/** The values that a text may need, by the names it gives them: numbers where it counts, `words` elsewhere. */
function valuesOf(source: string, words: string): TextValues {
  const values: Record<string, string | number> = {};
  const look = (pieces: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const piece of pieces) {
      if (!('options' in piece)) {
        if ('value' in piece && piece.type === 1) values[piece.value] ??= words;
        if ('value' in piece && piece.type === 2) values[String(piece.value)] = 3;
        continue;
      }
      const [first = 'other'] = Object.keys(piece.options);
      values[piece.value] = 'pluralType' in piece ? 3 : first;
      for (const option of Object.values(piece.options)) look(option.value);
    }
  };
  look(new IntlMessageFormat(source, 'fr', undefined, { ignoreTag: true }).getAst());
  return values;
}

const said = (locale: 'fr' | 'en', words: string) =>
  [...allTexts(locale)].map(([key, source]) => ({ key, text: textIn(locale, key, valuesOf(source, words)) }));

describe('every text', () => {
  it('is set in French as French is printed', () => {
    const wrong = said('fr', 'X').filter(({ text }) => {
      const words = text.replace(/`[^`]*`/g, '');
      return / [;!?»]| :(?:\s|$)|« |'|\d (?:h|min|km|ko|Mo)(?!\p{L})|\dh(?!\p{L})/u.test(words);
    });
    expect(wrong).toEqual([]);
  });

  it('has curly apostrophes in English', () => {
    expect(said('en', 'X').filter(({ text }) => text.replace(/`[^`]*`/g, '').includes("'"))).toEqual([]);
  });

  it.each(locales)('leaves what is filled in as it is, in %s', (locale) => {
    const typed = "l'an ? oui ! « 3 h » : 5 %";
    const changed = [...allTexts(locale)].filter(([key, source]) => {
      const values = valuesOf(source, typed);
      if (!Object.values(values).includes(typed)) return false;
      return !textIn(locale, key, values).includes(typed) && textIn(locale, key, values, 'typed').includes(typed);
    });
    expect(changed).toEqual([]);
  });

  it.each(locales)('has the same words for files that programs read, as they are typed, in %s', (locale) => {
    for (const [key, source] of allTexts(locale)) {
      const values = valuesOf(source, 'X');
      const typed = textIn(locale, key, values, 'typed');
      expect(asTyped(textIn(locale, key, values))).toBe(asTyped(typed));
      expect(typed).not.toMatch(/’/);
    }
  });
});

describe('the typography', () => {
  it.each([
    ['Où ? Ici ! « Là » ; ou bien : ailleurs', 'Où\u202f? Ici\u202f! «\u00a0Là\u00a0»\u202f; ou bien\u00a0: ailleurs'],
    ["l'heure : 18 h 30, 12 km, 5 %", 'l’heure\u00a0: 18\u00a0h\u00a030, 12\u00a0km, 5\u00a0%'],
    ["tapez `/mois ? l'aide` : l'aide vient", "tapez `/mois ? l'aide`\u00a0: l’aide vient"],
    ['https://exemple.fr/?a=b ; 10 heures', 'https://exemple.fr/?a=b\u202f; 10 heures'],
  ])('sets %s', (typed, printed) => {
    expect(setWords(typed, 'fr')).toBe(printed);
    expect(asTyped(printed)).toBe(typed);
  });

  it('changes spaces and apostrophes alone, and nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..." «»;:!?'`h3%ak\n") }), (words) => {
        const set = setWords(words, 'fr');
        expect(asTyped(set)).toBe(words);
        expect(setWords(set, 'fr')).toBe(set);
      }),
    );
  });

  it('isn’t for files that programs read', () => {
    const t = translator('fr', 'Europe/Paris');
    expect(t.text('editions.name', { year: '2026' })).toBe('Mois de l’ESS 2026');
    expect(t.forFiles().text('editions.name', { year: '2026' })).toBe("Mois de l'ESS 2026");
  });
});
