import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copiesOf, platforms, type Side, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { untilErased } from './erasing.ts';

const NAME = 'Camille Roussel';

describe.each(platforms)('a message from %s that names somebody who is erased, and whose copy', (title, side) => {
  let tied: TiedWorld;
  beforeEach(async () => {
    tied = await tiedWorld();
  });
  afterEach(() => tied?.world.close());
  const there = (): Side => tied.other[side];
  const speaker = () => tied.people[side];
  const minutes = (count: number) => tied.world.goTo(new Date(tied.world.clock.now().getTime() + count * 60_000));
  const said = `apporte le four de ${title}`;
  const texts = () => copiesOf(tied.people[there()], said).map(({ text }) => text);

  /** From here on the bot can't change what stands on the other platform by now. */
  async function freeze(): Promise<void> {
    if (there() === 'slack') return tied.world.slack.limitEditing(0);
    const parts = await tied.world.database.prisma.relayPart.findMany({ where: { NOT: { by: null } } });
    for (const by of new Set(parts.map((part) => part.by))) tied.world.discord.deleteWebhook(by ?? '');
    await tied.world.settle();
  }

  async function erase(): Promise<Person> {
    const camille = tied.world.person(side, NAME);
    await camille.command('/profil donnees');
    await camille.press('Tout effacer');
    await camille.press('Effacer pour toujours');
    for (let times = 0; times < 10; times += 1) await minutes(1);
    await camille.press('Où en est-ce ?');
    return camille;
  }

  it('can’t be changed goes, and stands anew without the name', async () => {
    await speaker().write('general', `${NAME} ${said}`);
    await freeze();
    expect((await erase()).read()).toContain('Tout est terminé');
    expect(texts()).toEqual([expect.stringContaining(said)]);
    expect(texts()).toEqual([expect.not.stringContaining(NAME)]);
    await speaker().edit(`Elle ${said}`, said);
    expect(texts().at(-1)).toContain(`Elle ${said}`);
  });

  it('was corrected loses what the correction left', async () => {
    await speaker().write('general', `${NAME} ${said}`);
    await freeze();
    await speaker().edit(`${NAME} ${said}, à midi`, said);
    expect(texts()).toHaveLength(2);
    tied.world.slack.limitEditing(null);
    await erase();
    expect(texts()).toEqual([expect.stringContaining(`${said}, à midi`)]);
    expect(texts()).toEqual([expect.not.stringContaining(NAME)]);
  });

  it('stands on a platform that is away is waited for', async () => {
    const { world } = tied;
    await speaker().write('general', `${NAME} ${said}`);
    const isUnavailable = { kind: 'status', status: 503, times: 10_000 } as const;
    if (there() === 'slack') world.slack.fault({ ...isUnavailable, method: /^chat\.(update|delete)$/ });
    const fault = world.discord.fault({ ...isUnavailable, path: /\/webhooks\/.*\/messages\/\d+$/ });
    const camille = await erase();
    expect(camille.read()).not.toContain('Tout est terminé');
    expect(camille.read()).toContain('dans les salons reliés');
    world.slack.clearFaults();
    fault.cancel();
    await world.restartBot();
    await untilErased(tied.world, 10);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(texts()).toEqual([expect.not.stringContaining(NAME)]);
  });
});
