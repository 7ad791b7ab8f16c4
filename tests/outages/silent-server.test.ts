import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Connection, connectToServer } from '../../src/database/connection.ts';
import { silentLog } from '../../src/log.ts';
import { runsOnServer, testDatabaseLocation } from '../support/database.ts';

/** The network swallows what goes to the database's server and tells nobody: no connection is cut, none is refused. */
const CONNECTIONS = 3;
let connection: Connection;
let swallows = false;
const open = new Set<Socket>();
const line = createServer((near) => {
  const { port = '', hostname = '' } = target;
  const far = connect(Number(port || 5432), hostname);
  // Connections that were open when it began stay dead; only those opened afterwards work.
  const alive = () => !swallows && !dead.has(near);
  near.on('data', (bytes) => alive() && far.write(bytes));
  far.on('data', (bytes) => alive() && near.write(bytes));
  for (const socket of [near, far]) socket.on('error', () => {});
  near.on('close', () => far.destroy());
  far.on('close', () => near.destroy());
  open.add(near);
});
const dead = new Set<Socket>();
let target: Partial<Pick<URL, 'port' | 'hostname'>> = {};

beforeAll(async () => {
  if (!runsOnServer()) return;
  const url = new URL((await testDatabaseLocation()).url ?? '');
  target = { port: url.port, hostname: url.hostname };
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const address = line.address();
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  connection = connectToServer(url.href, silentLog, CONNECTIONS, 300);
});
afterAll(async () => {
  await connection?.close();
  for (const socket of open) socket.destroy();
  line.close();
});

it.runIf(runsOnServer())('a server that falls silent holds no connection for ever', async () => {
  const { pool } = connection;
  const ask = () => pool.query('SELECT 1');
  // All connections there may be are open.
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
  for (const client of clients) client.release();
  swallows = true;
  for (const socket of open) dead.add(socket);
  const answers = await Promise.allSettled(Array.from({ length: CONNECTIONS }, ask));
  expect(answers.map(({ status }) => status)).toEqual(Array(CONNECTIONS).fill('rejected'));
  swallows = false;
  expect((await ask()).rowCount).toBe(1);
});
