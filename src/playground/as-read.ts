import { asTyped } from '../texts/typography.ts';
import type { LocalPlatform, LocalUser, SeenControl, SeenForm, SeenMessage, SeenOption } from './local-platform.ts';

/** A message that is shown again is the same one. */
const known = new WeakMap<SeenMessage, SeenMessage>();

/** Returns a message with its words as one types them, so that somebody finds it by what they would call it. */
export function messageAsRead(message: SeenMessage): SeenMessage {
  const before = known.get(message);
  if (before) return before;
  const read = { ...message, text: asTyped(message.text), controls: message.controls.map(controlAsRead) };
  known.set(message, read);
  return read;
}

/**
 * Returns the form that is open in front of somebody, with its words as one types them; null without one. What stands in
 * its fields stays as it is.
 */
export function formBefore(platform: LocalPlatform, user: LocalUser): SeenForm | null {
  const form = platform.form(user.id);
  if (!form) return null;
  const errors = Object.entries(form.errors ?? {}).map(([field, error]) => [field, asTyped(error)]);
  return {
    ...form,
    title: asTyped(form.title),
    text: asTyped(form.text),
    fields: form.fields.map((field) => ({
      ...field,
      label: asTyped(field.label),
      hint: asTyped(field.hint),
      options: field.options.map(optionAsRead),
    })),
    errors: Object.fromEntries(errors),
  };
}

function controlAsRead(control: SeenControl): SeenControl {
  if (control.kind !== 'select') return { ...control, label: asTyped(control.label) };
  return { ...control, placeholder: asTyped(control.placeholder), options: control.options.map(optionAsRead) };
}

function optionAsRead({ description, ...option }: SeenOption): SeenOption {
  const label = asTyped(option.label);
  return description === undefined ? { ...option, label } : { ...option, label, description: asTyped(description) };
}
