/** The text in at most `max` characters; what is left out is shown by an ellipsis, never lost unseen. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 1;
  // Half a surrogate pair is no character.
  const kept = isHighSurrogate(text.charCodeAt(end - 1)) ? text.slice(0, end - 1) : text.slice(0, end);
  return `${kept.trimEnd()}…`;
}

/** The text in pieces of at most `max` characters, cut at spaces where there are any. Nothing is left out. */
export function pieces(text: string, max: number): readonly string[] {
  const all: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const space = rest.lastIndexOf(' ', max - 1);
    let end = space > max / 2 ? space + 1 : max;
    if (isHighSurrogate(rest.charCodeAt(end - 1))) end--;
    all.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' && all.length > 0 ? all : [...all, rest];
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
