import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { both, other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';
import { posted } from './setting.ts';

let world: World;
let people: Readonly<Record<'slack' | 'discord', Person>>;
beforeAll(async () => {
  world = await startWorld();
  people = { slack: world.person('slack', 'Sam'), discord: world.person('discord', 'Dina') };
});
afterAll(() => world?.close());

async function announce(coordinator: Person, titre: string, date: string): Promise<void> {
  await coordinator.command('/reunion programmer', { titre, date, lieu: 'Amiens' });
  await coordinator.press('Annoncer la réunion');
  expect(coordinator.read()).toContain('est programmée');
}

const answers = ['Je viens', 'Peut-être', 'Je ne viens pas'];

describe.each(platformsInTurn())('a meeting that is scheduled on %s', (platform) => {
  const elsewhere = other[platform];

  it('is reminded a week, a day and an hour before: once each, on both platforms, with the answers', async () => {
    world.clock.set('2026-09-15T09:00:00+02:00');
    const title = `Préparation ${platform}`;
    await announce(world.coordinator[platform], title, 'mardi 6 octobre de 14h à 16h');
    await people[elsewhere].press('Je viens', { in: title });
    const steps = [
      ['2026-09-29T09:59:00+02:00', []],
      ['2026-09-29T10:00:00+02:00', ['Dans une semaine']],
      ['2026-10-05T10:00:00+02:00', ['Dans une semaine', 'Demain']],
      ['2026-10-06T12:59:00+02:00', ['Dans une semaine', 'Demain']],
      ['2026-10-06T13:00:00+02:00', ['Dans une semaine', 'Demain', 'Dans une heure']],
      // Once it has begun, nothing that stands says that it is still to come.
      ['2026-10-06T14:00:00+02:00', []],
    ] as const;
    for (const [at, expected] of steps) {
      await world.goTo(at);
      await world.runDue();
      for (const one of both) {
        for (const words of ['Dans une semaine', 'Demain', 'Dans une heure']) {
          const reminders = posted(people[one], `${words} : ${title}`);
          expect(reminders).toHaveLength(expected.some((sent) => sent === words) ? 1 : 0);
          for (const { text, controls } of reminders) {
            expect(text).toContain('1 personne vient');
            expect(controls.map((control) => control.kind === 'button' && control.label)).toEqual(answers);
          }
        }
      }
    }
    standing(`Réunion : ${title}`, 'La réunion a commencé', 'Réponses : 1 personne pensait venir.');
    await world.goTo('2026-10-06T16:00:00+02:00');
    standing(`Réunion passée : ${title}`, 'La réunion est passée', 'Réponses : 1 personne pensait venir.');
  });

  /** Expects the announcement and its reminders to say all this, with nothing left to press, on both platforms. */
  function standing(heading: string, ...said: readonly string[]): void {
    for (const one of both) {
      const all = posted(people[one], heading);
      expect(all.length).toBeGreaterThan(1);
      for (const { text, controls } of all) {
        for (const words of said) expect(text).toContain(words);
        expect(text).not.toMatch(/Demain|Dans une|pour l.instant/);
        expect(controls).toEqual([]);
      }
    }
  }

  it('is not said to be tomorrow, or in a week, by what changes once that is no longer so', async () => {
    world.clock.set('2026-11-02T09:00:00+01:00');
    const title = `Bilan ${platform}`;
    await announce(world.coordinator[platform], title, 'lundi 16 novembre 14h');
    await world.goTo('2026-11-09T10:00:00+01:00');
    await world.goTo('2026-11-15T10:00:00+01:00');
    await people[elsewhere].press('Je viens', { in: title });
    const standing = (words: string) => both.map((one) => posted(people[one], `${words} : ${title}`).length);
    expect([standing('Dans une semaine'), standing('Demain'), standing('Réunion')]).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    await world.goTo('2026-11-16T09:00:00+01:00');
    await people[elsewhere].press('Peut-être', { in: title });
    expect([standing('Demain'), standing('Réunion')]).toEqual([
      [0, 0],
      [3, 3],
    ]);
  });

  it('without an end and without answers is over once its day is, and thanks nobody', async () => {
    world.clock.set('2026-10-21T09:00:00+02:00');
    const title = `Sans fin ${platform}`;
    await announce(world.coordinator[platform], title, 'vendredi 23 octobre 14h');
    for (const at of ['22T10:00', '23T13:00', '23T14:00']) await world.goTo(`2026-10-${at}:00+02:00`);
    standing(`Réunion : ${title}`, 'La réunion a commencé : on ne peut plus répondre.');
    await world.goTo('2026-10-24T00:00:00+02:00');
    standing(`Réunion passée : ${title}`, 'La réunion est passée : on ne peut plus répondre.');
  });

  it('shows the counts wherever it stands, whoever answers where', async () => {
    world.clock.set('2026-10-01T09:00:00+02:00');
    const title = `Point ${platform}`;
    await announce(world.coordinator[platform], title, 'mardi 20 octobre 14h');
    await world.goTo('2026-10-13T10:00:00+02:00');
    const counts = (expected: string) => {
      for (const one of both) {
        for (const heading of [`Réunion : ${title}`, `Dans une semaine : ${title}`]) {
          const [message, ...more] = posted(people[one], heading);
          expect(more).toEqual([]);
          expect(message?.text).toContain(expected);
        }
      }
    };
    counts("Aucune réponse pour l'instant.");
    await people[elsewhere].press('Je viens', { in: `Dans une semaine : ${title}` });
    counts('1 personne vient.');
    await people[platform].press('Peut-être', { in: `Réunion : ${title}` });
    counts('1 personne vient. 1 hésite.');
    await people[elsewhere].press('Je ne viens pas', { in: `Réunion : ${title}` });
    counts("Personne n'a encore dit venir. 1 personne hésite. 1 ne vient pas.");
    for (const one of both) expect(posted(people[one], `Réunion : ${title}`)[0]?.edited).toBe(true);

    // The same by a command, chosen from what is planned.
    const person = people[platform];
    await person.command('/reunion repondre');
    const [list] = person.form().fields;
    const chosen = list?.options.find(({ label }) => label.includes(title))?.value ?? title;
    await person.fill({ meeting: chosen, answer: 'YES' });
    expect(plain(person.read())).toContain(`C'est noté, merci : vous venez à la réunion « ${title} »`);
    counts('1 personne vient. 1 ne vient pas.');
  });

  it('that is less than a week away is not said to be in a week', async () => {
    world.clock.set('2026-10-01T09:00:00+02:00');
    const title = `Urgence ${platform}`;
    await announce(world.coordinator[platform], title, 'lundi 5 octobre 14h');
    const reminders = plain(world.coordinator[platform].read());
    expect(reminders).toContain('Rappels :');
    expect(reminders).not.toContain('28 sept');
    // Of one that is on the same day a single reminder is to come.
    await announce(world.coordinator[platform], `${title}, ce soir`, "aujourd'hui 18h");
    expect(plain(world.coordinator[platform].read())).toContain('Rappel : ');
    for (const at of ['2026-10-01T10:00:00+02:00', '2026-10-04T10:00:00+02:00', '2026-10-05T13:00:00+02:00']) {
      await world.goTo(at);
    }
    for (const one of both) {
      expect(posted(people[one], `Dans une semaine : ${title}`)).toEqual([]);
      expect(posted(people[one], `Demain : ${title}`)).toHaveLength(1);
      expect(posted(people[one], `Dans une heure : ${title}`)).toHaveLength(1);
    }
  });

  it('is said to be soon, and no longer in an hour, once the bot is back minutes before it', async () => {
    world.clock.set('2026-10-01T09:00:00+02:00');
    const title = `Panne ${platform}`;
    await announce(world.coordinator[platform], title, 'mardi 20 octobre 14h');
    await world.goTo('2026-10-20T13:55:00+02:00');
    for (const one of both) {
      expect(posted(people[one], `Dans une heure : ${title}`)).toEqual([]);
      const [reminder, ...more] = posted(people[one], `Bientôt : ${title}`);
      expect(more).toEqual([]);
      expect(reminder?.controls.map((control) => control.kind === 'button' && control.label)).toEqual(answers);
    }
  });

  it('is not reminded of late, when its words are no longer true', async () => {
    world.clock.set('2026-10-01T09:00:00+02:00');
    const title = `Absence ${platform}`;
    await announce(world.coordinator[platform], title, 'mardi 20 octobre 14h');
    await world.goTo('2026-10-20T14:30:00+02:00');
    for (const one of both) {
      for (const words of ['Dans une semaine', 'Demain', 'Dans une heure']) {
        expect(posted(people[one], `${words} : ${title}`)).toEqual([]);
      }
    }
  });
});
