import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeRegistry, needsOn } from '../src/composition.ts';
import { VARIABLE_NAMES } from '../src/env.ts';
import { inviteLink } from '../src/platforms/discord/permissions.ts';
import { scopesOf } from '../src/platforms/slack/scopes.ts';
import { SECRETS } from '../src/secret-files.ts';
import { sourceFiles } from './support/sources.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const guides = [
  'docs/organisateurs.md',
  'docs/coordination.md',
  'docs/connecter.md',
  'docs/essayer.md',
  'docs/exploiter.md',
  'docs/installation.md',
];
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  ...['src/platforms/slack/README.md', 'src/platforms/discord/README.md', 'tests/features/README.md'],
];

/** The pages, buttons, switches and choices of Discord's portal that the guides name, as they read there. */
const PORTAL = [
  ...['New Application', 'General Information', 'Installation', 'Bot'],
  ...['Reset Token', 'Privileged Gateway Intents', 'Server Members Intent', 'Message Content Intent'],
  ...['Install Link', 'None', 'Public Bot'],
];

const fence = /^\s*```[\s\S]*?^\s*```/gm;
const inlineCode = (text: string): string[] =>
  [...text.replace(fence, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one = '']) => one)),
];

describe('commands', () => {
  const paths = composeRegistry().commands.map(({ path }) => path.fr.join(' '));
  const groups = new Set(paths.filter((path) => path.includes(' ')).map((path) => path.split(' ')[0]));

  /** Slack's own commands. */
  const slackOwn = ['invite'];

  /** "/profil lier 7KQ2M9XD" → "profil lier"; "/installer FIL-…" → "installer"; addresses such as /health are none. */
  function commandsIn(path: string): string[] {
    return inlineCode(read(path)).flatMap((code) => {
      const [, first, second] = /^\/([a-z]+)(?: ([a-z-]+)(?!\S))?(?![\w/])/.exec(code) ?? [];
      if (first === undefined || slackOwn.includes(first)) return [];
      return [groups.has(first) && second !== undefined ? `${first} ${second}` : first];
    });
  }

  test.each([...guides, 'README.md'])('those that %s names exist', (path) => {
    const known = new Set([...paths, ...groups]);
    expect(commandsIn(path).filter((command) => !known.has(command))).toEqual([]);
  });

  test('each stands in a guide', () => {
    const named = new Set(guides.flatMap(commandsIn));
    const missing = paths.filter((path) => !named.has(path));
    expect(missing.map((path) => `add \`/${path}\` to docs/organisateurs.md or docs/coordination.md`)).toEqual([]);
  });
});

test('what the example of a command shows is what stands in its files', () => {
  const shown = [
    ...read('docs/adding-a-command.md').matchAll(/^\[`[^`]+`\]\(\.\.\/([^)]+)\):\n\n```ts\n([\s\S]*?)```$/gm),
  ];
  expect(shown.length).toBe(4);
  for (const [, path = '', code] of shown) expect([path, code]).toEqual([path, read(path)]);
});

describe('the glossary', () => {
  const [, domain = ''] = read('docs/glossary.md').split(/^## The domain$/m);
  const [now = '', later = ''] = (domain.split(/^## /m)[0] ?? '').split('that no code has yet');
  const sources = sourceFiles('src').map(({ text }) => text);
  const isDeclared = (name: string) =>
    new RegExp(`^model ${name} `, 'm').test(read('prisma/schema.prisma')) ||
    sources.some((text) => new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(text));
  const names = (text: string) => found(text, /`([A-Z]\w+)`/g);

  test('its names of what there is are names in the code', () => {
    expect(names(now).length).toBeGreaterThan(25);
    expect(names(now).filter((name) => !isDeclared(name))).toEqual([]);
  });

  test('what it says no code has yet isn’t in the code', () => {
    expect(names(later).length).toBeGreaterThan(0);
    expect(names(later).filter(isDeclared)).toEqual([]);
  });
});

describe('links', () => {
  /** Returns the anchor GitHub makes of a heading. */
  const anchorOf = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');

  test.each(documents)('those of %s lead somewhere', (path) => {
    const text = read(path).replace(fence, '');
    const links = found(text, /\]\(([^)\s]+)\)/g).filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(root, target))) return true;
      if (anchor === undefined) return false;
      return !found(read(target), /^#+ (.+)$/gm).some((heading) => anchorOf(heading) === decodeURIComponent(anchor));
    });
    expect(broken).toEqual([]);
  });
});

test('each test that shows a sentence of a table is there', () => {
  const rows = read('tests/features/README.md').matchAll(/^\|[^|]+\|([^|]+)\|$/gm);
  const named = [...rows].flatMap(([, shownBy = '']) => {
    let folder = '';
    return inlineCode(shownBy)
      .filter((name) => !name.startsWith('npm '))
      .map((name) => {
        const path = name.includes('/') || !name.endsWith('.ts') ? name : join(folder, name);
        if (name.endsWith('.ts')) folder = dirname(path);
        return path;
      });
  });
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((path) => !existsSync(join(root, 'tests', path)))).toEqual([]);
});

describe('scripts', () => {
  const manifest: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  const scripts = Object.keys(manifest.scripts);
  const scriptsIn = (path: string): string[] => {
    const named = found(read(path), /\bnpm (?:run (?:-s )?)?((?:start|test|(?<=run (?:-s )?)[a-z]+)(?::[a-z]+)?)/g);
    return named.sort();
  };

  test('README names exactly those there are', () => {
    expect(scriptsIn('README.md')).toEqual(scripts.sort());
  });

  test.each(documents)('those that %s names exist', (path) => {
    expect(scriptsIn(path).filter((script) => !scripts.includes(script))).toEqual([]);
  });

  test('README states the versions of Node that package.json asks for', () => {
    const { engines }: { engines: { node: string } } = JSON.parse(read('package.json'));
    expect(read('README.md')).toContain(`\`${engines.node}\``);
  });
});

