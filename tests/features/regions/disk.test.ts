import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { both, plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

const MEGABYTE = 1_048_576;
const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-disk-'));

/** Whether this account may mount a small file system there. */
const isSmall = mounts('-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder);

function mounts(...words: readonly string[]): boolean {
  try {
    execFileSync('mount', words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let world: World;
beforeAll(async () => {
  const disk = { folder, low: 4 * MEGABYTE, well: 8 * MEGABYTE };
  world = await startWorld({ at: '2026-11-12T10:00:00+01:00', disk });
});
afterAll(async () => {
  await world?.close();
  if (isSmall) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

const told = (words: string) =>
  both.map((platform) => world.coordinator[platform].screen().filter(({ text }) => plain(text).includes(words)).length);
const low = () => told('Le disque où se trouve ma base est presque plein');
const well = () => told('Il y a de nouveau de la place sur le disque');

/** Fills the disk with so many megabytes. */
function fill(megabytes: number): void {
  writeFileSync(join(folder, 'filling'), Buffer.alloc(megabytes * MEGABYTE));
}

it.runIf(isSmall)(
  'the disk gets nearly full: the coordinators read it once on each platform, and when there is room again',
  async () => {
    await world.goTo('2026-11-12T10:02:00+01:00');
    fill(9);
    await world.goTo('2026-11-12T10:04:00+01:00');
    expect(low()).toEqual([0, 0]);
    fill(13);
    await world.goTo('2026-11-12T10:06:00+01:00');
    expect(low()).toEqual([1, 1]);
    // A little room, or another start, is no news.
    fill(10);
    await world.goTo('2026-11-12T11:00:00+01:00');
    await world.restartBot();
    fill(13);
    await world.goTo('2026-11-12T12:00:00+01:00');
    expect([low(), well()]).toEqual([
      [1, 1],
      [0, 0],
    ]);
    fill(1);
    await world.goTo('2026-11-12T13:00:00+01:00');
    await world.goTo('2026-11-12T14:00:00+01:00');
    expect([low(), well()]).toEqual([
      [1, 1],
      [1, 1],
    ]);
    // The next time they are told again.
    fill(14);
    await world.goTo('2026-11-13T10:00:00+01:00');
    expect(low()).toEqual([2, 2]);
  },
);
