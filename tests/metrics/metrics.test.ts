import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { describedTables } from '../../src/access/personal/columns.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { planPurge } from '../../src/schedule/purge.ts';
import { metricsListener, startMetricsPort } from '../../src/web/metrics.ts';
import { startWeb, type Web } from '../../src/web/server.ts';
import { propose } from '../support/events.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';
import { samplesOf } from './samples.ts';

const TOKEN = 'a-token-of-the-test';
/** Names that would break out of a label, or show in it. */
const HOSTILE = 'Zoé"} 1\nfil_conducteur_up{x="Béa';

let world: World;
let web: Web;
let withoutToken: Web;
/** The milliseconds by which this process's clock has been moved on. */
let moved = 0;
beforeAll(async () => {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + moved);
  world = await startWorld({ settleMs: 200, between: async (own) => ({ ...own, METRICS_TOKEN: TOKEN }) });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  const parts = {
    ...{ host: '127.0.0.1', port: 0, slackRequests: null, log: silentLog },
    ...{ file: async () => null, bilan: async () => null },
    health: () => world.bot().health(),
    readiness: () => world.bot().readiness(),
  };
  const { metrics } = world.bot();
  if (!metrics) throw new Error('nothing is counted');
  web = await startWeb({ ...parts, metrics: metricsListener({ token: TOKEN, read: metrics, log: silentLog }) });
  withoutToken = await startWeb(parts);
});
afterAll(async () => {
  await web?.close();
  await withoutToken?.close();
  await world?.close();
  vi.restoreAllMocks();
});

const ask = (token: string | null, url = web.url) =>
  fetch(`${url}/metrics`, token === null ? {} : { headers: { Authorization: `Bearer ${token}` } });

async function scrape(): Promise<string> {
  const answer = await ask(TOKEN);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  return answer.text();
}

/** Returns the value of a sample, by its name and some of its labels; 0 where there is none. */
async function value(name: string, labels: Readonly<Record<string, string>>): Promise<number> {
  const found = samplesOf(await scrape()).filter(
    (one) => one.name === name && Object.entries(labels).every(([label, text]) => one.labels[label] === text),
  );
  return found.reduce((sum, one) => sum + one.value, 0);
}

/** Returns the same once the database is read anew, which it is every few seconds. */
function valueAnew(name: string, labels: Readonly<Record<string, string>>): Promise<number> {
  moved += 5_000;
  return value(name, labels);
}

