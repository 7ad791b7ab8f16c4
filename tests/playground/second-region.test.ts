import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { neighbour } from '../../src/playground/demonstration/town.ts';
import type { Arrival } from '../../src/playground/time/trial-time.ts';
import { plain } from '../support/events.ts';
import { type RunningTrial, runTrial } from './running-trial.ts';

interface Screen {
  readonly channels: readonly { readonly id: string; readonly name: string; readonly team: string | null }[];
  readonly messages: readonly { readonly text: string }[];
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

let running: RunningTrial;

beforeAll(async () => {
  running = await runTrial();
});
afterAll(() => running?.close());

const people = async (): Promise<readonly Listed[]> =>
  (await running.look<{ name: string; people: Listed[] }[]>('people')).flatMap((platform) => platform.people);

async function person(name: string): Promise<Listed> {
  const found = (await people()).find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}

const screenOf = async ({ id: user }: Listed, channel: string) =>
  running.look<Screen>('screen', { platform: 'discord', user, channel });

/** Returns a channel of a server, by their names, as somebody sees it. */
async function channelIn(who: Listed, server: string, name: string): Promise<string> {
  const team = who.teams.find((one) => one.name === server)?.id;
  const { channels } = await screenOf(who, 'direct');
  const found = channels.find((channel) => channel.team === team && channel.name === name);
  if (!found) throw new Error(`${who.name} sees no #${name} in ${server}`);
  return found.id;
}

const readIn = async (who: Listed, server: string, name: string): Promise<string> => {
  const { messages } = await screenOf(who, await channelIn(who, server, name));
  return plain(messages.map(({ text }) => text).join('\n'));
};

/** Has somebody type a command in a channel, and returns the answer once it reads so. */
async function commandIn(who: Listed, channel: string, text: string, answer: string): Promise<string> {
  const place = { channel, thread: null };
  const { refusal } = await running.act('command', { platform: 'discord', user: who.id, place, text });
  expect(refusal).toBeUndefined();
  const last = async () => plain((await screenOf(who, channel)).messages.at(-1)?.text ?? '');
  await vi.waitFor(async () => expect(await last()).toContain(answer), { timeout: 20_000, interval: 50 });
  return last();
}

describe('the second region of the trial', () => {
  it('has a server of its own, with its coordinator, and one person is in both', async () => {
    const servers = async (name: string) => (await person(name)).teams.map((team) => team.name);
    expect(await servers('Élise')).toEqual(['ESS Normandie']);
    expect(await servers('Marin')).toEqual(['ESS Normandie']);
    expect(await servers('Driss')).toEqual(['ESS Picardie']);
    expect(await servers('Lou')).toEqual(['ESS Picardie', 'ESS Normandie']);
    expect(await servers('Camille')).toEqual(['ESS Picardie']);
    // That of the coordination is closed to all others.
    const seenBy = async (name: string) =>
      (await screenOf(await person(name), 'direct')).channels.map((channel) => channel.name);
    expect(await seenBy('Élise')).toContain('coordination');
    for (const name of ['Marin', 'Lou']) expect(await seenBy(name)).not.toContain('coordination');
  });

  it('has an edition of its own, and neither region shows anything of the other', async () => {
    const [elise, driss, lou] = await Promise.all([person('Élise'), person('Driss'), person('Lou')]);
    const there = await readIn(elise, neighbour.server, 'annonces');
    const here = await readIn(driss, 'ESS Picardie', 'annonces');
    expect(there).toContain('Le marché de la halle');
    expect(there).not.toContain('Portes ouvertes aux Jardins partagés');
    expect(here).toContain('Portes ouvertes aux Jardins partagés');
    expect(here).not.toContain('Le marché de la halle');
    expect(await readIn(driss, 'ESS Picardie', 'coordination')).not.toContain('Le marché de la halle');
    expect(await readIn(elise, neighbour.server, 'coordination')).toContain('Le marché de la halle');
    // The word that crosses between the first region's platforms stays in that region.
    expect(await readIn(lou, 'ESS Picardie', 'organisateurs')).toContain('Qui peut nous prêter une sono');
    expect(await readIn(lou, neighbour.server, 'organisateurs')).not.toContain('Qui peut nous prêter une sono');
  });

  it('answers who is in both by the server where they ask, and asks them which they mean where they are in none', async () => {
    const lou = await person('Lou');
    const [here, there] = await Promise.all([
      channelIn(lou, 'ESS Picardie', 'general'),
      channelIn(lou, neighbour.server, 'general'),
    ]);
    expect(await commandIn(lou, here, '/structure liste', 'Les Jardins partagés')).not.toContain('La Halle aux grains');
    expect(await commandIn(lou, there, '/structure liste', 'La Halle aux grains')).not.toContain(
      'Les Jardins partagés',
    );
    await commandIn(lou, 'direct', '/mois', 'Vous participez à plusieurs régions');
  });

  it('offers each command once to who is in both', async () => {
    const { id: user } = await person('Lou');
    const paths = (await running.look<{ path: string }[]>('commands', { platform: 'discord', user })).map(
      ({ path }) => path,
    );
    expect(paths).toEqual([...new Set(paths)]);
  });

  it('lives by the same clock: its news are told with their server', async () => {
    const places: string[] = [];
    // On the way it stops wherever somebody has to decide, in the one region as in the other.
    for (let skips = 0; skips < 10; skips += 1) {
      const { result } = await running.act<Arrival>('time', { to: 'middle' });
      places.push(...(result?.news ?? []).map(({ elsewhere, place }) => `${elsewhere ?? 'ici'} #${place}`));
      if (!result?.stopped) break;
    }
    expect(places).toContain('ici #coordination');
    expect(places).toContain(`${neighbour.server} #coordination`);
    expect(await readIn(await person('Élise'), neighbour.server, 'coordination')).toContain('questionnaire');
  });

  it('has left no offer behind that is over: nobody is offered to tie channels that are tied', async () => {
    const { user, id } = await running.find('slack', 'Camille', 'Fil conducteur');
    const { channels } = await running.look<Screen>('screen', { platform: 'slack', user, channel: id });
    for (const { name } of channels) {
      expect(await running.read('slack', 'Camille', name)).not.toContain('ne se parlent pas encore');
    }
  });
});
