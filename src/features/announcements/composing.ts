import { directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { Region } from '../../access/region/region.ts';
import type { PlatformName } from '../../chat/place.ts';
import { lastEdition } from '../editions/queries.ts';
import { allOrganisations } from '../organisations/queries.ts';
import type { Announcement } from './announcement.ts';
import type { Audience } from './audience.ts';
import { reachOf } from './leave.ts';
import { type Addressee, isDelegateOnly, situationsFor, withinReach } from './rules.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** An announcement that waits, whom it would reach now, and what there is to choose from. */
export interface Composing {
  readonly announcement: Announcement;
  readonly region: Pick<Region, 'name'>;
  /** Those it is meant for. */
  readonly people: readonly Addressee[];
  /** Messages it would become; `rooms`: of those, in channels and in organisations' conversations. */
  readonly copies: {
    readonly channels: number;
    readonly organisations: number;
    readonly direct: number;
    readonly rooms: number;
  };
  /** Of those it is meant for, whom no private message would reach though some are to be sent. */
  readonly unreached: number;
  readonly offered: {
    /** Codes. */
    readonly departments: readonly string[];
    readonly themes: readonly Named[];
    readonly situations: Audience['situations'];
    readonly platforms: readonly PlatformName[];
    readonly organisations: readonly Named[];
  };
  /** Of the organisations and themes that are chosen, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Who composes it announces to their departments only. */
  readonly limited: boolean;
}

export async function composingOf(scope: Scope, written: Announcement): Promise<Composing> {
  const { region, actor } = scope;
  // Who wrote it may have had another role then.
  const announcement = { ...written, audience: withinReach(written.audience, actor) };
  const { meant, copies } = await reachOf(scope, announcement, announcement.sentBy ?? actor.personId);
  const limited = isDelegateOnly(actor);
  const themes = (await lastEdition(scope))?.themes ?? [];
  const all = await allOrganisations(scope);
  const installations = await directory(scope).installations();
  const privately = [...copies.values()].flatMap((copy) => (copy.kind === 'private' ? [copy] : []));
  const channels = copies.size - privately.length;
  const organisations = privately.filter(({ organisation }) => organisation !== null).length;
  const reached = privately.reduce((sum, { people }) => sum + people.length, 0);
  const channelsOnly = announcement.places.every((place) => place === 'channels');
  return {
    announcement,
    region,
    people: meant,
    copies: { channels, organisations, direct: privately.length - organisations, rooms: channels + organisations },
    unreached: channelsOnly ? 0 : meant.length - reached,
    offered: {
      departments: limited ? actor.delegateOf : region.departments,
      themes: themes.map(({ id, name }) => ({ id, name })),
      situations: situationsFor(actor),
      platforms: installations.map(({ platform }) => platform),
      organisations: all
        .filter(({ department }) => !limited || (department !== null && actor.delegateOf.includes(department)))
        .map(({ id, name }) => ({ id, name })),
    },
    names: new Map([...themes, ...all].map(({ id, name }) => [id, name])),
    limited,
  };
}
