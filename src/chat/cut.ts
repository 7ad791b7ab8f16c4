/** The text in at most `max` units; what is left out is shown by an ellipsis, never lost unseen. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${whole(text.slice(0, max - 1)).trimEnd()}…`;
}

/** Units of what somebody wrote that are said back to them. */
const SAID_BACK = 300;

/** What a person wrote, as it is said back beside their own message, which they still see whole. */
export const saidBack = (text: string): string => cut(text, SAID_BACK);

/**
 * Pieces of at most `max` units, cut at line ends or spaces where there are some in the second half of a piece. Nothing
 * is left out; an empty text has none.
 */
export function pieces(text: string, max: number): readonly string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const window = rest.slice(0, max);
    const line = window.lastIndexOf('\n');
    const space = window.lastIndexOf(' ');
    const at = line >= max / 2 ? line + 1 : space >= max / 2 ? space + 1 : whole(window).length;
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  if (rest !== '') found.push(rest);
  return found;
}

/** Without the first half of a character that was cut in two. */
function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
