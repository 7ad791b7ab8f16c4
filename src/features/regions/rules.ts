import { randomInt } from 'node:crypto';
import type { PlatformName } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import { readDepartments } from '../../municipalities/index.ts';
import { fold } from '../../names/index.ts';

/** No letter or digit that is mistaken for another: codes are read aloud and copied by hand. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

function randomSigns(count: number): string {
  return Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** "FIL-7KQ2-M9XD". */
export function newPairingCode(): string {
  return `FIL-${randomSigns(4)}-${randomSigns(4)}`;
}

const CODE = new RegExp(`^FIL([${ALPHABET}]{4})([${ALPHABET}]{4})$`);

/** The code someone typed, however it is spaced; null for anything else, such as a region's name. */
export function readPairingCode(typed: string): string | null {
  const signs = fold(typed)
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase();
  const found = CODE.exec(signs);
  return found ? `FIL-${found[1]}-${found[2]}` : null;
}

/** Departments as typed, else those of the region that is named. Throws UserError when neither can be read. */
export function departmentsOf(typed: string | undefined, name: string): readonly string[] {
  const read = readDepartments(typed ?? name);
  if (read.ok) return read.departments;
  if (typed === undefined) throw new UserError('regions.errors.unknownRegion', { name }, 'departments');
  throw new UserError('regions.errors.departments', { typed: read.unknown.join(', ') || typed }, 'departments');
}

export const channelUses = ['yearRound', 'announcements', 'coordination', 'tallies'] as const;

const channelIds = { slack: /^[CG][A-Z0-9]+$/, discord: /^\d+$/ } as const satisfies Record<PlatformName, RegExp>;

/** Whether this can be a channel of the platform: a name typed by hand isn't. */
export function isChannelId(platform: PlatformName, value: string): boolean {
  return channelIds[platform].test(value);
}
