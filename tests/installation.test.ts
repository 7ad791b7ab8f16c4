import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textIn } from '../src/texts/index.ts';
import { asTyped } from '../src/texts/typography.ts';

/** The guides of people who are no developers: these tests check the commands they show, and what they say one then reads. */
const pages = { fr: 'docs/installation.md', en: 'docs/installation.en.md' } as const;
const locales = ['fr', 'en'] as const;

const textOf = (locale: 'fr' | 'en'): string => readFileSync(pages[locale], 'utf8');
const fences = (locale: 'fr' | 'en'): readonly string[] =>
  [...textOf(locale).matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
const linesOf = (locale: 'fr' | 'en'): readonly string[] =>
  fences(locale).flatMap((block) => block.trimEnd().split('\n'));

/** The programs that the guide uses: those of Debian, Node's, and those that it has installed. */
const PROGRAMS =
  /^(apt-get|chmod|chown|cd|cp|journalctl|ln|ls|node|npm|runuser|scp|sed|ssh|systemctl|tar|timedatectl|useradd) /;
const commandsIn = (locale: 'fr' | 'en') => linesOf(locale).filter((line) => PROGRAMS.test(line));
/** A line of settings, or one that a program prints. */
const SHOWN = /^([A-Z_]+=\S+$|✔ |Fil conducteur |Sauvegarde |Backup |Tout le nécessaire |All that )/u;

/** The files that stand on the reader's machine, and what comes with a release to run it there. */
const THERE = [
  'fil-conducteur-0.1.0.tar.gz',
  'fil-conducteur-0.2.0.tar.gz',
  '.env',
  // It stands in scripts/release, and at the top of a release.
  'fil-conducteur.service',
];

describe('the guide to installing', () => {
  it('has the same commands in both languages', () => {
    const common = (line: string) => line.replace(/\b(FICHIER|FILE)\b/, 'FILE');
    expect(commandsIn('fr').map(common)).toEqual(commandsIn('en').map(common));
    expect(commandsIn('fr').length).toBeGreaterThan(30);
  });

  it.each(locales)('has nothing else in its blocks than commands and what one reads, in %s', (locale) => {
    expect(linesOf(locale).filter((line) => !PROGRAMS.test(line) && !SHOWN.test(line))).toEqual([]);
  });

  it.each(locales)('names commands that a release has, in %s', (locale) => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
    // A release has those of the project's scripts that start what is built.
    const released = Object.keys(scripts).filter((name) => scripts[name]?.includes('scripts/start.mjs'));
    const named = commandsIn(locale).flatMap((line) => /npm run (?:-s )?([a-z:]+)/.exec(line)?.[1] ?? []);
    expect(new Set(named)).toEqual(new Set(['slack:manifest', 'doctor', 'backup', 'restore']));
    expect(named.filter((name) => !released.includes(name))).toEqual([]);
  });

  it.each(locales)('names files that there are, in %s', (locale) => {
    const text = textOf(locale);
    const named = [...text.matchAll(/`([\w.-]+\.(?:service|yaml|gz|md)|Dockerfile|\.env[\w.]*)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named).toContain('.env');
    expect(named.filter((name) => !THERE.includes(name) && !existsSync(name))).toEqual([]);
    // Files that are copied within the release come with it.
    expect(commandsIn(locale)).toContain('cp .env.example .env');
    expect(existsSync('.env.example')).toBe(true);
    for (const file of ['fil-conducteur.service', 'journald@fil-conducteur.conf']) {
      expect(existsSync(`scripts/release/${file}`)).toBe(true);
    }
  });

  it.each(locales)('shows what the programs print, word for word, in %s', (locale) => {
    const doctor = (key: 'settings' | 'file.fine' | 'clock.fine') => textIn(locale, `maintenance.doctor.${key}`);
    const connected = (platform: string) => textIn(locale, 'maintenance.doctor.connected', { platform });
    const expected = [
      ...[doctor('settings'), doctor('file.fine'), doctor('clock.fine'), connected('Slack'), connected('Discord')],
      textIn(locale, 'maintenance.doctor.database.none', { folder: '/var/lib/fil-conducteur' }),
      textIn(locale, 'maintenance.doctor.disk.fine', { free: 18_204, folder: '/var/lib/fil-conducteur' }),
      textIn(locale, 'maintenance.doctor.memory.fine', { total: 1_967 }),
    ];
    const shown = linesOf(locale).filter((line) => line.startsWith('✔ '));
    expect(shown.map((line) => asTyped(line.slice(2))).toSorted()).toEqual(expected.map(asTyped).toSorted());
    const others = [
      textIn(locale, 'maintenance.doctor.result', { count: 0 }),
      textIn(locale, 'platforms.running', { platforms: 'Slack + Discord', url: 'http://127.0.0.1:3000' }),
      textIn(locale, 'maintenance.backup.made', {
        path: '/var/lib/fil-conducteur/backups/fil-conducteur-3a67f7a7-2026-11-29T04-31-52Z.tar.gz',
        size: 6,
      }),
    ];
    for (const words of others) expect(linesOf(locale).map(asTyped)).toContain(asTyped(words));
  });

  it.each(locales)(
    'has copied home all that a new server needs, and gives it to the bot’s account before it is restored, in %s',
    (locale) => {
      const commands = commandsIn(locale);
      const first = (pattern: RegExp) => commands.findIndex((line) => pattern.test(line));
      const restored = commands.findLastIndex((line) => line.includes('npm run restore'));
      for (const path of ['/var/lib/fil-conducteur/backups', '/opt/fil-conducteur/.env']) {
        const home = first(new RegExp(`^scp .*root@\\S+:${path} \\.$`));
        const back = first(new RegExp(`^scp .*root@\\S+:${path.replace(/backups$/, '')}$`));
        expect([path, home >= 0, back > home, restored > back]).toEqual([path, true, true, true]);
      }
      const given = commands.lastIndexOf('chown -R fil-conducteur: /var/lib/fil-conducteur');
      expect(given).toBeGreaterThan(first(/^scp -r backups root@/));
      expect(restored).toBeGreaterThan(given);
      // The account that has the folder of the data, and the unit, are those of the new server.
      expect(textOf(locale)).toMatch(/2 (?:à|to) 4[\s\S]*npm run restore[\s\S]*(?:l'étape|step) 7/);
      expect(commands.slice(restored).some((line) => line.includes('systemctl start'))).toBe(false);
    },
  );

  it.each(locales)('has the unit start the Node that is installed, in %s', (locale) => {
    const [start = ''] = /^ExecStart=\S+/m.exec(readFileSync('scripts/release/fil-conducteur.service', 'utf8')) ?? [];
    const put = commandsIn(locale).find((line) => line.includes('command -v node')) ?? '';
    expect(put).toContain(`s#${start.replace('ExecStart=', '')}#`);
    expect(commandsIn(locale).indexOf(put)).toBeLessThan(
      commandsIn(locale).indexOf('cp fil-conducteur.service /etc/systemd/system/'),
    );
  });

  it.each(locales)('names buttons as they read, in %s', (locale) => {
    const labels = readdirSync(`src/texts/${locale}`).flatMap((file) =>
      Object.values(JSON.parse(readFileSync(`src/texts/${locale}/${file}`, 'utf8')) as Record<string, string>),
    );
    const named = [...textOf(locale).matchAll(/(?<!!)\[([^\]]+)\](?!\()/g)].map(([, label = '']) => label);
    expect(named.length).toBeGreaterThan(1);
    const known = new Set([...labels, textIn(locale, 'regions.code.join', { platform: 'Discord' })].map(asTyped));
    expect(named.filter((label) => !known.has(asTyped(label)))).toEqual([]);
  });
});
