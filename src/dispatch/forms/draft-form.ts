import type { Context } from '../../access/operation/context.ts';
import type { Interaction } from '../../chat/interaction.ts';
import type { Conversation } from '../running/conversation-store.ts';

/** Somebody's form on its way: what they have typed so far, and what it is the form of. */
export interface DraftForm {
  readonly conversation: Conversation;
  readonly interaction: Interaction<Context>;
  /** What the interaction is about: the end of the button that opened the form. */
  readonly key: string;
}
