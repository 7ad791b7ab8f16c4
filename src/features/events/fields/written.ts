import type { WrittenEvent } from '../event.ts';
import { fieldKindOf } from './kinds.ts';
import { completionFields, type FieldName, isOwn, proposalFields, recordOf } from './list.ts';

const columnsOf = (names: readonly FieldName[]) => names.flatMap((name) => fieldKindOf(name).columns(name));

/** Names of the columns that hold what people wrote about an event. */
export const writtenColumns: readonly (keyof WrittenEvent)[] = columnsOf([...proposalFields, ...completionFields]);

const ownColumns = columnsOf(completionFields.filter(isOwn));

/** Returns what a duplicate of the event takes over. */
export function writtenPart(event: WrittenEvent): WrittenEvent {
  return recordOf(writtenColumns, (column) => (ownColumns.includes(column) ? null : event[column])) as WrittenEvent;
}
