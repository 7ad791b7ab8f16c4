/**
 * Returns a file name of the signs Discord itself reduces names to: an attachment:// address must match the name it
 * stores.
 */
export function uploadName(name: string, taken: Set<string>): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '_');
  const dot = plain.lastIndexOf('.');
  // A name in another alphabet leaves nothing before its extension, which has to stay one.
  const stem = (dot > 0 ? plain.slice(0, dot) : plain).replace(/^[._]+/, '').slice(0, 80) || 'fichier';
  const extension = dot > 0 ? plain.slice(dot, dot + 12) : '';
  let unique = stem + extension;
  for (let count = 2; taken.has(unique); count++) unique = `${stem}-${count}${extension}`;
  taken.add(unique);
  return unique;
}
