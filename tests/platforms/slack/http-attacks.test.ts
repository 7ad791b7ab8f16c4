import { createServer, request as send } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Bodies } from '../../../src/platforms/slack/http-bodies.ts';
import { command, request, type Served, serve, signatureOf } from './served.ts';

const MEGABYTE = 1_048_576;
const secondsOf = ({ now }: Served) => Math.floor(now / 1000);
const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

/** Checks that the bot still takes in what Slack sends. */
async function goesOn(here: Served): Promise<void> {
  const before = here.inbox.commands.length;
  const body = `${command}&text2=${Math.random()}`;
  expect(await request(here, secondsOf(here), { body })).toBe(200);
  expect(here.inbox.commands).toHaveLength(before + 1);
}

it('one signature passes once, however it is spelt', async () => {
  const here = await serve();
  const seconds = secondsOf(here);
  const signature = signatureOf(here, seconds, command);
  expect(await request(here, seconds)).toBe(200);
  const digest = signature.slice('v0='.length);
  const spellings = [
    signature,
    `${signature}=x`,
    `${signature}=`,
    `${signature} `,
    `v0=${digest.toUpperCase()}`,
    `V0=${digest}`,
    `v0=${digest}, v0=${digest}`,
    `v0=${digest}00`,
    `v1=${digest}`,
    digest,
  ];
  for (const spelling of spellings) expect(await request(here, seconds, { signature: spelling })).toBe(401);
  for (const timestamp of [
    `0${seconds}`,
    `${seconds}.0`,
    `+${seconds}`,
    `${seconds}e0`,
    `0x${seconds.toString(16)}`,
    '',
  ]) {
    const headers = { 'x-slack-request-timestamp': timestamp };
    expect(await request(here, seconds, { signature, headers })).toBe(401);
  }
  expect(here.inbox.commands).toHaveLength(1);
});

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const event = (inside: string) => `{"type":"event_callback","event_id":"E","event":${inside}}`;

describe('a signed body that Slack never writes is refused, and the bot goes on', () => {
  it.each<[name: string, type: string, body: string | Uint8Array]>([
    ['null', JSON_TYPE, 'null'],
    ['a list', JSON_TYPE, '[]'],
    ['a text', JSON_TYPE, '"x"'],
    ['a number', JSON_TYPE, '42'],
    ['true', JSON_TYPE, 'true'],
    ['nothing', JSON_TYPE, ''],
    ['an empty object', JSON_TYPE, '{}'],
    ['half an object', JSON_TYPE, '{"type":"event_callback"'],
    ['a type that is none', JSON_TYPE, '{"type":7}'],
    ['an event that is missing', JSON_TYPE, '{"type":"event_callback","event_id":"E"}'],
    ['an event that is null', JSON_TYPE, event('null')],
    ['an event that is a list', JSON_TYPE, event('[]')],
    ['an event without a type', JSON_TYPE, event('{}')],
    ['deep nesting', JSON_TYPE, event(`{"type":"message","blocks":${deep(100_000)}}`)],
    ['deep nesting alone', JSON_TYPE, deep(400_000)],
    ['two objects', JSON_TYPE, '{}{}'],
    ['UTF-16', JSON_TYPE, Buffer.from(event('{"type":"message"}'), 'utf16le')],
    ['Latin-1', JSON_TYPE, Buffer.from(event('{"type":"été"}'), 'latin1')],
    ['a byte order mark', JSON_TYPE, `\uFEFF${event('{"type":"message"}')}`],
    ['a NUL', JSON_TYPE, '\0'],
    ['null in a form', FORM, 'payload=null'],
    ['a list in a form', FORM, 'payload=[]'],
    ['a number in a form', FORM, 'payload=42'],
    ['nothing in a form', FORM, 'payload='],
    ['no JSON in a form', FORM, 'payload={'],
    ['deep nesting in a form', FORM, `payload={"type":"block_actions","actions":${deep(100_000)}}`],
    ['a form of nothing', FORM, ''],
    ['a form that names no command', FORM, 'text=a'],
    ['a field that is given twice', FORM, `${command}&user_id=U2`],
    ['a command that is given twice', FORM, `${command}&command=%2Fx`],
    ['two payloads', FORM, 'payload={"type":"a"}&payload={"type":"b"}'],
    ['broken percent signs', FORM, '%%%=%zz'],
  ])('%s', async (_, type, body) => {
    const here = await serve();
    expect(await request(here, secondsOf(here), { type, body })).toBe(400);
    await goesOn(here);
  });

  it('a key that is given twice counts as its last one, and a look-alike of a prototype as a key', async () => {
    const here = await serve();
    const body =
      '{"type":"x","__proto__":{"type":"y"},"type":"event_callback","event_id":"E","event":{"type":"message"}}';
    expect(await request(here, secondsOf(here), { type: JSON_TYPE, body })).toBe(200);
    expect(here.inbox.messages).toEqual([]);
    await goesOn(here);
  });
});

