import type { Context } from '../../access/operation/context.ts';
import type { RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import { type Message, message, note } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { InboxOptions } from '../options.ts';
import { type Conversation, findConversation } from '../running/conversation-store.ts';
import { touched } from '../running/merging.ts';
import type { Runner } from '../running/runner.ts';
import type { Session } from '../running/session.ts';
import { notTaken, otherThan, typedAgain } from '../running/typed-again.ts';
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
export type FindDraft = (
  of: Session,
  id: string,
  ctx: Context,
  responder: Responder,
  how?: SentBefore,
) => Promise<DraftForm | null>;

/** The way a draft is answered that was sent before. */
export interface SentBefore {
  /** The mode of its acknowledgement, where it isn't acknowledged yet. */
  readonly mode?: 'private' | 'update';
  /** Set for what can't be a repetition of what sent it, and so says that it changed nothing. */
  readonly ignored?: boolean;
  /** The fingerprint of the review that was confirmed: another one than the last is ignored. */
  readonly print?: string | null;
  /**
   * The values with which it is now submitted. Where they differ from those submitted before, they are ignored, and
   * shown to be copied.
   */
  readonly values?: RawValues;
}

/** Returns the interaction that a form belongs to, by the form's `about`; null where this version knows none. */
export function interactionAbout(
  registry: InboxOptions['registry'],
  about: string,
): Omit<DraftForm, 'conversation'> | null {
  const [kind, rest = ''] = splitAtColon(about);
  if (kind === 'command') {
    const found = registry.command(rest.split(' '));
    return found ? { interaction: found, key: '' } : null;
  }
  const [name, key = ''] = splitAtColon(rest);
  const found = registry.action(name);
  return found ? { interaction: found, key } : null;
}

export function createFindDraft({ database, registry, now }: InboxOptions, runner: Runner): FindDraft {
  /** Says how what was done stands now; above it, where something else was meant to be done, that it wasn't. */
  async function sentBefore(
    { conversation: { result, shown, values: sent, filledWith }, interaction }: Omit<DraftForm, 'key'>,
    { ignored = false, print = shown, values = {} }: SentBefore,
    ctx: Context,
  ): Promise<Message | null> {
    if (!result) return null;
    const now = (await interaction.since?.(ctx, result)) ?? result;
    const others = otherThan(sent, touched(values, filledWith));
    if (!ignored && print === shown && Object.keys(others).length === 0) return now;
    const key = interaction.since ? 'ignored' : 'ignoredThen';
    return message(note(ctx.t.text(`common.done.${key}`)), ...now.blocks, ...typedAgain(ctx.t, others));
  }

  function sentAlready({ values: sent, filledWith }: Conversation, { values = {} }: SentBefore, ctx: Context): Message {
    const others = otherThan(sent, touched(values, filledWith));
    if (Object.keys(others).length > 0) return notTaken(ctx.t, others);
    return runner.refusal(ctx, new UserError('common.done.already'), null);
  }

  return async (of, id, ctx, responder, how = {}) => {
    const conversation = await findConversation(database, id);
    if (!conversation || conversation.regionId !== of.region.id || conversation.expiresAt <= now()) {
      throw new UserError('common.form.expired');
    }
    if (conversation.personId !== of.actor.personId) throw new UserError('common.form.notYours');
    const about = interactionAbout(registry, conversation.about);
    if (conversation.done) {
      if ((responder.acknowledgedAs?.() ?? null) === null)
        await responder.acknowledge(how.mode ?? 'private').catch(() => {});
      const words = about ? await sentBefore({ conversation, ...about }, how, ctx) : conversation.result;
      if (words) await runner.say(ctx, responder, words);
      // The first submission is under way, and its answer is still to come; or it will never be known.
      else await runner.aside(responder, sentAlready(conversation, how, ctx), ctx.t.locale);
      return null;
    }
    if (!about) throw new UserError('common.form.expired');
    return { conversation, ...about };
  };
}