describe('who may read what the bot counts', () => {
  it('is whoever shows the token', async () => {
    expect((await ask(TOKEN)).status).toBe(200);
    for (const wrong of [null, '', 'wrong', `${TOKEN}x`, TOKEN.slice(0, -1)]) {
      const answer = await ask(wrong);
      expect([answer.status, await answer.text()]).toEqual([401, '']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect((await fetch(`${web.url}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  it('is nobody where it isn’t set up', async () => {
    expect((await ask(TOKEN, withoutToken.url)).status).toBe(404);
  });

  it('is whoever reaches a port of its own, which serves nothing else', async () => {
    const page = { token: null, read: async () => ({ type: 'text/plain', text: 'counted' }), log: silentLog };
    const served = await startMetricsPort(page, { host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${served.port}`;
    expect(await (await fetch(`${url}/metrics`)).text()).toBe('counted');
    expect((await fetch(`${url}/health`)).status).toBe(404);
    await served.close();
  });

  it('learns nothing of what fails but that it did', async () => {
    const failed: string[] = [];
    const log = { ...silentLog, error: (event: string) => failed.push(event) };
    const read = async () => Promise.reject(new Error('Claire Dubois'));
    const served = await startMetricsPort({ token: null, read, log }, { host: '127.0.0.1', port: 0 });
    const answer = await fetch(`http://127.0.0.1:${served.port}/metrics`);
    expect([answer.status, await answer.text(), failed]).toEqual([500, '', ['metrics.failed']]);
    await served.close();
  });
});

describe.each(platformsInTurn())('what is done on %s', (platform) => {
  it('is counted by its kind and how it ended, and how long it took', async () => {
    const name = 'fil_conducteur_interactions_total';
    const counted = (kind: string, outcome: string) => value(name, { platform, kind, outcome });
    const kinds = [
      ['command', 'answered'],
      ['command', 'form'],
      ['command', 'refused'],
      ['action', 'answered'],
      ['form', 'answered'],
      ['message', 'answered'],
    ] as const;
    const before = await Promise.all(kinds.map(([kind, outcome]) => counted(kind, outcome)));
    const answered = await value('fil_conducteur_answer_seconds_count', { platform, kind: 'command' });
    const acknowledged = await value('fil_conducteur_acknowledgement_seconds_count', { platform, kind: 'form' });
    const sent = await value('fil_conducteur_deliveries_total', { platform, outcome: 'sent' });

    const ana = world.person(platform, `Ana ${platform}`);
    await ana.command('/edition ouvrir', { annee: '2027' });
    await ana.command('/structure creer', { nom: `Le Fournil ${platform}` });
    await propose(ana, { title: 'Fournil ouvert' });
    await ana.say('bonjour');

    const after = await Promise.all(kinds.map(([kind, outcome]) => counted(kind, outcome)));
    for (const [index, kind] of kinds.entries()) expect([kind, after[index]]).not.toEqual([kind, before[index]]);
    expect(await value('fil_conducteur_answer_seconds_count', { platform, kind: 'command' })).toBeGreaterThan(answered);
    expect(await value('fil_conducteur_acknowledgement_seconds_count', { platform, kind: 'form' })).toBeGreaterThan(
      acknowledged,
    );
    expect(await value('fil_conducteur_deliveries_total', { platform, outcome: 'sent' })).toBeGreaterThan(sent);
  });

  it('never says who it was, or what they wrote', async () => {
    const zoe = world.person(platform, HOSTILE);
    await zoe.command('/structure creer', { nom: `Béa ${platform}"} 1` });
    await propose(zoe, { title: 'Zoé"} 2' });
    await zoe.say('Béa "} 3');
    const text = await scrape();
    expect(text).not.toMatch(/Zoé|Béa|Fournil|Picardie|Claire/);
    const labels = new Set(
      samplesOf(text)
        .filter((one) => one.name.startsWith('fil_conducteur_'))
        .flatMap((one) => Object.entries(one.labels))
        .filter(([label]) => label !== 'le')
        .map(([, word]) => word),
    );
    const known = [
      ...['slack', 'discord', 'command', 'action', 'form', 'suggestion', 'message'],
      ...['answered', 'refused', 'failed', 'dropped', 'silent', 'sent', 'unknown'],
      ...['delivery', 'job', 'open', 'free', 'waiting'],
      ...Object.keys(describedTables),
    ];
    expect([...labels].filter((word) => !known.includes(word))).toEqual([]);
  });
});

it('tells what waits, what is connected, and how the process is', async () => {
  const samples = samplesOf(await scrape());
  const of = (name: string) => samples.filter((one) => one.name === name).map(({ value }) => value);
  expect(of('fil_conducteur_platform_connected')).toEqual([1, 1]);
  expect(of('fil_conducteur_database_up')).toEqual([1]);
  expect(of('fil_conducteur_deliveries_waiting')).toEqual([0, 0]);
  expect(of('process_resident_memory_bytes')[0]).toBeGreaterThan(1_000_000);
  expect(of('nodejs_eventloop_lag_p99_seconds')).toHaveLength(1);
});

const AWAY = { kind: 'status', status: 503, times: 1_000 } as const;

/** Lets nothing be posted on a platform. Returns how to end it. */
const makeAway = {
  slack() {
    world.slack.fault({ ...AWAY, method: 'chat.postMessage' });
    return () => world.slack.clearFaults();
  },
  discord() {
    const fault = world.discord.fault({ ...AWAY, method: 'POST', path: /^\/channels\/\d+\/messages$/ });
    return () => fault.cancel();
  },
};

describe.each(platformsInTurn())('while %s is away', (platform) => {
  it('tells how much waits for it, since when, and that nothing does any more', { timeout: 240_000 }, async () => {
    const { clock } = world;
    const waiting = () => valueAnew('fil_conducteur_deliveries_waiting', { platform });
    const oldest = () => valueAnew('fil_conducteur_oldest_due_seconds', { of: 'delivery' });
    const becomes = (read: () => Promise<number>, timeout = 30_000) => expect.poll(read, { timeout });
    await becomes(waiting).toBe(0);
    const now = clock.now();
    const over = makeAway[platform]();
    try {
      const elsewhere = world.person(platform === 'slack' ? 'discord' : 'slack', `Eva ${platform}`);
      await elsewhere.command('/structure creer', { nom: `La Ruche ${platform}` });
      await propose(elsewhere, { title: `Ruche ouverte ${platform}` });
      await becomes(waiting).toBeGreaterThan(0);
      clock.set(new Date(now.getTime() + 600_000));
      await becomes(oldest).toBeGreaterThanOrEqual(600);
    } finally {
      clock.set(now);
      over();
    }
    // It is tried again later and later.
    await becomes(waiting, 90_000).toBe(0);
    await becomes(oldest).toBe(0);
  });
});

it('counts what a platform refused, and what nobody knows of', { timeout: 120_000 }, async () => {
  const { slack } = world;
  const ended = (outcome: string) => value('fil_conducteur_deliveries_total', { platform: 'slack', outcome });
  const before = { refused: await ended('refused'), unknown: await ended('unknown') };
  const iris = world.person('discord', 'Iris');
  await iris.command('/structure creer', { nom: 'La Serre' });
  slack.fault({ kind: 'refuse', method: 'chat.postMessage', error: 'restricted_action' });
  await propose(iris, { title: 'Serre ouverte' });
  await expect.poll(() => ended('refused'), { timeout: 20_000 }).toBe(before.refused + 1);
  // Nobody saw whether it arrived, and the place where it would stand can't be read.
  slack.fault({ kind: 'reset', method: 'chat.postMessage', stored: false });
  slack.fault({ kind: 'refuse', method: 'conversations.history', error: 'missing_scope', times: 1_000 });
  await propose(iris, { title: 'Serre fermée' });
  await expect.poll(() => ended('unknown'), { timeout: 50_000 }).toBe(before.unknown + 1);
  slack.clearFaults();
  const waiting = () => valueAnew('fil_conducteur_deliveries_waiting', { platform: 'slack' });
  await expect.poll(waiting, { timeout: 50_000 }).toBe(0);
});

it('tells how long the oldest thing that is due has waited, and what the database is asked over', async () => {
  const { prisma } = world.database;
  const { id: regionId } = await prisma.region.findFirstOrThrow();
  const dueAt = new Date(world.clock.now().getTime() - 300_000);
  const { id } = await prisma.dueItem.create({ data: { regionId, kind: 'gone', subject: 'late', dueAt } });
  const oldest = () => valueAnew('fil_conducteur_oldest_due_seconds', { of: 'job' });
  await expect.poll(oldest, { timeout: 30_000 }).toBeGreaterThanOrEqual(300);
  await prisma.dueItem.delete({ where: { id } });
  expect(await value('fil_conducteur_database_connections', { state: 'open' })).toBeGreaterThan(0);
});

it('counts what went because its term was over, by table', async () => {
  const name = 'fil_conducteur_purged_rows_total';
  const before = await value(name, { table: 'DueItem' });
  const { prisma } = world.database;
  const region = await prisma.region.findFirstOrThrow();
  const regionId = region.id;
  const done = new Date(world.clock.now().getTime() - 365 * 86_400_000);
  await prisma.dueItem.createMany({
    data: ['one', 'two'].map((subject) => ({ regionId, kind: 'gone', subject, dueAt: done, doneAt: done })),
  });
  const now = world.clock.now();
  await inTransaction(world.database, (tx) => planPurge({ tx, region: { ...region, locale: 'fr' }, now }));
  await world.runDue();
  expect(await value(name, { table: 'DueItem' })).toBeGreaterThanOrEqual(before + 2);
});
