import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packages } from './packages-used.ts';
import { between, circlesIn } from './support/circles.ts';
import { featureOf, type Import, inside, insideOne, isStore, type SourceFile, sourceFiles } from './support/sources.ts';

const source = sourceFiles('src', 'commands');
const all = [...source, ...sourceFiles('scripts', 'tests')];
const paths = new Set(all.map(({ path }) => path));

const belowAdapters = [
  'src/chat',
  'src/concurrency',
  'src/log.ts',
  'src/platforms/patient-start.ts',
  'src/platforms/platform-text.ts',
  'src/platforms/reading-budget.ts',
  'src/platforms/until-answered.ts',
  'src/texts',
];

/** The parts below the features, each with the parts it may import besides itself. */
const foundations = {
  'src/log.ts': [],
  'src/env.ts': ['src/chat', 'src/env-lists.ts', 'src/platforms/registered.ts', 'src/secret-files.ts'],
  'src/env-lists.ts': ['src/chat', 'src/platforms/registered.ts'],
  'src/timers': [],
  'src/concurrency': [],
  'src/chat': [],
  'src/dates': [],
  'src/pictures': ['src/concurrency'],
  'src/documents': ['src/concurrency', 'src/pictures', 'src/texts'],
  'src/quantities': [],
  'src/signatures': [],
  'src/texts': ['src/generated/texts.ts', 'src/dates', 'src/quantities'],
  'src/reading': ['src/chat', 'src/dates', 'src/quantities', 'src/texts'],
  'src/reading/names': [],
  'src/reading/addresses': ['src/chat', 'src/reading/reading.ts'],
  'src/reading/codes': ['src/reading/names'],
  'src/reading/dates': ['src/dates', 'src/reading/names', 'src/reading/reading.ts'],
  'src/reading/quantities': ['src/quantities', 'src/reading/names', 'src/reading/reading.ts'],
  'src/reading/places': ['src/reading/names', 'src/reading/reading.ts'],
  'src/database': ['src/concurrency', 'src/log.ts', 'src/generated'],
  'src/metrics': ['src/chat', 'src/concurrency', 'src/database'],
  'src/metrics/measures.ts': ['src/chat'],
  'src/access': ['src/chat', 'src/database', 'src/generated', 'src/platforms/registered.ts', 'src/texts'],
  'src/access/region': ['src/chat', 'src/database', 'src/generated', 'src/texts'],
  'src/access/actor': [
    'src/access/region',
    'src/chat',
    'src/database',
    'src/generated',
    'src/platforms/registered.ts',
    'src/texts',
  ],
  'src/files': ['src/access', 'src/chat', 'src/database', 'src/pictures'],
  'src/delivery': [
    'src/access',
    'src/chat',
    'src/database',
    'src/dates',
    'src/generated',
    'src/log.ts',
    'src/marks',
    'src/metrics/measures.ts',
    'src/platforms/registered.ts',
    'src/schedule',
    'src/texts',
    'src/timers',
  ],
  'src/schedule': ['src/access', 'src/database', 'src/dates', 'src/generated', 'src/log.ts', 'src/timers'],
  'src/marks': ['src/access/region', 'src/database', 'src/log.ts', 'src/schedule/setbacks.ts', 'src/timers'],
  'src/dispatch': [
    'src/access',
    'src/chat',
    'src/concurrency',
    'src/database',
    'src/dates',
    'src/delivery',
    'src/files',
    'src/generated',
    'src/log.ts',
    'src/metrics/measures.ts',
    'src/platforms/registered.ts',
    'src/reading',
    'src/texts',
    'src/timers',
  ],
  'src/relay': [
    'src/access/region',
    'src/chat',
    'src/concurrency',
    'src/database',
    'src/generated',
    'src/log.ts',
    'src/platforms/registered.ts',
    'src/reading',
    'src/texts',
    'src/timers',
  ],
  'src/platforms/patient-start.ts': ['src/log.ts'],
  'src/platforms/registered.ts': ['src/chat', 'src/platforms/slack/traits.ts', 'src/platforms/discord/traits.ts'],
  'src/platforms/until-answered.ts': ['src/chat'],
  'src/platforms/slack': belowAdapters,
  'src/platforms/discord': belowAdapters,
  'src/web': ['src/log.ts'],
} as const satisfies Record<string, readonly string[]>;

