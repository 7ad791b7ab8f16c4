import { directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { Region } from '../../access/region/region.ts';
import type { PlatformName } from '../../chat/place.ts';
import { findLatestEdition } from '../editions/queries.ts';
import { allOrganisations } from '../organisations/queries.ts';
import type { Announcement } from './announcement.ts';
import type { Audience } from './audience.ts';
import { reachOf } from './publish.ts';
import { type Addressee, isDelegateOnly, situationsFor, withinReach } from './rules.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** An announcement that hasn't left, whom it would reach now, and the choices offered for it. */
export interface Composing {
  readonly announcement: Announcement;
  readonly region: Pick<Region, 'name'>;
  /** The people it is meant for. */
  readonly people: readonly Addressee[];
  /** The number of messages it would become; `rooms` counts those in channels and in organisations' conversations. */
  readonly copies: {
    readonly channels: number;
    readonly organisations: number;
    readonly direct: number;
    readonly rooms: number;
  };
  /** The number of `people` who would get no private message although private messages are to be sent. */
  readonly unreached: number;
  readonly offered: {
    /** Department codes. */
    readonly departments: readonly string[];
    readonly themes: readonly Named[];
    readonly situations: Audience['situations'];
    readonly platforms: readonly PlatformName[];
    readonly organisations: readonly Named[];
  };
  /** Names of the chosen organisations and themes, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** True when the person composing it can only announce to their own departments. */
  readonly limited: boolean;
}

/** Returns an announcement as this person may announce it: whoever wrote it may have had another role at the time. */
export function asAnnouncedBy(actor: Scope['actor'], written: Announcement): Announcement {
  return {
    ...written,
    ...allowedTo(actor, written),
  };
}

/** Narrows whom and where an announcement goes to, and whether it is urgent, to what this person may. */
export function allowedTo(
  actor: Scope['actor'],
  { audience, places, urgent }: Pick<Announcement, 'audience' | 'places' | 'urgent'>,
): Pick<Announcement, 'audience' | 'places' | 'urgent'> {
  return {
    urgent: urgent && !isDelegateOnly(actor),
    audience: withinReach(audience, actor),
    places: places.filter((place) => place !== 'channels' || !isDelegateOnly(actor)),
  };
}

export async function composingOf(scope: Scope, written: Announcement): Promise<Composing> {
  const { region, actor } = scope;
  const limited = isDelegateOnly(actor);
  const announcement = asAnnouncedBy(actor, written);
  const { meant, copies } = await reachOf(scope, announcement, announcement.sentBy ?? actor.personId);
  const themes = (await findLatestEdition(scope))?.themes ?? [];
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
