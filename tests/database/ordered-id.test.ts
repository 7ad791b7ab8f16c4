import { expect, it } from 'vitest';
import { z } from 'zod';
import { orderedId } from '../../src/database/ordered-id.ts';

it('each is a UUID of version 7 of this moment, greater than all before it', () => {
  const began = Date.now();
  const ids = Array.from({ length: 20_000 }, orderedId);
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(ids).toEqual([...new Set(ids)].toSorted());
  const time = Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16);
  expect(time).toBeGreaterThanOrEqual(began);
  expect(time).toBeLessThanOrEqual(Date.now() + 10);
});
