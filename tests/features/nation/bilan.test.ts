import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RegionFile } from '../../../src/features/nation/from-files/open-file.ts';
import type { Person } from '../../../src/playground/person.ts';
import {
  eighteen,
  expectedTable,
  factsOf,
  fileOf,
  type Invented,
  signedFile,
  textOf,
} from '../../support/invented-regions.ts';
import { readPdf } from '../../support/printed.ts';
import { event } from '../../support/report-facts.ts';
import { startWorld, type World } from '../../support/world.ts';
import { handIn, tableOf } from './files.ts';

const [a, b, c, d] = eighteen;
if (!a || !b || !c || !d) throw new Error('no regions');
const LIST = tableOf('regions.csv', expectedTable);

let world: World;
let people: Readonly<Record<'slack' | 'discord', Person>>;
beforeAll(async () => {
  world = await startWorld({ at: '2027-01-20T09:00:00+01:00' });
  people = { slack: world.person('slack', 'Nadia'), discord: world.person('discord', 'Nour') };
  await world.restartBot(undefined, { nationals: [people.slack, people.discord] });
});
beforeEach(async () => {
  const { nationFile, nationDecision, nationPublication } = world.database.prisma;
  await nationFile.deleteMany({});
  await nationDecision.deleteMany({});
  await nationPublication.deleteMany({});
  world.clock.set(new Date(world.clock.now().getTime() + 60_000));
});
afterAll(() => world?.close());

/** Two regions that may speak of the same event: nobody knows where it is held. */
const withOnline = (region: Invented, count = 1): Promise<RegionFile> => {
  const online = { title: 'Conférence en ligne', department: null, days: ['2026-11-28'] };
  const more = Array.from({ length: count }, (_, at) => event(`online-${region.department}-${at}`, online));
  return fileOf(region, { facts: { events: [...factsOf(region).events, ...more] } });
};

/** The files that somebody was sent, by the name's beginning: the newest of each name. */
async function sentTo(person: Person, begins: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = person.screen().flatMap((message) => message.files);
  const found = new Map<string, Buffer>();
  for (const { name, url } of files.filter((file) => file.name.startsWith(begins))) {
    found.set(name, Buffer.from(await (await fetch(url)).arrayBuffer()));
  }
  return found;
}

describe.each(['slack', 'discord'] as const)('what two regions may share, on %s', (platform) => {
  it('is asked about by its number where one region has several that look the same', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await withOnline(a), await withOnline(b, 2)]);
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain('À trancher (2 cas) ; en attendant, le plus petit nombre possible est compté :');
    const which = (second: number) => `« Conférence en ligne (Région A : n° 1 ; Région B : n° ${second}) »`;
    for (const second of [1, 2])
      expect(nadia.read()).toContain(`Région A et Région B parlent-elles du même événement, ${which(second)} ?`);
    await nadia.press('Deux événements');
    const [answered, left] = nadia.read().includes(`${which(1)} (Région A`) ? [1, 2] : [2, 1];
    expect(nadia.read()).toContain(`${which(answered)} (Région A et Région B) : deux choses`);
    expect(nadia.read()).toContain(`du même événement, ${which(left)} ?`);
    await nadia.press('Un seul événement');
    expect(nadia.read()).toContain(`${which(left)} (Région A et Région B) : la même chose`);
    expect(nadia.sees('Un seul événement')).toBe(false);
  });

  it('is asked about, counted once until somebody decides, and kept with who did and when', async () => {
    const nadia = people[platform];
    const plain = a.came.length + b.came.length;
    await handIn(nadia, [await withOnline(a), await withOnline(b)]);
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain('Région A et Région B parlent-elles du même événement, « Conférence en ligne » ?');
    await nadia.press('Deux événements');
    expect(nadia.read()).toContain('« Conférence en ligne » (Région A et Région B) : deux choses, décidé le');
    expect(nadia.sees('Un seul événement')).toBe(false);
    await nadia.command('/nation bilan');
    const json = async () => {
      const files = await sentTo(nadia, 'bilan-national-2026-projet-v1');
      return JSON.parse((files.get('bilan-national-2026-projet-v1.json') ?? '').toString());
    };
    expect((await json()).figures.events).toMatchObject({ value: plain + 2, precision: 'exact' });
    // A decision can be gone back on.
    await nadia.command('/nation etat');
    await nadia.choose('Revenir sur une décision…', 'Conférence en ligne');
    await nadia.press('Un seul événement');
    expect(nadia.read()).toContain('la même chose, décidé le');
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await nadia.command('/nation bilan');
    expect((await json()).figures.events).toMatchObject({ value: plain + 1, precision: 'exact' });
    const rows = await world.database.prisma.nationDecision.findMany({ select: { same: true } });
    expect(rows).toEqual([{ same: true }]);
  });

  it('is decided by nobody else: a button that lies around does nothing for a coordinator of a region', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await withOnline(a), await withOnline(b)]);
    await nadia.command('/nation etat');
    await world.restartBot(undefined, { nationals: [people[platform === 'slack' ? 'discord' : 'slack']] });
    await nadia.press('Deux événements');
    expect(nadia.read()).toContain('Le bilan national est réservé');
    expect(await world.database.prisma.nationDecision.count()).toBe(0);
    await world.restartBot(undefined, { nationals: [people.slack, people.discord] });
  });

  it('is asked anew where the files have changed since', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await withOnline(a), await withOnline(b)]);
    await nadia.command('/nation etat');
    await world.database.prisma.nationFile.deleteMany({ where: { slot: 'region:region b' } });
    await nadia.press('Deux événements');
    expect(nadia.read()).toContain("Il n'y a plus rien à trancher ici");
  });
});

