import type { Context } from '../../access/operation/context.ts';
import type { FormField } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import {
  actions,
  button,
  field,
  fields,
  heading,
  type Message,
  message,
  note,
  type Option,
  select,
  text,
} from '../../chat/message.ts';
import type { PlatformTraits } from '../../chat/traits.ts';
import type { Registry } from '../registry.ts';
import { formField, hints, shownFields, keyText as textOf } from './build-form.ts';
import type { DraftForm } from './draft-form.ts';

/** `pick:<form>/<field>`: picks from a list that is too long for the form. */
export const PICK = 'pick';
/** `go-on:<form>`: keeps what was picked and opens the form. */
export const GO_ON = 'go-on';

/** Returns the fields in which one of the person's own things is picked, built as for a form. */
export async function pickFields(
  registry: Registry,
  context: Context,
  { interaction, conversation }: DraftForm,
): Promise<readonly FormField[]> {
  const picks = shownFields(interaction).filter(
    ({ kind, source }) => (kind === 'pick' || kind === 'picks') && source !== undefined,
  );
  return Promise.all(picks.map((one) => formField(registry, context, one, conversation.values)));
}

/**
 * Returns the fields that are asked before the form: those with more options than a form of the platform lists, and all
 * of an interaction that leads to another form, because no form opens where one was sent.
 */
export function askedBefore(
  picks: readonly FormField[],
  { opens }: Interaction<Context>,
  { optionsPerField }: PlatformTraits,
): readonly FormField[] {
  return picks.filter(({ options }) => opens !== undefined || options.length > optionsPerField);
}

/** Returns the required fields in which nothing is picked yet. */
export function stillToPick(long: readonly FormField[]): readonly FormField[] {
  return long.filter((one) => one.required && chosenIn(one).length === 0);
}

/** Returns whether more may be picked once something is: only whoever picks knows that it is all. */
export function mayPickMore(long: readonly FormField[]): boolean {
  return long.some(({ kind }) => kind === 'picks');
}

function chosenIn({ options, value }: FormField): readonly Option[] {
  return options.filter((option) =>
    typeof value === 'string' ? value === option.value : value?.includes(option.value),
  );
}

/** Builds the message that asks what the form can't list, with what is picked already. */
export async function askFirst(
  context: Context,
  { interaction, key, conversation }: DraftForm,
  long: readonly FormField[],
): Promise<Message> {
  const { t } = context;
  const rest = shownFields(interaction).length > long.length;
  const intro = rest ? null : ((await interaction.intro?.(context, key)) ?? null);
  const chosen = long.flatMap((one) => {
    const labels = chosenIn(one).map(({ label }) => label);
    return labels.length > 0 ? [field(one.label, t.list(labels))] : [];
  });
  return message(
    heading(textOf(context, interaction.title ?? 'common.form.title')),
    intro !== null && text(intro),
    ...long.flatMap((one) => hints(context, one).map((line) => text(line))),
    chosen.length > 0 && fields(...chosen),
    rest && note(t.text('common.list.first')),
    ...long.map((one) =>
      actions(
        select(
          `${PICK}:${conversation.id}/${one.name}`,
          one.label,
          one.options,
          Math.min(one.most ?? 1, one.options.length),
          chosenIn(one).map(({ value }) => value),
        ),
      ),
    ),
    stillToPick(long).length === 0 &&
      actions(button(`${GO_ON}:${conversation.id}`, t.text('common.form.continue'), 'primary')),
  );
}

/** Returns whether the form asks nothing but what was picked. */
export function isAllAsked(interaction: Interaction<Context>, long: readonly FormField[]): boolean {
  return shownFields(interaction).every(({ name }) => long.some((one) => one.name === name));
}
