import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** A sentence in both languages in which the settings are spoken of. */
export type Sentence = Readonly<Record<'fr' | 'en', string>>;

/** The variables that hold a secret. Each may be given in a file instead, which NAME_FILE names. */
export const SECRETS = [
  'DATABASE_URL',
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'METRICS_TOKEN',
] as const;
export type Secret = (typeof SECRETS)[number];

/** The most bytes that a file of a secret may have; tokens have a hundred or two. */
const LARGEST = 4_096;

export interface SecretFiles {
  /** The content of each file, by the variable that it stands for. */
  readonly values: Readonly<Partial<Record<Secret, string>>>;
  /** The problems found, without a path: somebody might have written the token in its place. */
  readonly problems: readonly Sentence[];
}

/** Reads the files that are named. */
export function readSecretFiles(source: Readonly<Record<string, string | undefined>>): SecretFiles {
  const values: Partial<Record<Secret, string>> = {};
  const problems: Sentence[] = [];
  for (const secret of SECRETS) {
    const name = `${secret}_FILE`;
    const path = source[name]?.trim();
    if (!path) continue;
    if (source[secret]?.trim()) {
      problems.push({
        fr: `${secret} et ${name} sont donnés tous les deux : gardez l'un des deux`,
        en: `both ${secret} and ${name} are given: keep one of them`,
      });
      continue;
    }
    const read = contentOf(path);
    if ('value' in read) values[secret] = read.value;
    else problems.push({ fr: `${name} : ${read.problem.fr}`, en: `${name}: ${read.problem.en}` });
  }
  return { values, problems };
}

function contentOf(path: string): { readonly value: string } | { readonly problem: Sentence } {
  let content: string | null;
  try {
    content = readAtMost(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '?';
    return {
      problem: {
        fr: `le fichier ne se lit pas (${code}). Vérifiez son chemin et que le compte du bot peut le lire`,
        en: `the file can't be read (${code}). Check its path, and that the bot's account may read it`,
      },
    };
  }
  if (content === null) {
    return {
      problem: {
        fr: `le fichier dépasse ${LARGEST} octets : il ne doit contenir que le secret`,
        en: `the file has more than ${LARGEST} bytes: it must hold the secret and nothing else`,
      },
    };
  }
  const value = content.trim();
  return value === '' ? { problem: { fr: 'le fichier est vide', en: 'the file is empty' } } : { value };
}

/** Returns the text of a file, whatever kind of file it is; null where it is too long. Throws the system's error. */
function readAtMost(path: string): string | null {
  const bytes = Buffer.alloc(LARGEST + 1);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    return length > LARGEST ? null : bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

/** Reads the file .env of the folder in which the bot is started: what it sets, or why it can't be read. */
export function readEnvFile(): { readonly values: NodeJS.Dict<string> } | { readonly problem: Sentence } {
  try {
    return { values: existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {} };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '?';
    return { problem: envFileProblem(code) };
  }
}

/** Says what to do where the file .env can't be read, by the code of the error. */
export function envFileProblem(code: string): Sentence {
  // A file that is given to a container, and isn't there, becomes an empty folder of its name.
  if (code === 'EISDIR')
    return {
      fr: '.env est un dossier, pas un fichier. Retirez ce dossier et mettez à sa place le fichier, puis recommencez',
      en: '.env is a folder, not a file. Remove that folder and put the file in its place, then try again',
    };
  return {
    fr: `le fichier .env ne se lit pas (${code}). Rendez-le au compte du bot (en root : chown COMPTE .env), puis recommencez`,
    en: `the file .env can't be read (${code}). Give it back to the bot's account (as root: chown ACCOUNT .env), then try again`,
  };
}
