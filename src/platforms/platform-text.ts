/** Returns an adapter's own words by language and key of src/texts (`platforms.<name>.…`). */
export type PlatformText = (
  locale: 'fr' | 'en',
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;
