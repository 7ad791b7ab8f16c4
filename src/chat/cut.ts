/**
 * Shortens the text to at most `max` units. An ellipsis stands for what is left out, so that nothing is lost unseen.
 */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${whole(text.slice(0, max - 1)).trimEnd()}…`;
}

/** Shortens a label in the same way, after a word where the second half of what stays has a space. */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const shown = whole(text.slice(0, max - 1));
  const space = text[shown.length] === ' ' ? shown.length : shown.lastIndexOf(' ');
  return space < max / 2 ? cut(text, max) : `${shown.slice(0, space).trimEnd()}…`;
}

/** The most units of somebody's text that are quoted back to them. */
const SAID_BACK = 300;

/** Shortens a person's text that is repeated beside their own message, which they still see whole. */
export const quotedBack = (text: string): string => cut(text, SAID_BACK);

/**
 * Splits a text into pieces of at most `max` units, at line ends or spaces where the second half of a piece has any.
 * Nothing is left out; an empty text has no pieces.
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

/** Removes the first half of a character that was cut in two. */
function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
