import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GestureCounts, Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { answersOf, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const people = {} as Record<(typeof both)[number], OpenDoors>;
/** They answer "yes" wherever something more is asked then. */
const thorough = {} as Record<(typeof both)[number], OpenDoors>;
/** They press wherever something can be pressed, say "yes" everywhere, and write nothing. */
const pressing = {} as Record<(typeof both)[number], OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  const driss = world.coordinator.discord;
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = await openDoors(world, platform);
    thorough[platform] = await openDoors(world, platform, { name: `Complète ${platform}` });
    pressing[platform] = await openDoors(world, platform, { name: `Pressée ${platform}` });
  }
  await driss.command('/questionnaire lancer', { cloture: '20 janvier 2027' });
  await driss.press('Lancer le questionnaire');
});
afterAll(() => world?.close());

const inOrder = "puis les suivants dans l'ordre (3 au plus)";

/** Somebody's gestures, and how many messages of the bot came onto their screen meanwhile. */
interface Effort extends GestureCounts {
  readonly messages: number;
}

async function effortOf(person: Person, work: () => Promise<void>): Promise<Effort> {
  const messages = () => person.screen().filter(({ author }) => author.id !== person.user.id).length;
  const [before, read] = [person.gestures, messages()];
  await work();
  const done = (kind: keyof GestureCounts) => person.gestures[kind] - before[kind];
  return {
    commands: done('commands'),
    presses: done('presses'),
    choices: done('choices'),
    typed: done('typed'),
    forms: done('forms'),
    messages: messages() - read,
  };
}

const gesturesIn = ({ messages: _, ...gestures }: Effort) => Object.values(gestures).reduce((sum, one) => sum + one, 0);

it("from [Répondre] on, an event's sheet is four presses, one typed number and one message", async () => {
  await world.goTo('2026-11-15T10:00:00+01:00');
  await world.goTo('2026-11-18T12:00:00+01:00');
  for (const platform of both) {
    const { organiser, eventId } = people[platform];
    const effort = await effortOf(organiser, async () => {
      await organiser.press('Répondre');
      await organiser.press('Oui', { in: 'a-t-il eu lieu' });
      expect(organiser.read()).toContain('a-t-il eu lieu ?\n→ Oui');
      await organiser.say('60', 'Combien de personnes sont venues');
      await organiser.press('Oui', { in: 'Des élus locaux' });
      await organiser.press('Moitié-moitié');
      expect(organiser.read()).toContain('Merci');
    });
    expect([platform, effort]).toEqual([
      platform,
      { commands: 0, presses: 4, choices: 0, typed: 1, forms: 0, messages: 1 },
    ]);
    expect(Object.keys(await answersOf(world, { eventId }))).toHaveLength(4);
    for (const { organiser: other } of [thorough[platform], pressing[platform]]) {
      await other.press("Répondre d'un coup");
      await other.fill({ held: 'yes', attendance: '60', officials: 'no', audience: 'half' });
    }
  }
});

