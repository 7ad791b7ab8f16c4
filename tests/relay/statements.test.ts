import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordStatements } from '../support/statements.ts';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

const recording = recordStatements();
let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(async () => {
  await tied?.world.close();
  recording.stop();
});

/** The statements of a message, by words of each. */
const OF_A_MESSAGE = [
  ['stores it, and claims its copy', /INSERT INTO "RelayMessage"/u],
  ['keeps it where it is meant for the bot', /INSERT INTO "ReceivedEvent"/u],
  ['stores that the copy stands', /INSERT INTO "RelayPart"/u],
] as const;

describe.each(platforms)('a message on %s', (title, side) => {
  it('takes three statements, of which the one that people wait for is asked first', async () => {
    const [speaker, reader] = [tied.people[side], tied.people[tied.other[side]]];
    // The webhook and the names are known afterwards.
    await speaker.write('general', `D'abord, ${title}`);
    recording.taken();
    await speaker.write('general', `Ensuite, ${title}`);
    expect(copiesOf(reader, `Ensuite, ${title}`)).toHaveLength(1);
    const made = recording.taken().map(({ text }) => text);
    const told = made.flatMap((text) => OF_A_MESSAGE.flatMap(([what, words]) => (words.test(text) ? [what] : [])));
    expect(told).toEqual(OF_A_MESSAGE.map(([what]) => what));
  });
});
