import type { Event } from '../event.ts';
import type { EventPlace } from '../place.ts';
import { type CompletionText, completionTexts, type ProposalText, proposalTexts, recordOf } from './list.ts';

/** What people wrote about an event, as its columns hold it. Its dates are rows of their own. */
export type WrittenEvent = Pick<Event, ProposalText | keyof EventPlace | CompletionText | 'pictureId'>;

/** Names of these columns. */
export const writtenColumns: readonly (keyof WrittenEvent)[] = [
  ...proposalTexts,
  'venue',
  'municipalityCode',
  'municipality',
  'department',
  ...completionTexts,
  'pictureId',
];

/** Returns what a duplicate of the event takes over. */
export function writtenPart(event: WrittenEvent): WrittenEvent {
  return recordOf(writtenColumns, (column) => event[column]) as WrittenEvent;
}
