/** A web address found in a text. */
export interface FoundAddress {
  /** The position where it begins, in UTF-16 units. */
  readonly index: number;
  /** The address as it was typed. */
  readonly typed: string;
  /** The same as a strict URI, see webAddress. */
  readonly url: string;
}

/** RFC 3986 for http and https only. Bracketed hosts are left out, since nobody types them. */
const strict =
  /^https?:\/\/(?:(?:[\w.~!$&'()*+,;=:-]|%[0-9a-f]{2})*@)?(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})+(?::\d*)?(?:\/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i;

/** Signs that are markup, or that programs read differently: an address with one of them stays text. */
const doubtful = /[\\|[\]^`]/;

/**
 * Returns the strict http(s) URI of a typed address, with accents and the like percent-encoded; null when there is
 * none. Platforms refuse a whole message for one address that isn't strict.
 */
export function webAddress(typed: string): string | null {
  if (!/^https?:\/\//i.test(typed) || doubtful.test(typed)) return null;
  const url = parseUrl(typed);
  if (!url) return null;
  if (strict.test(typed)) return typed;
  return strict.test(url.href) ? url.href : null;
}

/**
 * Returns null for text that isn't a URL. `URL.canParse` isn't used because Node 20's refuses hosts with accents once
 * it has been called often enough.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Finds the addresses in a text, without the punctuation and the signs that set words apart around them. */
export function addressesIn(text: string): FoundAddress[] {
  return [...text.matchAll(/https?:\/\/[^\s"«»\u2066-\u2069]+/gi)].flatMap((match) => {
    const typed = withoutPunctuation(match[0]);
    const url = webAddress(typed);
    return url === null ? [] : [{ index: match.index, typed, url }];
  });
}

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };

/** Removes trailing punctuation. A closing sign belongs to the address only if its opening sign does. */
function withoutPunctuation(found: string): string {
  const surplus = new Map<string, number>();
  for (const [closing, opening] of Object.entries(openers)) {
    surplus.set(closing, count(found, closing) - count(found, opening));
  }
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    const left = surplus.get(last);
    if (left !== undefined && left > 0) surplus.set(last, left - 1);
    else if (!/[.,;:!?'’…]/.test(last)) break;
  }
  return found.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
