import { Buffer } from 'node:buffer';
import type { RegionFile } from '../../../src/features/nation/from-files/open-file.ts';
import type { Person } from '../../../src/playground/person.ts';

/** Returns a file as somebody attaches it. */
function attached({ name, bytes }: RegionFile): { name: string; type: string; bytes: Buffer } {
  return { name, type: 'text/plain', bytes: Buffer.from(bytes) };
}

/** Hands in files, up to ten at once. */
export async function handIn(
  person: Person,
  files: readonly RegionFile[],
  options: Readonly<Record<string, string>> = {},
) {
  for (let at = 0; at < files.length; at += 10) {
    await person.command('/nation recevoir', options);
    await person.fill({ files: files.slice(at, at + 10).map(attached) });
  }
}

export function tableOf(name: string, text: string): RegionFile {
  return { name, bytes: Buffer.from(text) };
}
