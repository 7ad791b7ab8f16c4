import type { TextKey } from '../../../texts/index.ts';

/** The kinds of audience that an event may be meant for, and that its questionnaire asks who came by. The ids are stored. */
export const AUDIENCE_KINDS = ['mostlySse', 'half', 'mostlyPublic'] as const;

export type AudienceKind = (typeof AUDIENCE_KINDS)[number];

/** Returns the kind with this id; null for anything else. */
export function audienceKind(id: string | null): AudienceKind | null {
  return AUDIENCE_KINDS.find((kind) => kind === id) ?? null;
}

/** Returns the text that names a kind, on the sheet and in the questionnaire alike. */
export function audienceKindText(kind: AudienceKind): TextKey {
  return `surveys.options.${kind}`;
}
