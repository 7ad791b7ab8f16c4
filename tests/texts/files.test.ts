import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'texts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const script = 'scripts/generate-texts.mjs';
cpSync(new URL(`../../${script}`, import.meta.url), join(folder, script));
for (const language of ['fr', 'en']) mkdirSync(join(folder, 'src/texts', language), { recursive: true });

const write = (path: string) => writeFileSync(join(folder, path), '{ "title": "…" }');
const generate = () => execFileSync(process.execPath, [join(folder, script)], { encoding: 'utf8', stdio: 'pipe' });
const list = () => readFileSync(join(folder, 'src/generated/texts.ts'), 'utf8');

it('a file of texts is known as soon as it is there, and no longer when it is gone', () => {
  for (const path of ['src/texts/fr/menu.json', 'src/texts/en/menu.json']) write(path);
  generate();
  expect(list()).toContain("'../texts/en/menu.json'");
  expect(list()).not.toContain('directory');
  const added = ['src/texts/fr/directory.json', 'src/texts/en/directory.json'];
  for (const path of added) write(path);
  generate();
  for (const path of added) expect(list()).toContain(path.replace('src', '..'));
  for (const path of added) rmSync(join(folder, path));
  generate();
  expect(list()).not.toContain('directory');
});

it('one that stands in one language only is refused, and what to add is said', () => {
  write('src/texts/fr/directory.json');
  expect(generate).toThrow(/both languages.*add src\/texts\/en\/directory\.json/);
});
