import type { AnyAction } from '../../../access/context.ts';
import { composeActions } from './compose.ts';
import { followActions, readerActions } from './follow.ts';

export const announcementActions: readonly AnyAction[] = [...composeActions, ...followActions, ...readerActions];
