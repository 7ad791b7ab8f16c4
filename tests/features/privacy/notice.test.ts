import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { send } from '../../../src/delivery/outbox/index.ts';
import { threadOf } from '../../../src/features/organisations/thread.ts';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, plain } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

const WHO = 'garde votre nom et ce que vous faites avec moi';
const OF_ENGLISH = 'keeps your name and what you do with me';

describe.each(platformsInTurn())('who meets the bot on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    ({ world, coordinator } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  const told = (person: Person, words: string) =>
    person.screen().filter(({ text }) => plain(text).includes(words)).length;

  it('is told once who keeps what, why, for how long and whom to ask, with what is kept a press away', async () => {
    const zoe = world.person(platform, 'Zoé');
    await zoe.command('/edition voir');
    expect(plain(zoe.read())).toContain(`CRESS ${WHO}, pour organiser le Mois et en faire le bilan.`);
    expect(plain(zoe.read())).toContain('Je garde le texte de mes messages 90 jours, et chaque édition 5 ans.');
    expect(plain(zoe.read())).toContain('Une question, une correction ? Écrivez à la coordination (CRESS)');
    await zoe.press('Mes données');
    expect(plain(zoe.read())).toContain('Ce que je garde de vous');
    expect(plain(zoe.read())).not.toContain(WHO);
    await zoe.say('bonjour');
    expect(plain(zoe.read())).not.toContain(WHO);
  });

  it('by a word to the bot alone too, with the contact that the chamber has given', async () => {
    await coordinator.command('/equipe donnees', { chambre: 'CRESS', contact: 'donnees@cress.example' });
    const max = world.person(platform, 'Max');
    // On Discord a direct message of somebody unknown tells no server.
    await (platform === 'slack' ? max.say('bonjour') : max.command('/mois'));
    await world.settle();
    expect(plain(max.read())).toContain(WHO);
    expect(plain(max.read())).toContain('Une question, une correction ? donnees@cress.example');
  });

  it('is told in their language', async () => {
    const kim = world.person(platform, 'Kim', { locale: 'en' });
    await kim.command(platform === 'discord' ? '/edition view' : '/edition voir');
    expect(plain(kim.read())).toContain(OF_ENGLISH);
    expect(told(kim, WHO)).toBe(0);
  });

  it('is told it with the first answer that is given, after a refusal too, and nobody else reads it', async () => {
    const ada = world.person(platform, 'Ada');
    await ada.command('/equipe donnees', { chambre: 'Moi', contact: 'moi' });
    await ada.command('/edition voir');
    expect(plain(ada.read())).toContain(WHO);
    expect(coordinator.screen().filter(({ text }) => plain(text).includes(WHO)).length).toBeLessThanOrEqual(1);
  });

  it('is told it directly after the first message that the bot writes to them, once', async () => {
    const ben = world.person(platform, 'Ben');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(ben), role: 'Coordination' });
    await world.settle();
    await world.runDue();
    await world.settle();
    const shown = ben.screen().map(({ text }) => plain(text));
    expect(shown.filter((text) => text.includes(WHO))).toHaveLength(1);
    expect(shown.findIndex((text) => text.includes('coordination'))).toBeLessThan(
      shown.findIndex((text) => text.includes(WHO)),
    );
    await ben.command('/edition voir');
    expect(plain(ben.read())).not.toContain(WHO);
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(ben) });
    await world.runDue();
    await world.settle();
    expect(told(ben, WHO)).toBe(1);
  });

  it('is told it once where they answer before the bot has got to it', async () => {
    const lou = world.person(platform, 'Lou');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(lou), role: 'Coordination' });
    await lou.command('/edition voir');
    expect(plain(lou.read())).toContain(WHO);
    await world.runDue();
    await world.settle();
    expect(told(lou, WHO)).toBe(1);
  });

  it('reads no notice below the answer that says the same, nor afterwards', async () => {
    const eve = world.person(platform, 'Eve');
    await eve.command('/profil donnees');
    expect(plain(eve.read())).toContain('Ce que je garde de vous');
    await eve.command('/edition voir');
    expect(told(eve, WHO)).toBe(0);
  });

  it('is told it once on two accounts of theirs, also where both ask at once', async () => {
    const there = other[platform];
    const noe = { here: world.person(platform, 'Noé'), there: world.person(there, 'Noé') };
    await noe.here.command('/profil lier');
    const [code = ''] = /\b[A-Z0-9]{8}\b/.exec(plain(noe.here.read())) ?? [];
    await noe.there.command('/profil lier', { code });
    await noe.there.press('Réunir');
    const { person } = world.database.prisma;
    // Whichever of the two is kept: what one account was told, both were.
    const forgetful = platform === 'slack' ? noe.here : noe.there;
    const where = { identities: { some: { externalId: forgetful.user.id } } };
    await person.updateMany({ where, data: { informedAt: null } });
    await noe.here.press("C'est bien moi");
    const twice = () => told(noe.here, WHO) + told(noe.there, WHO);
    const before = twice();
    await noe.here.command('/edition voir');
    await noe.there.command('/edition voir');
    expect(twice()).toBe(before);
    await person.updateMany({ where, data: { informedAt: null } });
    await Promise.all([noe.here.command('/edition voir'), noe.there.command('/edition voir')]);
    expect(twice()).toBe(before + 1);
  });
});

