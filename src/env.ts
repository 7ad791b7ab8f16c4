import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import type { PlatformName } from './chat/place.ts';
import { entriesOf, isListed, originNamed } from './env-lists.ts';
import { registeredPlatform } from './platforms/registered.ts';
import { readEnvFile, readSecretFiles, SECRETS, type Secret, type Sentence } from './secret-files.ts';

/** Everything that is set from outside. Only this file reads it. `.env.example` explains each variable. */
export interface Environment {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** The address under which people reach `port` from outside, without a final slash. */
  readonly publicUrl: string | undefined;
  readonly locale: 'fr' | 'en';
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Days for which whoever runs the bot keeps its log; undefined where they haven't said. */
  readonly logDays: number | undefined;
  /** Undefined when Discord is off. */
  readonly discord: { readonly token: string; readonly apiUrl: string } | undefined;
  /** Undefined when Slack is off. */
  readonly slack: SlackEnvironment | undefined;
  readonly firstCoordinators: readonly Listed[];
  /** The people who make the nation's bilan. */
  readonly nationalCoordinators: readonly Listed[];
  /** The bots of regions from which the nation's may fetch a bilan: origins, such as 'https://bot.example.org'. */
  readonly nationalBilanHosts: readonly string[];
  /**
   * The workspaces and servers in which a region may be set up without a code; when empty, wherever the first one is.
   */
  readonly allowedTeams: readonly Listed[];
  /** The roles of this process, among those that several processes may share. */
  readonly roles: readonly ProcessRole[];
  /** Whether the platforms keep rate limits. */
  readonly rateLimits: boolean;
  /** The way in which the bot's counters are read; undefined when they can't be. */
  readonly metrics: MetricsEnvironment | undefined;
  readonly backups: {
    readonly directory: string;
    /** Days for which the bot keeps the backups that it makes by itself; 0 when it makes none. */
    readonly days: number;
  };
}

/** 'receive' takes in what people do, 'send' sends what the outbox holds, 'schedule' does what is due. */
const ROLES = ['receive', 'send', 'schedule'] as const;
export type ProcessRole = (typeof ROLES)[number];

export interface MetricsEnvironment {
  /** The port on which it is read, and nothing else; null when it is read on the bot's own. */
  readonly ownPort: { readonly host: string; readonly port: number } | null;
  readonly token: string | null;
}

export interface SlackEnvironment {
  readonly botToken: string;
  /** The app token for Socket Mode; without it, Slack sends signed requests over HTTP. */
  readonly appToken: string | undefined;
  readonly signingSecret: string | undefined;
  /** Ends with a slash. */
  readonly apiUrl: string;
}

/** A person, or a workspace or server, by the platform's id. */
export interface Listed {
  readonly platform: PlatformName;
  readonly id: string;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Says in one line per variable what is wrong, without repeating a value: it might be a token. */
export class EnvironmentError extends Error {
  readonly code = 'ENVIRONMENT';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'EnvironmentError';
    this.problems = problems;
  }
}

const LONGEST_DAYS = 3_650;

const url = (protocols: RegExp) => z.url({ protocol: protocols });

const idsOfPlatforms = z
  .string()
  .default('')
  .transform(entriesOf)
  .pipe(z.array(z.string().refine(isListed)));

