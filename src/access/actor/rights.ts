/** A reason why something is somebody's to read. */
export type Right = 'coordinator' | 'delegate' | 'anybody who takes part' | `member of ${string}`;

/**
 * The rights with which somebody is sent something: it leaves, and is edited later, only while they have one of these.
 * 'themselves': it is about them, or they asked for it, so it is theirs whatever else they are.
 */
export type ReadAs = 'themselves' | readonly Right[];

export function memberOf(organisationId: string): Right {
  return `member of ${organisationId}`;
}

/** Returns the rights that are stored. */
export function rightsOf(readAs: ReadAs): readonly Right[] {
  return readAs === 'themselves' ? [] : readAs;
}

/** Returns the id of the organisation that a right comes from; null for any other right. */
export function organisationOf(right: string): string | null {
  return /^member of (\S+)$/.exec(right)?.[1] ?? null;
}

/** The reason stored when something isn't sent because its reader no longer has the right to read it. */
export const NOT_THEIRS = 'not-theirs';
