import type { Context } from '../../access/operation/context.ts';
import { fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Responder } from '../../chat/platform.ts';
import type { InboxOptions } from '../options.ts';
import { keepValues } from '../running/conversation-store.ts';
import { readInput } from '../running/read-input.ts';
import type { Runner } from '../running/runner.ts';
import type { Identified } from '../running/session.ts';
import { fieldRefusal, labelsOf } from '../running/words.ts';
import type { DraftForm, FindDraft } from './draft-form.ts';
import type { Forms } from './forms.ts';
import { askedBefore, askFirst, isAllAsked, mayPickMore, pickFields, stillToPick } from './long-picks.ts';
import type { Start } from './start.ts';

/** Asks in a message, before a form opens, what that form can't list. */
export interface Picks {
  /** Keeps what was picked from one field's list, and goes on to what else is asked. */
  pick(id: string, picked: RawValues, of: Identified, responder: Responder): Promise<void>;
  /** Keeps what is picked already and opens the form. */
  goOn(id: string, of: Identified, responder: Responder): Promise<void>;
}

export function createPicks(
  options: InboxOptions,
  runner: Runner,
  forms: Forms,
  findDraft: FindDraft,
  start: Start,
): Picks {
  const { database, registry, platform } = options;

  /**
   * Asks for what is still to be picked, or opens the form. `asked`: the form was asked for, so it opens even when
   * nothing is missing.
   */
  async function next(
    draft: DraftForm,
    of: Identified,
    ctx: Context,
    responder: Responder,
    { asked = false } = {},
  ): Promise<void> {
    const { interaction, conversation } = draft;
    const long = askedBefore(await pickFields(registry, ctx, draft), interaction, platform.traits);
    if (stillToPick(long).length > 0 || (!asked && mayPickMore(long))) {
      await responder.acknowledge('update');
      return runner.say(ctx, responder, await askFirst(ctx, draft, long));
    }
    const read = await readInput(registry, ctx, interaction.input, conversation.values);
    if (read.ok && (await start.following(interaction, read.input, of, responder))) return;
    const isComplete = interaction.form === 'when-incomplete' && read.ok && !asked;
    if (!isAllAsked(interaction, long) && !isComplete) {
      return forms.open(Promise.resolve(draft), of, ctx, responder, { picked: true });
    }
    await responder.acknowledge('update');
    if (read.ok) return runner.proceed({ ...draft, input: read.input }, of, responder);
    const words = fieldRefusal(ctx, read.errors, labelsOf(ctx, fieldsOf(interaction.input)), conversation.id);
    await runner.say(ctx, responder, words);
  }

  /** Goes on with a draft. `change` keeps new picks and returns the draft with them; null when the picks stay. */
  async function goOn(
    id: string,
    of: Identified,
    responder: Responder,
    change: ((draft: DraftForm) => Promise<DraftForm>) | null,
  ): Promise<void> {
    const ctx = runner.context(of);
    try {
      const draft = await findDraft(of, id, ctx, responder, { mode: 'update', ignored: true });
      if (draft) await next((await change?.(draft)) ?? draft, of, ctx, responder, { asked: change === null });
    } catch (error) {
      await runner.fail(ctx, responder, {}, error);
    }
  }

  return {
    pick: (id, picked, of, responder) =>
      goOn(id, of, responder, async (draft) => {
        const values = { ...draft.conversation.values, ...picked };
        await keepValues(database, id, values, 0);
        return { ...draft, conversation: { ...draft.conversation, values, page: 0 } };
      }),
    goOn: (id, of, responder) => goOn(id, of, responder, null),
  };
}
