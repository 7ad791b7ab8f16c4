import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../src/access/operation/command-name.ts';
import { fieldsOf } from '../../src/chat/form.ts';
import { composeRegistry } from '../../src/composition.ts';
import { allPlatformWords } from '../../src/platforms/registered.ts';
import { allTexts, commandsIn, isTextKey, type Locale, locales, textIn } from '../../src/texts/index.ts';
import { translator } from '../../src/texts/translator.ts';
import { textUses } from './uses.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Kinds of pieces of a message, as the parser numbers them. */
const LITERAL = 0;
const ARGUMENT = 1;
const NUMBER = 2;
const SELECT = 5;
const PLURAL = 6;

const astOf = (text: string, locale: Locale) =>
  new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst();

/** Returns every piece, those of the branches too. */
function pieces(elements: readonly Element[]): Element[] {
  return elements.flatMap((element) =>
    'options' in element
      ? [element, ...Object.values(element.options).flatMap(({ value }) => pieces(value))]
      : [element],
  );
}

/** Returns the arguments of a text: 'count: plural', 'name: text'. */
function argumentsOf(text: string, locale: Locale): string[] {
  const kinds: Readonly<Record<number, string>> = {
    [ARGUMENT]: 'text',
    [NUMBER]: 'number',
    [SELECT]: 'select',
    [PLURAL]: 'plural',
  };
  const found = pieces(astOf(text, locale)).flatMap((piece) => {
    if (!('value' in piece) || typeof piece.value !== 'string' || piece.type === LITERAL) return [];
    return [`${piece.value}: ${kinds[piece.type] ?? 'other'}`];
  });
  return [...new Set(found)].sort();
}

const namesOf = (text: string, locale: Locale) => [
  ...new Set(argumentsOf(text, locale).map((one) => one.split(':')[0] ?? '')),
];

const entries = (locale: Locale) => [...allTexts(locale)];
const uses = textUses();
const registry = composeRegistry();
const interactions = [...registry.commands, ...registry.actions];

