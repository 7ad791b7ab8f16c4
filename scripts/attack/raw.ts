import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { onLoopback } from './loopback.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const MEGABYTE = 1_048_576;

/** Milliseconds for which large bodies are held. */
const HELD_MS = 6_000;

/** The result of an attack; `notHeld` says why it wasn't held off, null where it was. */
export interface Came {
  readonly what: string;
  readonly notHeld: string | null;
}

/** Somebody on the network who sends requests to the bot's own server. */
export interface Raw {
  /**
   * Sends heads that never end, and bodies byte by byte, for so many milliseconds. The attack isn't held off where one
   * of them is still open then.
   */
  slow(milliseconds: number): Promise<Came>;
  /** Sends bodies as large as possible over many connections at once. */
  large(): Promise<string>;
  /** Sends forged, old, future and repeated signatures, and signed bodies that Slack doesn't write. */
  forged(secret: string): Promise<string>;
}

export function raw(address: string): Raw {
  const { hostname, port, origin } = onLoopback(address);
  const seconds = () => Math.floor(Date.now() / 1000);
  const signed = (secret: string, body: string | Uint8Array, at = seconds()) => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')}`,
  });
  const open = async (): Promise<Socket> => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise<void>((resolve) => {
      socket.once('connect', () => resolve());
      socket.once('close', () => resolve());
    });
    return socket;
  };
  const heads = (length: number) =>
    [
      'POST /slack/events HTTP/1.1',
      `Host: ${hostname}`,
      `Content-Type: ${JSON_TYPE}`,
      `Content-Length: ${length}`,
      `X-Slack-Request-Timestamp: ${seconds()}`,
      `X-Slack-Signature: v0=${'0'.repeat(64)}`,
      '',
      '',
    ].join('\r\n');

  return {
    async slow(milliseconds) {
      const sockets = await Promise.all(Array.from({ length: 400 }, open));
      for (const [index, socket] of sockets.entries()) {
        socket.write(index % 2 === 0 ? 'POST /slack/events HTTP/1.1\r\n' : heads(MEGABYTE));
      }
      for (const end = performance.now() + milliseconds; performance.now() < end; await delay(100)) {
        for (const [index, socket] of sockets.entries()) socket.write(index % 2 === 0 ? 'X-A: b\r\n' : ' ');
      }
      const left = sockets.filter(({ destroyed }) => !destroyed).length;
      for (const socket of sockets) socket.destroy();
      const what = `${sockets.length} opened, ${left} still open at the end`;
      return { what, notHeld: left > 0 ? `${left} slow connections were still open at the end` : null };
    },

    async large() {
      const body = Buffer.alloc(MEGABYTE, ' ');
      const sockets = await Promise.all(Array.from({ length: 200 }, open));
      for (const socket of sockets) {
        socket.write(heads(MEGABYTE));
        socket.write(body.subarray(0, MEGABYTE - 1));
      }
      await delay(HELD_MS);
      for (const socket of sockets) socket.destroy();
      return `${sockets.length} bodies of 1 MiB`;
    },

    async forged(secret) {
      const post = async (body: string | Buffer, headers: Record<string, string>): Promise<number> => {
        const answer = await fetch(`${origin}/slack/events`, { method: 'POST', body, headers }).catch(() => null);
        await answer?.arrayBuffer();
        return answer?.status ?? 0;
      };
      const command = 'command=%2Fmois&text=&user_id=U0FORGED&channel_id=C0FORGED&team_id=T0FORGED&trigger_id=1.2.3';
      const form = { 'content-type': FORM };
      const json = { 'content-type': JSON_TYPE };
      const burst = gzipSync(Buffer.alloc(50 * MEGABYTE));
      const once = signed(secret, command);
      const taken = await post(command, { ...form, ...once });
      const wrong = [
        () => post(command, { ...form, ...once }),
        () => post(command, { ...form, ...once, 'x-slack-signature': `${once['x-slack-signature']}=x` }),
        () => post(command, { ...form, ...signed('not the secret', command) }),
        () => post(command, { ...form, ...signed(secret, command, seconds() - 600) }),
        () => post(command, { ...form, ...signed(secret, command, seconds() + 600) }),
        () => post(command, form),
        ...['null', '[]', '"x"', '42', '{}', '', '{"type":7}', '['.repeat(200_000)].map(
          (body) => () => post(body, { ...json, ...signed(secret, body) }),
        ),
        () => post('payload=null', { ...form, ...signed(secret, 'payload=null') }),
        () => post(burst, { ...json, 'content-encoding': 'gzip', ...signed(secret, burst) }),
      ];
      let passed = 0;
      for (let round = 0; round < 100; round += 1) {
        const statuses = await Promise.all(wrong.map((one) => one()));
        passed += statuses.filter((status) => status >= 200 && status < 300).length;
      }
      if (passed > 0) throw new Error(`${passed} requests passed that must not`);
      return `${wrong.length * 100} refused, ${taken === 200 ? 'the true one taken' : `the true one answered ${taken}`}`;
    },
  };
}
