import type { Actor } from '../../access/actor/actor.ts';
import { LacksRole } from '../../access/operation/lacks-role.ts';
import type { Offer, UserError } from '../../chat/user-error.ts';
import type { Registry } from '../registry.ts';

/** Returns the ways out of a refusal: those it came with, and what the features offer to somebody who lacks a role. */
export function offersOf({ roleOffers }: Registry, actor: Actor, error: UserError): readonly Offer[] {
  const toHaveRole = error instanceof LacksRole ? roleOffers[error.role]?.(actor) : undefined;
  return [...error.offers, ...(toHaveRole ?? [])];
}
