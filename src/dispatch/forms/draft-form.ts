import type { Context } from '../../access/operation/context.ts';
import type { Interaction } from '../../chat/interaction.ts';
import type { Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { InboxOptions } from '../options.ts';
import { type Conversation, findConversation } from '../running/conversation-store.ts';
import type { Runner } from '../running/runner.ts';
import type { Session } from '../running/session.ts';
import { splitAtColon } from './submitted-values.ts';

/** Somebody's form on its way: what they have typed so far, and what it is the form of. */
export interface DraftForm {
  readonly conversation: Conversation;
  readonly interaction: Interaction<Context>;
  /** What the interaction is about: the end of the button that opened the form. */
  readonly key: string;
}

/**
 * Returns this person's form, to be filled in; null when it was sent before, and then that is answered.
 * @throws UserError where there is none, or none of theirs
 */
export type FindDraft = (of: Session, id: string, ctx: Context, responder: Responder) => Promise<DraftForm | null>;

export function createFindDraft({ database, registry, now }: InboxOptions, runner: Runner): FindDraft {
  /** Finds the interaction that a conversation is about. */
  function interactionOf(about: string): Omit<DraftForm, 'conversation'> | null {
    const [kind, rest = ''] = splitAtColon(about);
    if (kind === 'command') {
      const found = registry.command(rest.split(' '));
      return found ? { interaction: found, key: '' } : null;
    }
    const [name, key = ''] = splitAtColon(rest);
    const found = registry.action(name);
    return found ? { interaction: found, key } : null;
  }

  return async (of, id, ctx, responder) => {
    const conversation = await findConversation(database, id);
    if (!conversation || conversation.regionId !== of.region.id || conversation.expiresAt < now()) {
      throw new UserError('common.form.expired');
    }
    if (conversation.personId !== of.actor.personId) throw new UserError('common.form.notYours');
    if (conversation.done) {
      await responder.acknowledge('private').catch(() => {});
      if (conversation.result) await runner.say(ctx, responder, conversation.result);
      // The first submission is being dealt with: its answer is still to come.
      else await runner.aside(responder, runner.refusal(ctx, new UserError('common.done.already'), null), ctx.t.locale);
      return null;
    }
    const about = interactionOf(conversation.about);
    if (!about) throw new UserError('common.form.expired');
    return { conversation, ...about };
  };
}