const variables = z.object({
  DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  DATA_DIR: z.string().default('./data'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url(/^https?$/).optional(),
  BOT_LOCALE: z.enum(['fr', 'en']).default('fr'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  LOG_DAYS: z.coerce.number().int().min(1).max(LONGEST_DAYS).optional(),
  DISCORD_TOKEN: z.string().regex(/^\S+$/).optional(),
  DISCORD_API_URL: url(/^https?$/).default('https://discord.com/api'),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/)
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/)
    .optional(),
  SLACK_SIGNING_SECRET: z.string().regex(/^\S+$/).optional(),
  SLACK_API_URL: url(/^https?$/).default('https://slack.com/api/'),
  FIRST_COORDINATORS: idsOfPlatforms,
  NATIONAL_COORDINATORS: idsOfPlatforms,
  NATIONAL_BILAN_HOSTS: z
    .string()
    .default('')
    .transform(entriesOf)
    .pipe(z.array(z.string().refine((entry) => originNamed(entry) !== null))),
  ALLOWED_TEAMS: idsOfPlatforms,
  ROLES: z
    .string()
    .default(ROLES.join())
    .transform(entriesOf)
    .pipe(z.array(z.enum(ROLES)).min(1)),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[!-~]{16,}$/)
    .optional(),
  BACKUP_DIR: z.string().optional(),
  BACKUP_DAYS: z.coerce.number().int().min(0).max(LONGEST_DAYS).default(14),
});

type VariableName = keyof z.input<typeof variables>;
export const VARIABLE_NAMES = Object.keys(variables.shape) as VariableName[];

const URL_OF_A_SITE: Sentence = {
  fr: 'doit être une adresse qui commence par https:// ou http://',
  en: 'must be an address that begins with https:// or http://',
};

const PEOPLE: Sentence = {
  fr: 'doit être une liste séparée par des virgules, telle que slack:U012ABCDE, discord:123456789012345678',
  en: 'must be a comma-separated list such as slack:U012ABCDE, discord:123456789012345678',
};

const A_PORT: Sentence = { fr: 'doit être un nombre de 0 à 65535', en: 'must be a number from 0 to 65535' };

const daysFrom = (least: number): Sentence => ({
  fr: `doit être un nombre de jours, de ${least} à ${LONGEST_DAYS}`,
  en: `must be a number of days from ${least} to ${LONGEST_DAYS}`,
});

/** The text that says what each variable must be. Variables that take any text can't be wrong. */
const EXPECTED: Partial<Record<VariableName, Sentence>> = {
  DATABASE_URL: {
    fr: 'doit être une adresse qui commence par postgresql://',
    en: 'must be an address that begins with postgresql://',
  },
  PORT: A_PORT,
  METRICS_PORT: A_PORT,
  METRICS_TOKEN: {
    fr: 'doit avoir au moins 16 caractères, sans accent ni espace',
    en: 'must have at least 16 characters, none of them a space or accented',
  },
  PUBLIC_URL: URL_OF_A_SITE,
  BOT_LOCALE: { fr: 'doit être fr ou en', en: 'must be fr or en' },
  LOG_LEVEL: {
    fr: `doit être l'un de : ${LOG_LEVELS.join(', ')}`,
    en: `must be one of: ${LOG_LEVELS.join(', ')}`,
  },
  LOG_DAYS: daysFrom(1),
  DISCORD_TOKEN: { fr: 'ne doit contenir aucun espace', en: 'must not contain any space' },
  DISCORD_API_URL: URL_OF_A_SITE,
  SLACK_BOT_TOKEN: { fr: 'doit commencer par xoxb-', en: 'must begin with xoxb-' },
  SLACK_APP_TOKEN: { fr: 'doit commencer par xapp-', en: 'must begin with xapp-' },
  SLACK_SIGNING_SECRET: { fr: 'ne doit contenir aucun espace', en: 'must not contain any space' },
  SLACK_API_URL: URL_OF_A_SITE,
  FIRST_COORDINATORS: PEOPLE,
  NATIONAL_COORDINATORS: PEOPLE,
  NATIONAL_BILAN_HOSTS: {
    fr: "doit être une liste d'hôtes séparés par des virgules, telle que bot.bretagne.example.org, bot.corse.example.org:8443",
    en: 'must be a comma-separated list of hosts such as bot.bretagne.example.org, bot.corse.example.org:8443',
  },
  ALLOWED_TEAMS: {
    fr: 'doit être une liste séparée par des virgules, telle que slack:T012ABCDE, discord:123456789012345678',
    en: 'must be a comma-separated list such as slack:T012ABCDE, discord:123456789012345678',
  },
  ROLES: {
    fr: `doit être une liste séparée par des virgules de : ${ROLES.join(', ')}`,
    en: `must be a comma-separated list of: ${ROLES.join(', ')}`,
  },
  RATE_LIMITS: { fr: 'doit être on ou off', en: 'must be on or off' },
  BACKUP_DAYS: daysFrom(0),
};

