// The sender that one writes first: it posts with the platforms' own clients as they come, notes what was answered, and
// tries again after an error. Started by run.ts, which kills it.
import { setTimeout as delay } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { type APIChannel, REST, Routes } from 'discord.js';
import pg from 'pg';
import { readEnvironment } from '../../src/env.ts';
import { NAIVE_TABLE } from './naive-table.ts';
import { type Progress, taskGiven } from './task.ts';

const WORKERS = 8;
const BATCH = 100;
const AGAIN_MS = 200;
const REPORT_MS = 250;

interface Row {
  readonly key: string;
  readonly platform: 'slack' | 'discord';
  readonly channel: string;
  readonly person: boolean;
  readonly text: string;
}

const task = await taskGiven();
const { databaseUrl, slack, discord } = readEnvironment();
const pool = new pg.Pool({ connectionString: databaseUrl });
const slackClient = new webApi.WebClient(slack?.botToken, {
  slackApiUrl: slack?.apiUrl ?? '',
  logLevel: webApi.LogLevel.ERROR,
});
const discordClient = new REST({ version: '10', api: discord?.apiUrl ?? '' }).setToken(discord?.token ?? '');
void report();
for (;;) {
  const { rows } = await pool.query<Row>(
    `SELECT key, platform, channel, person, text FROM ${NAIVE_TABLE}
     WHERE NOT sent AND share = $1 ORDER BY number LIMIT ${BATCH}`,
    [task.share],
  );
  const queue = [...rows];
  await Promise.all(Array.from({ length: WORKERS }, () => work(queue)));
  if (rows.length === 0) await delay(AGAIN_MS);
}

async function work(queue: Row[]): Promise<void> {
  for (let row = queue.shift(); row; row = queue.shift()) {
    try {
      await post(row);
      await pool.query(`UPDATE ${NAIVE_TABLE} SET sent = true WHERE key = $1`, [row.key]);
    } catch {
      // The row is still there at the next look.
    }
  }
}

async function post({ platform, channel, person, text }: Row): Promise<void> {
  if (platform === 'slack') {
    const opened = person ? await slackClient.conversations.open({ users: channel }) : null;
    await slackClient.chat.postMessage({ channel: opened?.channel?.id ?? channel, text });
    return;
  }
  const opened = person
    ? ((await discordClient.post(Routes.userChannels(), { body: { recipient_id: channel } })) as APIChannel)
    : null;
  await discordClient.post(Routes.channelMessages(opened?.id ?? channel), { body: { content: text } });
}

async function report(): Promise<never> {
  for (;;) {
    const { rows } = await pool.query<{ stored: number; sent: number }>(
      `SELECT count(*)::int AS stored, (count(*) FILTER (WHERE sent))::int AS sent FROM ${NAIVE_TABLE}`,
    );
    const { stored = 0, sent = 0 } = rows[0] ?? {};
    const progress: Progress = {
      stored,
      sent,
      open: stored - sent,
      storedAll: true,
      refused: 0,
      unknown: 0,
      sendsTo: [],
    };
    console.log(JSON.stringify(progress));
    await delay(REPORT_MS);
  }
}
