import { afterEach, expect, it, vi } from 'vitest';
import { translator } from '../../src/texts/translator.ts';

afterEach(() => vi.unstubAllGlobals());

it('numbers, shares and lists are worded without making a formatter for each', () => {
  let made = 0;
  const counted = <T extends new (...given: never[]) => object>(formatter: T): T =>
    new Proxy(formatter, {
      construct(target, given, as) {
        made += 1;
        return Reflect.construct(target, given, as);
      },
    });
  vi.stubGlobal('Intl', {
    ...{ Collator: Intl.Collator, DateTimeFormat: Intl.DateTimeFormat, PluralRules: Intl.PluralRules },
    ...{ NumberFormat: counted(Intl.NumberFormat), ListFormat: counted(Intl.ListFormat) },
  });
  const t = translator('fr', 'Europe/Paris');
  for (let row = 0; row < 1_000; row += 1) {
    t.number(row);
    t.quantity(row, 'estimated');
    t.range({ from: row, to: row + 1 });
    t.percent(row / 1_000);
    t.list(['un', 'deux']);
    t.either(['un', 'deux']);
  }
  expect(made).toBe(0);
});
