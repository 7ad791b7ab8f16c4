import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { httpApp, type Requests } from './apps.ts';
import { client, here, type Scene, scene, stops } from './support.ts';

/** The app's address is known before the app is there: until then whoever connects is cut off. */
async function overHttp(): Promise<Scene & { requests: Requests }> {
  const requests: Requests = { listener: (request) => request.socket.destroy() };
  const server = createServer((request, response) => requests.listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { ...(await scene({ receive: { http: `http://127.0.0.1:${port}` } })), requests };
}

it('sends signed commands, actions, forms and events that the real receiver accepts [S: authentication/verifying-requests-from-slack]', async () => {
  const { slack, requests, anne, general } = await overHttp();
  expect(slack.environment.SLACK_APP_TOKEN).toBeUndefined();
  const done: string[] = [];
  const text = (value: string) => ({ type: 'plain_text' as const, text: value });
  await httpApp(slack, requests, (app) => {
    app.command('/evenement', async ({ ack, client: web, command }) => {
      const view = {
        type: 'modal' as const,
        callback_id: 'form',
        title: text('Titre'),
        submit: text('Envoyer'),
        blocks: [
          {
            type: 'input' as const,
            block_id: 'a',
            label: text('A'),
            element: { type: 'plain_text_input' as const, action_id: 'value' },
          },
        ],
      };
      await web.views.open({ trigger_id: command.trigger_id, view });
      await ack('ouvert');
    });
    app.view('form', async ({ ack, view }) => {
      done.push(`form ${view.state.values.a?.value?.value}`);
      await ack({ response_action: 'errors', errors: { a: 'non' } });
    });
    app.action('ok', async ({ ack }) => {
      done.push('action');
      await ack();
    });
    app.message(async ({ message }) => {
      done.push(`message ${'text' in message ? message.text : ''}`);
    });
  });
  await slack.command(anne, here(general), '/evenement');
  expect(slack.messages(anne, here(general))[0]).toMatchObject({ text: 'ouvert', onlyForYou: true });
  await slack.submit(anne, { a: 'é' });
  expect(slack.form(anne)?.errors).toEqual({ a: 'non' });
  const button = { type: 'button' as const, action_id: 'ok', text: text('OK') };
  const { ts = '' } = await client(slack).chat.postMessage({
    channel: general,
    text: 'q',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  await slack.press(anne, ts, 'ok');
  await slack.say(anne, here(general), 'salut');
  await slack.settled();
  expect(done).toEqual(['form é', 'action', 'message salut']);
});

it('verifies the request URL by its challenge [S: reference/events/url_verification]', async () => {
  const { slack, requests } = await overHttp();
  expect(await slack.verifyRequestUrl()).toBe(false);
  await httpApp(slack, requests);
  expect(await slack.verifyRequestUrl()).toBe(true);
});

it('is refused by the real receiver when the signing secret differs [S: authentication/verifying-requests-from-slack]', async () => {
  const { slack, requests, anne, general } = await overHttp();
  await httpApp(slack, requests, (app) => app.command('/evenement', async ({ ack }) => ack()), 'autre');
  await expect(slack.command(anne, here(general), '/evenement')).rejects.toThrow('dispatch_failed');
});

function record(requests: Requests, answer: () => { status: number; headers?: Record<string, string> } | null) {
  const seen: [unknown, unknown][] = [];
  requests.listener = (request, response) => {
    request.resume();
    request.on('end', () => {
      seen.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
      const given = answer();
      if (given) response.writeHead(given.status, given.headers).end();
    });
  };
  return seen;
}

it('tries an event again at once, after one minute and after five, and says why [S: apis/events-api]', async () => {
  const { slack, clock, requests, anne, general } = await overHttp();
  const seen = record(requests, () => ({ status: 500 }));
  await slack.say(anne, here(general), 'x');
  await slack.settled();
  expect(seen).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
  ]);
  clock.advance(60_000);
  await slack.settled();
  clock.advance(300_000);
  await slack.settled();
  clock.advance(3_600_000);
  await slack.settled();
  expect(seen.slice(2)).toEqual([
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
});

it('gives up when the app asks for no retry, and counts silence as a failure [S: apis/events-api]', async () => {
  const { slack, clock, requests, anne, general } = await overHttp();
  let silent = false;
  const seen = record(requests, () => (silent ? null : { status: 500, headers: { 'X-Slack-No-Retry': '1' } }));
  await slack.say(anne, here(general), 'x');
  await slack.settled();
  expect(seen).toHaveLength(1);
  silent = true;
  await slack.say(anne, here(general), 'y');
  await expect.poll(() => seen.length, { interval: 5 }).toBe(2);
  clock.advance(3000);
  await expect.poll(() => seen.at(-1), { interval: 5 }).toEqual(['1', 'http_timeout']);
});

it('shows the person that the app could not be reached or failed [ours]', async () => {
  const { slack, requests, anne, general } = await overHttp();
  await expect(slack.command(anne, here(general), '/evenement')).rejects.toThrow('dispatch_failed');
  record(requests, () => ({ status: 500 }));
  await expect(slack.command(anne, here(general), '/evenement')).rejects.toThrow('http_service_error');
});

it('says that it could not connect, and sends the same event again [S: apis/events-api]', async () => {
  const { slack, clock, requests, anne, general } = await overHttp();
  await slack.say(anne, here(general), 'x');
  await slack.settled();
  const events: unknown[] = [];
  const seen: [unknown, unknown][] = [];
  requests.listener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    events.push((JSON.parse(String(Buffer.concat(chunks))) as { event_id?: unknown }).event_id);
    seen.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
    response.writeHead(events.length === 1 ? 503 : 200).end();
  };
  clock.advance(60_000);
  await slack.settled();
  clock.advance(300_000);
  await slack.settled();
  expect(seen).toEqual([
    ['2', 'connection_failed'],
    ['3', 'http_error'],
  ]);
  expect(new Set(events).size).toBe(1);
});

it('follows two redirections, and no third [S: apis/events-api]', async () => {
  const { slack, requests, anne, general } = await overHttp();
  const seen: unknown[] = [];
  let hops = 2;
  requests.listener = (request, response) => {
    request.resume();
    seen.push([request.url, request.headers['x-slack-retry-reason']]);
    const hop = seen.length;
    if (hop <= hops) response.writeHead(302, { Location: `/suite/${hop}` }).end();
    else response.end();
  };
  await slack.say(anne, here(general), 'x');
  await slack.settled();
  expect(seen).toEqual([
    ['/slack/events', undefined],
    ['/suite/1', undefined],
    ['/suite/2', undefined],
  ]);
  seen.length = 0;
  hops = 3;
  await slack.say(anne, here(general), 'y');
  await slack.settled();
  expect(seen.at(-1)).toEqual(['/slack/events', 'too_many_redirects']);
});
