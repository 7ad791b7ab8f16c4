import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BOARD } from '../../src/features/menu/board.ts';
import { beginningOf, comingYear, inNovember, tuesdayAfterNext } from '../../src/playground/demonstration/days.ts';
import { welcome } from '../../src/playground/demonstration/welcome.ts';
import type { Locale } from '../../src/texts/index.ts';
import { plain } from '../support/events.ts';
import { host, type RunningTrial, runTrial } from './running-trial.ts';

/** The people of one platform, as the page lists them. */
interface Listed {
  readonly name: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly about: string }[];
}

const complaints: string[] = [];
let running: RunningTrial;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((line: string) => void complaints.push(line));
  running = await runTrial();
});

afterAll(async () => {
  vi.restoreAllMocks();
  await running?.close();
});

describe('a trial', () => {
  it('connects the bot to local platforms, whatever else is configured', async () => {
    expect(running.trial.environment).toMatchObject({ dataDir: 'unused', locale: 'fr' });
    expect(running.trial.environment.slack?.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
    expect(running.trial.environment.discord?.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
    expect(await running.bot.health()).toMatchObject({ status: 'ok', slack: 'connected', discord: 'connected' });
  });

  it.each(['slack', 'discord'] as const)('shows a newcomer on %s a region that lives', async (platform) => {
    const newcomer = platform === 'slack' ? 'Nour' : 'Sacha';
    const announcements = await running.read(platform, newcomer, 'annonces');
    expect(announcements).toContain(`Mois de l’ESS ${comingYear(running.trial.now())}`);
    expect(announcements).toContain('Portes ouvertes aux Jardins partagés');
    expect(announcements).toContain('Réparer plutôt que jeter');
    expect(announcements).toContain('Préparer le Mois ensemble');
    expect(announcements).not.toContain('Café-débat');
  });

  it('keeps the coordinators’ board up to date from the first minute, though its first evening has come', async () => {
    const board = await running.database.prisma.dueItem.findFirstOrThrow({ where: { kind: BOARD } });
    expect(board.dueAt.getTime()).toBeLessThanOrEqual(running.trial.now().getTime() + 600_000);
  });

  it.each(['slack', 'discord'] as const)('leaves a coordinator on %s a proposal to decide on', async (platform) => {
    const coordinator = platform === 'slack' ? 'Camille' : 'Driss';
    expect(await running.read(platform, coordinator, 'coordination')).toContain('Café-débat');
  });

  it.each([
    ['slack', 'Nour', 'discord', 'Sacha'],
    ['discord', 'Sacha', 'slack', 'Nour'],
  ] as const)('lets a word that is written on %s by %s be read on %s', async (here, writer, there, reader) => {
    expect(await running.read(here, writer, 'organisateurs')).toContain('Qui peut nous prêter une sono');
    await running.write(here, writer, 'organisateurs', `Un mot de ${writer}`);
    await vi.waitFor(
      async () => expect(await running.read(there, reader, 'organisateurs')).toContain(`Un mot de ${writer}`),
      {
        timeout: 20_000,
        interval: 50,
      },
    );
  });

  it('says first where to write', async () => {
    const { pages } = running.trial;
    const page = await (await pages.request('/essai', { headers: { host } })).text();
    expect(page).toContain('data-label="page.tour"');
    const words = await (await pages.request('/essai/words/fr.js', { headers: { host } })).text();
    expect(words).toContain("un mot dans #organisateurs arrive de l'autre côté");
    expect(welcome('fr', 'http://127.0.0.1:3000/essai')).toContain('Écrivez un mot dans #organisateurs');
  });

  it('introduces everybody one can be, in both languages', async () => {
    const inLanguage = async (language: Locale) => {
      const headers = { host, 'accept-language': language };
      const response = await running.trial.pages.request('/essai/api/people', { headers });
      const { result } = (await response.json()) as { result: { people: { name: string; about: string }[] }[] };
      return result.flatMap(({ people }) => people);
    };
    const english = await inLanguage('en');
    for (const [index, { name, about }] of (await inLanguage('fr')).entries()) {
      expect(about, name).toMatch(/^\S.+\.$/);
      expect(english[index]?.about, name).toMatch(/^\S.+\.$/);
      expect(english[index]?.about).not.toBe(about);
    }
  });

  it('says of everybody whose organisation is theirs, who coordinates, who is a delegate, and who has just come', async () => {
    const { prisma } = running.database;
    const [known, roles, memberships] = await Promise.all([
      prisma.identity.findMany({ select: { personId: true, platform: true, externalId: true } }),
      prisma.teamRole.findMany({ select: { personId: true, role: true } }),
      prisma.membership.findMany({ select: { personId: true, organisation: { select: { name: true } } } }),
    ]);
    const seen: string[] = [];
    for (const { name: platform, people } of await running.look<Listed[]>('people')) {
      for (const { id, name, about } of people) {
        const persons = known.filter((one) => one.platform === platform && one.externalId === id);
        const isThem = ({ personId }: { personId: string }) => persons.some((one) => one.personId === personId);
        const [role] = roles.filter(isThem);
        const [membership] = memberships.filter(isThem);
        const is = role?.role ?? membership?.organisation.name ?? 'NEW';
        seen.push(is);
        const words = { COORDINATOR: 'coordination', DELEGATE: 'délégué', NEW: 'Vient d' }[is] ?? is;
        expect(plain(`${name} ${about}`), name).toContain(plain(words));
      }
    }
    // At least two of each, on two platforms or in two regions, but one delegate.
    expect(seen.filter((is) => is === 'DELEGATE')).toHaveLength(1);
    for (const is of ['COORDINATOR', 'NEW']) expect(seen.filter((one) => one === is).length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBeGreaterThan(7);
  });

  it('shows the coordination’s channels to coordinators alone', async () => {
    for (const { name: platform, people } of await running.look<Listed[]>('people')) {
      for (const { id, name } of people) {
        const places = await running.look<{ name: string; kind: string }[]>('places', { platform, user: id });
        const closed = places.filter(({ kind }) => kind === 'private').map((one) => one.name);
        const expected = name.includes('coordination') ? ['coordination'] : [];
        expect([name, ...closed.filter((one) => one.startsWith('coordination'))]).toEqual([name, ...expected]);
        expect(places.filter((one) => one.name.startsWith('coordination') && one.kind === 'public')).toEqual([]);
      }
    }
  });

  it('gives those whose event is accepted the kit, with its files', async () => {
    expect(await running.read('slack', 'Ada', 'Fil conducteur')).toContain('Kit de communication');
    expect(await running.read('discord', 'Inès', 'Fil conducteur')).toContain('Kit de communication');
  });

  it('is prepared completely', () => {
    expect(complaints).toEqual([]);
  });

  it('says where the page is and what to try', () => {
    expect(welcome('fr', 'http://127.0.0.1:3000/essai')).toContain('http://127.0.0.1:3000/essai');
    expect(welcome('fr', 'http://127.0.0.1:3000/essai')).toContain('/evenement proposer');
  });
});

describe('the days of a trial', () => {
  it.each([
    ['2026-09-15', 2026],
    ['2026-10-31', 2026],
    ['2026-11-01', 2027],
    ['2026-12-31', 2027],
  ])('on %s the coming November is that of %i', (day, year) => {
    expect(comingYear(new Date(`${day}T12:00:00Z`))).toBe(year);
  });

  it.each([
    ['2026-07-01T12:00:00Z', '2026-10-06T09:00:00+02:00'],
    ['2026-10-06T06:59:00Z', '2026-10-06T09:00:00+02:00'],
    ['2026-10-20T12:00:00Z', '2026-10-20T12:00:00Z'],
    ['2026-11-28T12:00:00Z', '2027-10-05T09:00:00+02:00'],
  ])('one that is started at %s begins at %s', (now, begins) => {
    expect(beginningOf(new Date(now))).toEqual(new Date(begins));
  });

  it('finds the weekdays of November', () => {
    expect(inNovember(2026, 1, 'samedi')).toBe('samedi 7 novembre 2026');
    expect(inNovember(2027, 2, 'samedi')).toBe('samedi 13 novembre 2027');
    expect(inNovember(2028, 1, 'mercredi')).toBe('mercredi 1 novembre 2028');
  });

  it('puts the meeting more than a week ahead', () => {
    expect(tuesdayAfterNext(new Date('2026-11-25T12:00:00Z'))).toBe('mardi 8 décembre 2026');
  });
});
