import type { Context } from '../../access/operation/context.ts';
import type { Interaction } from '../../chat/interaction.ts';
import type { Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { InboxOptions } from '../options.ts';
import { type Conversation, findConversation } from '../running/conversation-store.ts';
import type { Runner } from '../running/runner.ts';
import type { Session } from '../running/session.ts';
import { splitAtColon } from './submitted-values.ts';

/** A form that somebody is filling in: what they have given so far, and the interaction it belongs to. */
export interface DraftForm {
  readonly conversation: Conversation;
  readonly interaction: Interaction<Context>;
  /** The key of the interaction: the end of the id of the button that opened the form. */
  readonly key: string;
}

/**
 * Returns this person's draft; null when it was sent before, which is then answered here.
 * @throws UserError when there is no such draft, or it isn't theirs
 */
export type FindDraft = (of: Session, id: string, ctx: Context, responder: Responder) => Promise<DraftForm | null>;

export function createFindDraft({ database, registry, now }: InboxOptions, runner: Runner): FindDraft {
  /** Finds the interaction that a conversation belongs to. */
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
    if (!conversation || conversation.regionId !== of.region.id || conversation.expiresAt <= now()) {
      throw new UserError('common.form.expired');
    }
    if (conversation.personId !== of.actor.personId) throw new UserError('common.form.notYours');
    if (conversation.done) {
      await responder.acknowledge('private').catch(() => {});
      if (conversation.result) await runner.say(ctx, responder, conversation.result);
      // The first submission is under way, and its answer is still to come.
      else await runner.aside(responder, runner.refusal(ctx, new UserError('common.done.already'), null), ctx.t.locale);
      return null;
    }
    const about = interactionOf(conversation.about);
    if (!about) throw new UserError('common.form.expired');
    return { conversation, ...about };
  };
}
