import type { PlatformName } from '../../chat/place.ts';
import type { Actor } from './actor.ts';

/** A person by the platform's id. */
export interface NamedAccount {
  readonly platform: PlatformName;
  readonly id: string;
}

/** Returns the actor with the national role, where the account they act with is among those that are named for it. */
export function withNationalRole(actor: Actor, named: readonly NamedAccount[]): Actor {
  const isNamed = named.some(({ platform, id }) => platform === actor.platform && id === actor.externalId);
  return isNamed ? { ...actor, national: true } : actor;
}
