/** A connection keeps what it has prepared for good, and lists of ids make texts of every length. */
const MOST = 500;

/**
 * Names for the statements that are sent again and again, so that a connection prepares each once instead of reading
 * and planning it anew. An empty name is none: for those beyond the first few hundred.
 */
export function createStatementNames(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST) return '';
    const name = `fil_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
