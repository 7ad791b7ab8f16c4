import type { AnyAction } from '../../../access/operation/context.ts';
import { composeActions } from './compose.ts';
import { followActions, readerActions } from './follow.ts';

export const announcementActions: readonly AnyAction[] = [...composeActions, ...followActions, ...readerActions];
