import { describe, expect, it } from 'vitest';
import { featureOf, inside, insideOne, isStore, type SourceFile, sourceFiles } from './support/sources.ts';

const source = sourceFiles('src', 'commands');
const tests = sourceFiles('tests');
const all = [...source, ...sourceFiles('scripts'), ...tests];

describe('who does what', () => {
  it('only stores, the database itself and a few files of the core open a transaction’s client', () => {
    const others = [
      'src/delivery/outbox/held.ts',
      'src/delivery/outbox/not-reached.ts',
      'src/delivery/outbox/index.ts',
      'src/delivery/outbox/replies.ts',
      'src/delivery/consent/unsolicited.ts',
      'src/schedule/claim.ts',
      'src/schedule/due.ts',
      'src/schedule/purge.ts',
      'src/schedule/run-due.ts',
    ];
    const touching = source.filter(
      (file) =>
        file.words.has('clientOf') ||
        file.words.has('prisma') ||
        file.imports.some(({ to }) => inside(to, 'src/generated/prisma')),
    );
    const allowed = (path: string) => isStore(path) || inside(path, 'src/database') || others.includes(path);
    expect(touching.map((file) => file.path).filter((path) => !allowed(path))).toEqual([]);
  });

  it('a store is made for one region: every feature’s store takes it from its scope', () => {
    const stores = source.filter((file) => featureOf(file.path) && isStore(file.path));
    expect(stores.filter((file) => !/region\.id|regionId/.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it('what is read in an order is read in the same one each time: its last key is nobody else’s', () => {
    const unique = ['id', 'sequence', 'number', 'version', 'position', 'year', 'figure', 'platform'];
    const orders = source.flatMap(({ path, text }) =>
      [...text.matchAll(/orderBy: (?:\{[^}]*\}|\[[^\]]*\])/g)].map(([order]) => ({ path, order })),
    );
    expect(orders.length).toBeGreaterThan(30);
    const lastKey = (order: string) => [...order.matchAll(/(\w+): '(?:asc|desc)'/g)].at(-1)?.[1] ?? '';
    expect(orders.filter(({ order }) => !unique.includes(lastKey(order)))).toEqual([]);
  });

  it('names are sorted as the reader’s language sorts them, by one function', () => {
    const comparing = source.filter((file) => /localeCompare|Intl\.Collator/.test(file.text)).map((file) => file.path);
    expect(comparing).toEqual(['src/reading/names/alphabetical.ts']);
  });

  it('only env.ts reads the environment', () => {
    expect(source.filter((file) => file.uses.has('process.env')).map((file) => file.path)).toEqual(['src/env.ts']);
  });

  it('decisions go by the clock they are given', () => {
    const given = [
      'src/features',
      'commands',
      'src/access',
      'src/dates',
      'src/reading',
      'src/dispatch',
      'src/schedule',
      'src/files',
    ];
    const reading = source.filter((file) => insideOne(file.path, given) && file.uses.has('clock'));
    expect(reading.map((file) => file.path)).toEqual([]);
  });
});

describe('how it is written', () => {
  it('files stay small', () => {
    const long = (files: readonly SourceFile[], most: number) =>
      files.filter((file) => file.lines > most).map((file) => `${file.path}: ${file.lines} lines`);
    expect(long(source, 350)).toEqual([]);
    expect(long(tests, 450)).toEqual([]);
  });

  it('functions, closures and classes stay small', () => {
    const most = 120;
    const long = source.flatMap(({ path, blocks }) =>
      blocks.filter(({ lines }) => lines > most).map(({ name }) => `${path} ${name}`),
    );
    expect(long).toEqual([]);
  });

  it('no "any", nothing left to do', () => {
    expect(all.filter((file) => file.uses.has('any')).map((file) => file.path)).toEqual([]);
    expect(all.filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(file.comments)).map((file) => file.path)).toEqual([]);
  });

  it('a class’s own fields and methods are marked by #, which nobody gets around', () => {
    expect(all.filter((file) => file.uses.has('private')).map((file) => file.path)).toEqual([]);
  });

  it('every file is named after what it does', () => {
    const vague = /(^|\/)(utils?|helpers?|misc|common|stuff|shared)(\/|\.ts$)/;
    expect(all.map((file) => file.path).filter((path) => vague.test(path))).toEqual([]);
  });

  it('what has one role in every feature stands in files of one name', () => {
    // They are told apart by what they make.
    const roles = [
      [/^(?:export )?const \w+ = operation\(\{/m, /[/-]operations[/.]/],
      [/^export const \w+: DueHandlers =/m, /[/-]jobs[/.]/],
      [/^export const \w+: readonly AnyAction\[\] = \[/m, /[/-]actions?[/.]/],
      [/^export const \w+: Waits =/m, /\/waits\.ts$/],
      [/^export const \w+: Readonly<Record<string, Source>> =/m, /\/sources\.ts$/],
      [/^export (?:const|function) \w+.*: readonly Listener\[\]/m, /\/listeners\.ts$/],
      [/^export const \w+: Awaiting =/m, /\/awaiting\.ts$/],
      [/^export const \w+: ThreadWaits =/m, /\/thread-waits\.ts$/],
    ] as const;
    const astray = roles.map(([made, name]) =>
      source.filter(({ path, text }) => featureOf(path) && made.test(text) && !name.test(path)).map(({ path }) => path),
    );
    expect(astray.flat()).toEqual([]);
    for (const [made] of roles) expect(source.filter(({ text }) => made.test(text)).length).toBeGreaterThan(1);
  });

  it('what the tests of a feature share with others stands in tests/support; the gallery shows its samples to all', () => {
    const room = (path: string) => path.split('/').slice(0, 3).join('/');
    const astray = tests.flatMap(({ path, imports }) =>
      !inside(path, 'tests/features')
        ? []
        : imports
            .map(({ to }) => to)
            .filter((to) => inside(to, 'tests') && !inside(to, 'tests/support') && !inside(to, 'tests/gallery'))
            .filter((to) => room(to) !== room(path))
            .map((to) => `${path} → ${to}`),
    );
    expect(astray).toEqual([]);
    expect(
      tests.filter(({ path, imports }) => inside(path, 'tests/features') && imports.length > 0).length,
    ).toBeGreaterThan(100);
  });

  it('a docstring begins with a noun or a verb, not with "What", "Whom", "Whose" or "Of"', () => {
    const beginning = /^\s*\/\*\*\s+(?:\* )?(?:What|Whom|Whose|Of)\b.*/gm;
    const riddles = source.flatMap(({ path, text }) =>
      [...text.matchAll(beginning)].map(([line]) => `${path} ${line}`),
    );
    expect(riddles).toEqual([]);
  });

  it('no path of somebody’s machine', () => {
    const machine = /(^|[\s'"`(])(\/(home|work|root|Users|tmp\/notes)\/|[A-Z]:\\)/;
    expect(
      all
        .filter((file) => file.strings.some((text) => machine.test(text)) || machine.test(file.comments))
        .map((file) => file.path),
    ).toEqual([]);
  });
});
