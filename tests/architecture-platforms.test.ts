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

  const above = source.filter(
    ({ path }) => !/^src\/(platforms\/(slack|discord)|playground|demo|trial|chat)\//.test(path),
  );
  const membersOf = (path: string, name: string) => {
    const [, declared = ''] =
      new RegExp(`^export interface ${name}(?: extends \\w+)? \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(textOf(path)) ?? [];
    return [...declared.matchAll(/^ {2}(?:readonly )?(\w+)\??[<(:]/gm)].map(([, member = '']) => member);
  };

  it('each trait is read by somebody above the adapters', () => {
    const traits = membersOf('src/chat/traits.ts', 'PlatformTraits');
    expect(traits.length).toBeGreaterThan(20);
    const asking = above.filter(({ text }) => /traits/i.test(text));
    expect(traits.filter((trait) => !asking.some(({ words }) => words.has(trait)))).toEqual([]);
  });

  it.each([
    ['src/chat/platform.ts', 'Platform', 20],
    ['src/chat/platform.ts', 'PrivateThreads', 4],
    ['src/chat/platform.ts', 'Look', 3],
    ['src/chat/platform.ts', 'RollCall', 2],
    ['src/chat/platform.ts', 'Responder', 8],
    ['src/chat/platform.ts', 'FormResponder', 1],
    ['src/chat/relaying.ts', 'Relaying', 8],
  ] as const)('all that an adapter can do is used above it: %s %s', (path, name, least) => {
    const members = membersOf(path, name);
    expect(members.length).toBeGreaterThanOrEqual(least);
    expect(members.filter((member) => !above.some(({ words }) => words.has(member)))).toEqual([]);
  });
});