/** The parts that features and commands may import; single files where only they are meant. */
const belowFeatures = [
  'src/access',
  'src/chat',
  'src/concurrency/turns.ts',
  'src/database/ahead.ts',
  'src/database/transaction.ts',
  'src/dates',
  'src/delivery/outbox/index.ts',
  'src/delivery/outbox/replies.ts',
  'src/dispatch/registry.ts',
  'src/documents',
  'src/files',
  'src/marks/mark.ts',
  'src/marks/renderers.ts',
  'src/pictures',
  'src/platforms/registered.ts',
  'src/quantities',
  'src/reading',
  'src/relay',
  'src/schedule/by-day.ts',
  'src/schedule/due.ts',
  'src/schedule/handlers.ts',
  'src/schedule/in-whose-name.ts',
  'src/schedule/run-due.ts',
  'src/signatures',
  'src/texts',
];

const isOurs = (one: Import) => /^(src|commands|tests|scripts|prisma)\//.test(one.to);
/**
 * Returns whether a file is a feature's door: what it hands over to the bot. `src/feature.ts` says what that may be.
 */
const isDoor = (path: string) => /^src\/features\/[^/]+\/index\.ts$/.test(path);

/** Returns 'who > what' of every import that is not allowed. */
function offences(files: readonly SourceFile[], allowed: (one: Import, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((one) => !allowed(one, file)).map((one) => `${file.path} > ${one.to}`),
  );
}