describe.each(platformsInTurn())(
  'where an edition is kept for no number of years, who meets the bot on %s',
  (platform) => {
    it('is told its term in days', async () => {
      const { world, coordinator } = await openEdition(platform);
      const usual = {
        messages: '90',
        corrections: '365',
        fichiers: '365',
        salons: '365',
        formulaires: '14',
        recus: '7',
      };
      await coordinator.command('/equipe conservation', { ...usual, editions: '1000' });
      const ivo = world.person(platform, 'Ivo');
      await ivo.command('/edition voir');
      expect(plain(ivo.read())).toContain('et chaque édition 1 000 jours.');
      await world.close();
    });
  },
);

describe('members of an organisation, written to first in its thread on Discord', () => {
  const platform = 'discord';
  let world: World;
  afterEach(() => world?.close());

  it('are told there once, each of them, whomever the message was for', async () => {
    world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
    const [ana, bilal] = [world.person(platform, 'Ana'), world.person(platform, 'Bilal')] as const;
    const organisation = await organisationOf(world, 'Les Jardins', [ana, bilal]);
    const before = new Set([...ana.screen(), ...bilal.screen()].map(({ id }) => id));
    const told = (reader: Person) =>
      reader.screen().filter(({ id, text }) => !before.has(id) && plain(text).includes(WHO)).length;
    const where = { memberships: { some: { organisationId: organisation } } };
    const { prisma } = world.database;
    await prisma.person.updateMany({ where, data: { informedAt: null } });
    const region = { ...(await prisma.region.findFirstOrThrow()), locale: 'fr' as const };
    await inTransaction(world.database, async (tx) => {
      const scope = { tx, region, now: world.clock.now() };
      const target = await threadOf(scope, { platform, organisation }, ana.user.id, [ana.user.id]);
      const words = message(text('Votre événement est accepté.'));
      await send(scope, {
        key: 'accepted',
        target,
        message: words,
        consent: { asked: 'account' },
        readAs: 'themselves',
      });
    });
    for (const _ of ['the message', 'the notice', 'nothing more']) {
      await world.settle();
      await world.runDue();
    }
    expect(bilal.screen().some(({ text: said }) => said.includes('Votre événement est accepté'))).toBe(true);
    for (const reader of [ana, bilal]) {
      expect(told(reader)).toBe(1);
      await reader.command('/edition voir');
      expect(plain(reader.read())).not.toContain(WHO);
      expect(told(reader)).toBe(1);
    }
    expect(await prisma.person.count({ where: { ...where, informedAt: null } })).toBe(0);
  });

  it('are told there, directly after it and once, and neither alone nor in the open', async () => {
    world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    const [ana, bilal] = [world.person(platform, 'Ana'), world.person(platform, 'Bilal')] as const;
    const organisationId = await organisationOf(world, 'Les Jardins', [ana, bilal]);
    await acceptedEvent(world, { organisationId, by: ana, title: 'Fête', startsAt: '2026-11-15T18:00:00+01:00' });
    // To become members they have talked to it: from here on it is as if they never had.
    const before = new Set([...ana.screen(), ...bilal.screen()].map(({ id }) => id));
    const notices = (reader: Person) =>
      reader.screen().filter(({ id, text }) => !before.has(id) && plain(text).includes(WHO));
    const where = { memberships: { some: { organisationId } } };
    await world.database.prisma.person.updateMany({ where, data: { informedAt: null } });
    await launch(world.coordinator.slack);
    await world.goTo('2026-11-16T10:00:00+01:00');
    for (const _ of ['the card', 'the notice']) {
      await world.runDue();
      await world.settle();
    }

    for (const reader of [ana, bilal]) {
      const card = reader.screen().find(({ text }) => text.includes('Questionnaire : Fête'));
      const [notice, ...more] = notices(reader);
      expect(card).toBeDefined();
      expect(notice).toBeDefined();
      expect(more).toEqual([]);
      const ids = reader.screen().map(({ id }) => id);
      expect(ids.indexOf(card?.id ?? '')).toBeLessThan(ids.indexOf(notice?.id ?? ''));
    }
    // Both read the same message: it stands in their thread.
    expect(notices(ana)[0]?.id).toBe(notices(bilal)[0]?.id);
    expect(notices(world.person(platform, 'Omar'))).toEqual([]);
    await world.runDue();
    await world.settle();
    for (const reader of [ana, bilal]) expect(notices(reader)).toHaveLength(1);
  });
});
