import { parseUrl } from './chat/address.ts';
import { platformNames, traitsOf } from './platforms/registered.ts';

/** Returns whether an entry is a platform and an id in that platform's format, such as `slack:U012ABCDE`. */
export function isListed(entry: string): boolean {
  const colon = entry.indexOf(':');
  const platform = platformNames().find((name) => name === entry.slice(0, colon));
  return platform !== undefined && traitsOf(platform).accountId.test(entry.slice(colon + 1));
}

export function entriesOf(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/**
 * Returns the origin that an entry such as 'bot.example.org:8443' names, always https unless it is written with http://; null
 * where it names more or less than one.
 */
export function originNamed(entry: string): string | null {
  const url = parseUrl(/^https?:\/\//i.test(entry) ? entry : `https://${entry}`);
  const isOne = url !== null && url.pathname === '/' && `${url.username}${url.password}${url.search}${url.hash}` === '';
  return isOne ? url.origin : null;
}
