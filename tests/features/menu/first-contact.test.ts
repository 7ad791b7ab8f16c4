import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenControl } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
let unset: World;
beforeAll(async () => {
  [world, unset] = await Promise.all([startWorld(), startWorld({ region: false })]);
});
afterAll(async () => {
  await world?.close();
  await unset?.close();
});

const labels = (controls: readonly SeenControl[]) =>
  controls.map((one) => (one.kind === 'button' ? plain(one.label) : one.kind));

/** Returns what the bot said last, and the buttons below it. */
function lastSaid(person: Person) {
  const said = person.screen().findLast(({ author }) => author.bot);
  return { text: plain(said?.text ?? ''), buttons: labels(said?.controls ?? []) };
}

/** Says something to the bot first: in private on Slack; on Discord, where that belongs to no server, in a channel. */
async function sayFirst(person: Person, words: string): Promise<void> {
  const { platform, user } = person;
  if (platform.name === 'slack') return person.say(words);
  const channel = platform.channelsOf(user.id).find(({ name }) => name === 'organisateurs')?.id ?? '';
  await platform.say(user.id, { channel, thread: null }, `<@${world.discord.bot.id}> ${words}`);
  await world.settle();
}

/** Counts sentences by what ends them. */
const sentences = (text: string) => text.split(/(?<=[.!?])\s+(?=\p{Lu}|«|“)/u).length;

const proposal = {
  phrase: 'On danse sur la place, avec la fanfare.',
  titre: 'Bal des structures',
  date: 'samedi 14 novembre 20h',
  lieu: 'Salle des fêtes, Beauvais',
  contact: 'Zoé, 03 44 00 00 00',
};

/** Matches the notice about their data, which comes once: three lines below all else, with a button of its own. */
const NOTICE = /\n(?:Vos données|Your data) ?: .+\n.+\n.+$/u;

function expectGreeting({ text, buttons }: { text: string; buttons: readonly string[] }, begins: string): void {
  const greeting = text.replace(NOTICE, '');
  expect(greeting.startsWith(begins), text).toBe(true);
  expect(sentences(greeting), text).toBeLessThanOrEqual(3);
  expect(buttons, text).toHaveLength(greeting === text ? 1 : 2);
  if (greeting !== text) expect(['Mes données', 'My data']).toContain(buttons.at(-1));
}

