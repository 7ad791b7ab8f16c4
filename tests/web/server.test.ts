import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { startWeb, type Web } from '../../src/web/server.ts';

const ID = '0190b9a0-0000-7000-8000-000000000001';
const BROKEN = '0190b9a0-0000-7000-8000-000000000003';
const LOST = '0190b9a0-0000-7000-8000-000000000004';
const logged: string[] = [];
const asked: (string | undefined)[] = [];
let healthy = true;
let web: Web;
beforeAll(async () => {
  web = await startWeb({
    host: '127.0.0.1',
    port: 0,
    health: async () => ({ status: healthy ? 'ok' : 'unavailable' }),
    readiness: async () => ({ ready: healthy, missing: healthy ? {} : { database: 'unavailable' } }),
    file: async ({ id, until, to, signature }) => {
      asked.push(until, to, signature);
      if (id === LOST) return { status: 410, words: 'Ce lien n’est plus valable.' };
      if (id === BROKEN) throw new Error('Claire Dubois');
      return id === ID
        ? { name: 'Été "1".html', type: 'text/html', bytes: new TextEncoder().encode('<script>') }
        : null;
    },
    bilan: async (token) => {
      if (token === 'cut') return { status: 410, words: 'Ce lien a été coupé.' };
      return token === 'secret'
        ? { name: 'bilan.jws', type: 'application/jose+json', bytes: new TextEncoder().encode('{}') }
        : null;
    },
    slackRequests: (_, response) => response.end('slack'),
    log: { ...silentLog, error: (event) => logged.push(event) },
  });
});
afterAll(() => web?.close());

it('tells whether all is well, to people and to machines', async () => {
  expect((await fetch(`${web.url}/health`)).status).toBe(200);
  expect((await fetch(`${web.url}/ready`)).status).toBe(200);
  healthy = false;
  const sick = await fetch(`${web.url}/health`);
  expect(sick.status).toBe(503);
  expect(await sick.json()).toEqual({ status: 'unavailable' });
  const unready = await fetch(`${web.url}/ready`);
  expect(unready.status).toBe(503);
  expect(await unready.json()).toEqual({ ready: false, missing: { database: 'unavailable' } });
});

it('gives a file to who has its link, and lets nothing in it run', async () => {
  const given = await fetch(`${web.url}/files/${ID}/whatever.html`);
  expect(given.status).toBe(200);
  expect(await given.text()).toBe('<script>');
  expect(given.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%89t%C3%A9%20%221%22.html");
  expect(given.headers.get('x-content-type-options')).toBe('nosniff');
  expect(given.headers.get('content-security-policy')).toContain('sandbox');
});

it('says of a link that leads nowhere any more what to do, and hands on what the link proves', async () => {
  const given = await fetch(`${web.url}/files/${LOST}/a.png?until=17&to=U1&signature=ab`);
  expect(given.status).toBe(410);
  expect(await given.text()).toBe('Ce lien n’est plus valable.');
  expect(asked.slice(-3)).toEqual(['17', 'U1', 'ab']);
});

it('gives a bilan to who has its address, says of one that was cut that it was, and lets nobody keep either', async () => {
  const given = await fetch(`${web.url}/bilans/secret`);
  expect([given.status, await given.text()]).toEqual([200, '{}']);
  const cut = await fetch(`${web.url}/bilans/cut`);
  expect([cut.status, await cut.text()]).toEqual([410, 'Ce lien a été coupé.']);
  for (const answer of [given, cut, await fetch(`${web.url}/bilans/other`)])
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect((await fetch(`${web.url}/bilans/secret`, { method: 'POST' })).status).toBe(404);
});

it.each([
  '/bilans/other',
  '/bilans',
  '/bilans/secret/more',
  '/files/nonsense/a.png',
  '/files/0190b9a0-0000-7000-8000-000000000002/a.png',
  '/files/..%2f..%2fetc/passwd',
  '/nowhere',
])('knows nothing of %s', async (path) => {
  expect((await fetch(`${web.url}${path}`)).status).toBe(404);
});

it('hands Slack’s requests to Slack', async () => {
  expect(await (await fetch(`${web.url}/slack/events?x=1`, { method: 'POST' })).text()).toBe('slack');
});

it('says that it failed, and to nobody what the error quotes', async () => {
  const written = vi.spyOn(console, 'error');
  const answer = await fetch(`${web.url}/files/${BROKEN}/a.png`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('Dubois');
  expect(logged).toEqual(['web.failed']);
  expect(written).not.toHaveBeenCalled();
});

const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

it.runIf(hasIPv6)('names an IPv6 host as addresses do', async () => {
  const there = await startWeb({
    host: '::1',
    port: 0,
    health: async () => ({ status: 'ok' }),
    readiness: async () => ({ ready: true }),
    file: async () => null,
    bilan: async () => null,
    slackRequests: null,
    log: silentLog,
  });
  expect(await (await fetch(`${there.url}/health`)).json()).toEqual({ status: 'ok' });
  await there.close();
});

it('says that a port is taken', async () => {
  const { port } = new URL(web.url);
  const taken = startWeb({
    host: '127.0.0.1',
    port: Number(port),
    health: async () => ({ status: 'ok' }),
    readiness: async () => ({ ready: true }),
    file: async () => null,
    bilan: async () => null,
    slackRequests: null,
    log: silentLog,
  });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
