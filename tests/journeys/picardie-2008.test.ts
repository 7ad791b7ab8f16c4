import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { comparison } from '../../src/demo/compare-published.ts';
import type { EditionFile } from '../../src/demo/edition-file.ts';
import { effortLines } from '../../src/demo/efforts.ts';
import picardie from '../../src/demo/picardie-2008.json' with { type: 'json' };
import { type Played, playEdition } from '../../src/demo/play-edition.ts';
import published from '../../src/demo/published-2008.json' with { type: 'json' };
import { readEditionFile } from '../../src/demo/read-edition-file.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { testDatabase } from '../support/database.ts';
import { expectValidRequests } from '../support/validated-requests.ts';
import { postedBy } from './posted.ts';

const file = read(picardie);
let database: Database;
let played: Played;

// The edition is played once, and every test looks at it.
beforeAll(async () => {
  database = await testDatabase();
  played = await playEdition(file, database, () => {});
}, 900_000);

afterAll(() => database?.close());

describe('the bilan', () => {
  test('tells the published figures, the press conference included, and no other key', () => {
    expect(bilan().regional).toEqual(published.regional);
    expect(comparison(file, played.documents)).toEqual({ same: true, text: expect.stringContaining('retrouvés') });
  });

  test('comes as seven files of version 1, which is no draft', () => {
    expect(played.documents.map(({ name }) => name)).toEqual(
      ['md', 'html', 'csv', 'json', 'jws', 'pdf', 'docx'].map((extension) => `bilan.${extension}`),
    );
    expect(bilan()).toMatchObject({ version: 1, draft: false });
    expect(documentText('bilan.md')).toContain('version 1, mardi 13 janvier 2009');
  });

  test('says in each of its files what is invented, and what is essential', () => {
    const [, essential = ''] = Object.entries(bilan().texts).find(([key]) => key === 'chapter:essential') ?? [];
    expect(essential).toContain('22 événements en Picardie en novembre 2008');
    expect(essential).toContain('contre 11 en 2007');
    expect(essential).toContain('13 questionnaires remplis sur 22, par 7 structures');
    for (const name of ['bilan.md', 'bilan.html', 'bilan.csv', 'bilan.json']) {
      const read = words(documentText(name));
      for (const sentence of [...file.note, essential]) expect(read, name).toContain(words(sentence));
    }
  });

  test('keeps the published sentence and a note on all that its check found', () => {
    const { findings, texts } = bilan();
    expect(findings.map(({ kind }) => kind).sort()).toEqual(published.findings.map(({ id }) => id).sort());
    expect(findings.every(({ note }) => note !== null)).toBe(true);
    expect(texts['claim:organisationsComingBack']).toBe("l'ensemble des acteurs 2008");
  });
});

test("an organisation's questionnaire is sixteen gestures and three messages at most, on average", () => {
  const { organisationSheets } = played.efforts;
  expect(organisationSheets).toHaveLength(7);
  const mean = (of: 'gestures' | 'messages') =>
    organisationSheets.reduce((sum, effort) => sum + effort[of], 0) / organisationSheets.length;
  expect(mean('gestures')).toBeLessThanOrEqual(16);
  expect(mean('messages')).toBeLessThanOrEqual(3);
  expect(effortLines(played.efforts)).toContain('Un questionnaire de structure, en moyenne : 16 gestes');
});

test('a whole edition is so many gestures and messages for who organises, and for who coordinates', () => {
  const { organiser, coordinator } = played.efforts;
  // It takes 31 and 106 gestures; what is asked later may cost a few more.
  expect(organiser.gestures).toBeLessThanOrEqual(33);
  expect(organiser.messages).toBeLessThanOrEqual(75);
  expect(coordinator.gestures).toBeLessThanOrEqual(110);
  expect(coordinator.messages).toBeLessThanOrEqual(150);
  expect(effortLines(played.efforts)).toMatch(
    /^Toute l'édition, pour qui organise : \d+ gestes, \d+ messages du bot\.\nToute l'édition, pour qui coordonne : \d+ gestes, \d+ messages du bot\.$/m,
  );
});