describe('settings', () => {
  /** Names in capitals that look like a variable: all with an underscore, and the two without. */
  const variablesIn = (path: string): string[] =>
    inlineCode(read(path)).flatMap((code) => found(code, /(?<![\w-])([A-Z]+(?:_[A-Z]+)+|PORT|HOST|ROLES)(?![\w-])/g));

  test.each(['README.md', ...guides, 'docs/installation.en.md', 'docs/guarantees.md', 'docs/playground.md'])(
    'the variables that %s names exist',
    (path) => {
      // systemd gives that one to a unit that has secrets in files.
      const others = ['APPLICATION_ID', 'CREDENTIALS_DIRECTORY', ...SECRETS.map((secret) => `${secret}_FILE`)];
      const known = new Set<string>([...VARIABLE_NAMES, ...others]);
      expect(variablesIn(path).filter((name) => !known.has(name))).toEqual([]);
    },
  );

  test('the guide to connecting names each', () => {
    const named = new Set(variablesIn('docs/connecter.md'));
    expect(VARIABLE_NAMES.filter((name) => !named.has(name))).toEqual([]);
  });

  test('its table of Slack scopes is that of the manifest', () => {
    const named = inlineCode(
      read('docs/connecter.md')
        .replace(/[\s\S]*### Les autorisations/, '')
        .replace(/\n## [\s\S]*/, ''),
    );
    const scopes = named.filter((code) => code === 'commands' || /^[a-z_]+:[a-z.]+$/.test(code));
    expect([...scopes].sort()).toEqual(scopesOf(needsOn('slack')).map(({ name }) => name));
  });

  test.each(['docs/connecter.md', 'docs/connecting.en.md'])(
    'the link of %s for Discord gives the permissions of its table',
    (path) => {
      const permissions = (address: string) => found(address, /permissions=(\d+)/g);
      expect(permissions(read(path))).toEqual(permissions(inviteLink('1', needsOn('discord'))));
    },
  );
});

describe('connecting Discord', () => {
  const partOf = (path: string, from: RegExp, to: RegExp): string =>
    (read(path).split(from)[1] ?? '').split(to)[0] ?? '';
  const guide = partOf('docs/connecter.md', /^## Discord$/m, /^### 2\. /m);
  const english = partOf('docs/connecting.en.md', /^## Discord$/m, /^6\. /m);
  const inShort = partOf('README.md', /^3\. \*\*Discord\*\*/m, /^4\. /m);

  test.each([
    ['the guide', guide, 'décochez **Public Bot**'],
    ['the English guide', english, 'untick **Public Bot**'],
    ['README', inShort, 'untick **Public Bot**'],
  ])('%s says to untick "Public Bot", and what Discord wants chosen before', (_, text, untick) => {
    expect(text).toContain(untick);
    // As long as there is a link, Discord refuses: "Private application cannot have a default authorization link".
    for (const named of ['**Install Link**', '**None**']) expect(text.split(untick)[0]).toContain(named);
  });

  test.each([
    ['the guide', guide],
    ['the English guide', english],
    ['README', inShort],
  ])('%s names what the portal has in its words', (_, text) => {
    const named = found(text, /\*\*([^*]+)\*\*/g);
    expect(named).toContain('Public Bot');
    expect(named.filter((one) => !PORTAL.includes(one))).toEqual([]);
  });
});
