/** The most characters of what stands before a broken one that are shown. */
const SHOWN = 40;

/**
 * Returns where a JSON text holds a character that no database keeps, a null one or half of a pair, with what stands before it; null where
 * it holds none. `json` is decoded from UTF-8, so that only an escape can be one.
 */
export function brokenText(json: string): string | null {
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return null;
  const shown = (from: number, to: number) => json.slice(Math.max(0, from - SHOWN), to).replace(/^[\udc00-\udfff]/, '');
  // The first half of a pair, as long as its second one may follow.
  let half: { readonly from: number; readonly to: number } | null = null;
  // A backslash may itself be escaped: an odd number of them stands before the code of a character.
  for (const { 0: escaped, 1: code = '', index } of json.matchAll(/(?<!\\)(?:\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/gi)) {
    const to = index + escaped.length;
    const from = to - `\\u${code}`.length;
    const isSecond = /^d[c-f]/i.test(code);
    const follows: boolean = half?.to === from;
    if (half !== null && !(isSecond && follows)) return shown(half.from, half.to);
    if (code === '0000' || (isSecond && half === null)) return shown(from, to);
    half = /^d[89ab]/i.test(code) ? { from, to } : null;
  }
  return half === null ? null : shown(half.from, half.to);
}
