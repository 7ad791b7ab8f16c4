import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('somebody who writes to the bot on %s', (name) => {
  const platform = () => world[name];
  const write = (user: string, line: string) => platform().say(user, { channel: 'direct', thread: null }, line);
  const answersTo = (user: string) => {
    const direct = platform()
      .channelsOf(user)
      .filter(({ kind }) => kind === 'direct');
    return direct.flatMap(({ id }) =>
      platform()
        .messages(user, { channel: id, thread: null })
        .filter(({ author }) => author.bot),
    );
  };

  it('three lines at once gets an answer to each', async () => {
    const { user } = world.person(name, 'Line');
    await Promise.all([1, 2, 3].map((line) => write(user.id, `Ligne numéro ${line}`)));
    await world.settle();
    expect(answersTo(user.id)).toHaveLength(3);
  });

  it('forty lines at once is answered the last, and few of the others', async () => {
    const noemie = world.person(name, 'Noémie');
    await noemie.command('/mois');
    const { user } = noemie;
    const lines = Array.from({ length: 40 }, (_, index) => `Ligne numéro ${index + 1}`);
    await Promise.all(lines.map((line) => write(user.id, line)));
    await world.settle();
    const answers = answersTo(user.id).map(({ text }) => text);
    expect(answers.filter((text) => text.includes('Ligne numéro 40'))).toHaveLength(1);
    expect(answers.length).toBeLessThan(20);
    // Whatever they say afterwards is answered as ever.
    await write(user.id, 'Et maintenant ?');
    await world.settle();
    expect(answersTo(user.id).at(-1)?.text).toContain('Et maintenant ?');
  });

  it('forty lines at once and is in no region yet is told so a few times', async () => {
    const { user } = world.person(name, 'Inès');
    await Promise.all(Array.from({ length: 40 }, (_, index) => write(user.id, `Ligne numéro ${index + 1}`)));
    await world.settle();
    const { length } = answersTo(user.id);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(20);
  });
});
