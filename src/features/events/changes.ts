import type { Scope } from '../../access/scope.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import type { Event } from './event.ts';
import { changedNotice, type Difference } from './messages/notices.ts';
import { placeText } from './place.ts';
import { tellHosts, tellOrganisation } from './tell.ts';

/** What of an event is printed and announced, and has changed. */
export function differences(before: Event, after: Event): readonly Difference[] {
  const slots = ({ slots: all }: Event) => all.map(({ start, end }) => `${start.getTime()}-${end?.getTime()}`).join();
  const changed: readonly [Difference, boolean][] = [
    ['title', before.title !== after.title],
    ['when', slots(before) !== slots(after) || before.status !== after.status],
    ['where', placeText(before) !== placeText(after)],
    ['pitch', before.pitch !== after.pitch],
    ['contact', before.contact !== after.contact],
  ];
  return changed.flatMap(([what, differs]) => (differs ? [what] : []));
}

/**
 * Tells those who count on an accepted event what has changed: coordinators, co-organisers, and the organisation when
 * somebody else changed it.
 */
export async function tellOfChange(scope: Scope, before: Event, after: Event): Promise<void> {
  if (before.status !== 'ACCEPTED' && before.status !== 'POSTPONED') return;
  const what = differences(before, after);
  if (what.length === 0) return;
  const told = {
    what: 'changed',
    except: scope.actor.personId,
    words: (t: Parameters<typeof changedNotice>[0]) => changedNotice(t, before, after, what, scope.actor.name),
  };
  await tellCoordinators(
    scope,
    `event-changed:${after.id}:${after.version}`,
    (t) => t.text('events.thread', { number: after.number, title: after.title }),
    told.words,
  );
  await tellOrganisation(scope, after, told);
  await tellHosts(scope, after, after.coOrganisers, told);
}
