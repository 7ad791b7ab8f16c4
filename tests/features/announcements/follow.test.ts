import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, followed, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { linkAccounts } from '../../support/linked.ts';
import { both, other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
const ana = {} as Record<'slack' | 'discord', Person>;
const closed = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  world = await startWorld();
  for (const platform of both) {
    ana[platform] = await member(world, platform, `Ana ${platform}`, `Le Fournil ${platform}`, 'Amiens');
    const options = { acceptsDirectMessages: false };
    closed[platform] = world.person(platform, `Fermée ${platform}`, options);
    await closed[platform].command('/structure creer', { nom: `Les Jardins ${platform}`, commune: 'Laon' });
  }
});
afterAll(() => world?.close());

/**
 * Composes an announcement to the two who belong to an organisation on this platform from the beginning, in private.
 */
async function compose(person: Person, text: string, command = 'diffuser', more = {}): Promise<void> {
  await person.command(`/annonce ${command}`);
  await person.fill({ text, ...more });
  await person.choose("Où l'envoyer", 'messages privés');
  await person.press('Préciser le public');
  await person.choose('Rôles', 'organisateurs');
  await person.choose('Plateformes', person.platform.name === 'slack' ? 'Slack' : 'Discord');
  await person.press('Choisir des structures');
  const { name } = person.platform;
  await person.choose('Ajouter des structures', `Le Fournil ${name}`, `Les Jardins ${name}`);
}

