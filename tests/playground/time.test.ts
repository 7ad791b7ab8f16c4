import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { manualClock, skippableClock } from '../../src/playground/clock.ts';
import type { Arrival, TimeState } from '../../src/playground/time/trial-time.ts';
import { plain } from '../support/events.ts';
import { type RunningTrial, runTrial } from './running-trial.ts';

const HOUR_MS = 3_600_000;

/** Runs a trial for a group of tests, which says nothing. */
function ownTrial(started: (running: RunningTrial) => void): void {
  let running: RunningTrial | undefined;
  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
    running = await runTrial();
    started(running);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await running?.close();
  });
}

describe('time in the trial', () => {
  let running: RunningTrial;
  ownTrial((started) => {
    running = started;
  });

  const time = () => running.look<TimeState>('time');
  const skip = async (to: string): Promise<Arrival> => {
    const { result, refusal } = await running.act<Arrival>('time', { to });
    if (!result) throw new Error(refusal);
    return result;
  };
  const today = () => running.trial.now().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });
  const read = async (...where: Parameters<RunningTrial['read']>) => plain(await running.read(...where));

  const seen = (platform: 'slack' | 'discord', name: string, channel: string, text: string) =>
    vi.waitFor(async () => expect(await read(platform, name, channel)).toContain(text), {
      timeout: 20_000,
      interval: 50,
    });

  it('leads through a whole Month: the meeting’s reminder, the survey and its questions, each on its day', async () => {
    expect(today()).toBe('06/10/2026');
    expect((await time()).ahead.map(({ to }) => to)).toEqual(['news', 'day', 'week', 'before', 'middle', 'after']);

    await skip('week');
    expect(today()).toBe('13/10/2026');

    // Whoever waits for something new is told where it is, and can read it there.
    const places: string[] = [];
    const reminded: string[] = [];
    for (let news = 0; news < 20 && !places.includes('coordination'); news += 1) {
      places.splice(0, places.length, ...(await skip('news')).news.map(({ place }) => place));
      if (running.trial.now() < new Date('2026-11-01')) places.splice(0);
      if ((await read('slack', 'Ada', 'annonces')).includes('Demain : Préparer le Mois ensemble'))
        reminded.push(today());
    }
    expect(reminded[0]).toBe('19/10/2026');
    expect(await read('slack', 'Ada', 'annonces')).toContain('Réunion passée : Préparer le Mois ensemble');
    expect(await read('slack', 'Camille', 'coordination')).toContain("Le questionnaire n'est pas encore lancé");

    await running.press('slack', 'Camille', 'coordination', 'Lancer le questionnaire');
    await seen('slack', 'Camille', 'coordination', 'chaque structure qui participe');
    await running.press('slack', 'Camille', 'coordination', 'Lancer le questionnaire');
    await seen('slack', 'Camille', 'coordination', 'Le questionnaire est lancé');

    // The neighbours, who have launched nothing, are asked once more on the way.
    expect(await skip('after')).toMatchObject({ stopped: 'decision' });
    await skip('rest');
    expect(today()).toBe('01/12/2026');
    expect(await read('slack', 'Ada', 'Fil conducteur')).toContain('Portes ouvertes aux Jardins partagés');
    expect((await time()).ahead.map(({ to }) => to)).toEqual(['news', 'day', 'week']);

    // Messages that come afterwards bear the moment that was skipped to.
    await running.write('slack', 'Nour', 'general', 'Un mot du lendemain');
    expect((await running.messages('slack', 'Nour', 'general')).at(-1)?.at).toBe(running.trial.now().getTime());

    // One skips at a time, and only to where the page leads.
    const [first, second] = await Promise.all([running.act('time', { to: 'day' }), running.act('time', { to: 'day' })]);
    expect([first.status, second.status].toSorted()).toEqual([200, 409]);
    expect(plain(first.refusal ?? second.refusal ?? '')).toContain('Le temps passe déjà');
    expect(today()).toBe('02/12/2026');
    expect((await running.act('time', { to: 'the end' })).status).toBe(400);
    expect((await time()).passing).toBeNull();

    // All messages stand on the days of this clock, in order.
    const days = (await running.messages('slack', 'Ada', 'Fil conducteur')).map(({ at }) => at);
    expect(days.toSorted((one, other) => one - other)).toEqual(days);
    expect(new Date(days.at(-1) ?? 0).getFullYear()).toBe(2026);
  });
});

