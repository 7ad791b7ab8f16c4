import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const notes = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/release/notes.mjs', ...words], { encoding: 'utf8' });

describe('the notes of a release', () => {
  it('are those of the version that stands in package.json, unless another is named', () => {
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
    const { status, stdout } = notes();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^The first version\.\n\n### Added\n- /);
    // A version's notes end where those of another begin.
    expect(stdout).not.toMatch(/^## /m);
    expect(stdout.length).toBeGreaterThan(1_000);
    expect(notes(version).stdout).toBe(stdout);
  });

  it('are missing for a version that the changelog doesn’t name, or that has no date', () => {
    for (const version of ['9.9.9', 'Unreleased']) {
      const { status, stdout, stderr } = notes(version);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`[${version}]`);
    }
  });
});
