import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOT_REACHED } from '../../../src/delivery/outbox/due-kinds.ts';
import { send } from '../../../src/delivery/outbox/index.ts';
import { silentLog } from '../../../src/log.ts';
import { type Setting, say, startSetting } from '../setting.ts';

let setting: Setting;
/** The failures that the sender logged. */
const failed: string[] = [];
beforeAll(async () => {
  setting = await startSetting();
  await setting.sender({ ...silentLog, error: (event) => failed.push(event) }).start();
});
afterAll(() => setting?.close());

/** Makes the database refuse due items, as if the process were killed just before it stores one. */
async function withoutNotes(work: () => Promise<void>): Promise<void> {
  const { prisma } = setting.database;
  await prisma.$executeRawUnsafe(`CREATE FUNCTION refuse_note() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`);
  await prisma.$executeRawUnsafe(`CREATE TRIGGER refuse_note BEFORE INSERT ON "DueItem"
    FOR EACH ROW WHEN (NEW."kind" = '${NOT_REACHED}') EXECUTE FUNCTION refuse_note()`);
  try {
    await work();
  } finally {
    await prisma.$executeRawUnsafe('DROP FUNCTION refuse_note() CASCADE');
  }
}

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  beforeEach(() => {
    failed.length = 0;
  });

  it('who wasn’t reached is told of, though the process ends just when it is to be noted', async () => {
    const users = [setting.person(platform, false)];
    const keys = [1, 2].map((number) => `closed:${platform}:${number}`);
    await withoutNotes(async () => {
      await setting.store(async (scope) => {
        for (const key of keys) {
          const target = { kind: 'private', platform, users } as const;
          await send(scope, { key, target, message: say(key), consent: { asked: 'said' }, readAs: 'themselves' });
        }
      });
      await expect.poll(() => failed, { interval: 20, timeout: 15_000 }).toContain('delivery.pass-failed');
      for (const key of keys) expect(await setting.statusOf(key)).toMatch(/^(SENDING|PENDING)$/);
    });
    for (const key of keys) {
      await expect
        .poll(() => setting.statusOf(key), { timeout: 15_000, interval: 20 })
        .toMatch(/^(REFUSED|UNKNOWN) direct-messages-closed$/);
    }
    const rows = await setting.database.prisma.delivery.findMany({ where: { key: { in: keys } } });
    const noted = await setting.database.prisma.dueItem.findMany({
      where: { kind: NOT_REACHED, subject: { in: rows.map(({ id }) => id) } },
    });
    expect(noted).toHaveLength(2);
  });
});
