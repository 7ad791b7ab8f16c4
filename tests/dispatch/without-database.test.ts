import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { testDatabase } from '../support/database.ts';
import { type Inboxes, startInbox } from './setting.ts';
import { someone } from './someone.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

describe.each(['slack', 'discord'] as const)('without a database, on %s', (platform) => {
  let here: Inboxes;
  let ana: ReturnType<typeof someone>;
  beforeAll(async () => {
    const gone = await testDatabase();
    here = await startInbox(gone, platform);
    ana = someone(here, 'ana');
    await gone.close();
  });

  it('what was typed comes back privately, to be copied', async () => {
    const shown = await ana.command('noter', { name: 'Un', story: 'Une longue histoire' }, 'et la suite');
    expect(shown.acknowledged).toEqual(['private']);
    expect(shown.text).toContain("n'arrive pas à enregistrer");
    for (const typed of ['Un', 'Une longue histoire', 'et la suite']) expect(shown.text).toContain(typed);
  });

  it('so does what was filled into a form', async () => {
    const shown = await ana.submit('01900000-0000-7000-8000-000000000000', {
      name: 'Un',
      story: 'Une longue histoire',
    });
    expect(shown.text).toContain("n'arrive pas à enregistrer");
    expect(shown.text).toContain('Une longue histoire');
  });

  it('a button says that it must be pressed again later', async () => {
    expect((await ana.press('note-it:1')).text).toContain("n'arrive pas à enregistrer");
  });

  it('a message is not taken for received', async () => {
    await expect(ana.say('M1', 'bonjour')).rejects.toThrow();
  });
});

it('a database that does not answer is not waited for longer than a platform waits', async () => {
  const here = await startInbox(database, 'discord');
  const never = new Proxy({}, { get: () => () => new Promise(() => {}) });
  const silent = { ...database, prisma: new Proxy({}, { get: () => never }) } as Database;
  const stuck = { ...here, ...(await startInbox(silent, 'discord', { seeded: false })) };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let shown = '';
  void someone(stuck, 'ana')
    .command('noter', { name: 'Un', story: 'Longue' })
    .then(({ text }) => {
      shown = text;
    });
  await vi.advanceTimersByTimeAsync(2_900);
  expect(shown).toContain('Longue');
});
