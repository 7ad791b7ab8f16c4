import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { Person } from '../../src/playground/person.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import { testDatabase } from '../support/database.ts';
import { type Answering, answering, DURING_SURVEY, launchSurvey, said, types } from '../support/outages.ts';
import { answersOf } from '../support/surveys.ts';
import { type BotOverHttp, install, quietOverHttp, startBotOverHttp, startSlackOverHttp } from './over-http.ts';

/** The whole bot over Slack's signed requests, behind a web server that has its moods. */
let slack: LocalSlack;
let database: Database;
let here: BotOverHttp;
let coordinator: Person;
const clock = manualClock();
const now = () => new Date(DURING_SURVEY);

interface Signed {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The requests that Slack sent, newest last. */
const sent: Signed[] = [];
/** The web server's way with a request. */
let mood: 'hands it on' | 'is down' | 'loses the answer' = 'hands it on';

const front = createServer((asked, answer) => void handOn(asked, answer));

async function handOn(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(Buffer.from(chunk));
  const signed = { headers: asked.headers, body: Buffer.concat(chunks) };
  sent.push(signed);
  const { status, body } = mood === 'is down' ? { status: 502, body: '' } : await ask(signed);
  answer.writeHead(mood === 'loses the answer' ? 504 : status, { 'content-type': 'application/json' });
  answer.end(mood === 'loses the answer' ? '' : body);
}

/** Sends exactly these bytes and headers, as somebody who recorded them would. */
function ask({ headers, body }: Signed): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    request(`${here.web.url}/slack/events`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += String(data);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    })
      .on('error', reject)
      .end(body);
  });
}

async function start(): Promise<void> {
  // This Slack's clock stands still, so it waits for ever.
  here = await startBotOverHttp(slack, { database, now, readMs: 60_000 });
}

const settle = () => quietOverHttp(slack, here.bot);

beforeAll(async () => {
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  slack = await startSlackOverHttp(url, { clock });
  database = await testDatabase();
  await start();
  coordinator = new Person(slack, slack.addUser({ name: 'Claire', administrator: true }), settle);
  await install(coordinator);
  expect(coordinator.read()).toContain('Picardie');
  await launchSurvey({ coordinator: { slack: coordinator } });
});
afterAll(async () => {
  await here.stop();
  await slack?.close();
  await new Promise((resolve) => front.close(resolve));
  await database?.close();
});

const someoneAnswering = (): Promise<Answering> =>
  answering(
    { database, clock: { now }, person: (_, name) => new Person(slack, slack.addUser({ name }), settle) },
    'slack',
  );

const answers = (eventId: string) => answersOf({ database }, { eventId });
const retriesOf = (text: string) =>
  sent
    .filter(({ body }) => body.includes(`"text":"${text}"`))
    .map(({ headers }) => headers['x-slack-retry-num'] ?? 'first');

it('an event that Slack brings again at once, after one minute and after five counts once, in its place', async () => {
  const { by, eventId, thread } = await someoneAnswering();
  mood = 'is down';
  await types(by, thread, '61');
  await expect.poll(() => retriesOf('61')).toEqual(['first', '1']);
  mood = 'hands it on';
  // The text that is typed later comes first.
  await by.say('non', 'Combien de personnes');
  mood = 'loses the answer';
  clock.advance(60_000);
  await expect.poll(() => retriesOf('61')).toEqual(['first', '1', '2']);
  await settle();
  mood = 'hands it on';
  clock.advance(300_000);
  await settle();
  expect(retriesOf('61')).toEqual(['first', '1', '2', '3']);
  expect(await answers(eventId)).toMatchObject({ attendance: { value: 61 }, officials: { option: 'no' } });
  expect(said(by, 'Qui est venu surtout')).toBe(1);
  expect(await database.prisma.answerRevision.count()).toBe(0);
});

it('what somebody recorded and sends again changes nothing, after a restart either', async () => {
  const { by, eventId } = await someoneAnswering();
  const from = sent.length;
  await by.say('62', 'Combien de personnes');
  await by.press('Non');
  await by.command('/structure creer', { nom: 'Recyclerie' });
  const recorded = sent.slice(from);
  expect(recorded.length).toBeGreaterThanOrEqual(3);
  const before = [await answers(eventId), by.screen().length];
  for (const one of recorded) expect((await ask(one)).status).toBe(401);
  await here.stop();
  await start();
  // A new process has forgotten what the former one saw, but not what it did.
  for (const one of recorded) expect((await ask(one)).status).toBe(200);
  await settle();
  expect([await answers(eventId), by.screen().length]).toEqual(before);
  expect(await database.prisma.organisation.count({ where: { name: 'Recyclerie' } })).toBe(1);
  expect(await database.prisma.answerRevision.count()).toBe(0);
});

it('what is signed for the future is refused, and does nothing', async () => {
  await coordinator.command('/structure creer', { nom: 'Demain' });
  const { headers, body } = sent.at(-1) ?? { headers: {}, body: Buffer.alloc(0) };
  const later = String(Math.floor(Date.now() / 1000) + 310);
  const text = body
    .toString('utf8')
    .replace('Demain', 'Apr%C3%A8s-demain')
    .replace(/trigger_id=\d/, 'trigger_id=9');
  const secret = slack.environment.SLACK_SIGNING_SECRET ?? '';
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${later}:${text}`).digest('hex')}`;
  const signed = {
    headers: {
      ...headers,
      'content-length': String(Buffer.byteLength(text)),
      'x-slack-request-timestamp': later,
      'x-slack-signature': signature,
    },
    body: Buffer.from(text),
  };
  expect((await ask(signed)).status).toBe(401);
  await settle();
  expect(await database.prisma.organisation.count({ where: { name: 'Après-demain' } })).toBe(0);
});

it('what is wrong with a form is told at its fields, in the form, over HTTP too', async () => {
  mood = 'hands it on';
  await coordinator.command('/chiffres saisir');
  await coordinator.fill({ figure: 'budgetLine', value: 'beaucoup', detail: 'Région', year: '1820' });
  expect(Object.keys(coordinator.form().errors)).toEqual(['value', 'year']);
  await coordinator.fill({ value: '6 350', year: '' });
  expect(coordinator.read()).toContain('Budget, Région');
});
