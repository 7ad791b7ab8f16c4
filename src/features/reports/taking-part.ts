import { alphabetical } from '../../reading/index.ts';
import type { Event, Host } from '../events/event.ts';

/** Returns the organisations that lead or co-organise one of these events, each once, as a dictionary has them. */
export function takingPart(events: readonly Pick<Event, 'organisation' | 'coOrganisers'>[]): readonly Host[] {
  const hosts = events.flatMap(({ organisation, coOrganisers }) => [organisation, ...coOrganisers]);
  return alphabetical('fr', [...new Map(hosts.map((host) => [host.id, host])).values()], ({ name }) => name);
}
