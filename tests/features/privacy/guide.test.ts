import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scrubFor } from '../../../src/access/personal/scrub.ts';
import { settableTermNames, settableTerms } from '../../../src/access/region/terms.ts';
import { ERASED_FILE } from '../../../src/database/backup/erased.ts';
import { readEnvironment } from '../../../src/env.ts';

/** The guide as one line: where it breaks its lines says nothing. */
const guide = readFileSync('docs/rgpd.md', 'utf8').replaceAll(/\s+/g, ' ');
const NUMBERS = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];

/** Promises of the guide that no test of a conversation shows. The others stand in docs/guarantees.md, each with its test. */
describe('docs/rgpd.md', () => {
  it('has a model notice with the terms that hold where nothing is set', () => {
    const [, notice = ''] = guide.split('## Une mention à reprendre');
    expect(notice).toContain(`effacées au bout de ${NUMBERS[settableTerms.edition.days / 365]} ans`);
    expect(notice).toContain(`les textes des messages au bout de ${settableTerms.message.days} jours`);
  });

  it('says how many terms a chamber sets, when they are purged, and for how long an erasure knows accounts', () => {
    expect(guide).toContain(`\`/equipe conservation\` change les ${NUMBERS[settableTermNames.length]} premières`);
    const [, hour, minute] = /AT_NIGHT = '0?(\d+):(\d+)'/.exec(readFileSync('src/schedule/purge.ts', 'utf8')) ?? [];
    expect(guide).toContain(`Chaque nuit, à ${hour} h ${minute},`);
    expect(guide).toContain(`aussi vite que les événements reçus (${settableTerms.received.days} jours, sauf réglage)`);
  });

  it('says for how long backups hold what was erased, and which file must not be lost', () => {
    expect(guide).toContain(`\`BACKUP_DAYS\` jours (${readEnvironment({}).backups.days}, sauf réglage)`);
    expect(guide).toContain(`ne perdez pas \`${ERASED_FILE}\``);
  });

  it('tells of names of one word what happens to them', () => {
    const example = (part: string) => [...part.matchAll(/« ([^»]+) »/g)].map(([, one = '']) => one);
    const told = /là où il ne peut s'agir que d'elle \(([^)]+)\).*?le nom de quelqu'un d'autre \(([^)]+)\)/.exec(guide);
    const scrub = scrubFor(
      {
        ...{ names: ['Lou', 'Rose'], ids: {}, single: { names: ['Lou', 'Rose'], words: ['Rose'] }, texts: [] },
        ...{ others: [], words: { name: '—', text: '[…]' } },
      },
      { ofWords: true },
    );
    const [going, staying] = [example(told?.[1] ?? ''), example(told?.[2] ?? '')];
    expect(going).toHaveLength(2);
    expect(staying).toHaveLength(2);
    for (const one of going) expect(scrub.text(`On l'a monté ce matin, ${one}.`)).toContain('—');
    for (const one of staying)
      expect(scrub.text(`Il y avait ${one} au portail.`)).toBe(`Il y avait ${one} au portail.`);
  });

  it('says that nothing is sent to anybody but Slack and Discord: the bot knows no other address', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => /\.(ts|json)$/.test(path));
    // The trial speaks to its own platforms; what is generated has the addresses of its makers in comments.
    const ours = files.filter((path) => !/^(generated|playground|trial|demo)\b/.test(path));
    const hosts = ours.flatMap((path) =>
      [...readFileSync(join('src', path), 'utf8').matchAll(/https?:\/\/([a-z\d-]+(?:\.[a-z\d-]+)+)/gi)].map(
        ([, host]) => host,
      ),
    );
    // Charts and documents name their formats by addresses of w3.org; example.org stands in a hint; a map names its source.
    const foreign = new Set(['www.w3.org', 'bot.example.org', '127.0.0.1', 'creativecommons.org', 'mapsvg.com']);
    expect([...new Set(hosts)].filter((host) => !foreign.has(host ?? '')).sort()).toEqual(['discord.com', 'slack.com']);
  });
});
