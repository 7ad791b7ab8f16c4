import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.coordinator.discord.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** Says something to the bot and returns what it answers, with its buttons in their order. */
async function answers(person: Person, words: string) {
  await person.say(words);
  const said = person.screen().findLast(({ author }) => author.bot);
  const buttons = (said?.controls ?? []).flatMap((one) => (one.kind === 'button' ? [plain(one.label)] : []));
  return { text: plain(said?.text ?? ''), buttons };
}

it.each(['slack', 'discord'] as const)(
  'who is shown under an address on %s is greeted without a name',
  async (platform) => {
    const ada = world.person(platform, `ada.${platform}@exemple.fr`);
    await ada.command('/mois');
    expect(plain(ada.read())).toContain('Bonjour ! Ici, les structures de la région Picardie');
  },
);

describe.each(['slack', 'discord'] as const)('a sentence said to the bot on %s', (platform) => {
  it.each([
    ['fr', 'je voudrais proposer un événement', 'Proposer un événement', 'Événements'],
    ['fr', 'où est le logo ?', 'Recevoir le kit', 'Kit'],
    ['fr', 'quand est la prochaine réunion ?', 'Voir les prochaines réunions', 'Réunions'],
    ['fr', "Il faut que j'annule la fête : comment on annule un événement ?", 'Annuler un événement', 'Événements'],
    ['fr', "l'affiche svp", 'Recevoir le kit', 'Kit'],
    ['en', "I'd like to propose an event", 'Propose an event', 'Events'],
    ['en', 'where is the logo?', 'Get the kit', 'Communication kit'],
    ['en', 'when is the next meeting?', 'See the next meetings', 'Meetings'],
  ])(
    'in %s, « %s » shows what comes closest first, and the rest is a press away',
    async (locale, said, first, theme) => {
      const person = world.person(platform, `Ada ${locale} ${said}`, locale === 'en' ? { locale: 'en' } : {});
      await organisationOf(world, `La Ruche ${platform} ${said}`, [person]);
      const { text, buttons } = await answers(person, said);
      expect(text).toContain(said);
      expect(text).toContain(theme);
      expect(buttons[0]).toBe(first);
      // Three entries at most, then their whole theme and all else.
      expect(text.match(/^.*\/[a-z]+ [a-z]+ :/gm)?.length ?? 0).toBeLessThanOrEqual(3);
      expect(buttons.length).toBeLessThanOrEqual(5);
      if (buttons.length === 5) expect(buttons[3]).toBe(theme);
      expect(buttons.at(-1)).toBe(locale === 'en' ? 'Everything else' : 'Tout le reste');
      expect(buttons).not.toContain(locale === 'en' ? 'Link channels' : 'Relier des salons');
    },
  );

  it('of somebody who belongs to no organisation yet shows how to begin, whatever they want', async () => {
    const person = world.person(platform, 'Nour');
    await person.command('/mois');
    for (const said of ['je voudrais proposer un événement', 'où est le logo ?']) {
      const { text, buttons } = await answers(person, said);
      expect(text).toContain(said);
      expect(buttons.slice(0, 2)).toEqual(['Rejoindre ma structure', 'Créer ma structure']);
    }
  });

  it.each([
    '@everyone <!channel> =cmd()',
    '<!channel>',
    '#kit',
    '@here :kit: #relier',
    'https://exemple.fr/kit relais@exemple.fr',
  ])('that says nothing but signs and whom it calls, « %s », leads to what /mois shows', async (said) => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/mois');
    const menu = coordinator.screen().findLast(({ author }) => author.bot);
    const { text, buttons } = await answers(coordinator, said);
    expect(text).toContain("Je n'ai pas compris ce que vous vouliez faire avec");
    expect(text).toContain("rien n'a été enregistré");
    expect(buttons).toEqual(menu?.controls.flatMap((one) => (one.kind === 'button' ? [plain(one.label)] : [])));
    expect(buttons).not.toContain('Relier des salons');
  });

  it('with somebody mentioned in it is understood by its other words', async () => {
    const coordinator = world.coordinator[platform];
    expect((await answers(coordinator, '@kit où est la prochaine réunion ?')).buttons[0]).toContain('réunion');
    expect((await answers(coordinator, '<!channel> merci')).text).toContain('Avec plaisir');
  });

  it('that comes close to nothing, or only thanks, gets the menu as before', async () => {
    const person = world.person(platform, 'Bruno');
    await organisationOf(world, `Le Fournil ${platform}`, [person]);
    expect((await answers(person, 'il fait beau')).text).toContain("Je n'ai pas compris ce que vous vouliez faire");
    expect((await answers(person, 'merci')).text).toContain('Avec plaisir');
    // Commands that only coordinators may use aren't shown to others.
    expect((await answers(person, 'je veux ouvrir une édition')).buttons).not.toContain('Ouvrir une édition');
  });
});
