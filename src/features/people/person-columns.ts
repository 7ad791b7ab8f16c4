import { personalColumns } from '../../access/personal/columns.ts';

const merged = personalColumns.filter(({ holds, merge }) => holds === 'person' && merge !== 'begins');

/** Every column whose person changes when two accounts become one, as table and column: all but those of the link itself. */
export const personColumns: readonly (readonly [table: string, column: string])[] = merged.map(
  ({ table, column }) => [table, column] as const,
);

/**
 * Columns for which a database trigger records which account made a row, while two joined accounts can still be
 * separated. The other tables show it by themselves (they belong to a platform), or don't need it.
 */
export const notedColumns = personColumns.filter(
  ([table]) =>
    !['Identity', 'LinkCode', 'LinkAttempt', 'AnnouncementRecipient', 'SurveyConversation', 'Delivery'].includes(table),
);
