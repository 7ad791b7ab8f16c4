import type { Form, FormField } from '../../src/chat/form.ts';

/** Returns a field of a form as the contract opens it: a title, unless told otherwise. */
export const field = (over: Partial<FormField>): FormField => ({
  name: 'titre',
  kind: 'text',
  label: 'Titre',
  hint: null,
  required: true,
  options: [],
  max: null,
  value: null,
  ...over,
});

/** Returns a form of these fields. */
export const form = (...fields: readonly FormField[]): Form => ({
  id: 'f1',
  locale: 'fr',
  title: 'Proposer',
  intro: 'Cinq minutes suffisent.',
  submit: 'Envoyer',
  fields,
});
