import { expect, it } from 'vitest';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const standing = () => one.slack.standing.map(({ id, text, files }) => ({ id, text, files }));

it('a long message whose files are taken away keeps its texts where they stand, and is followed by no correction', async () => {
  const id = one.discord.sayWithFile('Ana', 'a'.repeat(60), 'plan.pdf');
  await one.tell();
  const [first, shared, second] = standing();
  expect([first?.text, shared?.files, second?.text]).toEqual(['a'.repeat(40), ['plan.pdf'], 'a'.repeat(20)]);
  one.discord.takeFilesAway(id);
  await one.tell();
  expect(standing()).toEqual([first, second]);
  one.discord.change(id, 'b'.repeat(90));
  await one.tell();
  expect(standing().map(({ text }) => text)).toEqual(['b'.repeat(40), 'b'.repeat(40), 'b'.repeat(10)]);
  expect(
    standing()
      .slice(0, 2)
      .map(({ id: at }) => at),
  ).toEqual([first?.id, second?.id]);
});
