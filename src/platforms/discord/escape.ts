import { addressesIn, webAddress } from '../../chat/address.ts';
import { legibleApart } from '../../chat/legible.ts';

/**
 * Returns Discord markdown that shows exactly this text. Discord reads a backslash before any sign as that sign; only
 * signs that could start something are escaped, since every backslash counts towards the message's length.
 */
export function escapeMarkdown(text: string): string {
  return legibleApart(text).split('\n').map(escapeLine).join('\n');
}

const link = /https?:\/\/[^\s\u2066-\u2069]+/gi;

function escapeLine(line: string): string {
  let escaped = '';
  let last = 0;
  for (const found of line.matchAll(link)) {
    escaped += escapeSigns(line.slice(last, found.index));
    escaped += isPlainLink(found[0]) ? found[0] : (encodedLink(found[0]) ?? escapeSigns(found[0]));
    last = found.index + found[0].length;
  }
  return escapeLineStart(escaped + escapeSigns(line.slice(last)));
}

/**
 * Returns whether Discord reads the whole address as one link. Discord's own addresses are excluded: it would show them
 * as channels or invitations.
 */
function isPlainLink(url: string): boolean {
  if (!/^https?:\/\/[a-z0-9][a-z0-9._~/?#@!$&'(),;=%+:-]*$/i.test(url)) return false;
  return !/^https?:\/\/(?:[^/?#]*[.@])?(?:discord|discordapp)\.[a-z]+(?:[:/?#.,;)']|$)/i.test(url);
}

/**
 * Percent-encodes an address that Discord wouldn't read to its end (accents, <>). Returns null where that would change
 * anything else, where what follows would be taken in, or where it more than doubles the length, which the limits don't
 * allow for.
 */
function encodedLink(found: string): string | null {
  const [address] = addressesIn(found);
  if (address?.index !== 0 || !/^https?:\/\/[a-z0-9.:-]+[/?#]/i.test(address.typed)) return null;
  const { typed } = address;
  const tail = found.slice(typed.length);
  const encoded = typed.replace(/[^\x21-\x7e]|["<>{}]/gu, encodeURIComponent);
  const safe = /^[.,:;!?'")]*$/.test(tail) && webAddress(encoded) === encoded && isPlainLink(encoded);
  return safe && encoded.length <= 2 * typed.length ? encoded + tail : null;
}

/**
 * Escapes the signs that mean something anywhere: emphasis, spoilers, code, mentions, times, links, emoji names,
 * addresses.
 */
export const escapeSigns = (text: string): string => text.replace(/[\\*_~|`<>[\]@]|:(?=[\w+/-])/g, '\\$&');

/** Escapes the signs that mean something at the start of a line: titles, subtext, lists. */
export const escapeLineStart = (line: string): string =>
  line.replace(/^([\s\u200b]*)([#+-])/, '$1\\$2').replace(/^([\s\u200b]*\d+)([.)])/, '$1\\$2');