describe.each(['slack', 'discord'] as const)('who meets the bot for the first time on %s', (platform) => {
  it('is greeted by first name in a direct message, in three sentences, and led to their organisation', async () => {
    const violette = world.person(platform, 'Violette Caron');
    await sayFirst(violette, 'bonjour');
    expectGreeting(lastSaid(violette), 'Bonjour Violette ! Ici, les structures de la région Picardie préparent');
    expect(lastSaid(violette).text).toMatch(NOTICE);
    expect(lastSaid(violette).buttons).toEqual(['Rejoindre ma structure', 'Mes données']);
    // Greeted once, they get the menu.
    await violette.say('bonjour');
    expect(lastSaid(violette).text).not.toContain('Violette');
    expect(lastSaid(violette).text).toContain('Voici ce que vous pouvez faire');
    await violette.command('/mois');
    expect(lastSaid(violette).text).toContain('Fil conducteur · Picardie');
    await violette.press('Rejoindre ma structure', { in: 'Bonjour Violette' });
    expect(violette.form().title).toBe('Rejoindre une structure');
    await world.platforms[platform].dismiss(violette.user.id);
  });

  it('is told too what wasn’t understood', async () => {
    const lise = world.person(platform, 'PETIT Lise');
    await sayFirst(lise, 'je voudrais inscrire ma fanfare');
    expectGreeting(lastSaid(lise), "Bonjour Lise ! Je n'ai pas compris");
    expect(lastSaid(lise).text).toContain(
      '« je voudrais inscrire ma fanfare » : rien n’a été enregistré'.replace('’', "'"),
    );
    expect(lastSaid(lise).buttons).toEqual(['Rejoindre ma structure', 'Mes données']);
  });

  it('is greeted at their first command, once', async () => {
    const gil = world.person(platform, 'Gil');
    await gil.command('/mois');
    expectGreeting(lastSaid(gil), 'Bonjour Gil !');
    await gil.command('/mois');
    expect(lastSaid(gil).text).not.toContain('Bonjour');
    expect(lastSaid(gil).buttons).toContain('Créer ma structure');
  });

  it('is greeted where a command is for members of organisations, and nothing that was typed is lost', async () => {
    const zoe = world.person(platform, 'Zoé Martin');
    await zoe.command('/evenement proposer', proposal);
    const { text, buttons } = lastSaid(zoe);
    const [greeting = ''] = text.split('\n');
    expectGreeting({ text: greeting, buttons }, "Bonjour Zoé ! Il faut faire partie d'une structure pour cela.");
    expect(buttons).toEqual(['Rejoindre ma structure']);
    for (const typed of Object.values(proposal)) expect(text).toContain(typed);
    await zoe.command('/evenement proposer', proposal);
    expect(lastSaid(zoe).text).not.toContain('Bonjour');
    expect(lastSaid(zoe).buttons).toEqual(['Rejoindre ma structure', 'Créer ma structure']);
  });

  it('is greeted in English too', async () => {
    const emily = world.person(platform, 'Emily Stone', { locale: 'en' });
    await emily.command('/mois');
    expectGreeting(lastSaid(emily), 'Hello Emily! Here the organisations of the Picardie region prepare');
    expect(lastSaid(emily).buttons).toEqual(['Join my organisation', 'My data']);
  });

  it('is greeted when they are named or added by others, before they ever said a word', async () => {
    const coordinator = world.coordinator[platform];
    const by = platform === 'slack' ? 'Claire' : 'Driss';
    const farid = world.person(platform, `Farid ${platform}`);
    const agathe = world.person(platform, `Agathe ${platform}`);
    const moulin = `Le Moulin ${platform}`;
    await world.person(platform, `Olive ${platform}`).command('/structure creer', { nom: moulin });
    await coordinator.command('/structure ajouter', { personne: coordinator.mention(farid), structure: moulin });
    expectGreeting(lastSaid(farid), `Bonjour Farid ! Vous faites maintenant partie de la structure « ${moulin} »`);
    expect(lastSaid(farid).buttons).toEqual(['Proposer un événement']);
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(agathe), role: 'Coordination' });
    expectGreeting(lastSaid(agathe), `Bonjour Agathe ! ${by} vous a confié un rôle`);
    // A command that they type later is answered without greeting them again.
    await farid.command('/mois');
    expect(lastSaid(farid).text).not.toContain('Bonjour');
  });

  it('is led to the set-up, by first name, as an administrator of a place that isn’t set up', async () => {
    const { [platform]: administrator } = unset.coordinator;
    await administrator.command('/mois');
    const name = platform === 'slack' ? 'Claire' : 'Driss';
    expectGreeting(lastSaid(administrator), `${name}, ce`);
    expect(lastSaid(administrator).buttons).toEqual(['Relier à une région']);
    const visitor = unset.person(platform, 'Nour Haddad');
    await visitor.command('/mois');
    expect(lastSaid(visitor).text).toMatch(/^Nour, ce/);
    expect(sentences(lastSaid(visitor).text)).toBeLessThanOrEqual(3);
  });
});

it('opens the app’s home tab on a greeting, the first time', async () => {
  const nour = world.person('slack', 'Nour Haddad');
  const open = async () => {
    world.slack.openHome(nour.user.id);
    await world.settle();
    const { text = '', controls = [] } = world.slack.home(nour.user.id) ?? {};
    return { text: plain(text), buttons: labels(controls) };
  };
  expectGreeting(await open(), 'Bonjour Nour !');
  const again = await open();
  expect(again.text).not.toContain('Bonjour');
  expect(again.buttons).toContain('Créer ma structure');
});