describe('in the channels', () => {
  test('the live tally is one message on each platform, edited in place from 0 to 13 of 22', () => {
    for (const platform of played.platforms) {
      const tallies = postedBy(platform, /Questionnaires d'événement :/);
      expect(tallies.length, platform.name).toBe(1);
      const counts = (tallies[0]?.states ?? []).map((state) => {
        const [, received = '0', sent = '0'] = TALLY.exec(state) ?? [];
        return { received: Number(received), sent: Number(sent) };
      });
      const different = counts.filter(({ received }, index) => received !== counts[index - 1]?.received);
      expect(
        different.map(({ received }) => received),
        platform.name,
      ).toEqual(Array.from({ length: 14 }, (_, received) => received));
      // A questionnaire is sent the day after its event.
      const sent = counts.map((count) => count.sent);
      expect(sent, platform.name).toEqual(sent.toSorted((one, other) => one - other));
      expect(counts.at(-1), platform.name).toEqual({ received: 13, sent: 22 });
    }
  });

  test('the preparatory meeting was announced, and reminded a week, a day and an hour before', () => {
    const { title } = file.meeting;
    for (const platform of played.platforms) {
      for (const lead of ['Dans une semaine', 'Demain', 'Dans une heure']) {
        expect(postedBy(platform, new RegExp(`${lead} : ${title}`)).length, `${platform.name}: ${lead}`).toBe(1);
      }
      const [announced, ...others] = postedBy(platform, new RegExp(title));
      expect(announced?.states[0], platform.name).toContain(file.meeting.agenda);
      expect(others.length, platform.name).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('each to their own', () => {
  test("the kit came to each accepted event's organisers", () => {
    for (const organisation of new Set(file.events.map(({ proposedBy }) => organisationOf(proposedBy)))) {
      const members = file.people.filter((person) => person.organisation === organisation);
      const kits = members.flatMap(({ id }) =>
        played.cast
          .person(id)
          .screen()
          .filter(({ text }) => text.includes('Kit de communication du Mois, version 1'))
          .filter(({ controls }) => controls.some((control) => control.kind === 'button')),
      );
      expect(kits.length, organisation).toBeGreaterThan(0);
    }
  });

  test('whoever stayed silent was reminded, and nobody of what they had answered', async () => {
    const reminders = await remindersSent();
    expect(reminders.length).toBeGreaterThan(0);
    const answered = new Map<string, string>([
      ...file.eventSheets.map(({ event, at }) => [`Questionnaire : ${titleOf(event)}`, at] as const),
      ...file.organisationSheets.map(
        ({ organisation, at }) =>
          [`Questionnaire de la structure : ${played.cast.organisation(organisation)}`, at] as const,
      ),
    ]);
    for (const { day, about } of reminders) {
      expect(about.length).toBeGreaterThan(0);
      for (const questionnaire of about) {
        const at = answered.get(questionnaire);
        // Reminders go out at 10:00.
        expect(
          at === undefined || at >= `${day}T10:00`,
          `${questionnaire}, reminded of on ${day}, answered ${at}`,
        ).toBe(true);
      }
    }
    const silent = file.people.filter(
      ({ organisation }) => !file.organisationSheets.some((one) => one.organisation === organisation),
    );
    expect(silent.length).toBe(5);
    for (const { id, name, organisation } of silent) {
      const theirs = reminders.filter(({ person }) => person === name);
      const asked = [
        ...file.events.filter(({ proposedBy }) => proposedBy === id).map(({ title }) => `Questionnaire : ${title}`),
        `Questionnaire de la structure : ${played.cast.organisation(organisation)}`,
      ];
      expect([...new Set(theirs.flatMap(({ about }) => about))].sort(), name).toEqual(asked.sort());
      // The reminder has reached them, too.
      expect(
        played.cast
          .person(id)
          .screen()
          .filter(({ text }) => REMINDER.test(text)).length,
        name,
      ).toBe(theirs.length);
    }
  });
});

test("all that was sent is what the platforms' own descriptions allow", () => {
  expectValidRequests(played.platforms);
});

const TALLY = /Questionnaires d'événement : (\d+) reçus? sur (\d+)/;
/** The text reads as it was sent, or as it does once the survey is closed. */
const REMINDER = /attend(?:ent)? votre réponse\. Ils? se rempli|Le questionnaire est clos\. Ces? questionnaire/;

function read(json: unknown): EditionFile {
  const reading = readEditionFile(json);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.file;
}

interface Bilan {
  readonly version: number;
  readonly draft: boolean;
  readonly regional: unknown;
  readonly findings: readonly { readonly kind: string; readonly note: string | null }[];
  readonly texts: Readonly<Record<string, string>>;
}

function bilan(): Bilan {
  return JSON.parse(documentText('bilan.json'));
}

function documentText(name: string): string {
  const document = played.documents.find((one) => one.name === name);
  if (!document) throw new Error(`no ${name}`);
  return new TextDecoder().decode(document.bytes);
}

/** Returns the words alone: each format escapes and breaks its lines in its own way. */
function words(text: string): string {
  const plain = text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&[a-z]+;/g, ' ');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

function organisationOf(person: string): string {
  return file.people.find(({ id }) => id === person)?.organisation ?? '';
}

function titleOf(event: string): string {
  return file.events.find(({ id }) => id === event)?.title ?? '';
}

/** Returns who was reminded on which day, of what. */
async function remindersSent() {
  const [rows, people] = await Promise.all([
    database.prisma.delivery.findMany({
      where: { key: { startsWith: 'survey-reminder:' }, editOf: null, status: 'SENT' },
    }),
    database.prisma.person.findMany({ select: { id: true, name: true } }),
  ]);
  return rows.map(({ key, body }) => {
    const [, id = '', day = ''] = key.split(':');
    const about = asTyped(JSON.stringify(body)).match(/Questionnaire (?:: |de la structure )[^"\\]+/g) ?? [];
    return { person: people.find((one) => one.id === id)?.name, day, about };
  });
}
