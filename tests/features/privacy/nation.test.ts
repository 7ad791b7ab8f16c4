import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { movedByHand } from '../../support/moved-by-hand.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';
import { untilErased } from './erasing.ts';

describe.each(platformsInTurn())('what the nation wrote to coordinators, when somebody is erased on %s', (platform) => {
  let world: World;
  const clock = movedByHand();
  let nadia: Person;
  let noe: Person;
  /** The coordinator of a second region, in a server of its own, and somebody of that region. */
  let gwenn: Person;
  let zoe: Person;
  let guild: ReturnType<World['discord']['addGuild']>;
  beforeAll(async () => {
    world = await startWorld({ at: '2027-01-04T10:00:00+01:00', protocolClock: clock });
    nadia = world.person(platform, 'Nadia Benali');
    const claire = world.coordinator.slack;
    await claire.command('/installer', { region: 'Picardie' });
    await claire.press('Inviter une autre région');
    const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(claire.read())?.[0] ?? '';
    guild = world.discord.addGuild({ name: 'ESS Bretagne' });
    gwenn = there('Gwenn', true);
    await gwenn.command('/installer', { region: code });
    await gwenn.command('/installer', { region: 'Bretagne', departements: '22, 29, 35, 56' });
    zoe = there('Zoé Martin', false);
    await zoe.command('/structure creer', { nom: 'Le Goéland' });
    noe = world.person(platform, 'Noé Lambert');
    await world.restartBot(undefined, { nationals: [nadia, noe] });
  });
  afterAll(() => world?.close());

  function there(name: string, administrator: boolean): Person {
    const person = world.person('discord', name);
    guild.join(person.user.id, { administrator });
    person.place = { channel: guild.addChannel({ name: `accueil-${name}` }).id, thread: null };
    return person;
  }

  async function erase(person: Person): Promise<void> {
    await person.command('/profil donnees');
    await person.press('Tout effacer');
    await person.press('Effacer pour toujours');
    await untilErased(world);
    await person.press('Où en est-ce ?');
    expect(person.read()).toContain('Tout est terminé');
  }

  const naming = async (name: string) =>
    (await tablesNaming(world, [name])).filter((row) => !/^(Person|Identity|Conversation)/.test(row));

  it('loses the name of whoever wrote it, and of whom it names, in every region', async () => {
    await nadia.command('/nation ecrire');
    await nadia.fill({ text: 'Zoé Martin a envoyé la première, bravo !' });
    await nadia.press('Envoyer à 3 personnes');
    await world.runDue();
    for (const reader of [world.coordinator.slack, world.coordinator.discord, gwenn]) {
      expect(copies(reader, 'Zoé Martin a envoyé')).toHaveLength(1);
      expect(copies(reader, 'De : Nadia Benali')).toHaveLength(1);
    }

    await erase(zoe);
    expect(messagesNaming(world, ['Zoé Martin'])).toEqual([]);
    expect(await naming('Zoé Martin')).toEqual([]);
    for (const reader of [world.coordinator.slack, world.coordinator.discord, gwenn]) {
      expect(copies(reader, 'personne effacée a envoyé la première, bravo !')).toHaveLength(1);
    }

    await erase(nadia);
    expect(messagesNaming(world, ['Nadia Benali'])).toEqual([]);
    expect(await naming('Nadia Benali')).toEqual([]);
    expect(copies(gwenn, 'De : personne effacée')).toHaveLength(1);
  }, 120_000);

  it('is still to come in another region while a platform is away, which is told', async () => {
    await noe.command('/nation ecrire');
    await noe.fill({ text: 'Pour la Bretagne seule' });
    await noe.choose('Régions', 'Bretagne');
    await noe.press('Envoyer à 1 personne');
    await world.runDue();
    expect(copies(gwenn, 'De : Noé Lambert')).toHaveLength(1);
    const fault = world.discord.fault({ kind: 'status', status: 503, times: 10_000, path: /\/messages\/\d+$/ });
    await noe.command('/profil donnees');
    await noe.press('Tout effacer');
    await noe.press('Effacer pour toujours');
    const later = async () => {
      for (let times = 0; times < 4; times++) await world.goTo(new Date(world.clock.now().getTime() + 10 * 60_000));
      await noe.press('Où en est-ce ?');
      return plain(noe.read());
    };
    const told = await later();
    // On Slack nothing of their own region waits: it is the message there alone.
    expect(told).toMatch(
      platform === 'slack' ? /Il reste .*un message sur Discord/ : /Il reste .* messages? sur Discord/,
    );
    expect(told).not.toContain('Tout est terminé');
    expect(copies(gwenn, 'De : Noé Lambert')).toHaveLength(1);

    fault.cancel();
    clock.skipTo(clock.now() + 86_400_000);
    await world.restartBot(undefined, { limited: true });
    await world.goTo(new Date(world.clock.now().getTime() + 86_400_000));
    await untilErased(world, 10);
    expect(await later()).toContain('Tout est terminé');
    expect(copies(gwenn, 'De : Noé Lambert')).toEqual([]);
  }, 120_000);
});
