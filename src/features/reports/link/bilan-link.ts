import { createHash, randomBytes } from 'node:crypto';
import type { Edition } from '../../editions/edition.ts';

/** An address that leads to the published bilan, as the coordinators are told of it: its secret isn't kept. */
export interface BilanLink {
  readonly id: string;
  readonly madeAt: Date;
  /** The coordinator who made it; null where nobody knows any more. */
  readonly by: string | null;
}

/** The ways to fetch the published bilan of an edition. */
export interface BilanLinkState {
  readonly edition: Pick<Edition, 'id' | 'name'>;
  /** The version that is published. */
  readonly version: number;
  /** Set once the bilan was withdrawn because it named an erased person. */
  readonly withdrawn: boolean;
  /** The address that leads to it; null when none does. */
  readonly link: BilanLink | null;
}

/** 256 random bits in hexadecimal: no sign of it is markup anywhere, and a double click chooses all of it. */
const TOKEN = /^[0-9a-f]{64}$/;

export function newLinkToken(): string {
  return randomBytes(32).toString('hex');
}

export function isLinkToken(token: string): boolean {
  return TOKEN.test(token);
}

/**
 * Returns the hash by which a token is stored, so that the time of a look-up doesn't tell how much of a guess was
 * right.
 */
export function linkTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Returns the address at which a bot hands out the bilan. */
export function bilanAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/bilans/${token}`;
}
