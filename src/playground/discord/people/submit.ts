import { type FieldInput, PlatformRefusal, type SeenField } from '../../local-platform.ts';
import { deliverInteraction, interactionType } from '../actions/interactions.ts';
import type { DiscordCore } from '../core.ts';
import { numberOf, objectOf, objectsOf, textOf, type WireObject } from '../json.ts';
import type { OpenForm } from '../model/types.ts';
import { lengthOf } from '../validate/form-errors.ts';
import { component, isSelect } from '../validate/interactive.ts';
import { chosenValue, filesOf, textsOf } from './inputs.ts';
import { inWords } from './reader.ts';
import { Resolved } from './resolved.ts';
import { type FormInput, inputsOf, seenField } from './seen-form.ts';

/** Submits the open modal. Discord's client checks it; it closes once the bot has answered. */
export async function submit(
  core: DiscordCore,
  userId: string,
  values: Readonly<Record<string, FieldInput>>,
): Promise<void> {
  const form = core.forms.get(userId);
  if (!form) throw new PlatformRefusal(inWords(core, userId, "Aucun formulaire n'est ouvert.", 'No form is open.'));
  const inputs = inputsOf(form);
  const known = inputs.map(({ input }) => textOf(input.custom_id));
  const stranger = Object.keys(values).find((id) => !known.includes(id));
  if (stranger !== undefined) throw new PlatformRefusal(`No field ${stranger} in this form (${known.join(', ')})`);
  const channel = core.world.channel(form.interaction.channelId);
  const resolved = new Resolved(core, userId, channel);
  const filled = new Map(
    inputs.map((entry) => {
      const id = textOf(entry.input.custom_id);
      return [id, fill(core, userId, form, entry, values[id], resolved)] as const;
    }),
  );
  const components = form.components.map((item) => submitted(item, filled));
  const source = form.interaction.sourceMessageId;
  const { outcome } = deliverInteraction(core, {
    type: interactionType.modalSubmit,
    userId,
    channel,
    data: { custom_id: form.customId, components, ...resolved.json() },
    message: source === null ? null : (core.world.messages.get(source) ?? null),
  });
  if ((await outcome) === 'expired') {
    throw new PlatformRefusal(
      inWords(core, userId, "Une erreur s'est produite. Réessaie.", 'Something went wrong. Try again.'),
    );
  }
  if (core.forms.get(userId)?.id === form.id) core.forms.delete(userId);
  core.changed();
}

/** Formats the modal's components as they are sent: inputs reduced to their ids and values. */
function submitted(item: WireObject, filled: ReadonlyMap<string, WireObject>): WireObject {
  const own = (input: WireObject): WireObject => filled.get(textOf(input.custom_id)) ?? {};
  const base = { type: item.type, id: item.id };
  if (item.type === component.label) return { ...base, component: own(objectOf(item.component)) };
  if (item.type === component.row) return { ...base, components: objectsOf(item.components).map(own) };
  return base;
}

function fill(
  core: DiscordCore,
  userId: string,
  form: OpenForm,
  entry: FormInput,
  given: FieldInput | undefined,
  resolved: Resolved,
): WireObject {
  const { input } = entry;
  const field = seenField(core, userId, form, entry);
  const base = { type: input.type, id: input.id, custom_id: field.id };
  const refuse = (fr: string, en: string): PlatformRefusal =>
    new PlatformRefusal(`${field.label} : ${inWords(core, userId, fr, en)}`);
  if (input.type === component.textInput) return { ...base, value: textValue(field, input, given, refuse) };
  if (input.type === component.fileUpload) {
    const files = given === undefined ? [] : filesOf(given);
    checkCount(field, input, files.length, refuse);
    return { ...base, values: files.map((file) => resolved.upload(file)) };
  }
  const typed = given === undefined ? field.value : textsOf(given);
  if (input.type === component.checkbox)
    return { ...base, value: typed.some((value) => value === 'true' || value === field.label) };
  const chosen = typed.map((value) => chosenValue(field.options, value));
  checkCount(field, input, chosen.length, refuse);
  if (input.type === component.radioGroup) return { ...base, value: chosen[0] ?? null };
  if (isSelect(input.type) && input.type !== component.stringSelect) for (const id of chosen) resolved.add(id);
  return { ...base, values: chosen };
}

type Refuse = (fr: string, en: string) => PlatformRefusal;

function textValue(field: SeenField, input: WireObject, given: FieldInput | undefined, refuse: Refuse): string {
  const value =
    given === undefined ? (field.value[0] ?? '') : typeof given === 'string' ? given : (textsOf(given)[0] ?? '');
  const length = lengthOf(value);
  if (field.required && length === 0) throw refuse('ce champ est obligatoire.', 'this field is required.');
  const min = numberOf(input.min_length, 0);
  const max = field.maxLength ?? 4000;
  if (length > 0 && length < min) throw refuse(`au moins ${min} caractères.`, `at least ${min} characters.`);
  if (length > max) throw refuse(`au plus ${max} caractères.`, `at most ${max} characters.`);
  return value;
}

function checkCount(field: SeenField, input: WireObject, count: number, refuse: Refuse): void {
  if (count === 0 && !field.required) return;
  if (count === 0) throw refuse('ce champ est obligatoire.', 'this field is required.');
  const single = input.type === component.radioGroup;
  const unbounded = input.type === component.checkboxGroup ? field.options.length : 1;
  const min = single ? 1 : numberOf(input.min_values, 1);
  const max = single ? 1 : numberOf(input.max_values, unbounded);
  if (count < min || count > max) throw refuse(`entre ${min} et ${max} valeurs.`, `between ${min} and ${max} values.`);
}
