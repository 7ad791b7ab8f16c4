import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { both, other, platformsInTurn } from '../../support/platforms.ts';
import { channelOn, status, tieYearRound } from '../../support/relays.ts';
import { appManifest, withoutScopes } from '../../support/slack-manifest.ts';
import { startWorld, type World } from '../../support/world.ts';

const NOTE = 'Ce salon fait partie de la passerelle';
const UNPINNED = "Je n'ai pas pu épingler le message qui explique la passerelle";

let world: World;
afterEach(() => world?.close());

const noteFor = (reader: Person) =>
  reader
    .screen()
    .filter(({ text }) => text.includes(NOTE))
    .map(({ pinned }) => pinned);

describe.each(platformsInTurn())('the note that a channel of %s is relayed', (side) => {
  it('stands there once and unpinned where the bot may not pin, which coordinators read on both sides; all else passes', async () => {
    world = await startWorld();
    if (side === 'slack') world.slack.installManifest(withoutScopes(appManifest(), ['pins:write']));
    else world.discord.deny(channelOn(world, side), 'PinMessages');
    await world.settle();
    const [reader, elsewhere] = [world.person(side, 'Sam'), world.person(other[side], 'Dina')];
    await tieYearRound(world.coordinator[side]);
    expect(noteFor(reader)).toEqual([false]);
    expect(noteFor(elsewhere)).toEqual([true]);
    for (const platform of both) {
      expect((await status(world.coordinator[platform])).split(UNPINNED)).toHaveLength(2);
    }
    await elsewhere.write(channelNames.yearRound, 'Bonjour quand même');
    expect(reader.screen().filter(({ text }) => text.includes('Bonjour quand même'))).toHaveLength(1);
  });
});
