import { isIP } from 'node:net';
import { parseUrl } from '../../chat/address.ts';
import type { Reading } from '../reading.ts';

/** scheme: neither http nor https. notPublic: an address that only its own network knows. */
type UrlProblem = 'empty' | 'unreadable' | 'scheme' | 'notPublic' | 'credentials';

/** The address normalised: scheme and host in lower case, international names in ASCII. */
export type UrlReading = Reading<string, UrlProblem>;

const MAX_LENGTH = 2000;
const PRIVATE_ENDINGS = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|intranet|test|invalid|example|onion|arpa)$/;

/**
 * Reads a web address as typed: "www.exemple.fr/page" gets https://; only http and https pass. The address is fetched
 * later to check a link, so numeric hosts, names without a dot, private endings and passwords are refused.
 */
export function readUrl(text: string): UrlReading {
  // Slack writes what it takes for links as <url|label>; people put them in < >.
  const typed = text.trim().replace(/^<([^|>]*)(?:\|[^>]*)?>$/, '$1');
  if (typed === '') return { ok: false, problem: 'empty' };
  // The URL class would drop line breaks and tabs in silence.
  if (typed.length > MAX_LENGTH || /[\s\p{Cc}\p{Cf}<>"\\]/u.test(typed)) return { ok: false, problem: 'unreadable' };
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))/i.exec(typed)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'http' && scheme !== 'https') return { ok: false, problem: 'scheme' };
  if (scheme && !/^https?:\/\//i.test(typed)) return { ok: false, problem: 'unreadable' };
  // This is an e-mail address, not a site with a password.
  if (!scheme && typed.includes('@')) return { ok: false, problem: 'unreadable' };
  return checked(scheme ? typed : `https://${typed.replace(/^\/\//, '')}`);
}

function checked(address: string): UrlReading {
  const url = parseUrl(address);
  if (!url) return { ok: false, problem: 'unreadable' };
  if (url.username || url.password) return { ok: false, problem: 'credentials' };
  const host = url.hostname.replace(/\.$/, '');
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0 || PRIVATE_ENDINGS.test(host))
    return { ok: false, problem: 'notPublic' };
  if (!/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(host)) {
    return { ok: false, problem: host.includes('.') ? 'unreadable' : 'notPublic' };
  }
  return { ok: true, value: url.href };
}
