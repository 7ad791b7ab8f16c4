// npm run check:unit
//
// Has systemd read the unit of a release, and fails where it doesn't understand a line or where the service is more exposed than it was.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const UNIT = 'fil-conducteur.service';
/** The most exposed that it may be, in tenths: 0 is a service that can do nothing, 100 one that may do everything. */
const MOST_EXPOSED = 11;

const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-unit-'));
try {
  const path = join(folder, UNIT);
  const unit = readFileSync(new URL(UNIT, import.meta.url), 'utf8');
  // A program that is missing on this machine is no fault of the unit's.
  writeFileSync(path, unit.replaceAll('/usr/bin/node', process.execPath));
  const verified = analyze('verify', path);
  const exposed = analyze('security', '--offline=true', `--threshold=${MOST_EXPOSED}`, '--no-pager', path);
  process.exitCode = verified && exposed ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function analyze(...words) {
  const { status, error, stdout = '', stderr = '' } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
  if (error) throw new Error(`systemd-analyze can't be run: install systemd (${error.message})`);
  // A setting that is as it should be needs no line.
  process.stdout.write(stdout.replace(/^✓.*\n/gm, ''));
  process.stderr.write(stderr);
  // `verify` names the settings that it doesn't know, and ends with 0 all the same.
  return status === 0 && stderr === '';
}
