type Language = 'fr' | 'en';

const collators: Readonly<Record<Language, Intl.Collator>> = {
  fr: new Intl.Collator('fr', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
};

/**
 * Sorts by name as a dictionary of the reader's language does: "Écureuil" before "Zèbre", "Salle 2" before "Salle 10".
 * Entries of one name keep their order.
 */
export function alphabetical<T>(language: Language, all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const { compare } = collators[language];
  return all.toSorted((a, b) => compare(nameOf(a), nameOf(b)));
}
