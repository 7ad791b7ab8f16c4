import type { Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { InboxOptions } from '../options.ts';
import { changedReview } from '../running/fingerprint.ts';
import { createPressedAgain } from '../running/pressed-again.ts';
import { readChoice, readInput } from '../running/read-input.ts';
import type { Runner } from '../running/runner.ts';
import type { Identified } from '../running/session.ts';
import { ACTION, type Starting } from './starting.ts';

/** Does what opens no form, and answers; it is acknowledged already. `withTyped` adds to a refusal what was typed. */
export type DoAtOnce = (
  started: Starting,
  of: Identified,
  ctx: Context,
  responder: Responder,
  withTyped: (refusal: Message) => Message,
) => Promise<void>;

export function createDoAtOnce({ registry }: InboxOptions, runner: Runner): DoAtOnce {
  const pressedAgain = createPressedAgain();
  return async ({ interaction, about, key, print = null, shownIn = null, given }, of, ctx, responder, withTyped) => {
    const inPlace = interaction.answer === 'update';
    const work = async () => {
      const read = about.startsWith(ACTION)
        ? readChoice(ctx, interaction.input, given)
        : await readInput(registry, ctx, interaction.input, given);
      if (!read.ok) {
        const error = new UserError('common.errors.incomplete', { fields: Object.values(read.errors).join(' ') });
        return withTyped(runner.refusal(ctx, error, null));
      }
      const press = async () => {
        const changed = await changedReview(registry, ctx, interaction, key, print);
        return { words: changed ?? (await interaction.run(ctx, read.input, key)), isDone: changed === null };
      };
      if (shownIn === null) return (await press()).words;
      const place = `${of.actor.personId} ${shownIn}`;
      if (print !== null && inPlace) return pressedAgain.answer(place, `${about} ${print}`, press);
      pressedAgain.left(place);
      return (await press()).words;
    };
    // The answer to an earlier press of the same button stays: this one may be refused only because it came second.
    await runner.respond(ctx, responder, given, work, { aside: inPlace, insteadOf: inPlace ? print : null });
  };
}
