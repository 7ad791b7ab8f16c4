import type { Role } from '../../chat/interaction.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Locale } from '../../texts/index.ts';

/** Somebody who acts, and what they may do; read afresh for each thing they do. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly platform: PlatformName;
  /** The platform's id of the person. */
  readonly externalId: string;
  /** Slack workspace or Discord server; null in a Discord direct message. */
  readonly team: string | null;
  /** Whether they administer the workspace or server; null when the platform didn't say. */
  readonly administrator: boolean | null;
  readonly coordinator: boolean;
  /** Set for whoever makes the nation's bilan, as the environment says. */
  readonly national?: true;
  /** Departments they look after as a delegate. */
  readonly delegateOf: readonly string[];
  /** The organisations they are a member of. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  /** Their unanswered requests to be a member, by the request's id. */
  readonly requests: readonly { readonly id: string; readonly organisation: string }[];
  /** The language of private answers. */
  readonly locale: Locale;
  /** The id of the acting account while it can still be separated from this person's other one; otherwise null. */
  readonly separable: string | null;
  /** Set for what somebody does first in the region, which is answered with a greeting. Nothing was known of them before. */
  readonly isNew?: true;
  /** Set until they were told who keeps what of them, see notice.ts. */
  readonly isUninformed?: true;
}

/**
 * Returns whether this actor has the role. A coordinator may do what a delegate and an organiser may; what is the nation's,
 * nobody may but who is named for it.
 */
export function hasRole(actor: Actor, role: Role): boolean {
  if (role === 'national') return actor.national === true;
  if (role === 'anyone' || actor.coordinator) return true;
  if (role === 'delegate') return actor.delegateOf.length > 0;
  return role === 'organiser' && (actor.organisations.length > 0 || actor.delegateOf.length > 0);
}
