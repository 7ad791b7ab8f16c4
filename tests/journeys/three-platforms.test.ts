import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { followed } from '../support/announcements.ts';
import { other, platformsInTurn } from '../support/platforms.ts';
import { type PersonHere, type Sitting, TerminalHouse } from '../support/terminal/house.ts';
import { startWorld, type World } from '../support/world.ts';

let house: TerminalHouse;
let world: World;
const settle = () => house.settle(() => world.settle());
const sitDown = (name: string, options?: PersonHere): Promise<Sitting> => house.person(name, options, settle);

beforeEach(async () => {
  house = await TerminalHouse.open();
  world = await startWorld({ region: false, furtherPlatforms: house.furtherPlatforms });
});
afterEach(async () => {
  try {
    await world?.close();
  } finally {
    await house?.close();
  }
});

const named = { slack: 'Slack', discord: 'Discord' } as const;
const typedOn = {
  slack: /Sur Slack, tapez : \/installer FIL-/,
  discord: /Sur Discord, tapez : \/installer region:FIL-/,
};
const onTerminal = /Sur Terminal, tapez : \/installer FIL-/;
const tied = () => world.database.prisma.installation.count({ where: { region: { name: 'Picardie' } } });

async function pairingCode(person: Person, label: string): Promise<string> {
  await person.command('/installer', { region: 'Picardie' });
  await person.press(label);
  return /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(person.read())?.[0] ?? '';
}

/** Begins a region on one platform and ties it to the terminals, by a code that would do on either platform that it lacks. */
async function tiedToTerminals(platform: 'slack' | 'discord') {
  const first = world.coordinator[platform];
  const claire = await sitDown('Claire', { administrator: true });
  const code = await pairingCode(first, `Relier aussi votre ${named[other[platform]]} ou Terminal`);
  const offered = first.read();
  await claire.type(`/installer ${code}`);
  expect(await tied()).toBe(1);
  await first.press('Confirmer');
  await settle();
  return { first, claire, offered };
}

/** The same with what was left: the region is then on all three. */
async function tiedToAll(platform: 'slack' | 'discord') {
  const { first, claire, offered } = await tiedToTerminals(platform);
  const code = await pairingCode(first, `Relier aussi votre ${named[other[platform]]}`);
  const offeredThen = first.read();
  await world.coordinator[other[platform]].command('/installer', { region: code });
  await settle();
  await claire.choose('Confirmer');
  return { first, claire, offered, offeredThen };
}

describe.each(platformsInTurn())('three platforms, begun on %s', (platform) => {
  it('a region is offered a code for each platform that it isn’t on, until it is on all of them', async () => {
    const { first, claire, offered, offeredThen } = await tiedToAll(platform);
    expect(offered).toMatch(typedOn[other[platform]]);
    expect(offered).toMatch(onTerminal);
    expect(claire.look()).toContain('relié à la région Picardie');
    expect(offeredThen).toMatch(typedOn[other[platform]]);
    expect(offeredThen).not.toMatch(onTerminal);
    expect(await tied()).toBe(3);
    await first.command('/installer', { region: 'Picardie' });
    expect(first.read()).not.toContain('Relier aussi');
  });

  it('who can’t be written to on two platforms is written to on the third, once each has had its turn', async () => {
    const { first } = await tiedToAll(platform);
    const here = world.person(platform, 'Ana');
    await here.command('/structure creer', { nom: 'Les Jardins', commune: 'Laon' });
    const there = world.person(other[platform], 'Ana bis');
    const seated = await sitDown('Ana ter');
    await here.command('/profil lier');
    const code = (read: string) => /tapez : \/profil lier (?:code:)?([A-Z0-9-]+)/.exec(read)?.[1] ?? '';
    await there.command('/profil lier', { code: code(here.read()) });
    await there.press('Réunir');
    await here.press("C'est bien moi");
    await here.command('/profil lier');
    await seated.type(`/profil lier ${code(here.read())}`);
    await seated.choose('Réunir');
    expect(here.look()).toContain('ne pourront plus être séparés');
    await here.press("C'est bien moi", { in: 'Ana ter' });
    await settle();
    expect(seated.look()).toContain('Votre compte est maintenant relié');

    const ana = { [platform]: here, [other[platform]]: there } as Record<'slack' | 'discord', Person>;
    world.slack.refuseDirectMessages(ana.slack.user.id);
    world.discord.acceptDirectMessages(ana.discord.user.id, false);
    await here.command('/profil voir');
    await first.command('/annonce diffuser', { texte: 'Lisez-moi' });
    await first.choose("Où l'envoyer", 'messages privés');
    await first.press('Préciser le public');
    await first.press('Choisir des structures');
    await first.choose('Ajouter des structures', 'Les Jardins');
    await first.press('Diffuser maintenant');
    await world.runDue();
    for (let turn = 0; turn < 2; turn += 1) {
      expect(followed(first)).toContain('Non remis (messages privés fermés)');
      expect(seated.look()).not.toContain('Lisez-moi');
      world.clock.set(new Date(world.clock.now().getTime() + 60_000));
      await first.press('Renvoyer aux non-joints');
      expect(first.read()).toContain('1 message repart');
      await world.runDue();
      await settle();
      if (seated.look().includes('Lisez-moi')) break;
    }
    expect(seated.look().split('Lisez-moi')).toHaveLength(2);
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await world.runDue();
    expect(followed(first)).toContain('Envoyés : 1');
    expect(followed(first)).not.toContain('Non remis');
  });
});
