import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPresence } from '../../../src/access/actor/presence.ts';
import { clientOf } from '../../../src/database/transaction.ts';
import { send } from '../../../src/delivery/outbox/index.ts';
import { createSender, type Sender } from '../../../src/delivery/sender/sender.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { NOW, type Setting, say, startSetting, toChannel } from '../setting.ts';

const clock = manualClock();
let setting: Setting;
let sender: Sender;
beforeAll(async () => {
  setting = await startSetting();
  const { database, adapters } = setting;
  const platforms = Object.values(adapters);
  const presence = createPresence({ database, platforms, now: () => NOW, changed: [] });
  sender = createSender({ database, platforms, presence, log: silentLog, now: () => NOW, limited: false, pace: clock });
  await sender.start();
});
afterAll(async () => {
  await sender?.stop();
  await setting?.close();
});

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  it('what nobody wakes the sender for is found by itself within half a minute', async () => {
    const channel = setting.channel(platform);
    const key = `test:${channel}`;
    await setting.store((scope) => send(scope, { key, target: toChannel(platform, channel), message: say('un') }));
    await sender.drained();
    // Stored again behind the sender's back, as by a process that ended before it could wake anybody.
    await setting.store(({ tx }) =>
      clientOf(tx).delivery.update({ where: { key }, data: { key: `${key}:again`, status: 'PENDING', attempts: 0 } }),
    );
    expect(setting.texts(platform, channel)).toEqual(['un']);
    clock.advance(30_000);
    await setting.becomes(platform, channel, ['un', 'un']);
  });

  it('what is stored for one platform wakes its sender alone', async () => {
    const woken: string[] = [];
    const listening = ['deliveries', 'deliveries:slack', 'deliveries:discord'].map((name) =>
      setting.database.wake.listen(name, () => void woken.push(name)),
    );
    const channel = setting.channel(platform);
    await setting.store((scope) =>
      send(scope, { key: `woken:${channel}`, target: toChannel(platform, channel), message: say('un') }),
    );
    for (const stop of listening) stop();
    expect(woken).toEqual([`deliveries:${platform}`]);
  });
});