it("from [Répondre] on, an organisation's sheet is sixteen gestures and three messages at most", async () => {
  await world.goTo('2026-12-01T10:00:00+01:00');
  await world.goTo('2026-12-04T12:00:00+01:00');
  for (const platform of both) {
    const { organiser, organisationId } = people[platform];
    const effort = await effortOf(organiser, async () => {
      await organiser.press('Répondre');
      await organiser.press('Oui', { in: 'contacté la presse' });
      await organiser.press('Non', { in: 'Un média a-t-il parlé' });
      await organiser.choose('Choisissez une ou plusieurs réponses', 'Dans nos locaux', 'Notre site');
      await organiser.press('Non', { in: 'Votre site renvoie' });
      await organiser.press('Non', { in: 'utilisé le logo' });
      await organiser.press('Non', { in: 'relayé' });
      await organiser.press('Non', { in: 'noué des contacts' });
      await organiser.say('1, 2, 3', 'Pourquoi participez-vous');
      await organiser.say('2, 1, 3', "Qu'est-ce qui n'a pas bien marché");
      for (const nth of [0, 1, 2, 3]) await organiser.press('Assez', { in: 'Selon vous', nth });
      await organiser.press('Oui', { in: 'prochaine édition' });
      await organiser.press('Passer');
      expect(organiser.read()).toContain('Merci');
    });
    expect([platform, gesturesIn(effort)]).toEqual([platform, 16]);
    expect(effort.messages, platform).toBeLessThanOrEqual(3);
    expect(Object.keys(await answersOf(world, { organisationId }))).toHaveLength(12);
  }

  // So is the longest one, with the five questions that follow a "yes".
  for (const platform of both) {
    const { organiser, organisationId } = thorough[platform];
    const steps = [
      () => organiser.press('Oui', { in: 'contacté la presse' }),
      () => organiser.say('oui, Le Courrier, presse, 12 novembre', 'Par exemple : oui, Le Courrier, presse'),
      () => organiser.press('Terminé', { in: 'Lequel' }),
      () => organiser.choose('Choisissez une ou plusieurs réponses', 'Dans nos locaux', 'Notre site'),
      () => organiser.say('oui, www.jardins.fr', 'Votre site renvoie'),
      () => organiser.press('Oui', { in: 'utilisé le logo' }),
      () => organiser.press('Passer', { in: 'photo' }),
      () => organiser.say('oui, environ 150', 'relayé'),
      () => organiser.press('Oui', { in: 'noué des contacts' }),
      () => organiser.say('Le Moulin et La Ruche', 'Avec lesquelles'),
      () => organiser.choose(inOrder, 'Nouer des contacts', 'Autre', "Rendre l'ESS plus lisible"),
      () => organiser.choose(inOrder, "Trop d'événements", 'Pas assez de contacts', 'Autre'),
      () => organiser.say('assez, beaucoup, un peu, je ne sais pas', 'Selon vous'),
      () => organiser.press('Oui', { in: 'prochaine édition' }),
      () => organiser.press('Passer'),
    ];
    const effort = await effortOf(organiser, async () => {
      await organiser.press('Répondre');
      for (const step of steps) {
        // Below each question one may ask the coordinators about it.
        expect(organiser.sees('Demander à la coordination')).toBe(true);
        await step();
      }
      expect(organiser.read()).toContain('Merci');
    });
    expect([platform, gesturesIn(effort)]).toEqual([platform, 16]);
    expect(effort.messages, platform).toBeLessThanOrEqual(3);
    expect(Object.keys(await answersOf(world, { organisationId }))).toHaveLength(17);
  }

  // Who presses everything on that longest way needs no more: a detail is left by answering the question below it.
  for (const platform of both) {
    const { organiser, organisationId } = pressing[platform];
    const effort = await effortOf(organiser, async () => {
      await organiser.press('Répondre');
      await organiser.press('Oui', { in: 'contacté la presse' });
      await organiser.press('Oui', { in: 'Un média a-t-il parlé' });
      expect(organiser.look()).toContain('Lequel ?');
      await organiser.choose('Choisissez une ou plusieurs réponses', 'Dans nos locaux', 'Notre site');
      await organiser.press('Oui', { in: 'Votre site renvoie' });
      expect(organiser.look()).toContain('À quelle adresse ?');
      await organiser.press('Oui', { in: 'utilisé le logo' });
      await organiser.press('Oui', { in: 'relayé' });
      await organiser.press('Oui', { in: 'noué des contacts' });
      await organiser.choose(inOrder, 'Nouer des contacts', 'Autre', "Rendre l'ESS plus lisible");
      // One choice is enough, without a press that ends the list.
      await organiser.choose(inOrder, 'Autre');
      for (const nth of [0, 1, 2, 3]) await organiser.press('Assez', { in: 'Selon vous', nth });
      await organiser.press('Oui', { in: 'prochaine édition' });
      await organiser.press('Passer');
      expect(organiser.read()).toContain('Merci');
    });
    expect([platform, gesturesIn(effort)]).toEqual([platform, 16]);
    expect(effort).toMatchObject({ typed: 0, forms: 0, messages: 1 });
    expect(await answersOf(world, { organisationId })).toMatchObject({
      coverage: { option: 'yes' },
      coverageItems: { kind: 'skipped' },
      relayedReach: { kind: 'skipped' },
      defects: { kind: 'ranking', order: ['other'], done: true },
      idea: { kind: 'skipped' },
    });
  }
});
