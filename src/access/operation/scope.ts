import type { Actor } from '../actor/actor.ts';
import type { RegionScope } from '../region/region-scope.ts';

/** A RegionScope in which somebody acts. */
export interface Scope extends RegionScope {
  readonly actor: Actor;
}
