import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Starts a registry that knows these advisories by package, and returns its address. */
async function registryWith(advisories: object): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    const asksForAll = request.method === 'POST' && request.url?.endsWith('/advisories/bulk');
    response.writeHead(asksForAll ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(asksForAll ? advisories : {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function ask(registry: string): Promise<{ code: number | null; output: string }> {
  // npm keeps what it was once told of an advisory.
  const cache = mkdtempSync(join(tmpdir(), 'fil-conducteur-npm-'));
  closing.push(() => rmSync(cache, { recursive: true, force: true }));
  const env = { ...process.env, npm_config_registry: registry, npm_config_cache: cache };
  const child = spawn(process.execPath, ['scripts/release/advisories.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data) => {
    output += String(data);
  });
  const [code] = await once(child, 'close');
  return { code, output };
}

const about = (severity: string) => ({
  luxon: [{ id: 1, url: 'https://example.org/1', title: 'a flaw', severity, vulnerable_versions: '<99.0.0' }],
});

describe('known advisories for the locked versions', () => {
  it('are told, and a serious one fails the check', async () => {
    const { code, output } = await ask(await registryWith(about('high')));
    expect(output).toContain('high: luxon');
    expect(code).toBe(1);
  });

  it('are told, and pass, where they aren’t serious', async () => {
    const { code, output } = await ask(await registryWith(about('low')));
    expect(output).toContain('low: luxon');
    expect(code).toBe(0);
  });

  it('may be none', async () => {
    expect(await ask(await registryWith({}))).toEqual({
      code: 0,
      output: '0 advisories for what the bot runs with, 0 of them serious.\n',
    });
  });

  it('can’t be known without a registry, which is said and fails nothing', async () => {
    const { code, output } = await ask('http://127.0.0.1:9/');
    expect(output).toContain('could not be asked');
    expect(code).toBe(0);
  });
});
