import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needsOn } from '../../src/composition.ts';
import type { TiedTeam } from '../../src/database/tied-channels.ts';
import { type Environment, languageOfDoctor, readEnvironment } from '../../src/env.ts';
import type { CheckResult } from '../../src/maintenance/check-result.ts';
import { checkBackupFolder, checkDatabase } from '../../src/maintenance/checks/database.ts';
import { checkClock, checkDisk, checkFile, checkMemory, memoryHere } from '../../src/maintenance/checks/machine.ts';
import { checkDiscord, checkSlack } from '../../src/maintenance/checks/platforms.ts';
import { checkPublicUrl } from '../../src/maintenance/checks/public-address.ts';
import { inviteLink } from '../../src/platforms/discord/permissions.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/playground/discord/index.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { at, killBots, type Variables } from '../support/bot-process.ts';
import { runsOnServer, testDatabaseLocation } from '../support/database.ts';
import { maintain } from '../support/maintenance.ts';
import { appManifest, withoutScopes } from '../support/slack-manifest.ts';

/** The doctor checks installations in which something is wrong, against both local platforms. */
let slack: LocalSlack;
let discord: LocalDiscord;
let folder: string;
const channelOf: Record<string, string> = {};

beforeAll(async () => {
  [slack, discord] = await Promise.all([startLocalSlack(), startLocalDiscord()]);
  slack.installManifest(appManifest());
  discord.invite(inviteLink(discord.bot.id, needsOn('discord')));
  for (const [name, platform] of Object.entries({ slack, discord })) {
    channelOf[name] = platform.addChannel({ name: 'coordination' }).id;
  }
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-doctor-'));
});
afterAll(async () => {
  killBots();
  await Promise.all([slack?.close(), discord?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Returns the lines of one kind, apart from the one that no channel has been chosen yet. */
const told = (findings: readonly CheckResult[], is: CheckResult['is']) =>
  findings
    .filter((one) => one.is === is)
    .map(({ words }) => asTyped(words))
    .filter((words) => !words.includes("aucun salon n'a encore été choisi"));
const environment = (changes: Variables = {}): Environment => readEnvironment({ DATA_DIR: folder, ...changes });
const team = (platform: 'slack' | 'discord', changes: Partial<TiedTeam> = {}): TiedTeam => ({
  ...{ platform, team: platform === 'slack' ? slack.team.id : discord.team.id, relayed: [] },
  ...{ yearRound: null, announcements: null, coordination: channelOf[platform] ?? '', tallies: null },
  ...changes,
});
const onSlack = (changes: Variables = {}, teams: readonly TiedTeam[] | null = []) =>
  checkSlack(environment({ ...slack.environment, ...changes }), needsOn, teams);
const onDiscord = (changes: Variables = {}, teams: readonly TiedTeam[] | null = []) =>
  checkDiscord(environment({ ...discord.environment, ...changes }), needsOn, teams);

describe('where nothing is missing', () => {
  it('nothing is to be put right on either platform, nor in the channels that were chosen', async () => {
    const findings = [
      ...(await onSlack({}, [team('slack')])),
      ...(await onDiscord({}, [team('discord', { relayed: [channelOf.discord ?? ''] })])),
    ];
    expect([...told(findings, 'wrong'), ...told(findings, 'note')]).toEqual([]);
    expect(told(findings, 'well')).toEqual(
      expect.arrayContaining([
        "Slack accepte le jeton, et le bot s'y connecte.",
        'Slack accepte SLACK_APP_TOKEN : le Socket Mode est possible.',
        'Slack : le salon choisi permet tout.',
        'Discord : les 2 salons choisis permettent tout.',
        "L'horloge de la machine est à l'heure.",
      ]),
    );
  });
});

describe('Slack', () => {
  it.each([
    [
      'a wrong bot token',
      { SLACK_BOT_TOKEN: 'xoxb-wrong' },
      /^Slack refuse SLACK_BOT_TOKEN.*page « OAuth & Permissions »/,
    ],
    ['a wrong app token', { SLACK_APP_TOKEN: 'xapp-wrong' }, /^Slack refuse SLACK_APP_TOKEN.*activez Socket Mode/],
    ['another address', { SLACK_API_URL: 'http://127.0.0.1:9/' }, /^Slack ne répond pas à .* SLACK_API_URL/],
  ])('%s', async (_, changes, words) => {
    expect(told(await onSlack(changes), 'wrong')).toEqual([expect.stringMatching(words)]);
  });

  it('a scope without which nothing works, and one without which some doesn’t', async () => {
    slack.installManifest(withoutScopes(appManifest(), ['chat:write']));
    expect(told(await onSlack(), 'wrong')).toEqual([
      expect.stringMatching(/chat:write.*collez de nouveau le manifeste/),
    ]);
    slack.installManifest(withoutScopes(appManifest(), ['files:write']));
    const findings = await onSlack();
    expect(told(findings, 'wrong')).toEqual([]);
    expect(told(findings, 'note')).toEqual([expect.stringMatching(/« files:write » : .*remplacés par des liens/)]);
    slack.installManifest(appManifest());
  });

  it('a channel that was archived', async () => {
    const { id } = slack.addChannel({ name: 'archive' });
    slack.archive(id);
    expect(told(await onSlack({}, [team('slack', { tallies: id })]), 'wrong')).toEqual([
      expect.stringMatching(/^Slack : .*#archive.*archivé/),
    ]);
  });

  it('channels that can’t be looked up now', async () => {
    expect(told(await onSlack({}, null), 'note')).toEqual([
      expect.stringMatching(/^Slack : les salons choisis sont dans la base/),
    ]);
  });
});

describe('the folder for backups', () => {
  it('that several bots share, and one in which the database lives', async () => {
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    const look = (directory: string) => checkBackupFolder(environment({ BACKUP_DIR: directory }));
    expect(await look(shared)).toEqual([]);
    for (const whose of ['0123abcd', '89abcdef'])
      writeFileSync(join(shared, `fil-conducteur-${whose}-2026-11-28T02-30-00Z.dump`), '');
    expect(told(await look(shared), 'well')).toEqual([
      expect.stringMatching(/les sauvegardes de 2 bases.*que les siennes/),
    ]);
    expect(told(await look(join(folder, 'postgres', 'backups')), 'wrong')).toEqual([
      expect.stringMatching(/est un des dossiers où le bot range sa base.*BACKUP_DIR/),
    ]);
  });
});

describe('Discord', () => {
  it.each([
    ['a wrong token', { DISCORD_TOKEN: 'wrong' }, /^Discord refuse le jeton du bot.*« Reset Token »/],
    ['another address', { DISCORD_API_URL: 'http://127.0.0.1:9' }, /^Discord ne répond pas à .*DISCORD_API_URL/],
  ])('%s', async (_, changes, words) => {
    expect(told(await onDiscord(changes), 'wrong')).toEqual([expect.stringMatching(words)]);
  });

  it('an intent that is switched off', async () => {
    discord.switchIntents({ messageContent: false });
    expect(told(await onDiscord(), 'note')).toEqual([expect.stringMatching(/MessageContent.*portail développeur/)]);
    discord.switchIntents({ messageContent: true });
  });

  it('a permission that no channel grants, with the link that grants it', async () => {
    const needs = needsOn('discord');
    discord.invite(
      inviteLink(
        discord.bot.id,
        needs.filter(({ name }) => name !== 'ManageThreads'),
      ),
    );
    const [words = '', ...others] = told(await onDiscord(), 'note');
    expect([words, others]).toEqual([expect.stringContaining('« Gérer les fils »'), []]);
    expect(words).toContain(inviteLink(discord.bot.id, needs));
    discord.invite(inviteLink(discord.bot.id, needs));
  });

  it('a permission that one of the chosen channels denies', async () => {
    const { id } = discord.addChannel({ name: 'fermé' });
    discord.deny(id, 'SendMessages');
    expect(told(await onDiscord({}, [team('discord', { announcements: id })]), 'wrong')).toEqual([
      expect.stringMatching(/^Discord : .*#fermé.*Envoyer des messages/),
    ]);
    discord.deny(id, 'ManageWebhooks');
    const relayed = await onDiscord({}, [team('discord', { relayed: [id] })]);
    expect(told(relayed, 'wrong')).toEqual([expect.stringMatching(/#fermé.*Gérer les webhooks/)]);
  });
});

describe('the machine', () => {
  it('a file of settings that others can read', () => {
    const path = join(folder, 'env');
    expect(checkFile(path, environment()).is).toBe('note');
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    expect(told([checkFile(path, environment())], 'note')).toEqual([expect.stringContaining('chmod 600 .env')]);
    chmodSync(path, 0o600);
    expect(checkFile(path, environment()).is).toBe('well');
  });

  it('too little memory, of the machine or of its container: a host of 512 MB has enough', () => {
    const MEGABYTE = 1_048_576;
    expect(told([checkMemory(environment(), 384 * MEGABYTE)], 'note')).toEqual([expect.stringContaining('384 Mo')]);
    expect(checkMemory(environment(), 460 * MEGABYTE).is).toBe('well');
    expect(memoryHere(256 * MEGABYTE, 8_192 * MEGABYTE)).toBe(256 * MEGABYTE);
    // No limit, as different kernels say it.
    for (const none of [undefined, 0, 2 ** 64]) expect(memoryHere(none, 8_192 * MEGABYTE)).toBe(8_192 * MEGABYTE);
  });

  it('a disk that is nearly full: of the data, or of the backups where that is another', async () => {
    const MEGABYTE = 1_048_576;
    const look = async (free: number, changes: Variables = {}) => {
      const findings = await checkDisk(environment(changes), async () => free * MEGABYTE);
      return findings.map(({ is, words }) => `${is} ${asTyped(words)}`);
    };
    expect(await look(2_000)).toEqual([`well Le disque a 2 000 Mo libres (${folder}).`]);
    expect(await look(900)).toEqual([
      expect.stringMatching(/^note .*900 Mo libres .* : faites de la place, ou baissez/),
    ]);
    expect(await look(199)).toEqual([expect.stringMatching(/^wrong .*199 Mo libres/)]);
    // A folder that isn't there yet will be where the nearest one is.
    const elsewhere = { BACKUP_DIR: '/dev/shm/fil-conducteur/backups' };
    expect(await look(199, elsewhere)).toEqual([expect.stringContaining(folder), expect.stringContaining('/dev')]);
    expect(await look(199, { ...elsewhere, BACKUP_DAYS: '0' })).toHaveLength(1);
  });

  it('a clock that is wrong: so wrong that Slack refuses to be answered over HTTP', () => {
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
    const now = new Date('2026-11-28T12:00:00Z');
    const is = (date: string | null, changes: Variables = {}) =>
      checkClock(date, environment(changes), now).map((one) => one.is);
    expect(is('Sat, 28 Nov 2026 11:59:30 GMT')).toEqual(['well']);
    expect(is('Sat, 28 Nov 2026 11:54:00 GMT')).toEqual(['note']);
    expect(is('Sat, 28 Nov 2026 12:06:00 GMT', http)).toEqual(['wrong']);
    expect(is(null)).toEqual([]);
  });

  it('a public address at which somebody else answers, or nobody', async () => {
    let body = '{"status":"ok","database":"ok"}';
    const server = createServer((_, response) => response.setHeader('Connection', 'close').end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const words = async () => {
      const findings = await checkPublicUrl(environment({ PUBLIC_URL: url }), new Date());
      return findings.map(({ is, words }) => `${is} ${asTyped(words)}`);
    };
    expect(await words()).toEqual([`well Le bot répond à son adresse publique, ${url}.`]);
    body = '<html>';
    expect(await words()).toEqual([expect.stringMatching(/^wrong .*\(200\)/)]);
    await new Promise((resolve) => server.close(resolve));
    expect(await words()).toEqual([expect.stringMatching(/^wrong .*\(ECONNREFUSED\)/)]);
    expect(await checkPublicUrl(environment(), new Date())).toEqual([]);
  });
});

describe('the database', () => {
  it('that isn’t there yet, doesn’t open, or doesn’t answer', async () => {
    const is = async (changes: Variables) => {
      const { findings, teams } = await checkDatabase(environment(changes));
      return [findings.map((one) => one.is), teams];
    };
    expect(await is({ DATA_DIR: join(folder, 'new') })).toEqual([['well'], []]);
    const broken = join(folder, 'broken', 'postgres');
    mkdirSync(broken, { recursive: true });
    writeFileSync(join(broken, 'PG_VERSION'), '18\n');
    expect(await is({ DATA_DIR: join(folder, 'broken') })).toEqual([['wrong'], null]);
    expect(await is({ DATABASE_URL: 'postgresql://bot:secret@127.0.0.1:9/bot' })).toEqual([['wrong'], null]);
  });
});

describe('npm run doctor', () => {
  it('ends with 0 where all is there, in the language that is asked for', async () => {
    const variables = { ...slack.environment, ...discord.environment, ...at(await testDatabaseLocation()) };
    const ended = await maintain('doctor', { ...variables, LANG: 'en' });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('✔ Discord accepts the token, and the bot can connect.');
    expect(ended.stdout).toContain(
      runsOnServer() ? '✔ The PostgreSQL server answers' : '✔ The embedded database can be opened',
    );
    expect(/Backups are possible: pg_dump has version \d+\./.test(ended.stdout)).toBe(runsOnServer());
    expect(ended.stdout).toContain('Slack: no channel has been chosen yet');
    expect(ended.stdout.trimEnd()).toMatch(/All that is needed is there\.$/);
  });

  it.each([
    ['no token', {}, 'Aucun jeton n’est défini'],
    ['a setting that is wrong', { PORT: 'many', BACKUP_DAYS: '-1' }, '✖ PORT doit être un nombre de 0 à 65535'],
  ])('ends with 1 where there is %s', async (_, variables, words) => {
    const { code, stdout } = await maintain('doctor', { DATA_DIR: join(folder, 'none'), ...variables });
    expect(asTyped(stdout)).toContain(asTyped(words));
    expect(asTyped(stdout)).toContain('à corriger (✖)');
    expect(code).toBe(1);
  });

  it('says which secrets are in files, and which file can’t be read', async () => {
    const token = join(folder, 'discord-token');
    writeFileSync(token, 'a.b.c\n');
    const variables = { DATA_DIR: join(folder, 'none'), PORT: 'many', DISCORD_TOKEN_FILE: token, BOT_LOCALE: 'en' };
    const wrong = await maintain('doctor', { ...variables, METRICS_TOKEN_FILE: join(folder, 'gone') });
    expect(wrong.stdout).toContain("✖ METRICS_TOKEN_FILE: the file can't be read (ENOENT)");
    const { stdout } = await maintain('doctor', { ...variables, ...discord.environment, DISCORD_TOKEN: '', PORT: '0' });
    expect(stdout).toContain('✔ The settings can be read; from files: DISCORD_TOKEN.');
    expect(stdout).toContain('✖ Discord');
  });

  it('answers in the language of the bot, unless another is asked for', () => {
    expect(languageOfDoctor({})).toBe('fr');
    expect(languageOfDoctor({ LANG: 'en_US.UTF-8', BOT_LOCALE: 'fr' })).toBe('fr');
    expect(languageOfDoctor({ LANG: 'C.UTF-8', BOT_LOCALE: 'en' })).toBe('en');
    expect(languageOfDoctor({ LANG: 'en', BOT_LOCALE: 'fr' })).toBe('en');
    expect(languageOfDoctor({ LANG: 'fr', BOT_LOCALE: 'en' })).toBe('fr');
  });
});
