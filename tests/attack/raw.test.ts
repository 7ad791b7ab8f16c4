import { createServer, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { raw } from '../../scripts/attack/raw.ts';

/** Starts a server that answers a request once it is whole. Returns the address it listens on. */
async function serverWith(limits: ServerOptions): Promise<string> {
  const server = createServer(limits, (request, response) => {
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('whoever leaves slow connections open has not held', async () => {
  const url = await serverWith({ headersTimeout: 0, requestTimeout: 0 });
  expect(await raw(url).slow(100)).toMatchObject({ notHeld: '400 slow connections were still open at the end' });
});

it('whoever ends them all has', async () => {
  const url = await serverWith({ headersTimeout: 1, requestTimeout: 1, connectionsCheckingInterval: 20 });
  const came = await raw(url).slow(1_500);
  expect(came).toEqual({ what: '400 opened, 0 still open at the end', notHeld: null });
});
