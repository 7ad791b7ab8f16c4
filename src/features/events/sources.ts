import type { Context } from '../../access/operation/context.ts';
import type { Option } from '../../chat/message.ts';
import type { Source } from '../../dispatch/registry.ts';
import { findMunicipalities, fold, suggestMoments } from '../../reading/index.ts';

import type { Event } from './event.ts';
import { numberedTitle } from './messages/pieces.ts';
import { editionThemes, editionToDate, eventsToPick } from './operations/view.ts';
import { editionSpan } from './slots.ts';

/** The most characters of a suggestion. */
const SUGGESTED_MAX = 100;

const events =
  (which: 'mine' | 'past' | 'seen') =>
  async (context: Context, typed: string): Promise<readonly Option[]> =>
    (await context.do(eventsToPick, { which }))
      .filter((event) => matches(event, typed))
      .map((event) => option(context, event));

/** Returns whether the event has the typed number, or the typed text in its title or its organisation's name. */
function matches(event: Event, typed: string): boolean {
  if (/^\d+$/.test(typed.trim())) return event.number === Number(typed);
  return fold(`${numberedTitle(event)} ${event.organisation.name}`).includes(fold(typed));
}

function option({ t }: Context, event: Event): Option {
  return {
    value: event.id,
    label: numberedTitle(event),
    name: event.title,
    description: t.slots(event.slots, 'short'),
  };
}

export const eventSources: Readonly<Record<string, Source>> = {
  /** Suggests the events this person may see. */
  events: events('seen'),
  /** Suggests the events this person may change. */
  'my-events': events('mine'),
  /** Suggests the events this person may propose again, those of earlier editions too. */
  'past-events': events('past'),
  /** Suggests dates of the edition that the typed text may mean; its Saturdays before anything is typed. */
  'event-dates': async (context, typed) => {
    const { now, t } = context;
    const edition = await context.do(editionToDate, {});
    const within = edition ? { within: editionSpan(edition, t.timeZone) } : {};
    return suggestMoments(typed, { now, timeZone: t.timeZone, locale: t.locale, ...within });
  },
  themes: async (context, typed) =>
    (await context.do(editionThemes, {}))
      .filter(({ name }) => fold(name).includes(fold(typed)))
      .map(({ id, name }) => ({ value: id, label: name })),
  /** Completes the commune after the venue: "Salle des fêtes, Beau" → "Salle des fêtes, Beauvais (60)". */
  municipalities: async ({ region }, typed) => {
    const comma = typed.lastIndexOf(',');
    const venue = comma < 0 ? '' : `${typed.slice(0, comma).trim()}, `;
    const found = findMunicipalities(typed.slice(comma + 1), { departments: region.departments });
    return found
      .map(({ name, department, departmentName }) => ({
        value: `${venue}${name} (${department})`,
        label: `${venue}${name} (${departmentName})`,
      }))
      .filter(({ value }) => value.length <= SUGGESTED_MAX);
  },
};
