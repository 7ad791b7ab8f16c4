import { regionById } from '../../src/access/region/region-store.ts';
import { message, text } from '../../src/chat/message.ts';
import { emptyDatabase } from '../../src/database/empty.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { type NewDelivery, sendAll } from '../../src/delivery/outbox/index.ts';
import { silentLog } from '../../src/log.ts';
import type { LocalPlatform } from '../../src/playground/local-platform.ts';
import { localPlatformNames } from '../../src/playground/local-platform.ts';
import { Child } from './child.ts';
import { startTowns } from './platforms.ts';
import { isPosted } from './requests.ts';
import { seedRegion } from './seed.ts';
import { AS_STARTED, MAIN } from './started.ts';

/** The time that so many processes take to send so much where nothing limits them. */
export interface Throughput {
  readonly processes: number;
  readonly deliveries: number;
  /** Milliseconds from the commit until the last message was stored on both platforms. */
  readonly took: number;
}

/**
 * Measures the bot in so many processes on one server's database, which is emptied; half of the messages go to each
 * platform.
 */
export async function measureThroughput(url: string, processes: number, deliveries: number): Promise<Throughput> {
  const towns = await startTowns(0);
  const database = await openDatabase({ url, dataDir: 'memory', log: silentLog });
  const children: Child[] = [];
  try {
    await emptyDatabase(database);
    const { regionId } = await seedRegion(database, towns, new Date());
    const each = Math.ceil(deliveries / localPlatformNames.length);
    const sendings = localPlatformNames.flatMap((name) => toEach(towns[name].platform, each));
    for (let number = 0; number < processes; number += 1) {
      children.push(new Child(MAIN, { ...towns.environment, DATABASE_URL: url }, AS_STARTED));
    }
    await Promise.all(children.map((child) => child.healthy()));
    const stored = localPlatformNames.map((name) => towns[name].requests.next(each, isPosted, 'deliveries').moments);
    await inTransaction(database, async (tx) => {
      const region = await regionById(tx, regionId);
      if (region) await sendAll({ tx, region, now: new Date() }, sendings);
    });
    const began = performance.now();
    const last = Math.max(...(await Promise.all(stored)).flat());
    return { processes, deliveries: sendings.length, took: last - began };
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await database.close();
    await towns.close();
  }
}

/** Returns one delivery to each of so many channels. */
function toEach(local: LocalPlatform, count: number): readonly NewDelivery[] {
  const platform = local.name;
  return Array.from({ length: count }, (_, index) => ({
    key: `bench:${platform}:${index}`,
    target: { kind: 'channel', platform, channel: local.addChannel({ name: `salon-${index}` }).id },
    message: message(text('Le programme est en ligne, les kits sont prêts.')),
  }));
}
