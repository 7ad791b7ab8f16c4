// npm run advisories
//
// Asks the registry which known advisories concern the locked versions of what the bot runs with. Fails where one is serious;
// where no registry answers, says so and doesn't fail: a build needs no network.
import { spawnSync } from 'node:child_process';
import { root } from '../build/fingerprint.mjs';

const SERIOUS = ['high', 'critical'];
const LONGEST_MS = 60_000;

const words = ['audit', '--omit=dev', '--json', '--package-lock-only', '--fetch-retries=0', '--fetch-timeout=20000'];
const run = spawnSync('npm', words, { cwd: root, encoding: 'utf8', timeout: LONGEST_MS });
const vulnerabilities = reported(run.stdout ?? '');

if (vulnerabilities === null) {
  console.log('The registry could not be asked for advisories: nothing is known of these versions.');
} else {
  for (const { name, severity, range } of vulnerabilities) console.log(`${severity}: ${name} ${range}`);
  const serious = vulnerabilities.filter(({ severity }) => SERIOUS.includes(severity));
  console.log(`${vulnerabilities.length} advisories for what the bot runs with, ${serious.length} of them serious.`);
  if (serious.length > 0) process.exitCode = 1;
}

/** Returns what npm reports; null where it had no answer to report. */
function reported(output) {
  try {
    const { vulnerabilities } = JSON.parse(output);
    return vulnerabilities ? Object.values(vulnerabilities) : null;
  } catch {
    return null;
  }
}
