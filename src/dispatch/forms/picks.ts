import type { Context } from '../../access/operation/context.ts';
import { fieldsOf } from '../../chat/form.ts';
import type { IncomingAction, Responder } from '../../chat/platform.ts';
import type { InboxOptions } from '../options.ts';
import type { Entrance, Identified } from '../receiving/identification.ts';
import { keepValues } from '../running/conversation-store.ts';
import type { Runner } from '../running/runner.ts';
import { fieldRefusal, labelsOf } from '../running/words.ts';
import type { DraftForm } from './draft-form.ts';
import type { Forms } from './forms.ts';
import { askFirst, isAllAsked, pickFields, stillToPick, tooLongToList } from './long-picks.ts';
import { readInput } from './read-input.ts';

/** What is asked in a message before a form opens that can't list it. */
export interface Picks {
  /** One of a field's list was picked: it is kept, and what else is asked comes next. */
  pick(id: string, field: string, given: IncomingAction, responder: Responder): Promise<void>;
  /** What is picked already stays. */
  goOn(id: string, given: IncomingAction, responder: Responder): Promise<void>;
}

export function createPicks(options: InboxOptions, runner: Runner, entrance: Entrance, forms: Forms): Picks {
  const { database, registry, platform } = options;

  /** `asked`: the form was asked for, and opens though nothing is missing. */
  async function next(
    held: DraftForm,
    of: Identified,
    ctx: Context,
    responder: Responder,
    { asked = false } = {},
  ): Promise<void> {
    const { interaction, conversation } = held;
    const long = tooLongToList(await pickFields(registry, ctx, held), platform.capabilities);
    if (stillToPick(long).length > 0) {
      await responder.acknowledge('update');
      return runner.say(ctx, responder, await askFirst(ctx, held, long));
    }
    const read = await readInput(registry, ctx, interaction.input, conversation.values);
    const isComplete = interaction.form === 'when-incomplete' && read.ok && !asked;
    if (!isAllAsked(interaction, long) && !isComplete) {
      return forms.open(Promise.resolve(held), of, ctx, responder, { picked: true });
    }
    await responder.acknowledge('update');
    if (read.ok) return runner.proceed({ ...held, input: read.input }, of, responder);
    const words = fieldRefusal(ctx, read.errors, labelsOf(ctx, fieldsOf(interaction.input)), conversation.id);
    await runner.say(ctx, responder, words);
  }

  /** `change`: what was picked; null where it stays as it is. */
  async function goOn(
    id: string,
    { user, place, interaction = null, at = null }: IncomingAction,
    responder: Responder,
    change: ((held: DraftForm) => Promise<DraftForm>) | null,
  ): Promise<void> {
    const clue = { place, form: id };
    const given = { typed: {}, again: '', arrival: interaction, at };
    const of = await entrance.begin(user, clue, responder, null, given, true);
    if (!of) return;
    const ctx = runner.context(of);
    try {
      const held = await forms.held(of, id, ctx, responder);
      if (held) await next((await change?.(held)) ?? held, of, ctx, responder, { asked: change === null });
    } catch (error) {
      await runner.fail(ctx, responder, {}, error);
    }
  }

  return {
    pick: (id, field, given, responder) =>
      goOn(id, given, responder, async (held) => {
        const values = { ...held.conversation.values, [field]: given.choice[0] ?? '' };
        await keepValues(database, id, values, 0);
        return { ...held, conversation: { ...held.conversation, values, page: 0 } };
      }),
    goOn: (id, given, responder) => goOn(id, given, responder, null),
  };
}
