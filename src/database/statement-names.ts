/**
 * The most names given. A connection keeps its prepared statements for good, and lists of ids of every length make
 * ever more texts.
 */
const MOST = 500;

/**
 * Names the statements that are sent repeatedly, so that a connection prepares each once instead of parsing and
 * planning it every time. Statements beyond the first few hundred get an empty name, which means none.
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
