import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyDocuments, deadLinks } from '../../scripts/release/documents.mjs';
import { packedVersion } from '../../scripts/release/version.mjs';

const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-release-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the name of what is packed', () => {
  const of = (changelog: string) => packedVersion('0.1.0', changelog, () => '3f2a91c');
  const released = '## [0.1.0] - 2026-11-29\n\n### Added\n- A bot.\n';

  it('is the version’s while the changelog has nothing that was released in none', () => {
    expect(of(`# Changelog\n\n${released}`)).toBe('0.1.0');
    expect(of(`# Changelog\n\n## [Unreleased]\n\n${released}`)).toBe('0.1.0');
  });

  it('is that of a build of development while it has', () => {
    expect(of(`# Changelog\n\n## [Unreleased]\n\n### Added\n- A second bot.\n\n${released}`)).toBe('0.1.0+3f2a91c');
    expect(of('# Changelog\n\n## [Unreleased]\n- A first bot.')).toBe('0.1.0+3f2a91c');
  });

  it('tells the commit of the sources that stand here', () => {
    expect(packedVersion('0.1.0', '## [Unreleased]\n- One.')).toMatch(/^0\.1\.0\+([0-9a-f]{7,}|dev)$/);
  });
});

describe('the documents of a release', () => {
  it('link to nothing that isn’t there, and come with their pictures', () => {
    cpSync('scripts/release/LISEZMOI.md', join(folder, 'LISEZMOI.md'));
    copyDocuments(folder);
    expect(deadLinks(folder)).toEqual([]);
    const guide = readFileSync(join(folder, 'docs', 'organisateurs.md'), 'utf8');
    const [, picture = ''] = /!\[[^\]]+\]\((pictures\/[^)]+)\)/.exec(guide) ?? [];
    expect(readFileSync(join(folder, 'docs', picture)).length).toBeGreaterThan(10_000);
    // Where code is meant, which a release doesn't have, the words stay.
    expect(readFileSync(join(folder, 'docs', 'architecture.md'), 'utf8')).not.toMatch(/\]\(\.\.\/(src|tests)\//);
    writeFileSync(join(folder, 'docs', 'lost.md'), 'See [there](nowhere.md#part).');
    expect(deadLinks(folder)).toEqual(['docs/lost.md: nowhere.md']);
  });
});
