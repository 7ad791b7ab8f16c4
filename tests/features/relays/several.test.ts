import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { channelOn, optionOf, status, tieYearRound } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';

const { yearRound, announcements } = channelNames;

describe.each(platformsInTurn())('several channels of one relay, and several relays, tied on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
  });
  afterAll(() => world?.close());

  /** Returns the names of the channels in which somebody reads these words. */
  function standing(reader: Person, words: string): readonly string[] {
    const channels = reader.platform.channelsOf(reader.user.id);
    const found = reader.screen().filter(({ text }) => text.includes(words));
    return found.map(({ place }) => channels.find(({ id }) => id === place.channel)?.name ?? '').sort();
  }

  it('hand on what is said to all of their own and to none of the others, also once one of three is taken out', async () => {
    await tieYearRound(coordinator);
    await coordinator.command('/passerelle lier');
    await coordinator.fill({ channel: channelOn(world, platform, 'general') });
    expect(coordinator.read()).toContain('general');
    await coordinator.press('Relier ces salons');
    await coordinator.command('/passerelle lier');
    const elsewhere = optionOf(coordinator, 'other', 'salon des annonces');
    const channel = channelOn(world, platform, announcements);
    await coordinator.fill({ channel, other: elsewhere, relay: '', name: 'Oise' });
    expect(coordinator.read()).toContain('Oise');
    await coordinator.press('Relier ces salons');

    const read = await status(coordinator);
    for (const name of ['Picardie', 'Oise']) expect(read).toContain(name);
    expect(read.match(/relié depuis le /gu)).toHaveLength(5);

    const here = world.person(platform, 'Léa');
    const there = world.person(other[platform], 'Omar');
    // The notes of those that were tied before name the new one, and stand once and pinned as they did.
    for (const reader of [here, there]) {
      const { name } = reader.platform;
      const channel = channelOn(world, name as 'slack' | 'discord');
      const notes = reader
        .screen()
        .filter(({ place, text }) => place.channel === channel && text.includes('fait partie de la passerelle'));
      expect(notes.map(({ text, pinned }) => [text.includes('#general'), pinned])).toEqual([[true, true]]);
    }
    await there.write(yearRound, 'Qui vient lundi ?');
    expect(standing(here, 'Qui vient lundi')).toEqual(['general', yearRound].sort());
    await here.write('general', 'Moi, lundi');
    expect(standing(here, 'Moi, lundi')).toEqual(['general', yearRound].sort());
    expect(standing(there, 'Moi, lundi')).toEqual([yearRound]);
    await there.write(announcements, "Seulement dans l'Oise");
    expect(standing(here, "Seulement dans l'Oise")).toEqual([announcements]);

    await coordinator.command('/passerelle couper');
    await coordinator.fill({ what: optionOf(coordinator, 'what', '#general') });
    expect(coordinator.read()).toContain('Retirer #general');
    // The four others go on.
    expect(coordinator.read()).toContain('Rien ne passera plus entre ce salon et les autres.');
    await coordinator.press('Couper');
    expect(coordinator.read()).toContain('#general');
    await there.write(yearRound, 'Et mardi ?');
    expect(standing(here, 'Et mardi ?')).toEqual([yearRound]);
    await here.write('general', 'Entre nous désormais');
    expect(standing(there, 'Entre nous désormais')).toEqual([]);
    // Those who go on are told, in each channel once.
    for (const reader of [here, there]) {
      expect(standing(reader, 'rien ne passe plus d').filter((name) => name === yearRound)).toEqual([yearRound]);
    }
  });
});
