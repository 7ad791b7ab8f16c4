import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

const RESERVED = "Le bilan national est réservé aux personnes que désigne l'administration du bot.";
const COMMANDS = ['etat', 'recevoir', 'saisir', 'ecrire', 'messages', 'bilan'];

let world: World;
let nadia: Readonly<Record<'slack' | 'discord', Person>>;
let delegate: Readonly<Record<'slack' | 'discord', Person>>;
beforeAll(async () => {
  world = await startWorld({ at: '2027-01-20T09:00:00+01:00' });
  nadia = { slack: world.person('slack', 'Nadia'), discord: world.person('discord', 'Nour') };
  delegate = {
    slack: world.person('slack', 'Ana', { administrator: true }),
    discord: world.person('discord', 'Ben', { administrator: true }),
  };
  await world.restartBot(undefined, { nationals: [nadia.slack, nadia.discord] });
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('who makes the nation’s bilan, on %s', (platform) => {
  it('may enter a region before anything was handed in: it is of the last November, which is shown', async () => {
    await nadia[platform].command('/nation saisir');
    await nadia[platform].fill({ region: 'Corse', events: '12', participants: 'beaucoup', media_tv: 'peu' });
    const told = nadia[platform].read();
    for (const typed of ['beaucoup', 'peu']) expect(told).toContain(`« ${typed} »`);
    await nadia[platform].correct();
    await nadia[platform].fill({ participants: 'environ 600', media_tv: '' });
    expect(nadia[platform].read()).toContain('Corse');
    expect(nadia[platform].read()).toContain('2026');
  });

  it('may use /nation without an organisation, and finds it in the menu; the answers are private', async () => {
    await nadia[platform].command('/nation etat');
    expect(nadia[platform].read()).toContain("Aucune région n'est encore reçue");
    await nadia[platform].command('/mois');
    await nadia[platform].press('Tout le reste');
    await nadia[platform].press('Où en est le bilan national');
    expect(nadia[platform].read()).toContain("Aucune région n'est encore reçue");
    expect(world.coordinator[platform].read()).not.toContain("Aucune région n'est encore reçue");
  });

  it('is refused to everybody else, with whom it is for: a coordinator of a region, an administrator, a newcomer', async () => {
    const others = [world.coordinator[platform], delegate[platform], world.person(platform, 'Zoé')];
    for (const other of others) {
      for (const words of COMMANDS) {
        await other.command(`/nation ${words}`);
        expect([words, other.read()]).toEqual([words, expect.stringContaining(RESERVED)]);
      }
      await other.command('/mois');
      await other.press('Tout le reste');
      expect(other.sees('Où en est le bilan national')).toBe(false);
    }
    expect(await world.database.prisma.nationFile.count()).toBe(0);
  });

  it('gets nothing of a region’s by it: what is the coordinators’ stays refused', async () => {
    const person = nadia[platform];
    for (const words of ['/bilan apercu', '/bilan document', '/bilan versions']) {
      await person.command(words);
      expect([words, person.read()]).toEqual([words, expect.stringContaining('Seule')]);
    }
  });
});

it('a name of the other platform is somebody else, and a role ends when it is taken out', async () => {
  const { slack, discord } = nadia;
  await world.restartBot(undefined, { nationals: [discord] });
  await slack.command('/nation etat');
  expect(slack.read()).toContain(RESERVED);
  await discord.command('/nation etat');
  expect(discord.read()).toContain("Aucune région n'est encore reçue");
  await world.restartBot();
  await discord.command('/nation etat');
  expect(discord.read()).toContain(RESERVED);
});
