import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { eraseWholly } from './erasing.ts';

// Whoever answers on Discord quotes what they answer, and the copy of that on Slack quotes it, too.
describe.each(platforms)('what an answer quotes of a message from %s', (title, side) => {
  let tied: TiedWorld;
  beforeAll(async () => {
    tied = await tiedWorld();
  });
  afterAll(() => tied?.world.close());
  const erase = (person: Person) => eraseWholly(tied.world, person);
  const quoting = (answer: string) => copiesOf(tied.people.slack, answer).map(({ text }) => text);

  it('no longer names somebody whom it named, and who is erased', async () => {
    const said = `apporte le four de ${title}`;
    const answer = `Merci à elle, ${title}`;
    await tied.people[side].write('general', `Camille Roussel ${said}`);
    await tied.people.discord.reply(answer, said);
    expect(quoting(answer)).toEqual([expect.stringContaining(`Camille Roussel ${said}`)]);

    await erase(tied.world.person(side, 'Camille Roussel'));
    expect(quoting(answer)).toEqual([expect.stringContaining(said)]);
    expect(quoting(answer)).toEqual([expect.not.stringContaining('Camille Roussel')]);
  });

  it('goes with its erased author, though the copy that was answered stands no more', async () => {
    const author = tied.world.person(side, `Paule Vidal de ${title}`);
    const said = `Mon numéro est le 06 de ${title}`;
    const answer = `Merci, noté pour ${title}`;
    await author.write('general', said);
    await tied.people.discord.reply(answer, said);
    await author.edit(`! ${said}`, said);
    await author.edit(`${said}, depuis hier`, said);
    expect(quoting(answer)).toEqual([expect.stringContaining(`${said}, depuis hier`)]);

    await erase(author);
    expect(quoting(answer)).toEqual([expect.stringContaining(answer)]);
    expect(quoting(answer)).toEqual([expect.not.stringContaining(said)]);
  });
});
