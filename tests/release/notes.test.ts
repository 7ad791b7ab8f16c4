import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const notes = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/release/notes.mjs', ...words], { encoding: 'utf8' });

/** The guide's command that makes a version's tag, of this version. */
const tagging = (version: string) => {
  const [, command = ''] =
    /`(npm run -s release:notes \| git tag [^`]+)`/.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
  return command.replace(/v\d+\.\d+\.\d+/, `v${version}`);
};

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

  it('are what the tag says that the guide’s command makes', () => {
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
    const repository = mkdtempSync(join(tmpdir(), 'fil-conducteur-tag-'));
    const git = (...words: readonly string[]) =>
      spawnSync('git', ['-C', repository, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], {
        encoding: 'utf8',
      });
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '--message', 'First');
    const [notesOf, tag = ''] = tagging(version).split(' | git ');
    expect(notesOf).toBe('npm run -s release:notes');
    const { status, stderr } = spawnSync('git', ['-C', repository, ...tag.split(' ')], {
      input: notes().stdout,
      encoding: 'utf8',
      env: { ...process.env, GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.org' },
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(git('tag', '--list', '--format=%(refname:short)').stdout.trim()).toBe(`v${version}`);
    // Headings begin with "#", which git takes for comments unless it is told not to.
    expect(git('tag', '--list', '--format=%(contents)').stdout.trim()).toBe(notes().stdout.trim());
    rmSync(repository, { recursive: true });
  });
});
