import { isIP } from 'node:net';

/** Throws for any address but this machine's own: nothing here may be sent to anybody else's. */
export function onLoopback(address: string): URL {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!(isIP(host) === 4 ? host.startsWith('127.') : host === '::1')) {
    throw new Error(`${url.origin} isn't this machine's own address: nothing is sent there`);
  }
  return url;
}
