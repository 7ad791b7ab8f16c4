/** What somebody is, that makes something theirs to read. */
export type Right = 'coordinator' | 'delegate' | 'anybody who takes part' | `member of ${string}`;

/**
 * As what somebody is sent something: it leaves, and is changed later, only as long as they are one of these. 'themselves':
 * it is about them or was asked for by them, and theirs whatever else they are.
 */
export type ReadAs = 'themselves' | readonly Right[];

export function memberOf(organisationId: string): Right {
  return `member of ${organisationId}`;
}

/** What is stored of it. */
export function rightsOf(readAs: ReadAs): readonly Right[] {
  return readAs === 'themselves' ? [] : readAs;
}

/** The organisation that a right comes from; null for another. */
export function organisationOf(right: string): string | null {
  return /^member of (\S+)$/.exec(right)?.[1] ?? null;
}

/** Why something isn't sent: its reader isn't any more what made it theirs. */
export const NOT_THEIRS = 'not-theirs';
