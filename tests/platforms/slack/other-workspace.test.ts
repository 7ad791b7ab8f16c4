import { expect, onTestFinished, test } from 'vitest';
import { start } from './support.ts';

test('who is in another workspace isn’t told by a token of this one, by which they would all have left', async () => {
  const { platform, slack, user, close } = await start();
  onTestFinished(close);
  expect(await platform.membership(user, slack.team.id)).toBe('member');
  expect(await platform.membership('U0ELSEWHERE', slack.team.id)).toBe('gone');
  const refused = { failure: { kind: 'refused', reason: 'other' } };
  await expect(platform.membership('U0ELSEWHERE', 'T0ELSEWHERE')).rejects.toMatchObject(refused);
  for (const many of [1, 60]) {
    const users = Array.from({ length: many }, (_, index) => `U0ELSEWHERE${index}`);
    const roll = platform.rollCall('T0ELSEWHERE');
    const told = async () => {
      for (let times = 0; times < 5; times += 1) expect(await roll.ask(users)).toEqual(new Map());
    };
    await expect(told()).rejects.toMatchObject(refused);
  }
});
