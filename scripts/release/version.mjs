// The name under which a build is packed.
import { spawnSync } from 'node:child_process';
import { root } from '../build/fingerprint.mjs';

/**
 * Returns the version, or what tells a build of development from it while the changelog has changes that no version has:
 * "0.1.0+3f2a91c" comes after 0.1.0, and is none that was released.
 * @param {string} version
 * @param {string} changelog
 * @param {() => string} commit
 */
export function packedVersion(version, changelog, commit = commitHere) {
  const [, unreleased = ''] = /^## \[Unreleased\][^\n]*\n([\s\S]*?)(?=^## \[|$(?![\s\S]))/m.exec(changelog) ?? [];
  return /^\s*[-*] /m.test(unreleased) ? `${version}+${commit()}` : version;
}

/** Returns the commit of the sources; "dev" where git doesn't know it. */
function commitHere() {
  const { stdout } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return /^[0-9a-f]{7,}$/.exec((stdout ?? '').trim())?.[0] ?? 'dev';
}
