import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { logo } from '../../support/kit-files.ts';
import { acceptedEvent, launch, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const other = { slack: 'discord', discord: 'slack' } as const;
const codeOf = (person: Person) => /\b[2-9A-Z]{8}\b/.exec(person.read())?.[0] ?? '';
/** Returns what somebody reads, with plain spaces. */
const read = (person: Person) => person.read().replaceAll('\u00a0', ' ');

describe.each(['slack', 'discord'] as const)('what somebody is sent unasked, chosen on %s', (platform) => {
  test('is shown, with the usual quiet hours in the form', async () => {
    const ana = world.person(platform, `Ana ${platform}`);
    await ana.command('/profil voir');
    await ana.press('Notifications');
    expect(read(ana)).toContain('de 21 h 30 à 8 h');
    expect(read(ana)).toContain('deux par semaine au plus');
    expect(read(ana)).toContain('Vous recevez toujours ce qui vous concerne');
    await ana.command('/profil notifications');
    await ana.fill({});
    expect(read(ana)).toContain('de 21 h 30 à 8 h');
    expect(read(ana)).not.toContain('Revenir aux réglages habituels');
  });

  test('quiet hours are written as one says them, and corrected when they cannot be read', async () => {
    const bob = world.person(platform, `Bob ${platform}`);
    await bob.command('/profil notifications');
    await bob.fill({ from: 'le soir', until: '7h30' });
    expect(read(bob)).toContain("Je n'ai pas compris l'heure « le soir »");
    await bob.correct();
    await bob.fill({ from: 'minuit' });
    expect(read(bob)).toContain("C'est noté, sur Slack comme sur Discord");
    expect(read(bob)).toContain('de 0 h à 7 h 30');
    await bob.press('Changer les heures calmes');
    await bob.fill({ from: 'jamais' });
    expect(read(bob)).toMatch(/Heures calmes\W+aucune/);
    await bob.press('Revenir aux réglages habituels');
    expect(read(bob)).toContain('de 21 h 30 à 8 h');
  });

  test('each kind is switched off and on again, and all comes back to what is usual', async () => {
    const cid = world.person(platform, `Cid ${platform}`);
    await cid.command('/profil notifications', { debut: '22h' });
    expect(read(cid)).toContain('de 22 h à 8 h');
    await cid.press('Ne plus recevoir le kit');
    await cid.press("Ne plus recevoir d'annonces");
    expect(read(cid)).toMatch(/Nouvelles versions du kit\W+non/);
    expect(read(cid)).toMatch(/Annonces et leurs rappels\W+non/);
    await cid.press('Recevoir les nouvelles versions du kit');
    expect(read(cid)).toMatch(/Nouvelles versions du kit\W+oui/);
    expect(read(cid)).toMatch(/Annonces et leurs rappels\W+non/);
    await cid.press('Revenir aux réglages habituels');
    expect(read(cid)).toMatch(/Annonces et leurs rappels\W+oui/);
    expect(read(cid)).toContain('de 21 h 30 à 8 h');
  });

  test('holds on both platforms, and the stricter choice of two accounts that become one stays', async () => {
    const here = world.person(platform, `Dan ${platform}`);
    const there = world.person(other[platform], `Dan ${other[platform]} bis`);
    await here.command('/profil notifications', { debut: '22h', fin: '7h' });
    await here.press('Ne plus recevoir le kit');
    await there.command('/profil notifications', { debut: '23h', fin: '9h' });
    await there.press("Ne plus recevoir d'annonces");
    await here.command('/profil lier');
    await there.command('/profil lier', { code: codeOf(here) });
    await there.press('Réunir');
    here.look();
    await here.press("C'est bien moi");
    for (const person of [here, there]) {
      await person.command('/profil voir');
      await person.press('Notifications');
      expect(read(person)).toContain('de 22 h à 9 h');
      expect(read(person)).toMatch(/Nouvelles versions du kit\W+non/);
      expect(read(person)).toMatch(/Annonces et leurs rappels\W+non/);
      expect(read(person)).toMatch(/Rappels du questionnaire\W+oui/);
    }
  });
});

test('after the command on Slack, both ends are said in one breath', async () => {
  const eve = world.person('slack', 'Eve');
  await eve.command('/profil notifications de 20h à 7h');
  expect(read(eve)).toContain('de 20 h à 7 h');
  await eve.command('/profil notifications jamais');
  expect(read(eve)).toMatch(/Heures calmes\W+aucune/);
});

describe('what is sent unasked on both platforms', () => {
  const onBoth = ['slack', 'discord'] as const;
  type Each = Record<(typeof onBoth)[number], Person>;
  /** Nobody may be written to here before 11:00. */
  const late = {} as Each;
  /** Wants neither the kit nor reminders. */
  const quiet = {} as Each;
  /** Belongs to the same organisation as `late`. */
  const colleague = {} as Each;
  const sees = (people: Each, words: string) => onBoth.map((platform) => people[platform].look().includes(words));

  beforeAll(async () => {
    const claire = world.coordinator.slack;
    await claire.command('/edition ouvrir', { annee: '2026' });
    for (const platform of onBoth) {
      late[platform] = world.person(platform, `Lise ${platform}`);
      colleague[platform] = world.person(platform, `Colin ${platform}`);
      quiet[platform] = world.person(platform, `Quentin ${platform}`);
      const startsAt = '2026-11-14T18:00:00+01:00';
      const [first, second] = [late[platform], quiet[platform]];
      const organisationId = await organisationOf(world, `La Ruche ${platform}`, [first, colleague[platform]]);
      await acceptedEvent(world, { title: `Miel ${platform}`, organisationId, by: first, startsAt });
      await acceptedEvent(world, { title: `Cire ${platform}`, organisationId, by: first, startsAt });
      const another = await organisationOf(world, `Le Moulin ${platform}`, [second]);
      await acceptedEvent(world, { title: `Farine ${platform}`, organisationId: another, by: second, startsAt });
      await first.command('/profil notifications', { debut: '20h', fin: '11h' });
      await second.command('/profil notifications', { debut: 'jamais' });
      await second.press('Ne plus recevoir le kit');
      await second.press('Ne plus recevoir de rappels du questionnaire');
    }
  });

  test('waits for the end of quiet hours, and comes only to who wishes it, and while it still matters', async () => {
    // It waits for the end of somebody’s quiet hours; what they ask for doesn’t.
    const claire = world.coordinator.slack;
    world.clock.set('2026-10-06T09:30:00+02:00');
    await claire.command('/kit publier');
    await claire.fill({ files: [logo], note: 'Le logo' });
    await claire.press('Publier et envoyer');
    expect(sees(late, 'Kit de communication')).toEqual([false, false]);
    for (const platform of onBoth) await colleague[platform].command('/kit recevoir');
    expect(sees(colleague, 'Kit de communication')).toEqual([true, true]);
    await world.goTo('2026-10-06T10:59:00+02:00');
    expect(sees(late, 'Kit de communication')).toEqual([false, false]);
    await world.goTo('2026-10-06T11:00:00+02:00');
    expect(sees(late, 'Kit de communication')).toEqual([true, true]);

    // It is not sent to whoever doesn’t wish it, and the coordinators are told.
    expect(sees(quiet, 'Kit de communication')).toEqual([false, false]);
    await claire.command('/kit suivi');
    for (const platform of onBoth) {
      expect(claire.read()).toMatch(new RegExp(`Le Moulin ${platform}.*ne souhaite pas être sollicitée`));
    }
    await quiet.slack.command('/kit recevoir');
    expect(quiet.slack.look()).toContain('Kit de communication');

    // It isn’t sent late once a colleague has answered, but is at once to whoever opens it.
    world.clock.set('2026-11-13T10:00:00+01:00');
    await launch(claire);
    await world.goTo('2026-11-15T10:00:00+01:00');
    const asked = (people: Each, title: string) =>
      onBoth.map(
        (platform) =>
          people[platform].screen().filter(({ text }) => text.startsWith(`Questionnaire : ${title} ${platform}`))
            .length,
      );
    expect(asked(quiet, 'Farine')).toEqual([1, 1]);
    expect([...asked(late, 'Miel'), ...asked(late, 'Cire')]).toEqual([0, 0, 0, 0]);
    for (const platform of onBoth) {
      // It isn't taken as an answer to what hasn't been asked yet.
      await late[platform].say('oui');
      expect(read(late[platform])).toContain("rien n'a été enregistré");
      expect(late[platform].read()).not.toContain('Questionnaire : Miel');
      await colleague[platform].command('/questionnaire repondre');
      await colleague[platform].press(`Répondre : Miel ${platform}`);
      await colleague[platform].press('Oui');
      await late[platform].command('/questionnaire repondre');
      await late[platform].press(`Répondre : Cire ${platform}`);
    }
    // On Discord it stands in the thread of the organisation, where the colleague has opened it: nobody was called to it.
    const stands = [0, 1, 1, 1];
    expect([...asked(late, 'Miel'), ...asked(late, 'Cire')]).toEqual(stands);
    await world.goTo('2026-11-15T11:00:00+01:00');
    expect([...asked(late, 'Miel'), ...asked(late, 'Cire')]).toEqual(stands);

    // It isn’t a reminder of what was answered while it waited.
    const reminders = () => sees(late, 'Un questionnaire attend votre réponse');
    await world.goTo('2026-11-18T10:00:00+01:00');
    expect(reminders()).toEqual([false, false]);
    await colleague.slack.command('/questionnaire repondre');
    await colleague.slack.press('Répondre : Cire slack');
    await colleague.slack.press('Oui');
    await world.goTo('2026-11-18T11:00:00+01:00');
    expect(reminders()).toEqual([false, true]);

    // It is no reminder for who switched them off: the coordinators read it where they see whom to call.
    await world.goTo('2026-11-25T10:00:00+01:00');
    expect(sees(quiet, 'Un questionnaire attend votre réponse')).toEqual([false, false]);
    await claire.command('/questionnaire relancer');
    expect(claire.read()).toContain('2 personnes ne souhaitent pas être sollicitées, et ne seront pas relancées');
    await claire.command('/questionnaire etat');
    await claire.press('Qui appeler');
    expect(claire.read()).toContain('Quentin slack (préfère que je ne lui écrive pas)');
  });
});
