import { describe, expect, it } from 'vitest';
import { platformNames, traitsOf } from '../src/platforms/registered.ts';
import { allTexts, locales } from '../src/texts/index.ts';
import { sourceFiles } from './support/sources.ts';

const source = sourceFiles('src', 'commands');
const paths = new Set(source.map(({ path }) => path));
const textOf = (path: string) => source.find((file) => file.path === path)?.text ?? '';

describe('a platform is known by its traits', () => {
  it('asks a platform for its traits, never for its name', () => {
    // The names stand in the registry; the local platforms are exactly these two, and the demonstration ties both to its region.
    const free = /^src\/(platforms\/|playground\/|demo\/prepare\.ts$)/;
    const asking = source.filter(({ path, text }) => !free.test(path) && /(['"`])(slack|discord)\1/.test(text));
    expect(asking.map(({ path }) => path)).toEqual([]);
  });

  it('asks for no text that has a platform’s name in its key', () => {
    const free = /^src\/(platforms\/|playground\/|demo\/)/;
    const key = /(['"`])[a-z]+\.[\w.]*(\bslack|\bdiscord|Slack|Discord)\w*\1/;
    expect(source.filter(({ path, text }) => !free.test(path) && key.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it.each(locales)(
    'no text in %s names a platform, but the platform’s own and those of the trial, which plays these two',
    (locale) => {
      const titles = platformNames().map((name) => [name, traitsOf(name).title] as const);
      const naming = [...allTexts(locale)].flatMap(([key, words]) =>
        titles.flatMap(([name, title]) => (words.includes(title) ? [{ key, name }] : [])),
      );
      expect(naming.length).toBeGreaterThan(20);
      expect(
        naming.filter(({ key, name }) => !key.startsWith(`platforms.${name}.`) && !key.startsWith('trial.')),
      ).toEqual([]);
    },
  );

  it('both adapters have the same file for the same job', () => {
    const talking = [
      'access',
      'budget',
      'connection',
      'directory',
      'errors',
      'limits',
      'platform',
      'session',
      'traits',
    ];
    const receiving = ['receive', 'receive-message', 'command-values', 'form-values', 'typed-text', 'incoming-files'];
    const answering = ['responder', 'private-answer', 'options', 'register', 'roll-call', 'start-error'];
    const rendering = ['render-controls', 'render-form', 'render-message', 'render-table', 'split', 'action-ids'];
    const delivering = ['send', 'find', 'history', 'look', 'delivery-key'];
    const relaying = [
      'files',
      'link',
      'parts',
      'pins',
      'post',
      'posted',
      'read',
      'receive',
      'relaying',
      'said',
      'seen-by',
    ];
    const alike = [
      ...[...talking, ...receiving, ...answering, ...rendering, ...delivering],
      ...relaying.map((file) => `relaying/${file}`),
    ];
    const missing = ['slack', 'discord'].flatMap((name) =>
      alike.map((file) => `src/platforms/${name}/${file}.ts`).filter((path) => !paths.has(path)),
    );
    expect(missing).toEqual([]);
  });

  it('each trait is read by somebody above the adapters', () => {
    const [, declared = ''] =
      /^export interface PlatformTraits \{\n([\s\S]*?)^\}/m.exec(textOf('src/chat/traits.ts')) ?? [];
    const traits = [...declared.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, name = '']) => name);
    expect(traits.length).toBeGreaterThan(20);
    const apart = /^src\/(platforms\/(slack|discord)|playground|demo|trial|chat)\//;
    const asking = source.filter(({ path, text }) => !apart.test(path) && /traits/i.test(text));
    expect(traits.filter((trait) => !asking.some(({ words }) => words.has(trait)))).toEqual([]);
  });
});