describe.each(locales)('in %s', (locale) => {
  it('every text can be read', () => {
    const broken = entries(locale).filter(([, text]) => {
      try {
        return astOf(text, locale).length === 0;
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  it('no apostrophe swallows a value', () => {
    // In ICU, "l'{name}" is an apostrophe that begins a quotation.
    const swallowed = entries(locale).filter(([, text]) =>
      pieces(astOf(text, locale)).some((one) => one.type === LITERAL && /[{}]/.test(String(one.value))),
    );
    expect(swallowed).toEqual([]);
  });

  it('nothing begins or ends with a space, nothing is spaced twice', () => {
    expect(
      entries(locale).filter(([, text]) => text !== text.trim() || /[^\n ] {2}/.test(text) || text === ''),
    ).toEqual([]);
  });
});

describe('both languages', () => {
  it('have the same texts', () => {
    const keys = (locale: Locale) => [...allTexts(locale).keys()].sort();
    expect(keys('en')).toEqual(keys('fr'));
  });

  it('put the same values into them', () => {
    const different = entries('fr').flatMap(([key, french]) => {
      const english = allTexts('en').get(key) ?? '';
      const [fr, en] = [namesOf(french, 'fr').sort().join(), namesOf(english, 'en').sort().join()];
      return fr === en ? [] : [`${key}: ${fr || '-'} / ${en || '-'}`];
    });
    expect(different).toEqual([]);
  });

  it('are two: no sentence was left untranslated', () => {
    const wordsIn = (text: string) =>
      pieces(astOf(text, 'fr')).flatMap((piece) =>
        piece.type === LITERAL ? (String(piece.value).match(/\p{L}+/gu) ?? []) : [],
      );
    const same = entries('fr').filter(([key, text]) => wordsIn(text).length >= 4 && text === allTexts('en').get(key));
    expect(same).toEqual([]);
  });
});

describe('commands', () => {
  it('are named for their reader, never written out', () => {
    // The trial's region is French, and /invite is Slack's own.
    const written = locales.flatMap((locale) =>
      entries(locale)
        .filter(([key, text]) => key !== 'trial.welcome' && /(^|[\s«“"(])\/(?!invite\b)[a-z]/.test(text))
        .map(([key, text]) => `${locale} ${key}: ${text}`),
    );
    expect(written).toEqual([]);
  });

  it('are there', () => {
    const there = new Set(registry.commands.map(({ path }) => path.fr.join('_').replaceAll('-', '_')));
    const named = entries('fr').flatMap(([key]) => commandsIn('fr', key));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((argument) => !there.has(argument))).toEqual([]);
  });

  it('are those of the bot in Slack, of the reader in Discord', () => {
    const words = (platform: 'slack' | 'discord') =>
      translator(
        'en',
        'Europe/Paris',
        commandNames(registry.commands, { platform, locale: 'en', botLocale: 'fr' }),
      ).text('editions.errors.noneOpen', { chamber: 'CRESS', coordinator: 'yes' });
    expect(words('slack')).toContain('/edition ouvrir');
    expect(words('discord')).toContain('/edition open');
  });
});

describe('French', () => {
  const literals = entries('fr').map(([key, text]) => {
    const words = pieces(astOf(text, 'fr')).map((piece) => (piece.type === LITERAL ? String(piece.value) : '{}'));
    return [key, words.join('').replace(/https?:\S+/g, '')] as const;
  });
  const offending = (pattern: RegExp) =>
    literals.filter(([, text]) => pattern.test(text)).map(([key, text]) => `${key}: ${text}`);

  it('sets a space before double signs', () => {
    expect(offending(/[^\s\u00a0\u202f{}?!«:][;?!](\s|$)|[^\s\u00a0\u202f\d}]:(\s|$)/)).toEqual([]);
  });

  it('quotes with « »', () => {
    expect(offending(/["“”]|«[^\s\u00a0\u202f]|[^\s\u00a0\u202f]»/)).toEqual([]);
  });

  it('keeps to one apostrophe and to three real dots', () => {
    expect(offending(/[’`]|\.\.\./)).toEqual([]);
  });
});

describe('what is quoted', () => {
  it.each([
    ['fr', /[“‘]/],
    ['en', /[«»‘]/],
  ] as const)('is quoted the same way everywhere in %s', (locale, others) => {
    expect([...allTexts(locale)].filter(([, text]) => others.test(text))).toEqual([]);
  });
});

describe('the source', () => {
  it('is read at all', () => {
    expect(uses.calls.length).toBeGreaterThan(300);
  });

  it('names only texts that there are', () => {
    const features = new Set([...allTexts('fr').keys()].map((key) => key.split('.')[0]));
    const named = interactions.flatMap((one) => [
      ...('description' in one ? [String(one.description)] : []),
      ...[one.title, one.submit, one.confirm].filter((key) => key !== undefined),
      ...formFields(one.input).flatMap((field) => [
        field.label,
        ...(field.hint === undefined ? [] : [field.hint]),
        ...(field.options ?? []).map(({ label }) => label),
      ]),
    ]);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !isTextKey(key))).toEqual([]);
    const lookLikeKeys = [...uses.strings].filter(
      (text) => /^[a-z]+(\.[a-zA-Z][\w-]*)+$/.test(text) && features.has(text.split('.')[0] ?? ''),
    );
    expect(lookLikeKeys.filter((text) => !isTextKey(text) && !uses.operations.has(text))).toEqual([]);
  });

  it('gives each text the values it needs', () => {
    const lacking = uses.calls.flatMap(({ where, key, values }) => {
      if (values === null) return [];
      const missing = namesOf(allTexts('fr').get(key) ?? '', 'fr').filter(
        (name) => !values.includes(name) && !name.startsWith('command_'),
      );
      return missing.length > 0 ? [`${where}: ${key} lacks ${missing.join(', ')}`] : [];
    });
    expect(lacking).toEqual([]);
  });

  it('uses every text', () => {
    const patterns = uses.patterns.filter(({ source }) => /^\^[a-z]+\\\./.test(source));
    const unused = [...allTexts('fr').keys()].filter(
      (key) => !uses.strings.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

describe('what platforms show of it', () => {
  const inBoth = (key: string) =>
    locales.map((locale) => textIn(locale, key, allPlatformWords(translator(locale, 'Europe/Paris'))));
  const tooLong = (keys: readonly string[], most: number) =>
    keys.flatMap((key) =>
      inBoth(key)
        .filter((text) => text.length > most)
        .map((text) => `${key}: ${text} (${text.length})`),
    );

  it('descriptions of commands and of their options', () => {
    const options = registry.commands.flatMap((one) =>
      fieldsOf(one.input)
        .filter(({ option }) => option)
        .map(({ label }) => label),
    );
    expect(tooLong([...registry.commands.map(({ description }) => description), ...options], 100)).toEqual([]);
  });

  it('titles of forms, the number of the page included', () => {
    const titles = (paged: boolean) =>
      interactions
        .filter((one) => one.form !== 'never' && formFields(one.input).length > 5 === paged)
        .flatMap(({ title }) => title ?? []);
    expect(tooLong(titles(false), 45)).toEqual([]);
    expect(tooLong(titles(true), 45 - ' (1/2)'.length)).toEqual([]);
  });

  it('titles of forms, which Slack shows a second time where it has to cut them', () => {
    const titles = interactions.filter(({ form }) => form !== 'never').flatMap(({ title }) => title ?? []);
    expect(tooLong(titles, 24)).toEqual([]);
  });

  it('buttons that send a form', () => {
    expect(
      tooLong(
        interactions.flatMap(({ submit }) => submit ?? []),
        24,
      ),
    ).toEqual([]);
  });

  it('labels of buttons', () => {
    const labels = uses.calls.filter(({ button }) => button).map(({ key }) => key);
    expect(labels.length).toBeGreaterThan(40);
    const shown = [...new Set([...labels, ...interactions.flatMap(({ confirm }) => confirm ?? [])])];
    const long = shown.flatMap((key) =>
      locales
        .map((locale) => `${key}: ${allTexts(locale).get(key) ?? ''}`)
        .filter((text) => text.length - key.length - 2 > 75),
    );
    expect(long).toEqual([]);
  });
});

/** The fields of what opens a form; a select's input has none. */
function formFields(input: Parameters<typeof fieldsOf>[0]): ReturnType<typeof fieldsOf> {
  try {
    return fieldsOf(input);
  } catch {
    return [];
  }
}
