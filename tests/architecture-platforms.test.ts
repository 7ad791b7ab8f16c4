import { describe, expect, it } from 'vitest';
import { sourceFiles } from './support/sources.ts';

const source = sourceFiles('src', 'commands');
const paths = new Set(source.map(({ path }) => path));

describe('a platform is known by its traits', () => {
  it('asks a platform for its traits, never for its name', () => {
    // The names stand in the registry; the local platforms and the demonstration play exactly these two.
    const free = /^src\/(platforms\/|playground\/|demo\/)/;
    const asking = source.filter(({ path, text }) => !free.test(path) && /(['"`])(slack|discord)\1/.test(text));
    expect(asking.map(({ path }) => path)).toEqual([]);
  });

  it('asks for no text that has a platform’s name in its key', () => {
    const free = /^src\/(platforms\/|playground\/|demo\/)/;
    const key = /(['"`])[a-z]+\.[\w.]*(\bslack|\bdiscord|Slack|Discord)\w*\1/;
    expect(source.filter(({ path, text }) => !free.test(path) && key.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('both adapters are built alike', () => {
    const alike = ['limits', 'platform', 'receive', 'register', 'render-form', 'render-message', 'traits'];
    const missing = ['slack', 'discord'].flatMap((name) =>
      alike.map((file) => `src/platforms/${name}/${file}.ts`).filter((path) => !paths.has(path)),
    );
    expect(missing).toEqual([]);
  });
});
