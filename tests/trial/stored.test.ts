import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../src/playground/clock.ts';
import { startLocalDiscord } from '../../src/playground/discord/index.ts';
import { startLocalSlack } from '../../src/playground/slack/index.ts';
import { TrialFolders } from '../../src/trial/folders.ts';
import { readSavedTrial, type SavedTrial, WorldStore } from '../../src/trial/world-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fil-stored-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = { slack: startLocalSlack, discord: startLocalDiscord };

describe.each(['slack', 'discord'] as const)('a local %s that is stored and taken up', (name) => {
  it('has the same people, channels, messages, files and reactions, and goes on from there', async () => {
    const clock = manualClock();
    const first = await start[name]({ clock });
    const general = first.addChannel({ name: 'general' });
    const ada = first.addUser({ name: 'Ada', administrator: true });
    const place = { channel: general.id, thread: null };
    const file = { name: 'plan.txt', type: 'text/plain', bytes: Buffer.from('Le plan') };
    const said = await first.say(ada.id, place, 'Bonjour', [file]);
    await first.react(ada.id, said, '👍');
    await first.pin(ada.id, said);
    const stored = deserialize(serialize(first.saved()));
    const before = first.messages(ada.id, place);
    const { environment } = first;
    const port = Number(new URL(Object.values(environment)[0] ?? '').port);
    await first.close();

    const second = await start[name]({ clock, port, saved: stored });
    expect(second.environment).toEqual(environment);
    expect(second.users()).toEqual([ada]);
    const withoutDates = (value: unknown) => JSON.stringify(value).replaceAll(/\?ex=[^"]*/g, '');
    expect(withoutDates(second.messages(ada.id, place))).toBe(withoutDates(before));
    const url = second.messages(ada.id, place)[0]?.files[0]?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('Le plan');
    expect(await second.say(ada.id, place, 'Bonsoir')).not.toBe(said);
    expect(second.messages(ada.id, place).at(-1)?.text).toBe('Bonsoir');
    await second.close();
  });
});

describe('a trial’s store', () => {
  const platforms = async () => {
    const [slack, discord] = await Promise.all([startLocalSlack(), startLocalDiscord()]);
    const saved = (): Omit<SavedTrial, 'format'> => ({
      ...{ beginning: 'town', begins: 1_000, now: 1_000, offset: 0, year: 2026, ports: { slack: 1, discord: 2 } },
      ...{ slack: slack.saved(), discord: discord.saved() },
    });
    return { slack, saved, close: () => Promise.all([slack.close(), discord.close()]) };
  };

  it('has stored what was done once it says so, and shares a writing among those who wait', async () => {
    const { slack, saved, close } = await platforms();
    const store = new WorldStore(folder, saved);
    await store.kept();
    slack.addUser({ name: 'Ada' });
    store.touch();
    await Promise.all([store.kept(), store.kept()]);
    const read = await readSavedTrial(folder);
    expect([...(read?.slack.workspace.users.values() ?? [])].map(({ name }) => name)).toContain('Ada');
    // Its clock never stands before that of the database beside it.
    expect(read?.now).toBeGreaterThan(1_000);
    await store.close();
    expect(readdirSync(folder)).toEqual(['world']);
    await close();
  });

  it('is read by no version that would misunderstand it, nor when it is broken', async () => {
    expect(await readSavedTrial(folder)).toBeNull();
    writeFileSync(join(folder, 'world'), serialize({ format: 0 }));
    expect(await readSavedTrial(folder)).toBeNull();
    writeFileSync(join(folder, 'world'), 'half a fi');
    expect(await readSavedTrial(folder)).toBeNull();
  });
});

describe('the folders of trials', () => {
  it('name the present one, whatever else lies there', async () => {
    const folders = new TrialFolders(folder);
    expect(await folders.current()).toBeNull();
    const first = await folders.fresh();
    await folders.choose(first);
    const second = await folders.fresh();
    expect(second).not.toBe(first);
    expect(await folders.current()).toBe(first);
    await folders.choose(second);
    await folders.removeAllBut(second);
    expect(await folders.current()).toBe(second);
    expect(readdirSync(join(folder, 'trial')).toSorted()).toEqual(['2', 'current']);
  });
});
