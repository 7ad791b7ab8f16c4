import { expect, test } from 'vitest';
import { playLife } from '../../scripts/upgrades/play.ts';
import { testDatabase } from '../support/database.ts';

test('the life that is kept of a release can be played with what stands here, and leaves something to be sent', async () => {
  const database = await testDatabase();
  try {
    const { rows, platforms } = await playLife(database, 'the next');
    expect(rows.Delivery?.filter((row) => row.includes('"PENDING"'))).not.toEqual([]);
    expect(rows.ReportText).toHaveLength(1);
    expect(JSON.stringify(platforms)).toContain('Les affiches sont arrivées');
  } finally {
    await database.close();
  }
});
