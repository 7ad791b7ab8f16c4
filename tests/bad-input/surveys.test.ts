import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { both, type Platform, platformsInTurn } from '../support/platforms.ts';
import { reads } from '../support/proposing.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

interface Asked {
  readonly person: Person;
  readonly eventId: string;
}

let world: World;
const asked = {} as Record<`${Platform} ${'Olive' | 'Omar'}`, Asked>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    for (const name of ['Olive', 'Omar'] as const) {
      const person = world.person(platform, name);
      const organisationId = await organisationOf(world, `${name} sur ${platform}`, [person]);
      const startsAt = '2026-11-14T14:00:00+01:00';
      const event = { title: `Chez ${name} ${platform}`, organisationId, by: person, startsAt };
      asked[`${platform} ${name}`] = { person, eventId: await acceptedEvent(world, event) };
    }
    const coordinator = world.coordinator[platform];
    await coordinator.command('/chiffres afficher', { canal: coordinator.channel('chiffres') });
  }
  await launch(world.coordinator.slack);
  await world.goTo('2026-11-15T10:00:00+01:00');
  for (const { person } of Object.values(asked)) await person.press('Oui');
});
afterAll(() => world?.close());

/** Deletes a message of the bot there, as somebody who may. */
async function deleted(platform: Platform, { channel, id }: { readonly channel: string; readonly id: string }) {
  const { environment } = world[platform];
  const to =
    platform === 'slack'
      ? new Request(`${environment.SLACK_API_URL}chat.delete`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${environment.SLACK_BOT_TOKEN}`,
            'content-type': 'application/json; charset=utf-8',
          },
          body: JSON.stringify({ channel, ts: id }),
        })
      : new Request(`${environment.DISCORD_API_URL}/v10/channels/${channel}/messages/${id}`, {
          method: 'DELETE',
          headers: { authorization: `Bot ${environment.DISCORD_TOKEN}` },
        });
  expect((await fetch(to)).ok).toBe(true);
  await world.settle();
}

describe.each(platformsInTurn())('in a survey on %s', (platform) => {
  it('what is typed where a number is asked for: is said back and asked again, or shown as it was understood and kept as it was typed', async () => {
    // The bot repeats the answer and asks again.
    for (const [what, typed, words] of [
      ['« -3 »', '-3', '« -3 » est négatif. Écrivez un nombre à partir de 0, par exemple : 40, environ 60, + de 100.'],
      ['words without a number', 'du monde', "Je n'ai pas trouvé de nombre dans « du monde ». Par exemple : 40"],
      ['only emoji', '🎉🎊', "Je n'ai pas trouvé de nombre dans « 🎉🎊 ». Par exemple : 40, environ 60, + de 100."],
      ['right-to-left text', 'ستون', "Je n'ai pas trouvé de nombre dans « ستون »"],
      ['`=cmd()`', '=cmd()', "Je n'ai pas trouvé de nombre dans « =cmd() »"],
    ] as const) {
      const { person, eventId } = asked[`${platform} Olive`];
      await person.say(typed, 'Combien de personnes');
      expect(reads(person), what).toContain(words);
      expect(reads(person)).toContain('Combien de personnes');
      expect(await answersOf(world, { eventId })).not.toHaveProperty('attendance');
    }

    // It is a number, shown as it was understood, and kept as it was typed.
    for (const [what, typed, shown, value, precision] of [
      ['« une soixantaine »', 'une soixantaine', '→ environ 60 (« une soixantaine »)', 60, 'estimated'],
      ['« 1 000 »', '1 000', '→ 1 000', 1000, 'exact'],
      ['« 1.000 »', '1.000', '→ 1 000 (« 1.000 »)', 1000, 'exact'],
      ['« mille »', 'mille', '→ 1 000 (« mille »)', 1000, 'exact'],
    ] as const) {
      const { person, eventId } = asked[`${platform} Olive`];
      if ('attendance' in (await answersOf(world, { eventId })))
        await person.choose('Corriger une réponse', 'Combien de personnes');
      await person.say(typed, 'Combien de personnes');
      expect(reads(person), what).toContain(shown);
      expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value, precision, typed } });
    }
  });

  it('a deleted message that a tally lives in: is posted anew, once; deleted again, it stays away', async () => {
    const { person } = asked[`${platform} Olive`];
    const tallies = () => person.screen().filter(({ text }) => text.includes("📊 Mois de l'ESS 2026"));
    const remove = async () => {
      const [tally] = tallies();
      if (!tally) throw new Error('no tally');
      await deleted(platform, { channel: tally.place.channel, id: tally.id });
      expect(tallies()).toEqual([]);
    };
    // One answer more or less changes nothing that a channel is told; the last day does.
    const extend = async (day: number) => {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/questionnaire prolonger', { cloture: `${day} mars 2027` });
      await coordinator.press('Changer la date');
      await world.runDue();
    };
    const day = platform === 'slack' ? 11 : 21;
    await remove();
    await extend(day);
    expect(tallies()).toHaveLength(1);
    const posted = tallies()[0];
    expect(posted?.text).toMatch(new RegExp(`Clôture le\\s${day}\\s`));
    await extend(day + 1);
    expect(tallies().map(({ id }) => id)).toEqual([posted?.id]);
    expect(tallies()[0]?.text).toMatch(new RegExp(`Clôture le\\s${day + 1}\\s`));
    await remove();
    await extend(day + 2);
    await extend(day + 3);
    expect(tallies()).toEqual([]);
  });

  it('an archived, locked or deleted thread: the question that waits is answered, there or in a new one', async () => {
    const { person, eventId } = asked[`${platform} Omar`];
    if (platform === 'discord') {
      // An archived thread is opened again by what is typed there.
      const thread = { channel: threadOf(person), thread: null };
      world.discord.archiveThread(thread.channel);
      await world.discord.say(person.user.id, thread, 'oui mais');
      await world.settle();
      expect(person.look()).toContain("Je n'ai pas trouvé de nombre dans « oui mais »");
      world.discord.archiveThread(thread.channel);
      await world.discord.say(person.user.id, thread, '40');
      await world.settle();
      expect(person.look()).toContain('Des élus locaux');
      expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40 } });

      // Where the bot may not unlock a thread, the question that waits comes in a new one.
      const locked = threadOf(person);
      const { parent } = world.discord.channelsOf(person.user.id).find(({ id }) => id === locked) ?? {};
      if (!parent) throw new Error('no channel');
      world.discord.deny(parent, 'ManageThreads');
      world.discord.archiveThread(locked);
      world.discord.lockThread(locked);
      await person.command('/questionnaire repondre');
      await world.runDue();
      person.look();
      expect(reads(person)).toContain('Des élus locaux');
      expect(threadOf(person)).not.toBe(locked);
      world.discord.allow(parent, 'ManageThreads');
    }

    // It comes in a new one too where the thread was deleted, and what was answered stays.
    if (platform === 'slack') await person.say('40', 'Combien de personnes');
    const before = await answersOf(world, { eventId });
    if (platform === 'discord') world.discord.deleteChannel(threadOf(person));
    else {
      const [first] = person.screen().filter(({ text }) => text.includes('Des élus locaux'));
      const replies = person.screen().filter(({ place, id }) => (place.thread ?? id) === first?.place.thread);
      for (const { id, place, author } of replies.toReversed()) {
        if (author.bot) await deleted(platform, { channel: place.channel, id });
      }
    }
    await world.settle();
    await person.command('/questionnaire repondre');
    await world.runDue();
    person.look();
    expect(reads(person)).toContain('Des élus locaux');
    await person.press('Oui', { in: 'Des élus locaux' });
    expect(await answersOf(world, { eventId })).toMatchObject({ ...before, officials: { option: 'yes' } });
  });
});

/** Returns the thread with the survey's last question. */
function threadOf(person: Person): string {
  const found = person.screen().findLast(({ text }) => /Combien de personnes|Des élus locaux/.test(text));
  if (!found) throw new Error('no thread');
  return found.place.channel;
}
