import type { Slot } from '../../../src/dates/index.ts';
import type { Event } from '../../../src/features/events/event.ts';
import { completionTexts, proposalTexts, recordOf } from '../../../src/features/events/fields/list.ts';

/** Returns a date in winter, given by the clock in Paris. */
export const slot = (start: string, end: string | null = null, allDay = false): Slot => ({
  start: new Date(`${start}+01:00`),
  end: end === null ? null : new Date(`${end}+01:00`),
  allDay,
});

/** Returns an accepted event that says nothing but where and when. */
export const event = (id: string, department: string | null, ...slots: Slot[]): Event => ({
  ...recordOf(proposalTexts, () => ''),
  ...recordOf(completionTexts, () => null),
  ...{ id, department, slots, editionId: 'e', number: 1, title: id, venue: '' },
  ...{ municipalityCode: null, municipality: null, theme: null },
  ...{ pictureId: null, status: 'ACCEPTED', statusNote: null, statusAnswer: null },
  ...{
    organisation: { id, name: id },
    coOrganisers: [],
    invited: [],
    mergedInto: null,
    proposedById: '',
    onBehalf: false,
  },
  ...{ proposedAt: new Date(0), decidedById: null, decidedAt: null, version: 1 },
});
