import type { WrittenEvent } from '../event.ts';
import { fieldKindOf } from './kinds.ts';
import { completionFields, proposalFields, recordOf } from './list.ts';

/** Names of the columns that hold what people wrote about an event. */
export const writtenColumns: readonly (keyof WrittenEvent)[] = [...proposalFields, ...completionFields].flatMap(
  (name) => fieldKindOf(name).columns(name),
);

/** Returns what a duplicate of the event takes over. */
export function writtenPart(event: WrittenEvent): WrittenEvent {
  return recordOf(writtenColumns, (column) => event[column]) as WrittenEvent;
}
