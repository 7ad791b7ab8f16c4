import type { z } from 'zod';
import { hasRole } from '../../access/actor/actor.ts';
import type { Context } from '../../access/operation/context.ts';
import { LacksRole } from '../../access/operation/lacks-role.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import { fieldsOf, type RawValues } from '../../chat/form.ts';
import { type Interaction, KEEP } from '../../chat/interaction.ts';
import type { Message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { InboxOptions } from '../options.ts';
import { type FilledWith, openConversation, type Submitted } from '../running/conversation-store.ts';
import { beforeDeadline } from '../running/deadline.ts';
import { digestsOf } from '../running/merging.ts';
import { standsFor } from '../running/outcome.ts';
import { readInput } from '../running/read-input.ts';
import type { Runner } from '../running/runner.ts';
import type { Identified } from '../running/session.ts';
import { typedAgain } from '../running/typed-again.ts';
import { createDoAtOnce } from './do-at-once.ts';
import type { Forms } from './forms.ts';
import { ACTION, type Starting } from './starting.ts';
import { splitAtColon } from './submitted-values.ts';
import { freelyTyped } from './typed-text.ts';

export interface Start {
  /** Runs a command or an action at once, or opens the form that asks for what is missing. */
  (started: Starting, of: Identified, responder: Responder): Promise<void>;
  /** Opens the form that follows what was given. Returns false where none does. */
  following: Following;
}

type Following = (
  interaction: Interaction<Context>,
  input: z.output<z.ZodObject>,
  of: Identified,
  responder: Responder,
) => Promise<boolean>;

export function createStart(options: InboxOptions, runner: Runner, forms: Forms): Start {
  const { database, registry, platform, now } = options;
  const doAtOnce = createDoAtOnce(options, runner);
  const run = async (started: Starting, of: Identified, responder: Responder): Promise<void> => {
    const { interaction, about, key, given, unsure, shown = false, acknowledged } = started;
    const typed = about.startsWith('command:') ? freelyTyped(interaction, given) : {};
    const ctx = runner.context(of);
    if (about.startsWith(ACTION))
      runner.reviews.left(ctx, about === `${ACTION}${KEEP}:` ? null : about.slice(ACTION.length));
    const withTyped = ({ blocks }: Message) =>
      standsFor('refused', { blocks: [...blocks, ...typedAgain(ctx.t, typed)] });
    let told = acknowledged;
    const acknowledge = async () => {
      if (!told) await responder.acknowledge(interaction.answer);
      told = true;
    };
    /** Acknowledges when looking something up takes longer than the platform waits; no form can open after that. */
    const beforehand = async <T>(work: Promise<T>): Promise<T> => {
      const done =
        told ||
        (await beforeDeadline(
          work.then(() => true),
          of.until,
        ));
      if (!done) await acknowledge();
      return work;
    };
    if (!hasRole(of.actor, interaction.who)) {
      if (!acknowledged) await responder.acknowledge('private');
      const error = new LacksRole(interaction.who);
      await runner.answer(responder, withTyped(runner.refusal(ctx, error, null)), ctx.t.locale);
      return;
    }
    if (interaction.form === 'never') {
      await acknowledge();
      return doAtOnce(started, of, ctx, responder, withTyped);
    }
    const conversationWith = async (
      values: RawValues,
      {
        filledWith = null,
        sent = null,
      }: { readonly filledWith?: FilledWith | null; readonly sent?: Submitted | null } = {},
    ) => {
      const { region, actor } = of;
      await inTransaction(database, (tx) => enforceLimit({ tx, region, actor, now: now() }, 'form'));
      const opened = { regionId: region.id, personId: actor.personId, about, values, filledWith, sent };
      return openConversation(database, opened, now(), actor.separable);
    };
    try {
      const changed = await beforehand(Promise.resolve(interaction.replacementIfStale?.(ctx, key)));
      if (changed) {
        await acknowledge();
        await runner.respond(ctx, responder, given, () => Promise.resolve(changed));
        return;
      }
      if (interaction.form === 'when-incomplete' && !unsure && !shown) {
        const read = await beforehand(readInput(registry, ctx, interaction.input, given));
        if (read.ok && !told && (await following(interaction, read.input, of, responder))) return;
        if (read.ok) {
          // It is stored before it is acknowledged, where that is in time: nothing on the screen holds it any more afterwards.
          const sent = { platform: platform.name, at: now() };
          const conversation = await beforehand(conversationWith(given, { sent }));
          await runner.whileInHand(of, conversation.id, async () => {
            await acknowledge();
            await runner.proceed({ interaction, key, conversation, input: read.input }, of, responder);
          });
          return;
        }
      }
      const lost = await beforehand(unreadable(registry, ctx, interaction, given));
      const prefilled = async () => (await interaction.prefill?.(ctx, key, given)) ?? {};
      const withGiven = (stored: RawValues) => ({ ...stored, ...without(given, lost) });
      if (interaction.opens && !unsure && !shown && Object.keys(lost).length === 0) {
        const read = await beforehand(
          prefilled().then((stored) => readInput(registry, ctx, interaction.input, withGiven(stored))),
        );
        if (read.ok && !told && (await following(interaction, read.input, of, responder))) return;
      }
      const held = async () => {
        const stored = await prefilled();
        const filledWith = interaction.putsBack ? digestsOf(stored) : null;
        return { interaction, key, conversation: await conversationWith(withGiven(stored), { filledWith }) };
      };
      const words = [unsure ? ctx.t.text('common.typed.check') : '', ...Object.values(lost)].filter(Boolean);
      await forms.open(held(), of, ctx, responder, { words: words.join('\n'), acknowledged: told });
    } catch (error) {
      await runner.fail(ctx, responder, given, error);
    }
  };
  const following: Following = async (interaction, input, of, responder) => {
    const next = interaction.opens?.(input) ?? null;
    const [name, key = ''] = splitAtColon(next ?? '');
    const action = registry.action(name);
    if (next === null || !action) return false;
    await run(
      { interaction: action, about: `${ACTION}${next}`, key, given: {}, unsure: false, acknowledged: false },
      of,
      responder,
    );
    return true;
  };

  return Object.assign(run, { following });
}

/**
 * Returns what was typed for fields that the form doesn't show and that can't be read, since it can't be corrected
 * there.
 */
async function unreadable(
  registry: InboxOptions['registry'],
  ctx: Context,
  { input }: Interaction<Context>,
  given: RawValues,
): Promise<Readonly<Record<string, string>>> {
  const lost: Record<string, string> = {};
  for (const field of fieldsOf(input)) {
    const value = given[field.name];
    if (field.hidden !== true || typeof value !== 'string') continue;
    const read = await readInput(registry, ctx, input, given, [field]);
    if (!read.ok) lost[field.name] = ctx.t.text('common.typed.unused', { typed: value });
  }
  return lost;
}

function without(values: RawValues, names: object): RawValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !(name in names)));
}