/** Returns the answer to these lines, written as they are, when nothing follows them. */
async function answerTo(here: Served, lines: readonly string[]): Promise<string> {
  const socket = await held(here, lines);
  const text = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  socket.destroy();
  return text.split('\r\n')[0] ?? '';
}

async function held(
  { url }: Pick<Served, 'url'>,
  lines: readonly string[],
  more: string | Uint8Array = '',
): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.on('error', () => {});
  socket.write([...lines, `Host: ${hostname}`, '', ''].join('\r\n'));
  if (more.length > 0) socket.write(more);
  return socket;
}

const forged = (seconds: number) => [
  `X-Slack-Request-Timestamp: ${seconds}`,
  `X-Slack-Signature: v0=${'0'.repeat(64)}`,
];

describe('what the headers already tell is refused without its body', () => {
  const post = 'POST /slack/events HTTP/1.1';
  const json = `Content-Type: ${JSON_TYPE}`;
  const long = 'Content-Length: 900000';

  it.each<[name: string, status: string, lines: (seconds: number) => readonly string[]]>([
    ['another method', '405', (seconds) => ['PUT /slack/events HTTP/1.1', json, long, ...forged(seconds)]],
    ['another type', '415', (seconds) => [post, 'Content-Type: text/plain', long, ...forged(seconds)]],
    ['no type', '415', (seconds) => [post, long, ...forged(seconds)]],
    ['another encoding', '415', (seconds) => [post, `${json}; charset=utf-16`, long, ...forged(seconds)]],
    ['a compressed body', '415', (seconds) => [post, json, 'Content-Encoding: gzip', long, ...forged(seconds)]],
    ['no signature', '401', (seconds) => [post, json, long, `X-Slack-Request-Timestamp: ${seconds}`]],
    ['no timestamp', '401', (seconds) => [post, json, long, ...forged(seconds).slice(1)]],
    ['an old timestamp', '401', (seconds) => [post, json, long, ...forged(seconds - 301)]],
    ['a timestamp of the future', '401', (seconds) => [post, json, long, ...forged(seconds + 301)]],
    ['a form without a signature', '401', () => [post, `Content-Type: ${FORM}`, long]],
    ['a length over the limit', '413', (seconds) => [post, json, 'Content-Length: 1048577', ...forged(seconds)]],
    ['another path', '404', () => ['POST /slack/other HTTP/1.1', json, long]],
  ])('%s', async (_, status, lines) => {
    const here = await serve();
    expect(await answerTo(here, lines(secondsOf(here)))).toContain(` ${status} `);
  });
});

it('bodies that come in for nobody are held up to a bound, and what Slack sends meanwhile comes through', async () => {
  const here = await serve();
  const seconds = secondsOf(here);
  const lines = [
    'POST /slack/events HTTP/1.1',
    `Content-Type: ${JSON_TYPE}`,
    `Content-Length: ${MEGABYTE}`,
    ...forged(seconds),
  ];
  const part = Buffer.alloc(MEGABYTE - 1, ' ');
  const answers: string[] = [];
  const sockets = await Promise.all(Array.from({ length: 40 }, () => held(here, lines, part)));
  for (const socket of sockets) socket.on('data', (data) => answers.push(String(data).slice(9, 12)));
  // 8 MiB of the 40 may stay: the others are told to go.
  await expect.poll(() => answers.filter((status) => status === '503').length).toBeGreaterThanOrEqual(31);
  await goesOn(here);
});

it('a body that doesn’t come is given up', async () => {
  const bodies = new Bodies({ longestMs: 1 });
  const server = createServer(async (asked, answer) => {
    answer.end(String(await bodies.read(asked, 100)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const socket = await held({ url: `http://127.0.0.1:${port}` }, ['POST / HTTP/1.1', 'Content-Length: 100']);
  const text = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  expect(text).toContain('408');
  socket.destroy();
});

it('five hundred things that Slack brings at once, over a connection each, are all taken in', async () => {
  const here = await serve();
  const seconds = secondsOf(here);
  const statuses = await Promise.all(
    Array.from({ length: 500 }, (_, index) => request(here, seconds, { body: `${command}&text2=${index}` })),
  );
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  expect(here.inbox.commands).toHaveLength(500);
});

it('whoever holds twelve hundred connections open keeps nobody out', async () => {
  const here = await serve();
  const idle = await Promise.all(
    Array.from({ length: 1_200 }, () => held(here, ['POST /slack/events HTTP/1.1']).catch(() => null)),
  );
  expect(idle).toHaveLength(1_200);
  await goesOn(here);
  expect(await health(here)).toBe(200);
});

function health({ url }: Served): Promise<number> {
  return new Promise((resolve, reject) => {
    send(`${url}/health`, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}
