import { asTyped } from '../texts/typography.ts';
import type { LocalPlatform, LocalUser, SeenControl, SeenForm, SeenMessage, SeenOption } from './local-platform.ts';

type Words = Pick<SeenMessage, 'text' | 'controls'>;

/** The words of what was read before: a message that is shown again unchanged has the same controls. */
const known = new WeakMap<readonly SeenControl[], { readonly of: string; readonly words: Words }>();

/** Returns a message with its words as one types them, so that somebody finds it by what they would call it. */
export function messageAsRead(message: SeenMessage): SeenMessage {
  const before = known.get(message.controls);
  if (before?.of === message.text) return { ...message, ...before.words };
  const words = { text: asTyped(message.text), controls: message.controls.map(controlAsRead) };
  known.set(message.controls, { of: message.text, words });
  return { ...message, ...words };
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