describe('time that passes by what the bot asks the coordinators to decide', () => {
  let running: RunningTrial;
  ownTrial((started) => {
    running = started;
  });

  it('stops there and says where it is asked, then goes on to the day that was meant', async () => {
    const skip = async (to: string) => (await running.act<Arrival>('time', { to })).result;
    const time = () => running.look<TimeState>('time');
    const meant = (await time()).ahead.find(({ to }) => to === 'after')?.at ?? 0;
    expect((await running.act('time', { to: 'rest' })).status).toBe(409);

    const stop = await skip('after');
    expect(stop).toMatchObject({ stopped: 'decision', at: running.trial.now().getTime() });
    expect(stop?.at).toBeGreaterThan(new Date('2026-11-01').getTime());
    expect(stop?.at).toBeLessThan(meant);
    expect(new Set(stop?.news.map(({ place }) => place))).toEqual(new Set(['coordination']));
    expect(plain(await running.read('slack', 'Camille', 'coordination'))).toContain(
      "Le questionnaire n'est pas encore lancé",
    );
    // That day stands in the list once.
    expect((await time()).ahead.filter(({ at }) => at === meant)).toEqual([{ to: 'rest', at: meant }]);

    // Whoever has decided nothing isn't stopped again.
    expect(await skip('rest')).toMatchObject({ stopped: null, at: meant });
    expect(running.trial.now().getTime()).toBe(meant);
    expect((await time()).ahead.map(({ to }) => to)).toEqual(['news', 'day', 'week']);
  });
});

describe('a clock on which time is skipped', () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-28T12:00:00Z') }));
  afterEach(() => void vi.useRealTimers());

  const clocks = {
    'that of the trial': () => {
      const clock = skippableClock(Date.now());
      return { clock, goOn: (milliseconds: number) => vi.advanceTimersByTime(milliseconds) };
    },
    'that of the tests': () => {
      const clock = manualClock(Date.now());
      return { clock, goOn: (milliseconds: number) => clock.advance(milliseconds) };
    },
  };

  describe.each(Object.entries(clocks))('%s', (_, begin) => {
    it('moves on to a later moment, never back', () => {
      const { clock, goOn } = begin();
      const start = clock.now();
      clock.skipTo(start + HOUR_MS);
      expect(clock.now()).toBe(start + HOUR_MS);
      clock.skipTo(start);
      expect(clock.now()).toBe(start + HOUR_MS);
      goOn(1_000);
      expect(clock.now()).toBe(start + HOUR_MS + 1_000);
    });

    it('lets what waits for hours happen on the way, in order, and cuts no connection off', () => {
      const { clock, goOn } = begin();
      const happened: string[] = [];
      const noting = (what: string) => () => void happened.push(what);
      clock.after(48 * HOUR_MS, noting('two days'));
      clock.after(24 * HOUR_MS, noting('a day'));
      clock.after(30 * 24 * HOUR_MS, noting('a month'));
      clock.after(24 * HOUR_MS, noting('cancelled'))();
      clock.after(45_000, noting('a heartbeat missed'));
      clock.skipTo(clock.now() + 72 * HOUR_MS);
      expect(happened).toEqual(['a day', 'two days']);
      goOn(45_000);
      expect(happened).toEqual(['a day', 'two days', 'a heartbeat missed']);
      goOn(27 * 24 * HOUR_MS);
      expect(happened).toEqual(['a day', 'two days', 'a heartbeat missed', 'a month']);
    });
  });
});