describe.each(['slack', 'discord'] as const)('the nation’s bilan, on %s', (platform) => {
  it('is, byte for byte, what npm run nation makes of the same files and decisions', async () => {
    const nadia = people[platform];
    const rest = await Promise.all(eighteen.slice(2, 16).map((one) => fileOf(one)));
    const table = tableOf('sans-bot.csv', 'region;year;events;participants;budget\nRégion Q;2026;12;+ de 300;28 500');
    const files = [await withOnline(a), await withOnline(b), ...rest, table];
    await handIn(nadia, [LIST, ...files]);
    await nadia.command('/nation etat');
    await nadia.press('Deux événements');
    await nadia.command('/nation bilan');
    expect(nadia.read()).toContain('Bilan national 2026 · projet de version 1');
    expect(nadia.read()).toContain('17 régions sur 18 reçues. Manque : Région R.');
    const made = await sentTo(nadia, 'bilan-national-2026-projet-v1');

    const folder = mkdtempSync(join(tmpdir(), 'nation-'));
    mkdirSync(join(folder, 'in'));
    const given = files.map(({ name, bytes }) => {
      writeFileSync(join(folder, 'in', name), bytes);
      return join(folder, 'in', name);
    });
    const [decision] = await world.database.prisma.nationDecision.findMany();
    writeFileSync(join(folder, 'regions.csv'), LIST.bytes);
    writeFileSync(join(folder, 'same.csv'), `cle;meme\n${decision?.key};non`);
    const tables = ['--regions', join(folder, 'regions.csv'), '--same', join(folder, 'same.csv'), '--year', '2026'];
    const words = [...given.reverse(), ...tables, '--out', join(folder, 'out')];
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/nation/main.ts', ...words], {
      env: { PATH: process.env.PATH },
    });
    for (const extension of ['json', 'csv', 'md', 'html']) {
      const own = made.get(`bilan-national-2026-projet-v1.${extension}`)?.toString();
      expect([extension, own]).toEqual([
        extension,
        readFileSync(join(folder, `out/bilan-national.${extension}`), 'utf8'),
      ]);
    }
    rmSync(folder, { recursive: true });

    // The PDF and the Word document follow, once.
    const { schedule } = world.bot();
    await Promise.all([schedule.runDue(world.clock.now()), schedule.runDue(world.clock.now())]);
    await world.runDue();
    const printed = await sentTo(nadia, 'bilan-national-2026-projet-v1');
    expect([...printed.keys()].sort()).toEqual(
      ['csv', 'docx', 'html', 'json', 'md', 'pdf'].map((extension) => `bilan-national-2026-projet-v1.${extension}`),
    );
    const pdf = await readPdf(printed.get('bilan-national-2026-projet-v1.pdf') ?? Buffer.alloc(0));
    expect(pdf.text).toContain('17 régions sur 18 reçues');
    expect(pdf.text).toContain('Les régions côte à côte');
  }, 120_000);

  it('once published doesn’t change, whatever comes; what came makes version 2, with what changes', async () => {
    const nadia = people[platform];
    await handIn(nadia, [LIST, await fileOf(a), await fileOf(b)]);
    await nadia.command('/nation bilan');
    await nadia.press('Publier');
    // It says what happens, and that the total is partial.
    expect(nadia.read()).toContain('Publier le bilan national 2026, version 1 ?');
    expect(nadia.read()).toContain('Total partiel, à ne pas publier comme celui de la nation. Manquent : Région C');
    expect(nadia.read()).toContain('seront gardés tels quels');
    expect(nadia.read()).toContain("Le bot n'écrit à personne d'autre");
    expect(await world.database.prisma.nationPublication.count()).toBe(0);
    await nadia.press('Publier maintenant');
    expect(nadia.read()).toContain('Le bilan national 2026 est publié, version 1.');
    await world.runDue();
    const first = await sentTo(nadia, 'bilan-national-2026-v1');
    const laidOut = () =>
      nadia.screen().flatMap(({ files }) => files.filter(({ name }) => name === 'bilan-national-2026-v1.pdf')).length;
    const before = laidOut();
    const textOfPdf = async (files: typeof first) =>
      (await readPdf(files.get('bilan-national-2026-v1.pdf') ?? Buffer.alloc(0))).text;
    expect(await textOfPdf(first)).toContain('2 régions sur 18 reçues');
    await nadia.command('/nation bilan');
    expect(nadia.read()).toContain("Rien n'a changé depuis la version 1, qui est publiée.");
    expect(nadia.sees('Publier')).toBe(false);

    await handIn(nadia, [await fileOf(c)]);
    expect(nadia.read()).toContain("Le bilan national 2026 est publié (version 1) et n'en est pas changé");
    const newer = textOf(a)
      .replace('"version": 1', '"version": 2')
      .replace('"madeAt": "2027-01-13', '"madeAt": "2027-01-14');
    await handIn(nadia, [await signedFile(a, newer)]);
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain(`Version 1 publiée le`);
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await nadia.command('/nation bilan');
    expect(nadia.read()).toContain('projet de version 2');
    expect(nadia.read()).toContain('Reçues en plus : Région C');
    expect(nadia.read()).toContain('Avec un autre fichier : Région A');
    expect(nadia.read()).toMatch(/Événements : au moins \d+ événements → au moins \d+ événements/);
    // The published version can be had again as it was.
    await nadia.press('Recevoir la version 1, publiée');
    await world.runDue();
    const again = await sentTo(nadia, 'bilan-national-2026-v1');
    expect([...again.keys()].sort()).toEqual([...first.keys()].sort());
    for (const [name, bytes] of [...first].filter(([each]) => !/\.(pdf|docx)$/.test(each)))
      expect([name, again.get(name)]).toEqual([name, bytes]);
    // The PDF and the Word document are made anew, and tell what they told, whatever came in between.
    expect([laidOut(), await textOfPdf(again)]).toEqual([before + 1, await textOfPdf(first)]);
    await nadia.press('Publier');
    expect(nadia.read()).toContain('La version 1, publiée, est gardée elle aussi.');
    await nadia.press('Publier maintenant');
    expect(nadia.read()).toContain('est publié, version 2');
    const rows = await world.database.prisma.nationPublication.findMany({ orderBy: { version: 'asc' } });
    const htmlOf = (documents: unknown) =>
      (documents as { name: string; text: string }[]).find(({ name }) => name.endsWith('html'))?.text;
    expect(rows.map(({ version }) => version)).toEqual([1, 2]);
    expect(htmlOf(rows[0]?.documents)).toBe(first.get('bilan-national-2026-v1.html')?.toString());
  }, 120_000);

  it('as a draft that waited is laid out as it was sent, or not at all, whatever was published meanwhile', async () => {
    const nadia = people[platform];
    const printed = () => {
      const files = nadia.screen().flatMap((message) => message.files);
      return files.map(({ name }) => name).filter((name) => name.endsWith('.pdf'));
    };
    const told = () =>
      nadia.screen().filter(({ text }) => text.includes("Le projet de version 2 que vous avez demandé n'est pas mis"));
    await world.runDue();
    const [before, toldBefore] = [printed().length, told().length];
    await handIn(nadia, [await fileOf(a), await fileOf(b)]);
    await nadia.command('/nation bilan');
    await nadia.press('Publier');
    await nadia.press('Publier maintenant');
    await world.runDue();
    expect(printed().slice(before).sort()).toEqual(['bilan-national-2026-projet-v1.pdf', 'bilan-national-2026-v1.pdf']);

    await handIn(nadia, [await fileOf(c)]);
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await nadia.command('/nation bilan');
    await handIn(nadia, [await fileOf(d)]);
    await world.runDue();
    expect(told()).toHaveLength(toldBefore + 1);
    expect(printed()).toHaveLength(before + 2);
    await nadia.press('Faire le bilan', { in: 'Le projet de version 2' });
    expect(nadia.read()).toContain('4 régions reçues');
  }, 60_000);

  it('isn’t published otherwise than it was shown', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a), await fileOf(b)]);
    await nadia.command('/nation bilan');
    await nadia.press('Publier');
    const { prisma } = world.database;
    await prisma.nationFile.deleteMany({ where: { slot: 'region:region b' } });
    await nadia.press('Publier maintenant');
    expect(await prisma.nationPublication.count()).toBe(0);
    // The bilan as it is now is shown, to be confirmed.
    expect(nadia.read()).toContain('1 région reçue');
    await nadia.press('Publier maintenant', { in: '1 région reçue' });
    expect(await prisma.nationPublication.count()).toBe(1);
  });

  it('is laid out for nobody who is taken out meanwhile', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(d)]);
    await nadia.command('/nation bilan');
    const before = (await sentTo(nadia, 'bilan-national')).size;
    await world.restartBot();
    await world.runDue();
    expect((await sentTo(nadia, 'bilan-national')).size).toBe(before);
    expect(await world.database.prisma.dueItem.count({ where: { kind: 'nation-print', doneAt: null } })).toBe(0);
    await world.restartBot(undefined, { nationals: [people.slack, people.discord] });
  });
});

it('one of another workspace or server sees the same, and nobody has to be of a region', async () => {
  const { slack, discord } = people;
  await handIn(slack, [await fileOf(a)]);
  await discord.command('/nation etat');
  expect(discord.read()).toMatch(/Région A : version 1, remise le .* par Nadia/);
});
