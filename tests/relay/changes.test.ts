import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copies, copiesOf, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied.world.close());

/** Returns everything that was posted, changed or deleted on a platform so far. */
const written = (side: 'slack' | 'discord') =>
  tied.world.platforms[side].requests.filter(({ method, path }) =>
    side === 'slack' ? /^(chat|reactions|pins)\./u.test(path) : method !== 'GET',
  ).length;

describe.each(platforms)('what is said on %s and changed', (title, side) => {
  const speaker = () => tied.people[side];
  const reader = () => tied.people[tied.other[side]];
  const platform = () => tied.world.platforms[side];
  const place = () => ({ channel: tied.channel(side), thread: null });

  it('isn’t posted anew: edit posted as new', async () => {
    await speaker().write('general', `Rendez-vous à 14 h, ${title}`);
    const before = copies(reader());
    await speaker().edit(`Rendez-vous à 15 h, ${title}`, `14 h, ${title}`);
    expect(copies(reader()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(copiesOf(reader(), `15 h, ${title}`)).toHaveLength(1);
    expect(copiesOf(reader(), `14 h, ${title}`)).toEqual([]);
  });

  it('stays deleted, however quickly that follows: edit after delete', async () => {
    await speaker().write('general', `Un brouillon, ${title}`);
    const { id } = speaker().wrote(`Un brouillon, ${title}`);
    const [editing, removing] = [
      platform().edit(speaker().user.id, id, `Un brouillon relu, ${title}`),
      platform().remove(speaker().user.id, id),
    ];
    await Promise.all([editing, removing]);
    await tied.world.settle();
    expect(copiesOf(reader(), 'Un brouillon')).toEqual([]);
  });

  it('never stands when it is changed and deleted while the bot is away', async () => {
    const user = speaker().user.id;
    await tied.world.restartBot(async () => {
      const id = await platform().say(user, place(), `Écrit trop tôt, ${title}`);
      await platform().edit(user, id, `Récrit trop tôt, ${title}`);
      await platform().remove(user, id);
    });
    await tied.world.settle();
    expect(copiesOf(reader(), 'trop tôt')).toEqual([]);
  });

  it('is changed and deleted afterwards when that is done while the bot is away', async () => {
    await speaker().write('general', `Première version, ${title}`);
    await speaker().write('general', `À effacer, ${title}`);
    const ids = [speaker().wrote('Première version').id, speaker().wrote('À effacer').id] as const;
    await tied.world.restartBot(async () => {
      await platform().edit(speaker().user.id, ids[0], `Deuxième version, ${title}`);
      await platform().remove(speaker().user.id, ids[1]);
    });
    await tied.world.settle();
    expect(copiesOf(reader(), `Deuxième version, ${title}`)).toHaveLength(1);
    expect(copiesOf(reader(), `Première version, ${title}`)).toEqual([]);
    expect(copiesOf(reader(), `À effacer, ${title}`)).toEqual([]);
  });

  it('is left alone when a link below it unfolds: unfurl taken for an edit', async () => {
    await speaker().write('general', `Le programme : https://example.org/programme?de=${side}`);
    const { id } = speaker().wrote(`programme?de=${side}`);
    const before = written(tied.other[side]);
    platform().unfoldLink(id);
    await tied.world.settle();
    expect(written(tied.other[side])).toBe(before);
    expect(copiesOf(reader(), `programme?de=${side}`)).toHaveLength(1);
  });

  it('comes back to nobody when its copy changes: our own edit echoed', async () => {
    await speaker().write('general', `On part à 8 h, ${title}`);
    const before = written(side);
    await speaker().edit(`On part à 9 h, ${title}`, `On part à 8 h, ${title}`);
    expect(written(side)).toBe(before);
    expect(
      speaker()
        .screen()
        .filter(({ text }) => text.includes(`On part à 9 h, ${title}`)),
    ).toHaveLength(1);
  });

  it('loses the reactions that are taken back, and keeps the others: reaction removed', async () => {
    const another = tied.world.person(side, `Paul de ${title}`);
    await speaker().write('general', `Qui apporte le café, ${title} ?`);
    await speaker().react('👍', `le café, ${title}`);
    await another.react('👍', `le café, ${title}`);
    await another.react('🎉', `le café, ${title}`);
    expect(copiesOf(reader(), `le café, ${title}`)[0]?.text).toMatch(new RegExp(`👍 2 · 🎉 1 sur ${title}$`, 'u'));
    await another.unreact('👍', `le café, ${title}`);
    await another.unreact('🎉', `le café, ${title}`);
    expect(copiesOf(reader(), `le café, ${title}`).map(({ text }) => text)).toEqual([
      expect.stringMatching(new RegExp(`\\?\\s+👍 1 sur ${title}$`, 'u')),
    ]);
  });

  it('shows how fifty people reacted after a few changes of its copy, not after fifty', async () => {
    await speaker().write('general', `Qui vient samedi, ${title} ?`);
    const { id } = speaker().wrote(`Qui vient samedi, ${title}`);
    const crowd = Array.from({ length: 50 }, (_, index) => tied.world.person(side, `Foule ${index} de ${title}`));
    await tied.world.settle();
    const before = written(tied.other[side]);
    await Promise.all(crowd.map(({ user }) => platform().react(user.id, id, '🎉')));
    await tied.world.settle();
    expect(copiesOf(reader(), `Qui vient samedi, ${title}`)[0]?.text).toMatch(new RegExp(`🎉 50 sur ${title}$`, 'u'));
    expect(written(tied.other[side]) - before).toBeLessThan(25);
  });

  it('tells nothing of the reactions to its copy, which are seen where they were given', async () => {
    await speaker().write('general', `Le four est allumé, ${title}`);
    const before = written(side);
    await reader().react('👍', `Le four est allumé, ${title}`);
    expect(written(side)).toBe(before);
    expect(copiesOf(reader(), `Le four est allumé, ${title}`).map(({ reactions }) => reactions)).toMatchObject([
      [{ count: 1 }],
    ]);
    await speaker().edit(`Le four est chaud, ${title}`, `Le four est allumé, ${title}`);
    expect(copiesOf(reader(), `Le four est chaud, ${title}`)[0]?.text).toBe(`Le four est chaud, ${title}`);
  });

  it('is pinned there while it is pinned here, and nothing is said there of that', async () => {
    const coordinator = tied.world.coordinator[side];
    await speaker().write('general', `Le code de la salle, ${title}`);
    const before = copies(reader()).length;
    await coordinator.pin(`code de la salle, ${title}`);
    expect(copiesOf(reader(), `code de la salle, ${title}`).map(({ pinned }) => pinned)).toEqual([true]);
    await coordinator.unpin(`code de la salle, ${title}`);
    expect(copiesOf(reader(), `code de la salle, ${title}`).map(({ pinned }) => pinned)).toEqual([false]);
    expect(copies(reader())).toHaveLength(before);
  });

  it('leaves the other side when an exclamation mark is put before it, and stands there again without', async () => {
    await speaker().write('general', `Entre nous, ${title}`);
    expect(copiesOf(reader(), `Entre nous, ${title}`)).toHaveLength(1);
    await speaker().edit(`! Entre nous, ${title}`, `Entre nous, ${title}`);
    expect(copiesOf(reader(), `Entre nous, ${title}`)).toEqual([]);
    await speaker().edit(`Entre nous tous, ${title}`, `Entre nous, ${title}`);
    expect(copiesOf(reader(), `Entre nous tous, ${title}`)).toHaveLength(1);
  });

  it('can’t be read any more in answers to it once it is deleted: deleted message alive in a quote', async () => {
    const another = tied.world.person(side, `Zoé de ${title}`);
    await speaker().write('general', `Mon numéro est le 06 de ${title}`);
    await another.reply(`Merci, noté pour ${title}`, `Mon numéro est le 06 de ${title}`);
    expect(copiesOf(reader(), `Merci, noté pour ${title}`)).toHaveLength(1);
    await speaker().erase(`Mon numéro est le 06 de ${title}`);
    expect(
      reader()
        .screen()
        .filter(({ text }) => text.includes(`le 06 de ${title}`)),
    ).toEqual([]);
    expect(copiesOf(reader(), `Merci, noté pour ${title}`)).toHaveLength(1);
  });

  it('is quoted in answers to it as it reads now', async () => {
    const another = tied.world.person(side, `Inès de ${title}`);
    await speaker().write('general', `Un autre secret, le 0699 de ${title}`);
    await another.reply(`Bien reçu, ${title}`, `le 0699 de ${title}`);
    await speaker().edit(`Corrigé pour ${title}`, `le 0699 de ${title}`);
    const read = reader().screen();
    expect(read.filter(({ text }) => text.includes(`0699 de ${title}`))).toEqual([]);
    expect(copiesOf(reader(), `Bien reçu, ${title}`)).toHaveLength(1);
    if (side === 'discord')
      expect(copiesOf(reader(), `Bien reçu, ${title}`)[0]?.text).toContain(`Corrigé pour ${title}`);
    const before = written(tied.other[side]);
    await another.react('👍', `Corrigé pour ${title}`);
    expect(written(tied.other[side]) - before).toBeLessThanOrEqual(2);
  });

  it('keeps its order within a millisecond: two messages in one millisecond', async () => {
    const user = speaker().user.id;
    const texts = Array.from({ length: 12 }, (_, index) => `Point ${index + 1} de ${title}.`);
    await Promise.all(texts.map((text) => platform().say(user, place(), text)));
    await tied.world.settle();
    expect(
      copies(reader())
        .map(({ text }) => text)
        .filter((text) => texts.includes(text)),
    ).toEqual(texts);
  });

  it('stays the author’s once they have left, and goes when it is deleted: author who left', async () => {
    const leaver = tied.world.person(side, `Hugo de ${title}`);
    const coordinator = tied.world.coordinator[side];
    await leaver.write('general', `Au revoir de ${title}`);
    if (side === 'slack') tied.world.slack.deactivate(leaver.user.id);
    else tied.world.discord.removeUser(leaver.user.id);
    await tied.world.settle();
    await coordinator.react('👍', `Au revoir de ${title}`);
    expect(copiesOf(reader(), `Au revoir de ${title}`).map(({ author, text }) => [author.name, text])).toEqual([
      [`${leaver.name} · ${title}`, expect.stringMatching(new RegExp(`👍 1 sur ${title}$`, 'u'))],
    ]);
    await platform().remove(coordinator.user.id, coordinator.sawLast(`Au revoir de ${title}`).id);
    await tied.world.settle();
    expect(copiesOf(reader(), `Au revoir de ${title}`)).toEqual([]);
  });

  it('stays where it was said when its author wished to be left out', async () => {
    const silent = tied.world.person(side, `Noé de ${title}`);
    const { relaySilence, region } = tied.world.database.prisma;
    const { id: regionId } = await region.findFirstOrThrow();
    const since = tied.world.clock.now();
    await relaySilence.create({ data: { regionId, platform: side, userId: silent.user.id, since } });
    await silent.write('general', `Rien que pour ${title}`);
    await silent.edit(`Toujours rien que pour ${title}`);
    expect(copiesOf(reader(), `rien que pour ${title}`)).toEqual([]);
  });
});

it('what Slack lets be changed no more stays, and one correction follows it, which changes and goes in its turn', async () => {
  const { slack, discord } = tied.people;
  await discord.write('general', 'Le train de 8 h');
  tied.world.slack.limitEditing(0);
  await discord.edit('Le train de 9 h', 'Le train de 8 h');
  const texts = () => copiesOf(slack, 'Le train de').map(({ text }) => text);
  expect(texts()).toEqual(['Le train de 8 h', expect.stringMatching(/orrection.*\n.*Le train de 9 h$/su)]);
  tied.world.slack.limitEditing(null);
  await discord.edit('Le train de 10 h', 'Le train de 9 h');
  expect(texts()).toEqual(['Le train de 8 h', expect.stringMatching(/Le train de 10 h$/u)]);
  await discord.erase('Le train de 10 h');
  expect(texts()).toEqual([]);
});
