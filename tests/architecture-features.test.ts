import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { between } from './support/circles.ts';
import { featureOf, sourceFiles } from './support/sources.ts';

const source = sourceFiles('src', 'commands');
const ours = source.filter(({ path }) => featureOf(path));
const document = readFileSync('docs/architecture.md', 'utf8');

describe('features', () => {
  it('what an operation takes and gives back is a type of what it is about, never of the messages that word it', () => {
    const types = ours.flatMap(({ path, text }) =>
      /\/messages[/.]/.test(path)
        ? [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = '']) => name)
        : [],
    );
    expect(types.length).toBeGreaterThan(5);
    const operations = ours.filter(({ path }) => /[/-]operations[/.]/.test(path));
    expect(operations.length).toBeGreaterThan(40);
    expect(
      operations.flatMap(({ path, words }) =>
        types.filter((name) => words.has(name)).map((name) => `${path} > ${name}`),
      ),
    ).toEqual([]);
  });

  it('stand on each other in the order that docs/architecture.md tells', () => {
    const ways = between(
      new Map(source.map(({ path, imports }) => [path, new Set(imports.map(({ to }) => to))])),
      featureOf,
    );
    const [, sentence = ''] = /Features stand on each other in this order: ([^.]+)\./.exec(document) ?? [];
    const told = sentence
      .replace(/\s+/g, ' ')
      .split('; ')
      .map((step) => step.split(/, | and /).map((name) => name.replace(/^the /, '')));
    expect(told.flat().length).toBeGreaterThan(10);
    expect(told.flat().filter((name) => !ways.has(name))).toEqual([]);
    // A new feature, on which no other stands yet, needs no word there.
    const stepOf = (name: string) => [...told, [name]].findIndex((step) => step.includes(name));
    const back = [...ways].flatMap(([name, others]) =>
      [...others].filter((other) => stepOf(other) >= stepOf(name)).map((other) => `${name} > ${other}`),
    );
    expect(back).toEqual([]);
  });
});

it('docs/architecture.md has a line for each folder of src', () => {
  const folders = new Set(source.flatMap(({ path }) => /^(src\/[^/]+\/)/.exec(path)?.[1] ?? []));
  const [, table = ''] = /^## Folders\n([\s\S]*?)^## /m.exec(document) ?? [];
  expect(folders.size).toBeGreaterThan(20);
  expect([...folders].filter((folder) => !table.includes(`\`${folder}`))).toEqual([]);
});
