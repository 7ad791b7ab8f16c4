/** Discord keeps plain letters in a file's name; the name as it was given lives on as its title. */
export function storedName(given: string): string {
  const plain = given
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, '_')
    .replace(/[^A-Za-z0-9._-]+/g, '');
  return plain.replace(/^\.+/, '') === '' ? 'unknown' : plain;
}

/** null when the stored name says all. */
export function titleOf(given: string): string | null {
  if (storedName(given) === given) return null;
  const dot = given.lastIndexOf('.');
  return dot > 0 ? given.slice(0, dot) : given;
}

/** What a person reads under a file. */
export function shownName(file: { readonly filename: string; readonly title: string | null }): string {
  if (file.title === null) return file.filename;
  const dot = file.filename.lastIndexOf('.');
  return file.title + (dot > 0 ? file.filename.slice(dot) : '');
}
