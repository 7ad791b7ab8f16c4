import type { Context } from '../access/context.ts';
import { hasRole } from '../access/region.ts';
import type { RawValues } from '../chat/form.ts';
import type { Interaction } from '../chat/interaction.ts';
import type { Responder } from '../chat/platform.ts';
import { UserError } from '../chat/user-error.ts';
import { openConversation } from './conversation-store.ts';
import type { Forms } from './forms.ts';
import type { InboxOptions } from './options.ts';
import { readChoice, readInput } from './read-input.ts';
import type { Runner } from './run.ts';
import type { Session } from './session.ts';
import { refusal } from './words.ts';

/** What somebody sets going: a command or an action, with what came with it. */
export interface Started {
  readonly interaction: Interaction<Context>;
  /** 'command:…' or 'action:name:key'. */
  readonly about: string;
  readonly key: string;
  readonly given: RawValues;
  readonly acknowledged: boolean;
}

/** Runs at once, or opens the form that asks for what is missing. */
export type Start = (started: Started, of: Session, responder: Responder) => Promise<void>;

export function createStart({ database, registry, now }: InboxOptions, runner: Runner, forms: Forms): Start {
  return async ({ interaction, about, key, given, acknowledged }, of, responder) => {
    const ctx = runner.context(of);
    const acknowledge = async () => {
      if (!acknowledged) await responder.acknowledge(interaction.answer);
    };
    if (!hasRole(of.actor, interaction.who)) {
      if (!acknowledged) await responder.acknowledge('private');
      const error = new UserError(`common.errors.role.${interaction.who}`);
      await runner.answer(responder, refusal(ctx, error, null));
      return;
    }
    if (interaction.form === 'never') {
      await acknowledge();
      await runner.respond(ctx, responder, given, async () => {
        const read = about.startsWith('action:')
          ? readChoice(ctx, interaction.input, given)
          : await readInput(registry, ctx, interaction.input, given);
        if (!read.ok) throw new UserError('common.errors.incomplete', { fields: Object.values(read.errors).join(' ') });
        return interaction.run(ctx, read.input, key);
      });
      return;
    }
    const conversationWith = (values: RawValues) =>
      openConversation(database, { regionId: of.region.id, personId: of.actor.personId, about, values }, now());
    try {
      if (interaction.form === 'when-incomplete') {
        const read = await readInput(registry, ctx, interaction.input, given);
        if (read.ok) {
          await acknowledge();
          const conversation = await conversationWith(given);
          await runner.proceed({ interaction, key, conversation, input: read.input }, of, responder);
          return;
        }
      }
      const prefilled = (await interaction.prefill?.(ctx, key)) ?? {};
      await forms.open(interaction, key, await conversationWith({ ...prefilled, ...given }), ctx, responder);
    } catch (error) {
      await runner.fail(ctx, responder, given, error);
    }
  };
}
