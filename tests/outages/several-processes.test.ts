import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { Person } from '../../src/playground/person.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import { at, BotProcess, killBots } from '../support/bot-process.ts';
import { runsOnServer, testDatabaseLocation } from '../support/database.ts';
import { type Answering, answering, holdsBackTheLook, launchSurvey, presses, said, types } from '../support/outages.ts';
import { answersOf } from '../support/surveys.ts';
import { type BotOverHttp, install, quietOverHttp, startBotOverHttp, startSlackOverHttp } from './over-http.ts';

/** Slack speaks over HTTP to two processes that share a server: each request goes to whoever the balancer chooses. */
let slack: LocalSlack;
let database: Database;
let here: BotOverHttp;
let other: BotProcess;
let coordinator: Person;
const people: Answering[] = [];

type Target = 'this process' | 'the other process';
const targets = new Map<Target, string>();
/** The way requests are shared out; a request that Slack repeats goes to the process that hasn't had it. */
let sharing: 'in turn' | 'to both' | Target = 'in turn';
let losesAnswers = false;
/** The requests that each process was given, newest last. */
const given: { readonly to: Target; readonly body: string }[] = [];
let turn = 0;

const balancer = createServer(async (asked, answer) => {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  const { headers } = asked;
  const chosen = choose(headers['x-slack-retry-num'] === undefined ? null : body);
  const answers = await Promise.all(
    chosen.map(async ([to, url]) => {
      given.push({ to, body });
      return ask(url, headers, body).catch(() => {
        // A process that doesn't answer gets nothing any more.
        targets.delete(to);
        return { status: 502, type: '', text: '' };
      });
    }),
  );
  const { status, type, text } = answers.find((one) => one.text !== '') ??
    answers[0] ?? { status: 503, type: '', text: '' };
  answer.writeHead(losesAnswers ? 504 : status, { 'content-type': type });
  answer.end(losesAnswers ? '' : text);
});

function choose(broughtAgain: string | null): [Target, string][] {
  const all = [...targets];
  if (broughtAgain !== null)
    return all.filter(([to]) => !given.some((one) => one.to === to && one.body === broughtAgain));
  turn += 1;
  if (sharing === 'in turn') return all.slice(turn % all.length).slice(0, 1);
  return all.filter(([to]) => sharing === 'to both' || sharing === to);
}