describe.each(platformsInTurn())('what became of an announcement, followed on %s', (platform) => {
  const words = `Lisez-moi (${platform})`;

  it('tells who could not be written to, and why; the refused are tried again, and who is left to call is listed', async () => {
    const coordinator = world.coordinator[platform];
    await compose(coordinator, words);
    expect(plain(coordinator.read())).toContain('2 personnes');
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    expect(copies(ana[platform], words)).toHaveLength(1);
    expect(followed(coordinator)).toContain('Envoyés : 1');
    expect(followed(coordinator)).toContain(`Non remis (messages privés fermés) : Fermée ${platform}`);

    await coordinator.press('À appeler', { in: words });
    expect(plain(coordinator.read())).toMatch(
      new RegExp(`pas pu être jointe.*Fermée ${platform} \\(Les Jardins ${platform}\\) : messages privés fermés`, 's'),
    );
    expect(plain(coordinator.read())).toMatch(
      new RegExp(`pas encore dit.*Ana ${platform} \\(Le Fournil ${platform}\\)`, 's'),
    );

    // Their direct messages are still closed a minute later.
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await coordinator.press('Renvoyer aux non-joints');
    expect(coordinator.read()).toContain('1 message repart');
    await world.runDue();
    expect(followed(coordinator)).toContain('Non remis (messages privés fermés)');
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    if (platform === 'slack') world.slack.refuseDirectMessages(closed.slack.user.id, null);
    else world.discord.acceptDirectMessages(closed.discord.user.id);
    await coordinator.press('Renvoyer aux non-joints');
    await world.runDue();
    expect(copies(closed[platform], words)).toHaveLength(1);
    expect(copies(ana[platform], words)).toHaveLength(1);
    expect(followed(coordinator)).toContain('Envoyés : 2');
    expect(followed(coordinator)).not.toContain('Non remis');
    await coordinator.command('/equipe journal');
    expect(plain(coordinator.read())).toContain(
      `${coordinator.name} a fait renvoyer les copies refusées d'une annonce`,
    );
  });

  it('tells in plain words who has left, and in which channel the bot is not', async () => {
    const coordinator = world.coordinator[platform];
    const gone = await member(world, platform, `Partie ${platform}`, `Le Verger ${platform}`, 'Senlis');
    await world.database.prisma.person.updateMany({
      where: { name: gone.name },
      data: { quietFrom: '06:00', quietTo: '12:00' },
    });
    const channel = world.coordinator.discord.channel('annonces');
    world.discord.deny(channel, 'ViewChannel');
    await coordinator.command('/annonce diffuser', { texte: `Qui manque ? (${platform})` });
    await coordinator.choose("Où l'envoyer", 'salons', 'messages privés');
    await coordinator.press('Préciser le public');
    await coordinator.choose('Départements', 'Oise');
    await coordinator.press("Revenir à l'annonce");
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    world.discord.allow(channel, 'ViewChannel');
    // It waits for the end of their quiet hours; they have left by then.
    if (platform === 'slack') world.slack.deactivate(gone.user.id);
    else world.discord.removeUser(gone.user.id);
    await world.settle();
    const before = world.clock.now();
    for (const hours of [6, 7]) await world.goTo(new Date(before.getTime() + hours * 3_600_000));
    expect(followed(coordinator)).toContain("Non remis (le bot n'est pas dans le salon) : salon d'annonces Discord");
    expect(followed(coordinator)).toMatch(
      new RegExp(`Non remis \\(a quitté l'espace ou le serveur\\) : .*Partie ${platform}`),
    );
    expect(copies(ana.slack, `Qui manque ? (${platform})`)).toHaveLength(1);
    world.clock.set(before);
  });

  it('counts who read it and who passed it on, each person once, in the channels and in the state', async () => {
    const coordinator = world.coordinator[platform];
    const reader = ana[platform];
    const told = `À faire passer (${platform})`;
    await coordinator.command('/annonce diffuser', { texte: told });
    await coordinator.press('Diffuser maintenant');
    for (let times = 0; times < 2; times += 1) {
      await reader.press("J'ai lu", { in: told });
      expect(reader.read()).toContain("c'est noté");
    }
    await reader.press("J'ai relayé", { in: told });
    await reader.fill({ to: ['members', 'clients'], howMany: 'beaucoup' });
    await correctHowMany(reader, 'compris « beaucoup »', '-3');
    await correctHowMany(reader, '« -3 » est négatif', '1,5');
    await correctHowMany(reader, "« 1,5 » n'est pas un nombre entier", 'moins de 50');
    await correctHowMany(reader, '« moins de 50 » ne dit pas combien', 'une soixantaine');
    expect(plain(reader.read())).toContain('environ 60');
    const there = ana[other[platform]];
    await there.press("J'ai relayé", { in: told });
    await there.fill({ to: ['associates'], howMany: '40' });
    for (const one of [reader, there]) {
      const [copy, ...others] = copies(one, told);
      expect(others).toEqual([]);
      expect(plain(copy?.text ?? '')).toContain('Lue par 2 personnes · relayée par 2, à environ 100 personnes');
    }
    expect(followed(coordinator)).toContain('Relayée par 2 personnes, à environ 100 personnes');
  });

  it('says once, to who follows it, how many of those it is for have read it, and why its channels count more', async () => {
    const coordinator = world.coordinator[platform];
    const told = `Pour la Somme (${platform})`;
    await coordinator.command('/annonce diffuser', { texte: told });
    await coordinator.press('Préciser le public');
    await coordinator.choose('Départements', 'Somme');
    await coordinator.press("Revenir à l'annonce");
    await coordinator.press('Diffuser maintenant');
    for (const one of [ana[platform], closed[platform]]) await one.press("J'ai lu", { in: told });
    expect(plain(copies(ana[platform], told)[0]?.text ?? '')).toContain('Lue par 2 personnes');
    expect(followed(coordinator)).toMatch(/1 personne sur \d+ l'a lue/);
    expect(followed(coordinator).match(/personnes? sur \d+ l/g)).toHaveLength(1);
    expect(followed(coordinator)).toContain(
      "1 autre personne, à qui elle ne s'adressait pas, l'a lue aussi : les salons en comptent 2 en tout.",
    );
  });

  it('waits for the morning where it would be read at night, which is told at once and in the state', async () => {
    const coordinator = world.coordinator[platform];
    const words = `Bonne nuit (${platform})`;
    const nuit = await member(world, platform, `Nuit ${platform}`, `La Veilleuse ${platform}`, 'Senlis');
    const evening = DateTime.fromJSDate(world.clock.now(), { zone: 'Europe/Paris' }).set({ hour: 22, minute: 0 });
    world.clock.set(evening.toJSDate());
    await coordinator.command('/annonce diffuser', { texte: words });
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await coordinator.press('Préciser le public');
    await coordinator.press('Choisir des structures');
    await coordinator.choose('Ajouter des structures', `La Veilleuse ${platform}`);
    await coordinator.press('Diffuser maintenant');
    expect(plain(coordinator.read())).toContain('1 message privé attend la fin des heures calmes');
    expect(followed(coordinator)).toContain('Après les heures calmes : 1');
    expect(copies(nuit, words)).toEqual([]);
    const morning = evening.plus({ days: 1 }).set({ hour: 8 });
    await world.goTo(morning.toJSDate());
    expect(copies(nuit, words)).toHaveLength(1);
    await world.goTo(morning.plus({ minutes: 1 }).toJSDate());
    expect(followed(coordinator)).toContain('Envoyés : 1');
  });

  it('is edited on every copy when it is corrected, and deleted everywhere when it is taken back', async () => {
    const coordinator = world.coordinator[platform];
    const wrong = `Rendez-vous à 9h (${platform})`;
    const right = `Rendez-vous à 10h (${platform})`;
    await coordinator.command('/annonce diffuser', { texte: wrong });
    await coordinator.press('Diffuser maintenant');
    const before = both.map((each) => copies(ana[each], wrong)[0]?.id);
    await coordinator.press('Corriger le texte', { in: wrong });
    await coordinator.fill({ text: right });
    await coordinator.press('Appliquer partout');
    expect(coordinator.read()).toContain('2 messages le montreront');
    for (const [index, each] of both.entries()) {
      expect(copies(ana[each], wrong)).toEqual([]);
      const [copy] = copies(ana[each], right);
      expect(copy?.id).toBe(before[index]);
      expect(copy?.text).toContain('Corrigé le');
    }
    await coordinator.press("Retirer l'annonce", { in: right });
    expect(coordinator.read()).toContain('2 messages seront effacés');
    await coordinator.press("Retirer l'annonce", { in: 'seront effacés' });
    expect(coordinator.read()).toContain("2 messages s'effacent");
    for (const each of both) expect(copies(ana[each], right)).toEqual([]);
    expect(followed(coordinator)).toContain('retirée le');
  });
});

describe.each(platformsInTurn())('an announcement for somebody of %s who is on both platforms', (platform) => {
  const toHers = async (coordinator: Person) => {
    await coordinator.press('Préciser le public');
    await coordinator.press('Choisir des structures');
    await coordinator.choose('Ajouter des structures', `La Ruche ${platform}`);
  };

  it('is one copy and one reader for somebody who is on both platforms, and carries its files', async () => {
    const coordinator = world.coordinator[platform];
    const here = await member(world, platform, `Lia ${platform}`, `La Ruche ${platform}`, 'Senlis');
    const there = world.person(other[platform], `Lia ${platform} aussi`);
    await linkAccounts(here, there);
    const told = `Avec une pièce jointe (${platform})`;
    await coordinator.command('/annonce diffuser');
    await coordinator.fill({
      text: told,
      files: [{ name: 'plan.txt', type: 'text/plain', bytes: Buffer.from('Entrée') }],
    });
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await toHers(coordinator);
    expect(plain(coordinator.read())).toContain('1 personne, aucun salon');
    await coordinator.press('Diffuser maintenant');
    const read = [...copies(here, told), ...copies(there, told)];
    expect(read).toHaveLength(1);
    const reader = copies(here, told).length > 0 ? here : there;
    const files = reader.screen().filter(({ place }) => place.channel === read[0]?.place.channel);
    expect(files.flatMap((one) => one.files.map(({ name }) => name))).toContain('plan.txt');
    await reader.press("J'ai lu", { in: told });
    await world.runDue();
    expect(followed(coordinator)).toContain("1 personne sur 1 l'a lue");

    // Two messages within a week are enough: the third comes later.
    for (const count of [2, 3]) {
      await coordinator.command('/annonce diffuser', { texte: `${told}, suite ${count}` });
      await coordinator.choose("Où l'envoyer", 'messages privés');
      await toHers(coordinator);
      await coordinator.press('Diffuser maintenant');
    }
    const third = () => [...copies(here, `${told}, suite 3`), ...copies(there, `${told}, suite 3`)].length;
    expect(third()).toBe(0);
    expect(followed(coordinator)).toContain('Plus tard : 1');
    await world.goTo(new Date(world.clock.now().getTime() + 8 * 24 * 3_600_000));
    expect(third()).toBe(1);
    await world.runDue();
    expect(followed(coordinator)).toContain('Envoyés : 1');
  });
});

describe('who has linked both of their accounts', () => {
  it('sees the preview on both platforms, and without that is told how to', async () => {
    const { slack, discord } = world.coordinator;
    await slack.command('/annonce diffuser', { texte: 'À relire' });
    await slack.press('Aperçu');
    expect(slack.read()).toContain("Pour le voir aussi sur Discord, reliez d'abord vos deux comptes : /profil lier.");
    await linkAccounts(slack, discord);
    for (const [here, there] of [
      [slack, discord],
      [discord, slack],
    ] as const) {
      const words = `À relire, de ${here.platform.name}`;
      await here.command('/annonce diffuser', { texte: words });
      await here.press('Aperçu');
      expect(here.read()).toMatch(/Le même aperçu part vers vous sur (Slack|Discord)/);
      expect(there.screen().filter(({ text }) => text.includes(words))).toHaveLength(1);
    }
  });

  it('gets on the one what is refused on the other, once the coordination tries again', async () => {
    const coordinator = world.coordinator.slack;
    const jo = world.person('discord', 'Jo', { acceptsDirectMessages: false });
    await jo.command('/structure creer', { nom: 'Le Lavoir', commune: 'Senlis' });
    const there = world.person('slack', 'Jo aussi');
    // Jo is asked where the bot can write to them.
    await linkAccounts(there, jo);
    // Jo was last seen on Discord, where nobody can write to them.
    await jo.command('/mois');
    world.discord.deny(world.coordinator.discord.channel('organisateurs'), 'CreatePrivateThreads');
    await coordinator.command('/annonce diffuser', { texte: 'Où que vous soyez' });
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await coordinator.press('Préciser le public');
    await coordinator.press('Choisir des structures');
    await coordinator.choose('Ajouter des structures', 'Le Lavoir');
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    expect(followed(coordinator)).toContain('Non remis (messages privés fermés) : Jo');
    await coordinator.press('Renvoyer aux non-joints');
    await world.runDue();
    expect(copies(there, 'Où que vous soyez')).toHaveLength(1);
    expect(followed(coordinator)).toContain('Envoyés : 1');
    expect(followed(coordinator)).not.toContain('Non remis');
  });
});

async function correctHowMany(person: Person, told: string, howMany: string): Promise<void> {
  expect(person.read()).toContain(told);
  await person.correct();
  await person.fill({ howMany });
}
