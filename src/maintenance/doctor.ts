// npm run doctor
//
// Checks what the bot needs, changes nothing, and says of each thing that is missing what to do.
import { needsOn } from '../composition.ts';
import { type Environment, EnvironmentError, languageOfDoctor, readEnvironment, secretsInFiles } from '../env.ts';
import { textIn } from '../texts/index.ts';
import { type CheckResult, well, wrong } from './check-result.ts';
import { checkBackupFolder, checkDatabase } from './checks/database.ts';
import { checkDisk, checkFile, checkMemory } from './checks/machine.ts';
import { checkDiscord, checkSlack } from './checks/platforms.ts';
import { checkPublicUrl } from './checks/public-address.ts';

const SIGNS = { well: '✔', note: '⚠', wrong: '✖' } as const;
const locale = languageOfDoctor();
/** The clock is compared with each platform's. */
const told = new Set<string>();
let failed = 0;

function tell(findings: readonly CheckResult[]): void {
  for (const { is, words } of findings.filter((one) => !told.has(one.words))) {
    told.add(words);
    console.log(`${SIGNS[is]} ${words}`);
    if (is === 'wrong') failed += 1;
  }
}

const environment = settings();
if (environment) await check({ ...environment, locale });
console.log(textIn(locale, 'maintenance.doctor.result', { count: failed }));
process.exit(failed > 0 ? 1 : 0);

function settings(): Environment | null {
  try {
    const read = readEnvironment();
    const names = secretsInFiles().join(', ');
    tell([
      well(
        textIn(locale, names === '' ? 'maintenance.doctor.settings' : 'maintenance.doctor.settingsInFiles', { names }),
      ),
    ]);
    return read;
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    tell(error.problems.map(wrong));
    return null;
  }
}

async function check(found: Environment): Promise<void> {
  tell([checkFile('.env', found), ...(await checkDisk(found)), checkMemory(found)]);
  const { findings, teams } = await checkDatabase(found);
  tell(findings);
  tell(await checkBackupFolder(found));
  if (!found.slack && !found.discord) tell([wrong(textIn(locale, 'maintenance.doctor.noToken'))]);
  tell(await checkSlack(found, needsOn, teams));
  tell(await checkDiscord(found, needsOn, teams));
  tell(await checkPublicUrl(found, new Date()));
}
