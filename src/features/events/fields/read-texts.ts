import { readEach } from '../../../chat/user-error.ts';
import { type CompletionText, eventFields, type ProposalText } from './list.ts';

type TextName = ProposalText | CompletionText;

/** Reads the texts that were typed, each as its field says. Throws UserError about those that can't be read. */
export async function readTexts<N extends TextName, T extends { readonly [K in N]?: string | null | undefined }>(
  names: readonly N[],
  typed: T,
): Promise<Pick<T, N>> {
  const values = await readEach(...names.map((name) => () => readText(name, typed[name])));
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Pick<T, N>;
}

function readText(name: TextName, typed: string | null | undefined): string | null | undefined {
  const field = eventFields[name];
  return typeof typed === 'string' && 'read' in field ? field.read(typed) : typed;
}
