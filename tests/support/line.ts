import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * The line between a local platform and the bot: everything that goes either way passes here, and events can be
 * disturbed.
 */
export interface Line {
  /** The platform's variables, with this line's address instead of the platform's own. */
  environment(own: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Whether each event comes a second time at once, as if over a second socket. */
  twice: boolean;
  /** Whether the platform hears no acknowledgement. */
  deaf: boolean;
  /** Fields that are left out of whatever comes from the platform, and headers of its answers. */
  leavesOut: ReadonlySet<string>;
  /** The number of sockets that end as soon as they are open, before anything came over them. */
  endsFirst: number;
  /** Brings the bot a frame of the test's own. */
  bring(frame: string): void;
  /** Keeps what people do, or only what they type, from the bot until it is released: as it came, or the last first. */
  hold(what?: 'all' | 'typed'): Held;
  close(): Promise<void>;
}

export interface Held {
  count(): number;
  /** Lets everything from now on pass. */
  enough(): void;
  release(order: 'in order' | 'last first'): void;
}

type Frame = Readonly<Record<string, unknown>>;
type Deliver = () => void;

const DISCORD_EVENTS: readonly unknown[] = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'INTERACTION_CREATE'];

/** Returns whether a frame is something people do, on either platform. */
function isEvent(frame: Frame): boolean {
  return typeof frame.envelope_id === 'string' || DISCORD_EVENTS.includes(frame.t);
}

function isTyped(frame: Frame): boolean {
  return frame.type === 'events_api' || String(frame.t).startsWith('MESSAGE_');
}

/** Matches the requests whose answers tell where to open the sockets. */
const DISCOVERY = /\/(apps\.connections\.open|gateway\/bot)$/;

/** `platform`: address of the local platform, without a path. */
export async function startLine(platform: string): Promise<Line> {
  const target = new URL(platform);
  let held: Deliver[] | null = null;
  let holds: (frame: Frame) => boolean = isEvent;

  const server = createServer((asked, answer) => pass(asked, answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const here = (text: string): string => text.replaceAll(target.host, host);

  function pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url = '/', headers } = asked;
    const onward = request(new URL(url, target), { method, headers: { ...headers, host: target.host } }, (response) => {
      const { statusCode = 502 } = response;
      const given = Object.fromEntries(Object.entries(response.headers).filter(([name]) => !self.leavesOut.has(name)));
      const isRead = self.leavesOut.size > 0 && String(given['content-type']).startsWith('application/json');
      if (!DISCOVERY.test(url) && !isRead) {
        answer.writeHead(statusCode, given);
        response.pipe(answer);
        return;
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { 'content-length': _, ...kept } = given;
        answer.writeHead(statusCode, kept);
        const text = Buffer.concat(chunks).toString('utf8');
        answer.end(isRead ? told(text) : here(text));
      });
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  }

  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (asked, stream, head) => {
    const far = new WebSocket(new URL(asked.url ?? '/', `ws://${target.host}`));
    far.on('error', () => stream.destroy());
    // The bot's end must be open for the platform's first frames, so these wait.
    const early: string[] = [];
    far.on('message', (data) => early.push(String(data)));
    far.once('open', () =>
      sockets.handleUpgrade(asked, stream, head, (near) => {
        far.removeAllListeners('message');
        if (self.endsFirst > 0) {
          self.endsFirst -= 1;
          far.terminate();
          near.close(1000);
          return;
        }
        for (const text of early) toBot(text, near);
        far.on('message', (data) => toBot(String(data), near));
        near.on('message', (data) => toPlatform(String(data), far));
        near.on('close', (code) => far.close(closable(code)));
        far.on('close', (code) => (code === 1006 ? near.terminate() : near.close(closable(code))));
        near.on('error', () => far.terminate());
      }),
    );
  });

  function told(text: string): string {
    return here(JSON.stringify(JSON.parse(text), (name, value) => (self.leavesOut.has(name) ? undefined : value)));
  }

  function toBot(text: string, near: WebSocket): void {
    const frame: Frame = JSON.parse(text);
    const deliver = (): void => {
      near.send(told(text));
      if (self.twice && isEvent(frame)) near.send(again(frame));
    };
    if (held && holds(frame)) held.push(deliver);
    else deliver();
  }

  function toPlatform(text: string, far: WebSocket): void {
    if (self.deaf && text.includes('envelope_id')) return;
    if (far.readyState === WebSocket.OPEN) far.send(text);
  }

  const self: Line = {
    environment: (own) => Object.fromEntries(Object.entries(own).map(([name, value]) => [name, here(value)])),
    twice: false,
    deaf: false,
    leavesOut: new Set(),
    endsFirst: 0,
    bring(frame) {
      for (const near of sockets.clients) near.send(frame);
    },
    hold(what = 'all') {
      const mine: Deliver[] = [];
      holds = what === 'all' ? isEvent : isTyped;
      held = mine;
      return {
        count: () => mine.length,
        enough() {
          held = null;
        },
        release(order) {
          held = null;
          for (const deliver of order === 'in order' ? mine : mine.toReversed()) deliver();
        },
      };
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

/** Returns the same thing in another envelope, as Slack sends it again. */
function again(frame: Frame): string {
  return JSON.stringify(frame.envelope_id === undefined ? frame : { ...frame, envelope_id: randomUUID() });
}

/** Replaces codes that mean "none was told", which can't be sent. */
function closable(code: number): number {
  return code === 1005 || code === 1006 ? 1000 : code;
}
