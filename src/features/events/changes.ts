import { enforceLimit } from '../../access/operation/limits.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { schedule } from '../../schedule/due.ts';
import type { Translator } from '../../texts/translator.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { planMovedDigest } from './digest.ts';
import { EVENT_MOVED } from './due-kinds.ts';
import type { Event } from './event.ts';
import { fieldKindOf } from './fields/kinds.ts';
import { type ProposalField, proposalFields } from './fields/list.ts';
import { changedNotice } from './messages/notices.ts';
import { changedKey, tellOrganisation, tellOthers } from './tell.ts';

/** Returns the fields of the proposal, which are printed and announced, that differ. */
export function changedFields(before: Event, after: Event): readonly ProposalField[] {
  return proposalFields.filter(
    (name) => fieldKindOf(name).compared(before, name) !== fieldKindOf(name).compared(after, name),
  );
}

/** Schedules, for the next tick, what other features do when an event gets other dates or is called off. */
export async function scheduleMoved(scope: RegionScope, { id, version }: Event): Promise<void> {
  await schedule(scope, { kind: EVENT_MOVED, subject: `${id}:${version}`, at: scope.now, expires: null });
}

/**
 * Tells those who count on an accepted event what has changed: coordinators, co-organisers, who is asked to co-organise it
 * if its dates have, and the organisation when somebody else changed it. On a proposal that waits for a decision only its
 * co-organisers count, and only on its dates: the coordinators read the rest on its card.
 */
export async function tellOfChange(scope: Scope, before: Event, after: Event): Promise<void> {
  const what = changedFields(before, after);
  const isMoved = what.includes('when');
  const isDecided = before.status === 'ACCEPTED' || before.status === 'POSTPONED';
  // Organisations asked to co-organise it decide on that date.
  const others = [...after.coOrganisers, ...(isMoved ? after.invited : [])];
  if (isDecided ? what.length === 0 : !isMoved || others.length === 0) return;
  await enforceLimit(scope, 'change', after.organisation.id);
  const told = {
    what: 'changed',
    why: isMoved ? ('concern' as const) : ('change' as const),
    except: scope.actor.personId,
    words: (t: Translator) => changedNotice(t, before, after, what, scope.actor.name),
  };
  if (!isDecided) return tellOthers(scope, after, told, others);
  if (isMoved) {
    await scheduleMoved(scope, after);
    await planMovedDigest(scope, after);
  }
  await tellCoordinators(scope, changedKey(after), told.words);
  await tellOrganisation(scope, after, told, others);
}
