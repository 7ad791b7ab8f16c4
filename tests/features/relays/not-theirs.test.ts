import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { around, departures, leavesPlatform, pressAround } from '../../support/departures.ts';
import { both, other, platformsInTurn } from '../../support/platforms.ts';
import { channelOn, optionOf, tieYearRound } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';

const { yearRound, announcements } = channelNames;

let world: World;
let first: Person;
afterEach(() => world?.close());

const tiedNow = () => world.database.prisma.relayChannel.count({ where: { cutAt: null } });

/** Brings in somebody whom the first coordinator names beside them. */
async function coordinatorBeside(platform: 'slack' | 'discord', name: string): Promise<Person> {
  const person = world.person(platform, name);
  await person.command('/mois');
  await first.command('/equipe nommer', { personne: first.mention(person), role: 'Coordination' });
  return person;
}

describe.each(platformsInTurn())('who coordinates no longer, on %s', (platform) => {
  beforeEach(async () => {
    world = await startWorld();
    first = world.coordinator[platform];
  });

  it('ties and cuts nothing, neither by a command, nor with a form that is open, nor by a button of before', async () => {
    const former = await coordinatorBeside(platform, 'Sacha');
    await tieYearRound(first);
    await former.command('/passerelle couper');
    await former.fill({ what: optionOf(former, 'what', 'Toute la passerelle') });
    const cut = around(former, 'Couper');
    await former.command('/passerelle lier');
    await first.command('/equipe retirer', { personne: first.mention(former) });
    await first.press('Retirer');

    await former.fill({ channel: channelOn(world, platform, announcements) });
    expect(former.read()).toContain('Seule la coordination (CRESS)');
    await pressAround(world, former, cut);
    expect(former.look()).toContain('Seule la coordination (CRESS)');
    for (const command of ['/passerelle lier', '/passerelle couper']) {
      await former.command(command);
      expect(former.read()).toContain('Seule la coordination (CRESS)');
    }
    expect(await tiedNow()).toBe(2);

    // They are of the channel like anybody else.
    await former.write(yearRound, 'Je reste des vôtres');
    const reader = world.person(other[platform], 'Omar');
    expect(reader.screen().filter(({ text }) => text.includes('Je reste des vôtres'))).toHaveLength(1);
    await former.command('/passerelle etat');
    expect(former.read()).toContain('Picardie');
    expect(former.read()).not.toContain('y est arrivé');
    await former.command('/passerelle retirer');
    expect(former.read()).toContain('Retirer les copies de votre message');
  });
});

describe.each(departures)('who coordinated and has left: $way', ({ platform, hearsOfMembers }) => {
  it('ties and cuts nothing by a button of before; what they wrote stays, and so does what they tied', async () => {
    world = await startWorld({ hearsOfMembers });
    first = world.coordinator[platform];
    const gone = await coordinatorBeside(platform, 'Sacha');
    await tieYearRound(gone);
    await gone.write(yearRound, 'Au revoir à tous');
    await gone.command('/passerelle couper');
    await gone.fill({ what: optionOf(gone, 'what', 'Toute la passerelle') });
    const cut = around(gone, 'Couper');
    await leavesPlatform(world, gone);
    await pressAround(world, gone, cut).catch(() => {});
    expect(await tiedNow()).toBe(2);
    const reader = world.person(other[platform], 'Omar');
    expect(reader.screen().filter(({ text }) => text.includes('Au revoir à tous'))).toHaveLength(1);
    await first.write(yearRound, 'Cela continue');
    expect(reader.screen().filter(({ text }) => text.includes('Cela continue'))).toHaveLength(1);
  });
});

describe.each(platformsInTurn())('what is another region’s, on %s', (platform) => {
  it('is neither tied, nor added to, nor cut', async () => {
    world = await startWorld();
    first = world.coordinator[platform];
    const { prisma } = world.database;
    const now = world.clock.now();
    const region = await prisma.region.create({ data: { name: 'Bretagne', departments: ['35'], createdAt: now } });
    const guild = world.discord.addGuild({ name: 'ESS Bretagne' });
    const theirs = { slack: 'C0BRETAGNE1', discord: guild.addChannel({ name: 'organisateurs-bretons' }).id };
    const tie = { regionId: region.id, tiedAt: now };
    const relay = await prisma.relay.create({
      data: {
        ...{ ...tie, name: 'Tro Breizh', tiedById: region.id },
        channels: {
          create: both.map((one) => ({
            ...{ ...tie, platform: one, team: one === 'slack' ? 'T0BRETAGNE' : guild.id, since: '0' },
            channel: one === platform ? 'C0BRETAGNE2' : theirs[one],
          })),
        },
      },
      include: { channels: true },
    });

    // A changed client sends any channel and any relay, whatever was offered.
    await first.command('/passerelle lier');
    expect(JSON.stringify(first.form())).not.toContain('Tro Breizh');
    await first.fill({ channel: theirs[platform] }).catch(() => {});
    expect(await prisma.relayChannel.count({ where: { region: { name: 'Picardie' } } })).toBe(0);

    for (const what of [relay.id, relay.channels[0]?.id ?? '']) {
      await first.command('/passerelle couper', { quoi: what });
      expect(first.sees('Couper')).toBe(false);
      expect(first.read()).not.toContain('Tro Breizh');
    }
    await first.command('/passerelle lier', { canal: first.channel(yearRound), passerelle: relay.id });
    expect(first.sees('Relier ces salons')).toBe(false);
    expect(first.read()).not.toContain('Tro Breizh');
    await first.command('/passerelle etat');
    expect(first.read()).toContain("Aucun salon n'est relié");
    expect(await prisma.relayChannel.count({ where: { relayId: relay.id, cutAt: null } })).toBe(2);
  });
});