const SLACK_NEEDS_A_WAY_IN: Sentence = {
  fr: 'SLACK_BOT_TOKEN ne suffit pas : ajoutez SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET (HTTP)',
  en: 'SLACK_BOT_TOKEN is not enough: add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
};
const SLACK_NEEDS_A_BOT_TOKEN: Sentence = {
  fr: 'SLACK_BOT_TOKEN manque : SLACK_APP_TOKEN et SLACK_SIGNING_SECRET ne servent à rien sans lui',
  en: 'SLACK_BOT_TOKEN is missing: SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are of no use without it',
};

const ROLES_NEED_A_SERVER: Sentence = {
  fr: 'ROLES répartit le travail entre des processus qui partagent un serveur PostgreSQL : ajoutez DATABASE_URL, ou enlevez ROLES',
  en: 'ROLES shares out the work between processes on one PostgreSQL server: add DATABASE_URL, or remove ROLES',
};
const ROLES_NEED_A_TOKEN: Sentence = {
  fr: "ROLES ne va pas avec l'essai : ajoutez DISCORD_TOKEN ou SLACK_BOT_TOKEN, ou enlevez ROLES",
  en: 'ROLES does not go with the trial: add DISCORD_TOKEN or SLACK_BOT_TOKEN, or remove ROLES',
};

type Source = Readonly<Record<string, string | undefined>>;

/** Throws an EnvironmentError that lists all that is wrong, in the language of BOT_LOCALE. */
export function readEnvironment(source: Source = processEnvironment()): Environment {
  const { values: secrets, problems: unread } = readSecretFiles(source);
  const all: Source = { ...source, ...secrets };
  const given = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, all[name]?.trim() || undefined]));
  const language = given.BOT_LOCALE === 'en' ? 'en' : 'fr';
  const result = variables.safeParse(given);
  const wrong = new Set(result.error?.issues.map(({ path }) => path[0]));
  const problems = [
    ...VARIABLE_NAMES.filter((name) => wrong.has(name)).map((name) => describe(name, language)),
    // Settings that can't be read would seem to be missing.
    ...(unread.length > 0 ? unread : wrongCombinations(given)).map((sentence) => sentence[language]),
  ];
  if (problems.length > 0 || !result.success) throw new EnvironmentError(problems);
  return shape(result.data);
}

/** Returns which secrets are given in files. */
export function secretsInFiles(source: Source = processEnvironment()): readonly Secret[] {
  return SECRETS.filter((secret) => source[`${secret}_FILE`]?.trim());
}

/** Returns whether npm started this process, by way of a shell. */
export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/** Returns the environment for a process that this one starts and ends itself, whatever npm's shell does. */
export function environmentOfChild(): Readonly<Record<string, string | undefined>> {
  const { npm_lifecycle_event: _, ...others } = process.env;
  return others;
}

/** Returns the language in which the doctor answers: LANG=fr or LANG=en in front of it, otherwise that of the bot. */
export function languageOfDoctor(source?: Source): 'fr' | 'en' {
  const file = readEnvFile();
  const { LANG, BOT_LOCALE } = source ?? { ...('values' in file && file.values), ...process.env };
  if (LANG === 'fr' || LANG === 'en') return LANG;
  return BOT_LOCALE?.trim() === 'en' ? 'en' : 'fr';
}

/** Debian keeps PostgreSQL's programs out of the PATH, one folder per version. */
const DEBIAN = '/usr/lib/postgresql';

