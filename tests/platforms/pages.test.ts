import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe.each(['slack', 'discord'])('the page of the adapter for %s', (name) => {
  const folder = new URL(`../../src/platforms/${name}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const page = readFileSync(new URL('README.md', folder), 'utf8');
  const named = new Set([...page.matchAll(/`([\w-]+\.ts)`/g)].map(([, file = '']) => file));

  it('names files that there are', () => {
    expect([...named].filter((file) => !files.includes(file))).toEqual([]);
  });

  it('leaves none of them out', () => {
    expect(files.filter((file) => !named.has(file))).toEqual([]);
  });
});
