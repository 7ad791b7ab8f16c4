import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built } from '../../scripts/build/built.mjs';
import { needsOn } from '../../src/composition.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { inviteLink } from '../../src/platforms/discord/permissions.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/playground/discord/index.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { at, BotProcess, killBots, type Variables } from '../support/bot-process.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../support/database.ts';
import { appManifest, withoutScopes } from '../support/slack-manifest.ts';

/** Installations in which one thing is wrong: `npm run doctor` is run on each, as a process, with its settings and no others. */
let slack: LocalSlack;
let discord: LocalDiscord;
let folder: string;

beforeAll(async () => {
  [slack, discord] = await Promise.all([startLocalSlack(), startLocalDiscord()]);
  slack.installManifest(appManifest());
  discord.invite(inviteLink(discord.bot.id, needsOn('discord')));
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-broken-'));
});
afterAll(async () => {
  killBots();
  await Promise.all([slack?.close(), discord?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  readonly code: number | null;
  /** The lines that say that something is to be put right: `✖ …` keeps the bot from its work, `⚠ …` doesn't. */
  readonly lines: readonly string[];
}

/** Matches the lines that stand for every installation here, since they aren't about what is broken. */
const EVERYWHERE =
  /n'y a pas de fichier \.env ici|aucun salon n'a encore été choisi|que cette commande ne peut pas lire/;

async function doctor(variables: Variables, cwd = folder): Promise<Told> {
  const program = join(await built(), 'doctor.js');
  const words = ['sh', '-c', 'cd "$0" && exec "$1" "$2"', cwd, process.execPath, program] as const;
  const { code, stdout, stderr } = await new BotProcess({ DATA_DIR: join(folder, 'none'), ...variables }, [...words])
    .ended;
  expect(stderr).toBe('');
  const lines = asTyped(stdout)
    .split('\n')
    .filter((line) => /^[✖⚠]/u.test(line) && !EVERYWHERE.test(line));
  return { code, lines };
}

/** `✖` and exit code 1, with what to do. */
const stops = (words: RegExp): Told => ({
  code: 1,
  lines: [expect.stringMatching(new RegExp(`^✖ .*${words.source}`, 'u'))],
});
/** `⚠` and exit code 0, with what to do. */
const goesOn = (words: RegExp): Told => ({
  code: 0,
  lines: [expect.stringMatching(new RegExp(`^⚠ .*${words.source}`, 'u'))],
});

const SOME = { DISCORD_TOKEN: 'some' };

describe('settings', () => {
  it.each<[string, Variables, RegExp]>([
    ['no token', {}, /Mettez SLACK_BOT_TOKEN ou DISCORD_TOKEN dans \.env/],
    ['a port that is no number', { ...SOME, PORT: 'many' }, /PORT doit être un nombre de 0 à 65535/],
    [
      'Slack’s token alone',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      /ajoutez SLACK_APP_TOKEN \(Socket Mode\) ou SLACK_SIGNING_SECRET/,
    ],
    ['Slack’s other token alone', { SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN manque/],
    [
      'Slack’s tokens exchanged',
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' },
      /SLACK_BOT_TOKEN doit commencer par xoxb-/,
    ],
    ['a token with what stands before it', { DISCORD_TOKEN: 'Bot abc' }, /DISCORD_TOKEN ne doit contenir aucun espace/],
    [
      'a database of another kind',
      { ...SOME, DATABASE_URL: 'mysql://localhost/bot' },
      /DATABASE_URL doit .*postgresql:\/\//,
    ],
    [
      'backups for days that there aren’t',
      { ...SOME, BACKUP_DAYS: '-1' },
      /BACKUP_DAYS doit être un nombre de jours, de 0/,
    ],
    ['work for others who can’t share it', { ...SOME, ROLES: 'send' }, /ajoutez DATABASE_URL, ou enlevez ROLES/],
    [
      'a token for measures that one can guess',
      { ...SOME, METRICS_TOKEN: 'short' },
      /METRICS_TOKEN doit avoir au moins 16 caractères/,
    ],
    [
      'an address without https',
      { ...SOME, PUBLIC_URL: 'bot.example.org:443' },
      /PUBLIC_URL doit être une adresse qui commence par https/,
    ],
    [
      'an account that is none',
      { ...SOME, FIRST_COORDINATORS: 'Claire' },
      /FIRST_COORDINATORS doit être une liste.*slack:U012ABCDE/,
    ],
  ])('%s', async (_, variables, words) => {
    expect(await doctor(variables)).toEqual(stops(words));
  });
});

describe('machine and database', () => {
  it('a file of settings that others read', async () => {
    const open = join(folder, 'open');
    mkdirSync(open);
    writeFileSync(join(open, '.env'), '');
    chmodSync(join(open, '.env'), 0o644);
    expect(await doctor(discord.environment, open)).toEqual(goesOn(/tapez chmod 600 \.env/));
  });

  it('an embedded database that doesn’t open', async () => {
    const data = join(folder, 'damaged');
    mkdirSync(join(data, 'postgres'), { recursive: true });
    writeFileSync(join(data, 'postgres', 'PG_VERSION'), '18\n');
    expect(await doctor({ ...discord.environment, DATA_DIR: data })).toEqual(
      stops(/vérifiez qu'il reste de la place.*npm run restore -- FICHIER --force/),
    );
  });

  it('a server that isn’t there', async () => {
    const nowhere = { DATABASE_URL: 'postgresql://bot:secret@127.0.0.1:9/bot' };
    const told = await doctor({ ...discord.environment, ...nowhere });
    expect(told).toEqual(stops(/\(ECONNREFUSED\) : vérifiez qu'il est en marche, et DATABASE_URL/));
    expect(told.lines.join()).not.toContain('secret');
  });

  it('a database that a newer version has changed', async () => {
    const location = await testDatabaseLocation();
    await inDatabase(location, (run) =>
      run(
        `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('later', '', '29990101000000_later', now())`,
      ),
    );
    expect(await doctor({ ...discord.environment, ...at(location) })).toEqual(
      stops(/29990101000000_later.*remettez la version plus récente ; ou restaurez une sauvegarde d'avant/),
    );
  });

  it('backups beside the database’s own files', async () => {
    const data = join(folder, 'none');
    expect(
      await doctor({ ...discord.environment, DATA_DIR: data, BACKUP_DIR: join(data, 'postgres', 'backups') }),
    ).toEqual(stops(/est un des dossiers où le bot range sa base.*BACKUP_DIR/));
  });

  it('a folder for backups that can’t be one', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await doctor({ ...discord.environment, BACKUP_DIR: join(file, 'backups') })).toEqual(
      stops(/ne peut pas écrire dans .*file\/backups.*\(ENOTDIR\).*ReadWritePaths=.*ou changez BACKUP_DIR/),
    );
  });

  it('a public address at which nobody answers', async () => {
    expect(await doctor({ ...discord.environment, PUBLIC_URL: 'http://127.0.0.1:9' })).toEqual(
      stops(/vérifiez qu'il est en marche, que votre serveur web fait suivre vers PORT, et PUBLIC_URL/),
    );
  });
});

describe('an address at which Slack reaches the bot', () => {
  const SECRET = 'the-one-that-slack-shows';
  const byHttp = (url: string, secret: string): Variables => ({
    ...{ ...slack.environment, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: secret, PUBLIC_URL: url },
  });

  it('as the bot answers, with the secret of another app, and where the web server forwards /health alone', async () => {
    const bot = new BotProcess({ ...byHttp('', SECRET), ...at(await testDatabaseLocation()) });
    const running = await bot.url();
    expect(await doctor(byHttp(running, SECRET))).toEqual({ code: 0, lines: [] });
    expect(await doctor(byHttp(running, 'another'))).toEqual(
      stops(/\(401\) : .*page « Basic Information ».*« Signing Secret », copiez-le dans SLACK_SIGNING_SECRET/),
    );
    const proxy = createServer((request, response) => {
      response.setHeader('Connection', 'close');
      if (request.url !== '/health') return void response.writeHead(404).end('<html>');
      void fetch(running + request.url).then(async (answer) => response.end(await answer.text()));
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    expect(await doctor(byHttp(url, SECRET))).toEqual(
      stops(/\/slack\/events \(404\) : faites suivre cette adresse.*« Event Subscriptions », appuyez sur « Retry »/),
    );
    await new Promise((resolve) => proxy.close(resolve));
    await bot.kill();
  }, 240_000);
});

describe('platforms', () => {
  it.each<[string, () => Variables, RegExp]>([
    [
      'Slack’s token, wrong',
      () => ({ ...slack.environment, SLACK_BOT_TOKEN: 'xoxb-wrong' }),
      /page « OAuth & Permissions »/,
    ],
    [
      'Slack’s other token, wrong',
      () => ({ ...slack.environment, SLACK_APP_TOKEN: 'xapp-wrong' }),
      /activez Socket Mode/,
    ],
    ['Discord’s token, wrong', () => ({ ...discord.environment, DISCORD_TOKEN: 'wrong' }), /« Reset Token »/],
    ['Discord away', () => ({ ...discord.environment, DISCORD_API_URL: 'http://127.0.0.1:9' }), /DISCORD_API_URL/],
  ])('%s', async (_, variables, words) => {
    expect(await doctor(variables())).toEqual(stops(words));
  });

  it('Discord’s bot in no server, with the link that invites it', async () => {
    const alone = await startLocalDiscord();
    const { DISCORD_API_URL: api, DISCORD_TOKEN: token } = alone.environment;
    const headers = { Authorization: `Bot ${token}` };
    await fetch(`${api}/v10/users/@me/guilds/${alone.team.id}`, { method: 'DELETE', headers });
    expect(await doctor(alone.environment)).toEqual(
      stops(new RegExp(inviteLink(alone.bot.id, needsOn('discord')).replace(/[.?+]/g, '\\$&'))),
    );
    await alone.close();
  });

  it('a scope without which nothing works, and one without which something doesn’t', async () => {
    slack.installManifest(withoutScopes(appManifest(), ['chat:write']));
    expect(await doctor(slack.environment)).toEqual(stops(/chat:write.*collez de nouveau le manifeste/));
    slack.installManifest(withoutScopes(appManifest(), ['files:write']));
    expect(await doctor(slack.environment)).toEqual(goesOn(/« files:write » : .*remplacés par des liens/));
    slack.installManifest(appManifest());
  });

  it('an intent that is off, and a permission that the server doesn’t give', async () => {
    discord.switchIntents({ messageContent: false });
    expect(await doctor(discord.environment)).toEqual(goesOn(/MessageContent.*portail développeur/));
    discord.switchIntents({ messageContent: true });
    const needs = needsOn('discord');
    const fewer = needs.filter(({ name }) => name !== 'ManageThreads');
    discord.invite(inviteLink(discord.bot.id, fewer));
    expect(await doctor(discord.environment)).toEqual(
      goesOn(/« Gérer les fils ».*Ouvrez https:\/\/discord\.com\/\S+ et choisissez le serveur/),
    );
    discord.invite(inviteLink(discord.bot.id, needs));
  });
});

describe('channels that were chosen', () => {
  const chosen = async (platform: LocalSlack | LocalDiscord, channel: string): Promise<Variables> => {
    const location = await testDatabaseLocation();
    await inDatabase(location, async (run) => {
      const region = `(SELECT id FROM "Region")`;
      await run(
        `INSERT INTO "Region" (id, name, departments, "createdAt") VALUES (gen_random_uuid(), 'Picardie', '{80}', now())`,
      );
      await run(
        `INSERT INTO "Installation" (id, "regionId", platform, team, "coordinationChannel", "installedAt")
         VALUES (gen_random_uuid(), ${region}, '${platform.name}', '${platform.team.id}', '${channel}', now())`,
      );
    });
    return { ...platform.environment, ...at(location) };
  };

  it('on Slack: one that is archived, and a private one without the bot', async () => {
    const archived = slack.addChannel({ name: 'archive' }).id;
    slack.archive(archived);
    expect(await doctor(await chosen(slack, archived))).toEqual(stops(/#archive.*Désarchivez-le dans ses paramètres/));
    const closed = slack.addChannel({ name: 'entre-nous', private: true, withBot: false }).id;
    expect(await doctor(await chosen(slack, closed))).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('/invite')],
    });
  });

  it('on Discord: one where it may not write, and one that is gone', async () => {
    const denied = discord.addChannel({ name: 'fermé' }).id;
    discord.deny(denied, 'SendMessages');
    expect(await doctor(await chosen(discord, denied))).toEqual(
      stops(/#fermé.*page « Permissions », ajoutez .* et autorisez « Envoyer des messages »/),
    );
    const gone = discord.addChannel({ name: 'parti' }).id;
    discord.deleteChannel(gone);
    expect(await doctor(await chosen(discord, gone))).toEqual(stops(/choisissez un autre salon/));
  });
});

async function inDatabase(
  location: DatabaseLocation,
  work: (run: (sql: string) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const database = await openDatabase({ ...location, log: silentLog });
  try {
    await work((sql) => database.prisma.$executeRawUnsafe(sql));
  } finally {
    await database.close();
  }
}
