import type { After } from '../../access/operation/surroundings.ts';
import { parseUrl } from '../../chat/address.ts';
import { downloadFrom, FileGone, FileTooBig } from '../../chat/download.ts';
import { UserError } from '../../chat/user-error.ts';
import { MAX_FILE_BYTES, oneOfFew } from '../../files/fetch-file.ts';
import { isLinkToken } from '../reports/link/bilan-link.ts';
import type { RegionFile } from './from-files/open-file.ts';

/** The milliseconds to wait for a region's bot, in all, also while other files are fetched first. */
const PATIENCE_MS = 20_000;
/** The longest address that is looked at, in characters. */
export const LONGEST_LINK = 500;

/**
 * Reads the address at which a region's bot hands out its bilan. Throws UserError for any other address, and where whoever runs
 * this bot hasn't named that one: an address that somebody types is a way into the network where the bot runs.
 */
export function readBilanLink(typed: string, hosts: readonly string[]): URL {
  // Slack writes what it takes for links as <url|label>; people put them in < >.
  const address = typed.trim().replace(/^<([^|>]*)(?:\|[^>]*)?>$/, '$1');
  const url = typed.length <= LONGEST_LINK && /^https?:\/\/[^\s\\]+$/i.test(address) ? parseUrl(address) : null;
  if (url === null || !isBilanAddress(url)) throw new UserError('nation.errors.link', {}, 'link');
  if (hosts.includes(url.origin)) return url;
  const entry = url.protocol === 'https:' ? url.host : url.origin;
  throw new UserError('nation.errors.linkHost', { host: url.host, entry }, 'link');
}

function isBilanAddress({ pathname, username, password, search, hash }: URL): boolean {
  const [token = '', folder] = pathname.split('/').reverse();
  return folder === 'bilans' && isLinkToken(token) && `${username}${password}${search}${hash}` === '';
}

/**
 * Fetches a region's bilan from the bot that hands it out, and from no other address than this one. Throws UserError where it can't be
 * had in time. What came is a file like any other.
 */
export async function fetchBilan(url: URL, after: After): Promise<RegionFile> {
  const { host } = url;
  const late = new AbortController();
  const cancel = after(PATIENCE_MS, () => late.abort());
  try {
    const fetching = oneOfFew(async () => {
      const { signal } = late;
      signal.throwIfAborted();
      const how = { redirect: 'manual', most: MAX_FILE_BYTES, timeoutMs: PATIENCE_MS, signal } as const;
      return downloadFrom(url.href, how);
    });
    return { name: `bilan-${url.hostname}.jws`, bytes: await unlessAborted(fetching, late.signal) };
  } catch (error) {
    throw new UserError(reasonOf(error), { host }, 'link');
  } finally {
    cancel();
  }
}

/** Returns the work's result; rejects as soon as the signal is aborted, also where the work hasn't begun. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function reasonOf(error: unknown) {
  if (error instanceof FileTooBig) return 'nation.errors.linkTooBig';
  if (!(error instanceof FileGone)) return 'nation.errors.linkAway';
  const { status } = error;
  if (status === 410) return 'nation.errors.linkCut';
  return status !== null && status >= 300 && status < 400 ? 'nation.errors.linkElsewhere' : 'nation.errors.linkGone';
}
