import type { PlatformName } from '../../chat/place.ts';
import type { Locale } from '../../texts/index.ts';

/** Someone who acts, with what they may do, read afresh for each thing they do. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly platform: PlatformName;
  /** The platform's id of the person. */
  readonly externalId: string;
  /** Slack workspace or Discord server; null in a Discord direct message. */
  readonly team: string | null;
  /** Administers the workspace or server; null when the platform didn't say. */
  readonly administrator: boolean | null;
  readonly coordinator: boolean;
  /** Departments they look after as a delegate. */
  readonly delegateOf: readonly string[];
  /** Organisations they are a member of. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  /** Their requests to be a member that nobody has answered yet, by the id of the request. */
  readonly requests: readonly { readonly id: string; readonly organisation: string }[];
  /** For private answers. */
  readonly locale: Locale;
  /** Id of the account that acts, where it can still be separated from the other one of this person; else null. */
  readonly separable: string | null;
}

/** Whether this actor has the role. A coordinator may do what a delegate and an organiser may. */
export function hasRole(actor: Actor, role: 'anyone' | 'organiser' | 'delegate' | 'coordinator'): boolean {
  if (role === 'anyone' || actor.coordinator) return true;
  if (role === 'delegate') return actor.delegateOf.length > 0;
  return role === 'organiser' && (actor.organisations.length > 0 || actor.delegateOf.length > 0);
}