/** Returns the folders in which PostgreSQL's programs may be. */
export function programFolders(): readonly string[] {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  return [...versions, ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')];
}

/** Returns the environment of the process, which wins over the file. Throws an EnvironmentError where that can't be read. */
function processEnvironment(): Source {
  const file = readEnvFile();
  if ('problem' in file) throw new EnvironmentError([file.problem[process.env.BOT_LOCALE === 'en' ? 'en' : 'fr']]);
  return { ...file.values, ...process.env };
}

function describe(name: VariableName, language: 'fr' | 'en'): string {
  const expected = EXPECTED[name]?.[language] ?? (language === 'en' ? 'is not valid' : "n'est pas valable");
  return `${name} ${expected}`;
}

function wrongCombinations(given: Source): Sentence[] {
  const wayIn = given.SLACK_APP_TOKEN ?? given.SLACK_SIGNING_SECRET;
  if (given.SLACK_BOT_TOKEN !== undefined && wayIn === undefined) return [SLACK_NEEDS_A_WAY_IN];
  if (given.SLACK_BOT_TOKEN === undefined && wayIn !== undefined) return [SLACK_NEEDS_A_BOT_TOKEN];
  if (!leavesWorkToOthers(given.ROLES)) return [];
  if (given.DATABASE_URL === undefined) return [ROLES_NEED_A_SERVER];
  return given.DISCORD_TOKEN === undefined && given.SLACK_BOT_TOKEN === undefined ? [ROLES_NEED_A_TOKEN] : [];
}

function leavesWorkToOthers(roles = ROLES.join()): boolean {
  const own = entriesOf(roles);
  return (
    own.length > 0 && own.every((role) => ROLES.some((one) => one === role)) && ROLES.some((one) => !own.includes(one))
  );
}

function shape(read: z.output<typeof variables>): Environment {
  const botToken = read.SLACK_BOT_TOKEN;
  return {
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL?.replace(/(?<!\/)\/+$/, ''),
    locale: read.BOT_LOCALE,
    logLevel: read.LOG_LEVEL,
    logDays: read.LOG_DAYS,
    discord:
      read.DISCORD_TOKEN === undefined
        ? undefined
        : { token: read.DISCORD_TOKEN, apiUrl: apiAddress(read.DISCORD_API_URL) },
    slack:
      botToken === undefined
        ? undefined
        : {
            botToken,
            appToken: read.SLACK_APP_TOKEN,
            signingSecret: read.SLACK_SIGNING_SECRET,
            apiUrl: `${apiAddress(read.SLACK_API_URL)}/`,
          },
    firstCoordinators: read.FIRST_COORDINATORS.map(readListed),
    nationalCoordinators: read.NATIONAL_COORDINATORS.map(readListed),
    nationalBilanHosts: read.NATIONAL_BILAN_HOSTS.flatMap((entry) => originNamed(entry) ?? []),
    allowedTeams: read.ALLOWED_TEAMS.map(readListed),
    roles: read.ROLES,
    rateLimits: read.RATE_LIMITS === 'on',
    metrics: metricsOf(read),
    backups: { directory: read.BACKUP_DIR ?? join(read.DATA_DIR, 'backups'), days: read.BACKUP_DAYS },
  };
}

function metricsOf(read: z.output<typeof variables>): MetricsEnvironment | undefined {
  const { METRICS_PORT: port, METRICS_HOST: host, METRICS_TOKEN: token = null } = read;
  if (port !== undefined) return { ownPort: { host, port }, token };
  return token === null ? undefined : { ownPort: null, token };
}

function readListed(entry: string): Listed {
  const [platform, id = ''] = entry.split(':');
  return { platform: registeredPlatform(platform ?? ''), id };
}

/** Returns the address of a platform's API without a final slash or a version, which the clients add. */
function apiAddress(given: string): string {
  return given.replace(/(?<!\/)\/+$/, '').replace(/\/v\d+$/, '');
}
