/** Returns the name that Discord stores: plain letters only. The original name is kept as the file's title. */
export function storedName(given: string): string {
  const plain = given
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, '_')
    .replace(/[^A-Za-z0-9._-]+/g, '');
  return plain.replace(/^\.+/, '') === '' ? 'unknown' : plain;
}

/** Returns null when the stored name is the original one. */
export function titleOf(given: string): string | null {
  if (storedName(given) === given) return null;
  const dot = given.lastIndexOf('.');
  return dot > 0 ? given.slice(0, dot) : given;
}

/** Returns the name that people see under a file. */
export function shownName(file: { readonly filename: string; readonly title: string | null }): string {
  if (file.title === null) return file.filename;
  const dot = file.filename.lastIndexOf('.');
  return file.title + (dot > 0 ? file.filename.slice(dot) : '');
}
