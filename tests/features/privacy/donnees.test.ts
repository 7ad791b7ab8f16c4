import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.ts';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { openEdition, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { tieYearRound } from '../../support/relays.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';

const NAME = 'Marie Dupont';
/** Nobody is known whom it names: another person's name is part of a word. */
const CONTACT = 'chez Maxime, 06 12 34 56 78';

describe.each(platformsInTurn())('what is kept of somebody, asked on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let marie: Person;
  let bystander: Person;
  const logged: string[] = [];

  beforeAll(async () => {
    const log = createLog({ level: 'debug', destination: { write: (line) => logged.push(line) } });
    const opened = await openEdition(platform, { log });
    world = opened.world;
    coordinator = opened.coordinator;
    bystander = world.person(other[platform], 'Omar');
    await world.person(platform, 'Max').command('/mois');
    await tieYearRound(coordinator);
    marie = world.person(platform, NAME);
    await marie.command('/structure creer', { nom: 'Jardins partagés' });
    await propose(marie, { title: 'Fête des graines', contact: CONTACT });
    await marie.write(channelNames.yearRound, 'Bonjour à tous, je prépare la fête');
    await world.runDue();
  });
  afterAll(() => world?.close());

  it('is told, with why, how long and with whom; erased once it is confirmed, everywhere, and what stays is told', async () => {
    const { personId } = await world.database.prisma.identity.findFirstOrThrow({
      where: { externalId: marie.user.id },
    });
    const needles = [NAME, '06 12 34 56 78', marie.user.id];
    expect(messagesNaming(world, [NAME]).length).toBeGreaterThan(1);
    expect(bystander.screen().some(({ text }) => text.includes('je prépare la fête'))).toBe(true);

    await marie.command('/profil donnees');
    expect(marie.read()).toContain('Pour vous reconnaître, dans votre langue et à vos heures');
    expect(marie.read()).toContain('Pour le programme (les événements que vous avez proposés ou suivis) : 1 élément (');
    expect(marie.read()).toContain('Pour relier les salons : 1 élément (');
    expect(marie.read()).toContain('la coordination (CRESS)');
    await marie.press('Tout effacer');
    expect(marie.read()).toContain('Cela ne peut pas être annulé');
    expect(marie.read()).toContain("Jardins partagés n'aura plus personne");
    expect(marie.read()).not.toContain('annonces, kit');
    await marie.press('Ne rien changer');
    expect(await tablesNaming(world, [NAME])).not.toEqual([]);

    await marie.command('/profil donnees');
    await marie.press('Tout effacer');
    await marie.press('Effacer pour toujours');
    expect(marie.read()).toContain("C'est effacé : je ne sais plus qui vous êtes");
    expect(marie.read()).toContain('Cela se termine tout seul');
    for (let minutes = 0; minutes < 10; minutes += 1) await world.goTo(new Date(world.clock.now().getTime() + 60_000));

    expect(await tablesNaming(world, needles)).toEqual([]);
    expect(messagesNaming(world, needles)).toEqual([]);
    expect(bystander.screen().some(({ text }) => text.includes('je prépare la fête'))).toBe(false);
    expect(marie.screen().some(({ text }) => text.includes('je prépare la fête'))).toBe(true);
    await coordinator.command('/evenement voir', { evenement: '1' });
    expect(coordinator.read()).toContain('Fête des graines');
    expect(coordinator.read()).toContain('[texte effacé]');

    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain('Tout est terminé depuis le');
    expect(marie.read()).not.toContain('Il reste à retirer');
    // The log never knew.
    expect(logged).not.toEqual([]);
    for (const needle of [...needles, personId, 'Fête des graines', 'je prépare la fête']) {
      expect(logged.filter((line) => line.includes(needle))).toEqual([]);
    }
  });
});
