import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.ts';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { allButTheIdea, openDoors, worldWithSurvey } from '../../support/surveys.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';

const IDEA = 'Une fanfare qui traverse Laon en chantant';

async function wordsIn(extension: string, bytes: Buffer): Promise<string> {
  if (extension === 'docx') return (await mammoth.extractRawText({ buffer: bytes })).value;
  if (extension !== 'pdf') return bytes.toString();
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => pdf.getPage(at + 1)));
  const texts = await Promise.all(pages.map(async (page) => (await page.getTextContent()).items));
  return texts.flatMap((items) => items.map((item) => ('str' in item ? item.str : ''))).join(' ');
}

/** Returns the page of a copy of somebody's data. */
async function copyOf(person: Person): Promise<string> {
  await person.command('/profil donnees');
  await person.press('Recevoir une copie');
  const file = person.news.flatMap(({ files }) => files).find(({ name }) => name === 'mes-donnees.zip');
  // It isn't compressed.
  return Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer()).toString();
}

describe.each(platformsInTurn())('erasing somebody who answered on %s', (platform) => {
  let world: World;
  let olive: Person;
  /** All that was logged. */
  const lines: string[] = [];
  beforeAll(async () => {
    const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00', { log });
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
      const { organisationId, organiser } = await openDoors(world, platform, { name });
      await allButTheIdea(world, organisationId, organiser);
      if (name === 'A') olive = organiser;
    }
  });
  afterAll(() => world?.close());

  /** Returns the bilan as the coordinators have it now: as a document, and its figures. */
  async function bilan(): Promise<{ readonly document: string; readonly figures: unknown }> {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    const read = async (extension: string) => {
      const file = coordinator.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith(extension));
      return plain(await (await fetch(file?.url ?? '')).text());
    };
    const { regional, details, findings } = JSON.parse(await read('.json')) as Readonly<Record<string, unknown>>;
    return { document: await read('.md'), figures: { regional, details, findings } };
  }

  /** Returns the words of every document of the bilan that the coordinators have now, by its extension. */
  async function documents(): Promise<ReadonlyMap<string, string>> {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    await world.runDue();
    const files = coordinator.screen().flatMap((message) => message.files);
    const read = await Promise.all(
      ['md', 'html', 'csv', 'json', 'docx', 'pdf'].map(async (extension) => {
        const file = files.findLast(({ name }) => name.endsWith(`.${extension}`));
        const bytes = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());
        return [extension, await wordsIn(extension, bytes)] as const;
      }),
    );
    return new Map(read);
  }

  it('of somebody with two linked accounts, who answered: the bilan keeps its figures, and quotes them no more', async () => {
    const there = world.person(other[platform], 'Olive Martin');
    await olive.command('/questionnaire repondre');
    await olive.choose('Peut-on citer ou montrer cette réponse dans le bilan ?', 'Oui, en nommant notre structure');
    await olive.say(IDEA, 'Une bonne idée');
    await there.command('/profil lier');
    const code = /\b[2-9A-Z]{8}\b/.exec(there.read())?.[0] ?? '';
    await olive.command('/profil lier', { code });
    await olive.press('Réunir');
    await there.press("C'est bien moi");
    const before = await bilan();
    expect(before.document).toContain(IDEA);
    expect(JSON.stringify(before.figures).length).toBeGreaterThan(100);

    await there.command('/profil donnees');
    expect(there.read()).toContain('Pour le bilan (les réponses que vous avez données)');
    await there.press('Tout effacer');
    expect(there.read()).toContain("les documents que d'autres ont déjà téléchargés, s'ils vous citent");
    await there.press('Effacer pour toujours');
    for (let minutes = 0; minutes < 10; minutes += 1) await world.goTo(new Date(world.clock.now().getTime() + 60_000));

    const needles = [IDEA, 'Olive Martin', olive.user.id, there.user.id, `${olive.name} `];
    expect(await tablesNaming(world, needles)).toEqual([]);
    expect(messagesNaming(world, [IDEA, 'Olive Martin'])).toEqual([]);
    const after = await bilan();
    expect(after.figures).toEqual(before.figures);
    expect(after.document).not.toContain(IDEA);
    expect(after.document).not.toContain('[texte effacé]');
    // Nor in what is made afterwards, nor in what others have, nor in what the process wrote all along.
    const made = await documents();
    for (const [extension, words] of made) {
      expect(words.length, extension).toBeGreaterThan(1_000);
      for (const needle of needles) expect(words.replace(/\s+/g, ' '), extension).not.toContain(needle);
    }
    const theirs = await copyOf(world.coordinator[other[platform]]);
    expect(theirs).toContain('donnees.json');
    for (const needle of needles) expect(theirs).not.toContain(needle);
    expect(lines).not.toEqual([]);
    for (const needle of needles) expect(lines.filter((line) => line.includes(needle))).toEqual([]);
    // The others are there as before.
    expect(await tablesNaming(world, ['Olive B'])).not.toEqual([]);
    // Documents are laid out and opened three times.
  }, 240_000);

  it('the last coordinator is told to name another first', async () => {
    const [last, first] = [world.coordinator[platform], world.coordinator[other[platform]]];
    await first.command('/profil donnees');
    await first.press('Tout effacer');
    expect(first.read()).toContain('annonces, kit');
    await first.press('Effacer pour toujours');
    expect(first.read()).toContain("C'est effacé");
    await last.command('/profil donnees');
    await last.press('Tout effacer');
    expect(last.read()).toContain("Nommez d'abord quelqu'un d'autre");
    expect(last.read()).not.toContain('Cela ne peut pas être annulé');
    expect(await tablesNaming(world, [last.user.id])).not.toEqual([]);
  });
});