function ask(url: string, headers: IncomingHttpHeaders, body: string) {
  return new Promise<{ readonly status: number; readonly type: string; readonly text: string }>((resolve, reject) => {
    request(`${url}/slack/events`, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
      response.on('error', reject);
      response.on('end', () => {
        const type = response.headers['content-type'] ?? 'text/plain';
        resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString('utf8') });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const dayOf = (date: Date) => date.toISOString().slice(0, 10).split('-').reverse().join('/');

async function start(): Promise<void> {
  here = await startBotOverHttp(slack, { database, now: () => new Date() });
  targets.set('this process', here.web.url);
}

const settle = () => quietOverHttp(slack, here.bot);

const newPerson = (name: string) => new Person(slack, slack.addUser({ name }), settle);

describe.runIf(runsOnServer())('two processes behind one address', () => {
  beforeAll(async () => {
    await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`;
    slack = await startSlackOverHttp(url);
    const location = await testDatabaseLocation();
    database = await openDatabase({ ...location, log: silentLog });
    await start();
    coordinator = new Person(slack, slack.addUser({ name: 'Claire', administrator: true }), settle);
    await install(coordinator);
    await launchSurvey({ coordinator: { slack: coordinator } }, dayOf(days(60)));
    const there = { database, clock: { now: () => now }, person: (_: string, name: string) => newPerson(name) };
    for (let count = 0; count < 3; count += 1) people.push(await answering(there, 'slack'));
    await here.stop();
    other = new BotProcess({ ...slack.environment, ...at(location) });
  }, 120_000);
  afterAll(async () => {
    killBots();
    await here.stop();
    await slack?.close();
    await new Promise((resolve) => balancer.close(resolve));
    await database?.close();
  });

  const answers = ({ eventId }: Answering) => answersOf({ database }, { eventId });
  const one = (index: number): Answering => {
    const found = people[index];
    if (!found) throw new Error('nobody');
    return found;
  };
  const command = (text: string) => slack.command(coordinator.user.id, coordinator.place, text);
  const toldOf = (name: string) => said(coordinator, `« ${name} » est créée`);
  const formOf = (person: Person) => slack.form(person.user.id);

  it('share what people do: typed, pressed, a form that one opened and the other takes in', async () => {
    targets.set('the other process', await other.url());
    // It is there first, and has the turn to send.
    await start();
    const me = one(0);
    // Each goes to another process than the one before it.
    await types(me.by, me.thread, '40', 'non');
    await expect.poll(() => answers(me)).toMatchObject({ attendance: { value: 40 }, officials: { option: 'no' } });
    await expect.poll(() => said(me.by, 'Qui est venu surtout')).toBe(1);
    await presses(me.by, 'Moitié-moitié');
    await expect.poll(() => answers(me)).toMatchObject({ audience: { option: 'half' } });
    expect(new Set(given.map(({ to }) => to)).size).toBe(2);
    sharing = 'this process';
    await command('/structure creer');
    await expect.poll(() => formOf(coordinator)).not.toBeNull();
    sharing = 'the other process';
    await slack.submit(coordinator.user.id, { name: 'La Ressourcerie', municipality: 'Amiens' });
    await expect.poll(() => toldOf('La Ressourcerie')).toBe(1);
  });

  it('count once what comes to both at the same moment, and what Slack brings again to the other', async () => {
    const me = one(1);
    sharing = 'to both';
    await types(me.by, me.thread, '41');
    await expect.poll(() => answers(me)).toMatchObject({ attendance: { value: 41 } });
    await expect.poll(() => said(me.by, 'Des élus locaux')).toBe(1);
    await presses(me.by, 'Non');
    await expect.poll(() => answers(me)).toMatchObject({ officials: { option: 'no' } });
    await command('/structure creer nom:La Maison du vélo');
    await expect.poll(() => toldOf('La Maison du vélo')).toBe(1);
    await command('/structure creer');
    await expect.poll(() => formOf(coordinator)).not.toBeNull();
    await slack.submit(coordinator.user.id, { name: "L'Échoppe", municipality: 'Amiens' });
    await expect.poll(() => toldOf("L'Échoppe")).toBe(1);
    await expect.poll(() => said(me.by, 'Qui est venu surtout')).toBe(1);
    sharing = 'the other process';
    losesAnswers = true;
    await types(me.by, me.thread, 'moitié-moitié');
    const had = () => given.filter(({ body }) => body.includes('"text":"moitié-moitié"')).map(({ to }) => to);
    await expect.poll(had).toEqual(['the other process', 'this process']);
    losesAnswers = false;
    await expect.poll(() => answers(me)).toMatchObject({ audience: { option: 'half' } });
  });

  it('go on when one of them is killed in the middle of something', async () => {
    const me = one(2);
    // It looks whether anything was said before.
    sharing = 'the other process';
    const looks = holdsBackTheLook(slack);
    await types(me.by, me.thread, '42');
    await expect.poll(looks).toBe(true);
    await other.kill();
    // Whatever shares requests out asks each process whether it is well.
    targets.delete('the other process');
    sharing = 'in turn';
    // The one that is left takes over what was said, and what is to be sent.
    await expect.poll(() => answers(me)).toMatchObject({ attendance: { value: 42 } });
    await expect.poll(() => said(me.by, 'Des élus locaux')).toBe(1);
    await presses(me.by, 'Oui');
    await expect.poll(() => answers(me)).toMatchObject({ officials: { option: 'yes' } });
    await settle();
    // All is done now that was begun anywhere.
    for (const { by } of people)
      expect([said(by, 'Des élus locaux'), said(by, 'Qui est venu surtout')]).toEqual([1, 1]);
    for (const name of ['La Ressourcerie', 'La Maison du vélo', "L'Échoppe"]) {
      expect([name, toldOf(name)]).toEqual([name, 1]);
      expect(await database.prisma.organisation.count({ where: { name } })).toBe(1);
    }
    expect(await database.prisma.answerRevision.count()).toBe(0);
  });
});
