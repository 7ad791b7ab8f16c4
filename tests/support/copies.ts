import { crc32 } from 'node:zlib';
import { expect } from 'vitest';
import type { Person } from '../../src/playground/person.ts';

/** Reads the files of an archive that isn't compressed, by path, and checks their sums. */
function unpacked(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = 0;
  while (archive.readUInt32LE(at) === 0x04034b50) {
    const [sum, size, name] = [
      archive.readUInt32LE(at + 14),
      archive.readUInt32LE(at + 22),
      archive.readUInt16LE(at + 26),
    ];
    const path = archive.subarray(at + 30, at + 30 + name).toString();
    const bytes = archive.subarray(at + 30 + name, at + 30 + name + size);
    expect(crc32(bytes)).toBe(sum);
    files.set(path, bytes);
    at += 30 + name + size;
  }
  return files;
}

/** What donnees.json in a copy holds. */
export interface Copy {
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly files: readonly { readonly path: string }[];
}

/** Has somebody ask for a copy of what is kept of them. Returns its files, by path. */
export async function copyOf(person: Person): Promise<ReadonlyMap<string, Buffer>> {
  await person.command('/profil donnees');
  await person.press('Recevoir une copie');
  expect(person.read()).toContain("L'archive arrive en message privé");
  const file = person.news.flatMap(({ files }) => files).find(({ name }) => name === 'mes-donnees.zip');
  return unpacked(Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer()));
}
