import { expect, it } from 'vitest';
import { z } from 'zod';
import { orderedIds } from '../../src/database/ordered-id.ts';

const timeOf = (id: string | undefined) => Number.parseInt(id?.replace('-', '').slice(0, 12) ?? '', 16);

it('each is a UUID of version 7 of this moment, greater than all before it', () => {
  const began = Date.now();
  const ids = Array.from({ length: 20_000 }, orderedIds(Date.now));
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(ids).toEqual([...new Set(ids)].toSorted());
  expect(timeOf(ids[0])).toBeGreaterThanOrEqual(began);
  expect(timeOf(ids[0])).toBeLessThanOrEqual(Date.now() + 10);
});

it('one that is made when the clock was set back is greater all the same', () => {
  let time = Date.parse('2026-11-12T10:00:00Z');
  const next = orderedIds(() => time);
  const before = next();
  time -= 60_000;
  const after = [next(), next()];
  expect([before, ...after]).toEqual([...new Set([before, ...after])].toSorted());
});
