import { describe, expect, it } from 'vitest';
import { RecentMap } from '../../src/chat/recent-map.ts';

describe('a map of what was set last', () => {
  it('forgets what was set longest ago once there are too many', () => {
    const known = new RecentMap<string, number>(2);
    known.set('ana', 1);
    known.set('ben', 2);
    known.set('cid', 3);
    expect([known.get('ana'), known.get('ben'), known.get('cid')]).toEqual([undefined, 2, 3]);
  });

  it('counts what is set again as the newest', () => {
    const known = new RecentMap<string, number>(2);
    known.set('ana', 1);
    known.set('ben', 2);
    known.set('ana', 3);
    known.set('cid', 4);
    expect([known.get('ana'), known.has('ben'), known.get('cid')]).toEqual([3, false, 4]);
  });

  it('forgets what is deleted, which makes room', () => {
    const known = new RecentMap<string, number>(2);
    known.set('ana', 1);
    known.set('ben', 2);
    known.delete('ben');
    known.set('cid', 3);
    expect([known.has('ana'), known.has('ben'), known.has('cid')]).toEqual([true, false, true]);
  });
});
