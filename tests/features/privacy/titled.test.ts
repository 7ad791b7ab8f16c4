import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { eraseWholly, untilErased } from './erasing.ts';

const NAME = 'Camille Roussel';

describe.each(platforms)('a thread that the bot began on Discord below what was said on %s', (_title, side) => {
  let tied: TiedWorld;
  beforeEach(async () => {
    tied = await tiedWorld();
  });
  afterEach(() => tied?.world.close());
  const minutes = (count: number) => tied.world.goTo(new Date(tied.world.clock.now().getTime() + count * 60_000));

  /** Has somebody say something that is answered in its thread on Slack, and returns what reads the name of the thread on Discord. */
  async function begun(author: Person, root: string): Promise<{ readonly id: string; name(): string }> {
    const { slack, discord } = tied.people;
    await author.write('general', root);
    const on = side === 'slack' ? author.wrote(root) : copiesOf(slack, root)[0];
    const answer = `Vu, ${root.length}`;
    await tied.world.slack.say(slack.user.id, { channel: tied.channel('slack'), thread: on?.id ?? null }, answer);
    await tied.world.settle();
    const id = copiesOf(discord, answer)[0]?.place.channel ?? '';
    const name = () => discord.platform.channelsOf(discord.user.id).find((one) => one.id === id)?.name ?? '';
    expect(name()).toBe(root);
    return { id, name };
  }

  it('no longer names somebody who is erased', async () => {
    const thread = await begun(tied.people[side], `${NAME} tient la caisse`);
    await eraseWholly(tied.world, tied.world.person(side, NAME));
    expect(thread.name()).toContain('tient la caisse');
    expect(thread.name()).not.toContain(NAME);
  });

  it('keeps nothing of the words of somebody who is erased', async () => {
    const author = tied.world.person(side, NAME);
    const thread = await begun(author, 'Mon numéro est le 06 99');
    await eraseWholly(tied.world, author);
    expect(thread.name()).not.toContain('06 99');
  });

  it('keeps nothing of words in which they name themselves, while no platform takes anything', async () => {
    const { world } = tied;
    const author = world.person(side, NAME);
    const thread = await begun(author, `${NAME} : au 06 99`);
    const isUnavailable = { kind: 'status', status: 503, times: 10_000 } as const;
    world.slack.fault({ ...isUnavailable, method: 'chat.delete' });
    const copies = world.discord.fault({ ...isUnavailable, path: /\/webhooks\/.*\/messages\/\d+$/ });
    const title = world.discord.fault({ ...isUnavailable, method: 'PATCH', path: `/channels/${thread.id}` });
    await author.command('/profil donnees');
    await author.press('Tout effacer');
    await author.press('Effacer pour toujours');
    for (let times = 0; times < 10; times += 1) await minutes(1);
    expect(thread.name()).toContain('06 99');
    world.slack.clearFaults();
    for (const fault of [copies, title]) fault.cancel();
    await world.restartBot();
    await untilErased(tied.world, 10);
    await author.press('Où en est-ce ?');
    expect(author.read()).toContain('Tout est terminé');
    expect(thread.name()).not.toContain('06 99');
  });

  it('keeps the name that somebody else gave it', async () => {
    const thread = await begun(tied.people[side], `${NAME} tient la buvette`);
    tied.world.discord.renameThread(tied.world.coordinator.discord.user.id, thread.id, 'Buvette');
    await tied.world.settle();
    await eraseWholly(tied.world, tied.world.person(side, NAME));
    expect(thread.name()).toBe('Buvette');
  });

  it('loses the name though Discord is away and the bot is started again, and the erasure waits for it', async () => {
    const { world } = tied;
    const thread = await begun(tied.people[side], `${NAME} tient le vestiaire`);
    const path = `/channels/${thread.id}`;
    const fault = world.discord.fault({ kind: 'status', status: 503, times: 10_000, method: 'PATCH', path });
    const camille = world.person(side, NAME);
    await camille.command('/profil donnees');
    await camille.press('Tout effacer');
    await camille.press('Effacer pour toujours');
    for (let times = 0; times < 10; times += 1) await minutes(1);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).not.toContain('Tout est terminé');
    expect(camille.read()).toContain('dans les salons reliés');
    await world.restartBot();
    expect(thread.name()).toContain(NAME);
    fault.cancel();
    await world.restartBot();
    await untilErased(tied.world, 10);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(thread.name()).toContain('tient le vestiaire');
    expect(thread.name()).not.toContain(NAME);
  });
});
