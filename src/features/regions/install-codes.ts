import type { PresenceHandler } from '../../access/actor/presence.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Tx } from '../../database/transaction.ts';
import {
  codeWithDigest,
  type InstallCode,
  installCodeStore,
  lockInstalling,
  noteWrongTry,
  type Typist,
  wrongTries,
} from './install-code-store.ts';
import { digestOf, INSTALL_TRIES, INSTALL_TRIES_WITHIN_MS } from './rules.ts';

/** The outcome of trying a code. A wrong one isn't an error, because the attempt has to be stored. */
export type CodeTrial =
  | { readonly outcome: 'good'; readonly code: InstallCode }
  | { readonly outcome: 'wrong' | 'locked' };

/** Checks a typed code. A wrong one counts, and after too many no code is looked up. */
export async function tryCode(tx: Tx, typist: Typist, code: string, now: Date): Promise<CodeTrial> {
  await lockInstalling(tx);
  const tries = await wrongTries(tx, typist, new Date(now.getTime() - INSTALL_TRIES_WITHIN_MS));
  if (tries.person >= INSTALL_TRIES.person || tries.team >= INSTALL_TRIES.team || tries.all >= INSTALL_TRIES.all)
    return { outcome: 'locked' };
  const found = await codeWithDigest(tx, digestOf(code), now);
  if (found) return { outcome: 'good', code: found };
  await noteWrongTry(tx, typist, now);
  return { outcome: 'wrong' };
}

/**
 * Voids the region's codes whenever the team changes: someone who left the team can't use a code they asked for or
 * were given.
 */
export async function voidInstallCodes(scope: RegionScope): Promise<void> {
  await installCodeStore(scope).void();
}

/**
 * Does the same when one of the team leaves the workspace or server, because they may take a code along, and when they
 * come back, because their role counts again.
 */
export const teamComesAndGoes: PresenceHandler = (scope, { personId }) =>
  installCodeStore(scope).voidIfInTeam(personId);

export { purgeInstallCodes } from './install-code-store.ts';
