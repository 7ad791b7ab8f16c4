import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { held, organiser, proposal, proposing, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** The ways a region's channel is closed without telling the bot, how each is undone, and what is said of it. */
const closings = {
  slack: {
    close: (channel: string) => world.slack.archive(channel),
    reopen: (channel: string) => world.slack.unarchive(channel),
    reason: 'channel-archived',
    said: 'Il est archivé.',
    words: (name: string) =>
      `Le salon #${name} est archivé. Désarchivez-le dans ses paramètres, ou choisissez-en un autre.`,
  },
  discord: {
    close: (channel: string) => world.discord.deny(channel, 'SendMessages'),
    reopen: (channel: string) => world.discord.allow(channel, 'SendMessages'),
    reason: 'no-permission',
    said: "Je n'ai plus le droit d'y écrire.",
    words: (name: string) => `Je vois le salon #${name}, mais je n'ai pas le droit d'y écrire. Dans ses paramètres`,
  },
} as const;

const eventsCalled = (title: string) => world.database.prisma.event.count({ where: { title } });

describe.each(platformsInTurn())('on %s', (platform) => {
  let ana: Person;
  let bob: Person;
  beforeAll(async () => {
    ana = await organiser(world, platform, 'Ana');
    bob = world.person(platform, 'Bob');
    await bob.command('/structure rejoindre', { structure: `Ana sur ${platform}` });
    await ana.press('Confirmer');
  });

  /** Lets an event of Ana's be accepted. */
  async function accepted(title: string): Promise<void> {
    await proposing(ana, { titre: title });
    await ana.press('Proposer');
    await world.coordinator[platform].press('Accepter');
    ana.look();
  }

  it('the same form sent twice: counts once, and says so', async () => {
    const title = `Deux fois ${platform}`;
    await ana.command('/evenement proposer');
    const typed = { title, when: '15 novembre 18h', place: 'Laon', pitch: 'Une.', contact: 'Ana' };
    await Promise.all([1, 2].map(() => ana.platform.submit(ana.user.id, typed)));
    await world.settle();
    await ana.press('Proposer');
    expect(reads(ana)).toContain(`C'est proposé : « ${title} »`);
    await proposing(ana, { titre: `${title} encore` });
    const review = ana.news.at(-1);
    const confirm = review?.controls.find((one) => 'label' in one && one.label === 'Proposer');
    if (!review || confirm?.kind !== 'button') throw new Error('nothing to confirm');
    await Promise.all([1, 2].map(() => ana.platform.press(ana.user.id, review.id, confirm.id)));
    await world.settle();
    ana.look();
    expect(reads(ana)).toContain(`C'est proposé : « ${title} encore »`);
    expect(await eventsCalled(title)).toBe(1);
    expect(await eventsCalled(`${title} encore`)).toBe(1);
  });

  it('the same form sent by two people at once: the second is asked what to keep', async () => {
    await accepted(`À deux ${platform}`);
    for (const person of [ana, bob]) {
      await person.command('/evenement modifier', { evenement: `À deux ${platform}` });
    }
    await ana.fill({ pitch: 'Venez nombreux.' });
    await bob.fill({ pitch: 'Entrée libre.' });
    expect(reads(bob)).toContain(
      "Quelqu'un d'autre a changé la même chose que vous depuis que vous avez ouvert ce formulaire.",
    );
    expect(reads(bob)).toContain('Venez nombreux.');
    await bob.correct();
    expect(held(bob, 'pitch')).toBe('Entrée libre.');
    await bob.platform.dismiss(bob.user.id);
    await bob.choose('Choisir', "Enregistrer ce que j'ai écrit");
    expect(reads(bob)).toContain(`« À deux ${platform} » est enregistré`);
  });

  it('a button of an event since cancelled: says so, and opens no form', async () => {
    await accepted(`Annulé depuis ${platform}`);
    await bob.command('/evenement annuler', { evenement: `Annulé depuis ${platform}`, raison: 'Salle inondée.' });
    expect(reads(bob)).toContain('Motif Salle inondée.');
    await bob.press("Annuler l'événement", { in: "Annuler l'événement «" });
    expect(reads(bob)).toContain('est annulé');
    await ana.press('Compléter la fiche', { in: `« Annulé depuis ${platform} » est accepté` });
    expect(reads(ana)).toContain(`« Annulé depuis ${platform} » a été annulé : il n'y a plus rien à faire.`);
    expect(ana.platform.form(ana.user.id)).toBeNull();
  });

  it('a button pressed by someone else: says who may, and changes nothing', async () => {
    await proposing(ana, { titre: `À décider ${platform}` });
    await ana.press('Proposer');
    const amy = world.person(platform, 'Amy', { locale: 'en' });
    for (const [person, words] of [
      [bob, 'Seule la coordination (CRESS) peut faire cela. Demandez-lui, ou tapez /mois'],
      [amy, 'Only the coordinators (CRESS) can do this.'],
    ] as const) {
      await person.press('Accepter', { in: `À décider ${platform}` });
      expect(reads(person)).toContain(words);
    }
    const event = await world.database.prisma.event.findFirst({ where: { title: `À décider ${platform}` } });
    expect(event?.status).toBe('PROPOSED');
  });

  it("a command where the bot can't write: the answer comes all the same, for them alone", async () => {
    if (platform === 'slack') {
      const members = [bob.user.id];
      const { id } = world.slack.addChannel({ name: 'entre-nous', private: true, members, withBot: false });
      bob.place = { channel: id, thread: null };
    } else {
      const { id } = world.discord.addChannel({ name: 'entre-nous' });
      world.discord.deny(id, 'SendMessages');
      world.discord.deny(id, 'ViewChannel');
      bob.place = { channel: id, thread: null };
    }
    await proposing(bob, { titre: `Ailleurs ${platform}` });
    expect(reads(bob)).toContain(`Ailleurs ${platform}`);
    await bob.press('Proposer');
    expect(reads(bob)).toContain("C'est proposé");
    expect(
      bob.news.filter(({ place }) => place.channel === bob.place.channel).every(({ onlyForYou }) => onlyForYou),
    ).toBe(true);
  });

  it('a channel archived or closed since: only what goes there is refused; the coordinator reads why, and what to do', async () => {
    const { close, reopen, reason, said, words } = closings[platform];
    const coordinator = world.coordinator[platform];
    const elsewhere = world.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    const shows = (person: Person, title: string) => person.screen().some(({ text }) => text.includes(title));
    const announce = async (titre: string) => {
      await coordinator.command('/reunion programmer', { titre, date: 'mardi 6 octobre 14h', lieu: 'Amiens' });
      await coordinator.press('Annoncer la réunion');
      expect(reads(coordinator)).toContain('est programmée');
    };
    const annonces = coordinator.platform.channelsOf(coordinator.user.id).find(({ name }) => name === 'annonces');
    if (!annonces) throw new Error('no channel');
    close(annonces.id);
    await world.settle();
    await announce(`Point ${platform}`);
    expect(reads(coordinator)).toContain(`Rien n'est annoncé ici en ce moment. ${words('annonces')}`);
    expect(reads(coordinator)).toContain('Pour choisir un autre salon, tapez /installer.');
    expect(shows(coordinator, `Réunion : Point ${platform}`)).toBe(false);
    expect(shows(elsewhere, `Réunion : Point ${platform}`)).toBe(true);
    const sent = await world.database.prisma.delivery.findMany({
      where: {
        key: { contains: ':announcement:' },
        body: { path: ['blocks', '0', 'text'], string_contains: `Point ${platform}` },
      },
    });
    expect(sent.map((one) => [one.platform.toLowerCase(), one.reason ?? one.status]).sort()).toEqual(
      [
        [platform, reason],
        [elsewhere.platform.name, 'SENT'],
      ].sort(),
    );
    // The coordinators are told unasked, where they can still be written to, once however much is refused.
    await announce(`Autre point ${platform}`);
    await world.runDue();
    const closed = `Sur ${coordinator.platform.name === 'slack' ? 'Slack' : 'Discord'}, je ne peux plus écrire`;
    for (const one of [coordinator, elsewhere]) {
      const told = one.screen().filter(({ text }) => text.includes(closed));
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toContain(`dans le salon choisi pour : annonces. ${said}`);
    }
    await accepted(`Malgré tout ${platform}`);
    expect(reads(ana)).toContain(`« Malgré tout ${platform} » est accepté`);

    await coordinator.command('/installer', { region: 'Picardie' });
    await coordinator.press("Vérifier l'accès aux salons");
    expect(reads(coordinator)).toContain("Je n'ai pas pu écrire dans tous les salons");
    expect(reads(coordinator)).toContain(`annonces : ${words('annonces')}`);
    reopen(annonces.id);
    await world.settle();
    await coordinator.press("Vérifier l'accès aux salons");
    expect(reads(coordinator)).toContain('Tout va bien');
    await announce(`Encore ${platform}`);
    expect(reads(coordinator)).not.toContain("Rien n'est annoncé");
    expect(shows(coordinator, `Réunion : Encore ${platform}`)).toBe(true);
  });

  it('a command given a channel that is archived, closed or deleted: says so at once, and what to do', async () => {
    const { close, reopen, words } = closings[platform];
    const coordinator = world.coordinator[platform];
    const { id, name } = coordinator.platform.addChannel({ name: 'vieux-salon' });
    const chiffres = coordinator.channel(name);
    close(id);
    await world.settle();
    await coordinator.command('/installer', { region: 'Picardie', chiffres });
    expect(reads(coordinator)).toContain('Je ne peux pas encore écrire dans tous les salons choisis');
    expect(reads(coordinator)).toContain(`chiffres : ${words(name)}`);
    await coordinator.command('/chiffres afficher', { canal: chiffres });
    expect(reads(coordinator)).toContain(words(name));
    expect(coordinator.sees('Réessayer')).toBe(true);
    reopen(id);
    await world.settle();
    await coordinator.press("Vérifier l'accès aux salons");
    expect(reads(coordinator)).toContain('Tout va bien');
    await coordinator.press('Réessayer');
    expect(reads(coordinator)).toContain(`affichés dans #${name}`);
    if (platform === 'discord') {
      world.discord.deleteChannel(id);
      await world.settle();
      await coordinator.press("Vérifier l'accès aux salons");
      expect(reads(coordinator)).toContain('chiffres : Je ne trouve plus ce salon : choisissez un autre salon.');
    }
    await coordinator.command('/installer', { region: 'Picardie', chiffres: coordinator.channel('chiffres') });
    expect(reads(coordinator)).not.toContain('Je ne peux pas encore écrire');
  });

  it('a person of no organisation: is offered the list and to create one, with what they typed', async () => {
    const zoe = world.person(platform, 'Zoé');
    await zoe.command('/mois');
    await proposing(zoe, {});
    expect(reads(zoe)).toContain("Il faut faire partie d'une structure pour cela. Choisissez la vôtre, ou créez-la :");
    for (const typed of Object.values(proposal)) expect(reads(zoe)).toContain(typed);
    expect(zoe.sees('Rejoindre ma structure') && zoe.sees('Créer ma structure')).toBe(true);
    const amy = world.person(platform, 'Amy', { locale: 'en' });
    await amy.command('/mois');
    await proposing(amy, {});
    expect(reads(amy)).toContain('You need to belong to an organisation for this. Pick yours, or create it:');
    expect(reads(amy)).toContain(proposal.phrase);
  });

  it('one who has left: is told so, their events stay with the organisation', async () => {
    // By then Ana's week has room again to be asked whether Kim is a colleague.
    await world.goTo(new Date(world.clock.now().getTime() + 8 * 24 * 3_600_000));
    const kim = world.person(platform, 'Kim');
    await kim.command('/structure rejoindre', { structure: `Ana sur ${platform}` });
    await ana.press('Confirmer');
    await proposing(kim, { titre: `De Kim ${platform}` });
    await kim.press('Proposer');
    await kim.command('/structure quitter');
    await kim.press('Confirmer');
    expect(reads(kim)).toContain(`vous ne faites plus partie de « Ana sur ${platform} »`);
    await kim.press('Compléter la fiche', { in: `« De Kim ${platform} »` });
    expect(reads(kim)).toContain("Il faut faire partie d'une structure pour cela.");
    expect(await eventsCalled(`De Kim ${platform}`)).toBe(1);
    await ana.command('/evenement liste');
    expect(reads(ana)).toContain(`De Kim ${platform}`);
  });

  it('two organisations of nearly the same name: asks whether it is the same', async () => {
    const lou = world.person(platform, 'Lou');
    await lou.command('/structure creer', { nom: `Ana sur ${platform}s`, commune: 'Beauvais' });
    expect(reads(lou)).toContain(
      `Un nom très proche de « Ana sur ${platform}s » existe déjà. Est-ce la même structure ?`,
    );
    expect(lou.sees(`Rejoindre « Ana sur ${platform} »`)).toBe(true);
    await lou.press('Créer quand même');
    expect(reads(lou)).toContain(`« Ana sur ${platform}s » est créée, et vous en faites partie`);
    const created = await world.database.prisma.organisation.findFirst({ where: { name: `Ana sur ${platform}s` } });
    expect(created?.municipality).toBe('Beauvais');
    const amy = world.person(platform, 'Amy', { locale: 'en' });
    await amy.command('/structure creer', { nom: `ANA sur  ${platform}` });
    expect(reads(amy)).toContain('is already there. Join it: one of its members');
    expect(amy.sees(`Join “Ana sur ${platform}”`)).toBe(true);
  });
});
