import type { FileRef } from '../../chat/message.ts';
import type { Theme } from '../editions/edition.ts';
import type { Event } from './event.ts';
import type { Invitation } from './invitation.ts';
import type { PendingInvitation } from './invitations.ts';

/** The facts that an event's sheet shows to one reader. */
export interface SheetFacts {
  readonly event: Event;
  /** Name of the edition. */
  readonly edition: string;
  /** True for a proposal that gets no decision any more, because its edition is closed. */
  readonly isClosed: boolean;
  /** True while its edition is open: others can still be asked to hold it, too. */
  readonly isInviting: boolean;
  readonly themes: readonly Theme[];
  readonly picture: FileRef | null;
  readonly mayChange: boolean;
  /** True for a reader who organises the event or coordinates: they are shown what is between them. */
  readonly organises: boolean;
  /** Invitations that wait for an answer; empty for a reader who may not change the event. */
  readonly asked: readonly PendingInvitation[];
  /** The invitations that were agreed to and of which this reader may end that now. */
  readonly endable: readonly Pick<Invitation, 'id' | 'organisation'>[];
}
