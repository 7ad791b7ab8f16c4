import type { Event } from '../event.ts';
import type { EventPlace } from '../place.ts';
import { type CompletionText, completionTexts, type ProposalText, proposalTexts, recordOf } from './list.ts';

/** What people wrote about an event, as it is stored with it; its dates have rows of their own. */
export type WrittenEvent = Pick<Event, ProposalText | keyof EventPlace | CompletionText | 'pictureId'>;

/** The columns that hold it. */
export const writtenColumns: readonly (keyof WrittenEvent)[] = [
  ...proposalTexts,
  'venue',
  'municipalityCode',
  'municipality',
  'department',
  ...completionTexts,
  'pictureId',
];

/** What the same event at other dates takes over. */
export function writtenPart(event: WrittenEvent): WrittenEvent {
  return recordOf(writtenColumns, (column) => event[column]) as WrittenEvent;
}
