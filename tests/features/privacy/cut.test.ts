import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { channelOn, optionOf, tieYearRound } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';
import { eraseWholly, untilErased } from './erasing.ts';

const NAME = 'Camille Roussel';
const { yearRound } = channelNames;

async function cut(coordinator: Person, { database }: World): Promise<void> {
  await coordinator.command('/passerelle couper');
  await coordinator.fill({ what: (await database.prisma.relay.findFirstOrThrow()).id });
  await coordinator.press('Couper');
}

describe.each(platformsInTurn())('in a channel that was cut, what was said on %s', (platform) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await tieYearRound(world.coordinator[platform]);
  });
  afterEach(() => world?.close());
  const reader = () => world.person(other[platform], 'Omar');
  const standing = (words: string) =>
    reader()
      .screen()
      .filter(({ text }) => text.includes(words));

  it('goes where it names somebody who is erased, or is theirs; the rest stays', async () => {
    const [colleague, camille] = [world.person(platform, 'Noé'), world.person(platform, NAME)];
    await colleague.write(yearRound, `${NAME} apporte le four`);
    await colleague.write(yearRound, 'La salle est ouverte');
    await camille.write(yearRound, 'Mon numéro est le 06 99');
    await cut(world.coordinator[platform], world);
    for (const words of [NAME, 'La salle', '06 99']) expect(standing(words)).toHaveLength(1);

    await eraseWholly(world, camille);
    for (const words of [NAME, 'apporte le four', '06 99']) expect(standing(words)).toEqual([]);
    expect(standing('La salle')).toHaveLength(1);
    expect(colleague.screen().filter(({ text }) => text.includes('apporte le four'))).toHaveLength(1);
  });

  it('goes where they had deleted it themselves before, while another channel stays tied, and the erasure ends', async () => {
    const [there, camille] = [world.coordinator[other[platform]], world.person(platform, NAME)];
    await there.command('/passerelle lier');
    await there.fill({ channel: channelOn(world, other[platform], 'general') });
    await there.press('Relier ces salons');
    for (const words of ['Mon numéro est le 06 99', 'Et mon adresse']) await camille.write(yearRound, words);
    await there.command('/passerelle couper');
    await there.fill({ what: optionOf(there, 'what', '#general') });
    await there.press('Couper');
    await camille.erase('06 99');
    expect(standing('06 99')).toHaveLength(1);
    expect(standing('Et mon adresse')).toHaveLength(2);

    await eraseWholly(world, camille);
    for (const words of ['06 99', 'Et mon adresse']) expect(standing(words)).toEqual([]);
  });

  it('goes once its platform is back, and the erasure waits for it', async () => {
    const camille = world.person(platform, NAME);
    await world.person(platform, 'Noé').write(yearRound, `${NAME} apporte le four`);
    await cut(world.coordinator[platform], world);
    const isUnavailable = { kind: 'status', status: 503, times: 10_000 } as const;
    if (platform === 'discord') world.slack.fault({ ...isUnavailable, method: 'chat.delete' });
    const fault = world.discord.fault({ ...isUnavailable, path: /\/webhooks\/.*\/messages\/\d+$/ });
    await camille.command('/profil donnees');
    await camille.press('Tout effacer');
    await camille.press('Effacer pour toujours');
    const minutes = (count: number) => world.goTo(new Date(world.clock.now().getTime() + count * 60_000));
    for (let times = 0; times < 10; times += 1) await minutes(1);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).not.toContain('Tout est terminé');
    expect(camille.read()).toContain('dans les salons reliés');
    world.slack.clearFaults();
    fault.cancel();
    await world.restartBot();
    await untilErased(world, 10);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(standing(NAME)).toEqual([]);
  });
});

describe('a copy on Slack of what was said on Discord, once its channel is cut,', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await tieYearRound(world.coordinator.slack);
  });
  afterEach(() => world?.close());

  it('goes where it quotes somebody who is erased, or what names them', async () => {
    const [omar, ana] = [world.person('slack', 'Omar'), world.person('discord', 'Ana')];
    const camille = world.person('discord', NAME);
    await omar.write(yearRound, 'Ouvert à midi');
    await camille.write(yearRound, 'Mon numéro est le 06 99');
    await ana.reply('Merci, noté', 'Mon numéro');
    await ana.write(yearRound, `${NAME} apporte le four`);
    await ana.reply('Merci à elle', 'apporte le four');
    await ana.reply('Bien vu', 'Ouvert à midi');
    await cut(world.coordinator.slack, world);
    const standing = (words: string) => omar.screen().filter(({ text }) => text.includes(words));
    for (const words of ['noté', 'Merci à elle', 'Bien vu']) expect(standing(words)).toHaveLength(1);

    await eraseWholly(world, camille);
    for (const words of [NAME, '06 99', 'noté', 'Merci à elle']) expect(standing(words)).toEqual([]);
    expect(standing('Bien vu')).toHaveLength(1);
  });

  it('goes once the channel is no longer archived, for which the erasure doesn’t wait', async () => {
    const [omar, ana] = [world.person('slack', 'Omar'), world.person('discord', 'Ana')];
    await ana.write(yearRound, `${NAME} apporte le four`);
    await cut(world.coordinator.slack, world);
    const channel = channelOn(world, 'slack');
    world.slack.archive(channel);
    const standing = () => omar.screen().filter(({ text }) => text.includes(NAME));
    await eraseWholly(world, world.person('discord', NAME));
    expect(standing()).toHaveLength(1);
    world.slack.unarchive(channel);
    world.slack.addToChannel(channel);
    await world.restartBot();
    await world.goTo(new Date(world.clock.now().getTime() + 60_000));
    expect(standing()).toEqual([]);
  });
});
