import pg from 'pg';
import type { Plan } from './run.ts';

/** Milliseconds a platform may take to store; late stores stay below, except in the run that shows the edge. */
const SETTLE_MS = 2_000;
const LATE = { least: 100, most: 700 } as const;
const TOO_LATE = { least: 2_500, most: 4_000 } as const;

/** The share of deliveries that runs on the database server. */
const SHARE = 0.81;

export interface Whole {
  readonly seed: number;
  readonly deliveries: number;
  readonly kills: number;
  /** The senders' compiled programs. */
  readonly programs: { readonly bot: string; readonly naive: string };
  /** A database server's address. */
  readonly url: string;
}

/** Returns the plans to run: both with what is guaranteed, the naive sender, and the edge of the guarantee. */
export async function plansFor({ seed, deliveries, kills, programs, url }: Whole): Promise<readonly Plan[]> {
  const usual: Omit<Plan, 'name' | 'deliveries' | 'kills' | 'storeMs' | 'url'> = {
    ...{ seed, settleMs: SETTLE_MS, late: LATE, onlyLate: false },
    ...{ sender: 'bot', program: programs.bot, processes: 1, loops: 1 },
  };
  const share = { deliveries: Math.round(deliveries * SHARE), kills: Math.round(kills * SHARE) };
  const rest = { deliveries: deliveries - share.deliveries, kills: kills - share.kills };
  const [postgres, naive, edge] = [
    await databaseOn(url, 'postgres_run'),
    await databaseOn(url, 'naive_run'),
    await databaseOn(url, 'edge_run'),
  ];
  return [
    { ...usual, ...share, name: 'postgresql', processes: 3, storeMs: 700, url: postgres },
    { ...usual, ...rest, name: 'embedded', loops: 3, storeMs: 800, url: null },
    {
      ...{ ...usual, name: 'naive', sender: 'naive', program: programs.naive, processes: 2, storeMs: 0, url: naive },
      ...{ deliveries: Math.round(deliveries / 20), kills: Math.round(kills / 10) },
    },
    {
      ...{ ...usual, name: 'edge', storeMs: 200, url: edge, onlyLate: true, late: TOO_LATE },
      ...{ deliveries: Math.round(deliveries / 40), kills: 0 },
    },
  ];
}

/** Returns whether the bot guarantees what this run shows. */
export function isGuaranteed({ sender, onlyLate }: Plan): boolean {
  return sender === 'bot' && !onlyLate;
}

/** Creates a database of its own on the server, and returns its address. */
async function databaseOn(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
