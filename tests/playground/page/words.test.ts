import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Locale, locales } from '../../../src/texts/index.ts';

const folder = fileURLToPath(new URL('../../../src/playground/page/public/', import.meta.url));

// The page's scripts have no types.
const script: unknown = await import(join(folder, 'words/words.js'));
const { wordsIn, languageNames, spokenOf } = script as {
  wordsIn(locale: Locale): Promise<object>;
  languageNames: Readonly<Record<string, string>>;
  spokenOf(wished: readonly string[]): string;
};

const words: Readonly<Record<Locale, object>> = { fr: await wordsIn('fr'), en: await wordsIn('en') };

const scripts = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.js') && !/^words[\\/](fr|en)\.js$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const html = readFileSync(join(folder, 'index.html'), 'utf8');

/** Returns what each word is, by its path: a text, or how many values it takes. */
function leaves(words: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object') return leaves(value, here);
    return [[here, typeof value === 'function' ? `takes ${value.length}` : typeof value] as const];
  });
}

describe('the words of the page', () => {
  it('are the same in each of its languages, in one order, and take the same', () => {
    expect(Object.keys(languageNames)).toEqual(locales);
    expect(leaves(words.en)).toEqual(leaves(words.fr));
  });

  it('are each in their language, but for what they quote', () => {
    const texts = (locale: Locale) =>
      JSON.stringify(words[locale], (_, value) => (typeof value === 'function' ? String(value) : value)).replaceAll(
        /\[[^\]]*\]/g,
        '',
      );
    expect(texts('en')).not.toMatch(/\b(?:le|la|les|un|une|des|vous|est|dans|pour|sur)\b/);
    expect(texts('fr')).not.toMatch(/\b(?:the|you|is|of|with|for|are|to)\b/);
  });

  it('are all shown somewhere', () => {
    const all = scripts.map(({ text }) => text).join('\n') + html.replaceAll(/data-\w+="(?:\w+\.)?(\w+)"/g, '.$1');
    const isNamed = (key: string) =>
      new RegExp(`\\.${key}\\b`).test(all) || new RegExp(`\\{[^{}]*\\b${key}\\b[^{}]*\\} = words`).test(all);
    /** A key below a group that is looked up by a value, `words.time.skips[to]`. */
    const isLookedUp = (group: string) =>
      new RegExp(`\\.${group}\\[`).test(all) || new RegExp(`Object\\.keys\\(\\w+\\.${group}\\)`).test(all);
    const unused = leaves(words.fr)
      .map(([path]) => path.split('.'))
      .filter((path) => !path.slice(0, -1).some(isLookedUp) && !isNamed(path.at(-1) ?? ''));
    expect(unused).toEqual([]);
  });

  it.each([
    [['fr-FR', 'fr'], 'fr'],
    [['en-US', 'en', 'fr'], 'en'],
    [['de-DE', 'de', 'en-US', 'fr'], 'en'],
    [['en', 'fr-FR', 'fr'], 'en'],
    [['FR-CA'], 'fr'],
    [['frr'], 'fr'],
    [['de', 'br'], 'fr'],
    [[], 'fr'],
  ])('for somebody whose browser wishes %j are %s', (wished, language) => {
    expect(spokenOf(wished)).toBe(language);
  });
});

/** Words that are written alike in each language: names, and those of keys and headers. */
const NAMES =
  /^(?:Français|English|Slack|Discord|APP|Enter|Tab|Escape|Arrow(?:Up|Down)|Content-Type|Accept-Language|POST|Europe\/Paris)$/;
/** Words that aren't shown: classes, and the names of things in the page and in the browser's storage. */
const NOT_SHOWN = new Set(['className', 'data-key', 'type', 'role', 'rel']);

/** Returns the texts of a script that somebody might read: those with a space between words, a capital or an accent. */
function shownTexts(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const { parent } = node;
    const isKey =
      parent !== undefined &&
      ts.isPropertyAssignment(parent) &&
      NOT_SHOWN.has(parent.name.getText().replaceAll("'", ''));
    if (isKey || ts.isImportDeclaration(node)) return;
    const parts = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (parts) {
      const words = node.text;
      const isShown = /\p{L}{2,}[ ’'].*\p{L}|^\p{Lu}\p{Ll}|[^\p{ASCII}]*[À-ÿ]/u.test(words);
      if (isShown && !NAMES.test(words)) found.push(words);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return found;
}

describe('the page', () => {
  it('has no words in its scripts but these', () => {
    // The tour waits for words of messages that its people read in French: tour.test.ts holds them against the bot's texts.
    const others = scripts.filter(({ path }) => path !== 'tour-steps.js');
    const found = others.flatMap(({ path, text }) => shownTexts(path, text).map((words) => `${path}: ${words}`));
    expect(found).toEqual([]);
  });

  it('has none in its document, but for whoever has no script', () => {
    const shown = html.replace(/<noscript>.*<\/noscript>/, '').replaceAll(/<[^>]+>/g, ' ');
    const names = new Set(['Fil', 'conducteur', 'Slack', 'Discord', '…', '📎']);
    expect(shown.split(/\s+/).filter((word) => word !== '' && !names.has(word))).toEqual([]);
    expect(html).not.toMatch(/(?:aria-label|title|placeholder|alt)="/);
  });

  it('names no words in its document that there aren’t', () => {
    const named = [...html.matchAll(/data-(?:words|label)="([^"]+)"/g)].map(([, path]) => path);
    const texts = leaves(words.fr).filter(([, kind]) => kind === 'string');
    expect(texts.map(([path]) => path)).toEqual(expect.arrayContaining(named));
  });
});