describe('who imports whom', () => {
  it('is read at all', () => {
    expect(source.length).toBeGreaterThan(300);
    expect(source.flatMap((file) => file.imports).length).toBeGreaterThan(1_000);
  });

  it.each(Object.entries(foundations))('%s stands on %j', (place, below: readonly string[]) => {
    const files = source.filter((file) => inside(file.path, place));
    expect(files).not.toEqual([]);
    expect(offences(files, (one) => !isOurs(one) || insideOne(one.to, [place, ...below]))).toEqual([]);
  });

  it('src/chat knows zod and nothing else', () => {
    const files = source.filter((file) => inside(file.path, 'src/chat'));
    expect(offences(files, ({ to }) => to === 'zod' || inside(to, 'src/chat'))).toEqual([]);
  });

  it('features and commands stand on the foundations, never on a platform', () => {
    const files = source.filter((file) => insideOne(file.path, ['src/features', 'commands']) && !isDoor(file.path));
    // The one that makes a region before there is anything to work in.
    const beginning = 'src/features/regions/bootstrap.ts';
    expect(
      offences(
        files,
        (one, file) =>
          !isOurs(one) ||
          insideOne(one.to, [...belowFeatures, 'src/features']) ||
          (inside(file.path, 'commands') && inside(one.to, 'commands')) ||
          (isStore(file.path) && inside(one.to, 'src/generated')) ||
          (file.path === beginning && inside(one.to, 'src/database')),
      ),
    ).toEqual([]);
  });

  it('the nation’s bilan is worked out without a bot: neither chat nor database nor configuration', () => {
    const own = ['src/nation', 'src/features/nation/from-files'];
    const files = source.filter((file) => insideOne(file.path, own));
    expect(files.length).toBeGreaterThan(10);
    const below = ['src/documents', 'src/features/figures', 'src/features/reports', 'src/features/surveys/questions'];
    const known = [
      ...below,
      'src/concurrency/turns.ts',
      'src/pictures',
      'src/reading',
      'src/signatures',
      'src/texts',
      ...own,
    ];
    expect(offences(files, (one) => !isOurs(one) || (insideOne(one.to, known) && !isStore(one.to)))).toEqual([]);
  });

  it('a feature has one door, which stands on commands and its own files, and only the composition root goes through it', () => {
    const doors = source.filter(({ path }) => isDoor(path));
    const features = new Set(source.flatMap(({ path }) => featureOf(path) ?? []));
    expect(doors.map(({ path }) => featureOf(path))).toEqual([...features]);
    expect(
      offences(
        doors,
        ({ to }, { path }) => to === 'src/feature.ts' || inside(to, 'commands') || featureOf(to) === featureOf(path),
      ),
    ).toEqual([]);
    expect(offences(source, ({ to }, { path }) => !isDoor(to) || path === 'src/composition.ts')).toEqual([]);
    const [root] = source.filter(({ path }) => path === 'src/composition.ts');
    const opened = new Set(root?.imports.flatMap(({ to }) => (isDoor(to) ? [to] : [])));
    expect(doors.map(({ path }) => path).filter((path) => !opened.has(path))).toEqual([]);
  });

  it('each command is known by one door and by nothing else', () => {
    const knowing = (path: string) => source.filter((file) => file.imports.some(({ to }) => to === path));
    const paths = source.map(({ path }) => path).filter((path) => inside(path, 'commands'));
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) expect([path, knowing(path).map((file) => isDoor(file.path))]).toEqual([path, [true]]);
  });

  it('a feature uses what another offers, never its store', () => {
    expect(
      offences(
        source,
        (one, { path }) => !featureOf(one.to) || !isStore(one.to) || featureOf(one.to) === featureOf(path),
      ),
    ).toEqual([]);
  });

  it('what features stand on knows none of them by name: neither its texts nor its buttons nor its commands', () => {
    const featureFiles = source.filter(({ path }) => featureOf(path));
    const names = [...new Set(featureFiles.map(({ path }) => featureOf(path)))].join('|');
    const buttons = featureFiles.flatMap(({ text }) =>
      [...text.matchAll(/\baction\(\{\s*name: '([^']+)'/g)].map(([, name]) => `${name}:`),
    );
    expect(buttons.length).toBeGreaterThan(80);
    const textKey = new RegExp(`^(${names})\\.\\w`);
    const below = source.filter((file) => insideOne(file.path, Object.keys(foundations)));
    const named = below.flatMap(({ path, text, strings }) => [
      ...strings.filter((one) => textKey.test(one) || buttons.some((button) => one.startsWith(button))),
      ...[...text.matchAll(/runs\(\[[^\]]*\]\)/g)].map(([whole]) => `${path} > ${whole}`),
    ]);
    expect(named).toEqual([]);
  });

  it('what people type is read through one door', () => {
    const outside = source.filter(({ path }) => !inside(path, 'src/reading'));
    const ways = outside.flatMap((file) => file.imports.map(({ to }) => to)).filter((to) => inside(to, 'src/reading'));
    expect(new Set(ways)).toEqual(new Set(['src/reading/index.ts']));
  });

  it('what a part of the bot needs of a platform is read by its door and in composition.ts, which joins the lists', () => {
    const isList = ({ to }: Import) => to.endsWith('/needs.ts') && to !== 'src/chat/needs.ts';
    const readers = source.filter((file) => file.imports.some(isList)).map(({ path }) => path);
    expect(readers.filter((path) => !/^src\/features\/\w+\/index\.ts$/.test(path))).toEqual(['src/composition.ts']);
  });

  it('the menu knows no other feature by name: neither its texts nor its buttons nor its commands', () => {
    const others = source.filter(({ path }) => featureOf(path) && featureOf(path) !== 'menu');
    const names = [...new Set(others.map(({ path }) => featureOf(path)))].join('|');
    const words = source.flatMap(({ path, text }) =>
      inside(path, 'commands') ? [...text.matchAll(/fr: \['([a-z]+)'/g)].map(([, word = '']) => word) : [],
    );
    expect(words).toContain('structure');
    const buttons = others.flatMap(({ text }) =>
      [...text.matchAll(/\baction\(\{\s*name: '([^']+)'/g)].map(([, name]) => `${name}:`),
    );
    const named = new RegExp(`^((${names})\\.\\w|(${[...new Set(words)].join('|')})( |$))`);
    // The words by which somebody calls the menu stand there, and its own commands.
    const said = ['src/features/menu/calls.ts'];
    const strings = source.flatMap((file) =>
      featureOf(file.path) === 'menu' && !said.includes(file.path) ? file.strings : [],
    );
    expect(strings.filter((one) => named.test(one) || buttons.some((button) => one.startsWith(button)))).toEqual([]);
  });

  it('rules decide and do nothing', () => {
    const rules = source.filter((file) => featureOf(file.path) && basename(file.path) === 'rules.ts');
    const doing = ['src/database', 'src/delivery', 'src/dispatch', 'src/schedule', 'src/files/store.ts'];
    expect(offences(rules, ({ to }) => !insideOne(to, doing) && !isStore(to) && !to.includes('/operations'))).toEqual(
      [],
    );
  });

  it('messages word what there is, whichever operation it comes of', () => {
    const messages = source.filter(({ path }) => featureOf(path) && /\/messages[/.]/.test(path));
    expect(messages.length).toBeGreaterThan(25);
    const doing = (to: string) => featureOf(to) !== null && (isStore(to) || /[/-](operations|jobs)[/.]/.test(to));
    expect(offences(messages, ({ to }) => !doing(to))).toEqual([]);
  });

  it('only the composition root, the demonstration and the playground know both the bot and what carries it', () => {
    const above = ['src/bot.ts', 'src/composition.ts', 'src/main.ts'];
    const apart = ['src/demo', 'src/playground', 'src/trial'];
    // It checks the same needs without starting the bot.
    const mayKnow = [...above, ...apart, 'src/maintenance/doctor.ts'];
    const others = source.filter((file) => !insideOne(file.path, mayKnow));
    expect(offences(others, ({ to }) => !insideOne(to, [...above, ...apart]))).toEqual([]);
  });

  it('the trial and the demonstration aren’t the bot: an installation may leave both out', () => {
    const apart = ['src/demo', 'src/playground', 'src/trial'];
    const isApart = ({ to }: Import) => insideOne(to, apart);
    const bot = source.filter((file) => !insideOne(file.path, apart));
    const knowing = bot.filter((file) => file.imports.some(isApart));
    expect(knowing.map(({ path }) => path)).toEqual(['src/main.ts']);
    // Only without tokens main loads the trial.
    const loaded = knowing.flatMap((file) => file.imports.filter(isApart));
    expect(loaded.map(({ to, dynamic }) => [to, dynamic])).toEqual([
      ['src/trial/bot-main.ts', true],
      ['src/trial/serve.ts', true],
    ]);
  });

  it('the packages that only they use are those that the documents say may be left out', () => {
    const apart = ['src/demo', 'src/playground', 'src/trial'];
    const theirs = Object.keys(packages).filter((name) => packages[name]?.every((place) => insideOne(place, apart)));
    const document = readFileSync('docs/architecture.md', 'utf8');
    const part = document.split('## What an installation may leave out')[1]?.split('\n## ')[0] ?? '';
    const named = [...part.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).filter((name) => name in packages);
    expect(theirs.length).toBeGreaterThan(0);
    expect(named.toSorted()).toEqual(theirs.toSorted());
  });

  it('the local platforms know the protocols, not the bot', () => {
    const local = source.filter((file) => insideOne(file.path, ['src/playground/slack', 'src/playground/discord']));
    const shared = [
      'src/playground/cards.ts',
      'src/playground/clock.ts',
      'src/playground/local-platform.ts',
      'src/playground/on-keyboard.ts',
      'src/playground/shown-before.ts',
      'src/playground/slack',
      'src/playground/discord',
    ];
    expect(offences(local, (one) => !isOurs(one) || insideOne(one.to, shared))).toEqual([]);
    const each = (own: string, other: string) =>
      offences(
        local.filter((file) => inside(file.path, own)),
        ({ to }) => !inside(to, other),
      );
    expect(each('src/playground/slack', 'src/playground/discord')).toEqual([]);
    expect(each('src/playground/discord', 'src/playground/slack')).toEqual([]);
  });

  it('each package is used in one place', () => {
    const nameOf = ({ to }: Import) =>
      to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');
    const free = (one: Import) => isOurs(one) || one.to.startsWith('node:') || one.to === 'zod';
    expect(offences(source, (one, file) => free(one) || insideOne(file.path, packages[nameOf(one)] ?? []))).toEqual([]);
  });
});

/** Imports of types count too: what is erased when the program runs is still read by whoever reads the file. */
describe('everything goes one way', () => {
  const files = new Map(
    all.map((file) => [file.path, new Set(file.imports.map(({ to }) => to).filter((to) => paths.has(to)))]),
  );
  // Doors are a room of their own, above the features' other files and the commands.
  const room = (path: string) => (isDoor(path) ? 'doors' : (/^(src\/[^/]+|commands)\//.exec(path)?.[1] ?? null));

  it('reads types and values alike', () => {
    const imports = source.flatMap((file) => file.imports).filter(({ to }) => paths.has(to));
    expect(imports.filter(({ erased }) => erased).length).toBeGreaterThan(500);
    expect(imports.filter(({ erased }) => !erased).length).toBeGreaterThan(1_000);
  });

  it('finds a way that comes back', () => {
    const ways = (...all: [string, string[]][]) => new Map(all.map(([from, to]) => [from, new Set(to)]));
    expect(circlesIn(ways(['a', ['b', 'c']], ['b', ['c']], ['c', []]))).toEqual([]);
    expect(circlesIn(ways(['a', ['b']], ['b', ['c']], ['c', ['b']]))).toEqual(['b > c > b']);
    expect(circlesIn(ways(['a', ['a']]))).toEqual(['a > a']);
    const files = ways(['x/1', ['y/1', 'x/2']], ['x/2', []], ['y/1', []], ['y/2', ['x/2']], ['z', ['x/1']]);
    expect(circlesIn(files)).toEqual([]);
    expect(circlesIn(between(files, (path) => (path.includes('/') ? path.charAt(0) : null)))).toEqual(['x > y > x']);
  });

  it('no file comes back to itself', () => {
    expect(circlesIn(files)).toEqual([]);
  });

  it('no feature comes back to itself', () => {
    const features = between(files, featureOf);
    expect(features.size).toBeGreaterThan(10);
    expect(circlesIn(features)).toEqual([]);
  });

  it('no folder of src comes back to itself', () => {
    expect(circlesIn(between(files, room))).toEqual([]);
  });

  it('no room of dispatch comes back to itself', () => {
    const rooms = between(files, (path) => /^src\/dispatch\/([^/]+)\//.exec(path)?.[1] ?? null);
    expect([...rooms.keys()].sort()).toEqual(['catch-up', 'forms', 'messages', 'receiving', 'running']);
    expect(circlesIn(rooms)).toEqual([]);
  });
});

describe('deliveries', () => {
  it.each([
    ['consent', ['outbox', 'sender']],
    ['outbox', ['sender']],
  ])('%s knows nothing of %j', (below, above) => {
    const files = source.filter((file) => inside(file.path, `src/delivery/${below}`));
    expect(files).not.toEqual([]);
    const rooms = above.map((name) => `src/delivery/${name}`);
    expect(offences(files, ({ to }) => !insideOne(to, rooms))).toEqual([]);
  });
});

describe('surveys', () => {
  const rooms = ['questions', 'questionnaires', 'asking', 'answering', 'coordination'];

  it.each([
    ['questions', ['questionnaires', 'asking', 'answering', 'coordination']],
    ['questionnaires', ['asking', 'answering', 'coordination']],
    ['asking', ['answering', 'coordination']],
    ['answering', ['coordination']],
    ['coordination', ['answering']],
  ])('%s knows nothing of %j', (room, others) => {
    const files = source.filter((file) => inside(file.path, `src/features/surveys/${room}`));
    expect(files).not.toEqual([]);
    const apart = others.map((name) => `src/features/surveys/${name}`);
    expect(offences(files, ({ to }) => !insideOne(to, apart))).toEqual([]);
  });

  it('has no other rooms', () => {
    const found = source.flatMap(({ path }) => /^src\/features\/surveys\/([^/]+)\//.exec(path)?.[1] ?? []);
    expect([...new Set(found)].sort()).toEqual(rooms.toSorted());
  });
});
