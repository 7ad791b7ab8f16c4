import type { FieldInput, SeenField } from '../../src/playground/local-platform.ts';

/**
 * Text that is read and then kept as what it means (a date, a number, an address, a place, a region), with an example
 * that reads.
 */
export const understood: Readonly<Record<string, string>> = {
  ...{ when: '28 novembre 2026 18h', closing: '31 janvier 2027', publishedOn: '12 novembre', year: '2027' },
  ...{ place: 'Salle des fêtes, Amiens', municipality: 'Amiens', department: '80', region: 'Picardie' },
  ...{
    target: '30',
    value: '600',
    link: 'www.exemple.fr',
    links: 'www.exemple.fr',
    website: 'www.exemple.fr',
    reply: 'www.exemple.fr',
  },
  ...{ code: 'ABCD2345', howMany: 'environ 60' },
};

export const isText = ({ kind, part }: SeenField) => (kind === 'text' || kind === 'longText') && part === undefined;

/** Returns what a client lets one enter; null for a field that is left as it is. */
export function valueFor(field: SeenField, text: string): FieldInput | null {
  if (isText(field)) return text.slice(0, field.maxLength ?? 3_000);
  if (field.value.length > 0 || !field.required) return null;
  if (field.kind === 'choice' || field.kind === 'choices') return [field.options[0]?.value ?? ''];
  if (field.kind === 'person') return [field.options[0]?.value ?? ''];
  if (field.kind === 'file') return [{ name: 'affiche.txt', type: 'text/plain', bytes: Buffer.from('Venez !') }];
  return null;
}
