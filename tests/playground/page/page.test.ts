import { readdirSync, readFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { createTrialFaults } from '../../../src/playground/faults/trial-faults.ts';
import type {
  LocalPlatform,
  SeenBlock,
  SeenChannel,
  SeenForm,
  SeenMessage,
} from '../../../src/playground/local-platform.ts';
import { pagesOf } from '../../../src/playground/page/pages.ts';
import { createTrialTime } from '../../../src/playground/time/trial-time.ts';
import { startWorld, type World } from '../../support/world.ts';

interface Screen {
  readonly channels: readonly (SeenChannel & { readonly newest: string | null })[];
  readonly messages: readonly SeenMessage[];
  readonly form: SeenForm | null;
  readonly entries: readonly string[];
  readonly home: readonly SeenBlock[] | null;
}

interface Answer<T> {
  readonly status: number;
  readonly result: T;
  readonly refusal?: string;
}

let world: World;
let url: string;
let close: () => void;

beforeAll(async () => {
  world = await startWorld();
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  const pages = await pagesOf({
    platforms: world.platforms,
    time: stillTime(),
    faults: createTrialFaults(world),
    environment: { host: '127.0.0.1', port: 0, publicUrl: undefined },
    about: (name, locale) => (locale === 'fr' ? `C'est ${name}.` : `This is ${name}.`),
  });
  const server = createServer(getRequestListener(pages.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterAll(async () => {
  close?.();
  await world?.close();
});

/** The time of a trial in which nothing has begun. */
const stillTime = () => createTrialTime({ clock: manualClock(), platforms: world.platforms, year: 2026 });

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  return { status: response.status, ...((await response.json()) as Omit<Answer<T>, 'status'>) };
}

/** Sends what the page's own script sends. */
async function act<T = null>(what: string, body: object): Promise<Answer<T>> {
  const headers = { 'Content-Type': 'application/json', Origin: url };
  const answer = await answerOf<T>(
    await fetch(`${url}/essai/api/${what}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
  await world.settle();
  return answer;
}

async function look<T>(what: string, query: Readonly<Record<string, string>> = {}): Promise<Answer<T>> {
  return answerOf<T>(await fetch(`${url}/essai/api/${what}?${new URLSearchParams(query)}`));
}

/** Adds somebody who sits in front of the page. */
function newcomer(platform: LocalPlatform, name: string) {
  const { id: user } = platform.addUser({ name, locale: 'fr' });
  const me = { platform: platform.name, user };
  const screen = async (channel: string, thread?: string) =>
    (await look<Screen>('screen', { ...me, channel, ...(thread ? { thread } : {}) })).result;
  return { me, screen, place: (channel: string, thread: string | null = null) => ({ channel, thread }) };
}

async function channelNamed(screen: Screen, name: string): Promise<string> {
  const found = screen.channels.find((channel) => channel.name === name);
  if (!found) throw new Error(`no channel ${name}`);
  return found.id;
}

const folder = new URL('../../../src/playground/page/public/', import.meta.url);

/** The paths of all that the page is made of. */
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(fileURLToPath(folder), join(entry.parentPath, entry.name)));

describe('the page', () => {
  it('is one document with its style and its script, and nothing from elsewhere', async () => {
    const response = await fetch(url);
    expect(response.url).toBe(`${url}/essai`);
    const html = await response.text();
    expect(html).toContain('<html lang="fr">');
    const own = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    const sheets = ['/essai/page.css', '/essai/frame.css', '/essai/pane.css', '/essai/looks.css'];
    expect(own).toEqual(['/essai/icon.svg', ...sheets, '/essai/page.js', '#slack-typed', '#discord-typed']);
    for (const file of files()) {
      if (file === 'index.html') continue;
      expect(`${file} ${(await fetch(`${url}/essai/${file}`)).status}`).toBe(`${file} 200`);
    }
  });

  it('never makes markup of what somebody typed', () => {
    for (const file of files()) {
      expect(readFileSync(new URL(file, folder), 'utf8')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|eval\(/);
    }
  });

  it('allows only what comes from itself', async () => {
    const policy = (await fetch(`${url}/essai`)).headers.get('Content-Security-Policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('who may ask', () => {
  const say = (headers: Record<string, string>, body = '{}') =>
    fetch(`${url}/essai/api/say`, { method: 'POST', headers, body });
  const json = { 'Content-Type': 'application/json' };

  it('refuses another site', async () => {
    expect((await say({ ...json, Origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await say({ ...json, Origin: 'null' })).status).toBe(403);
    expect((await say(json)).status).toBe(403);
  });

  it('refuses what is too long, in words', async () => {
    const headers = { ...json, Origin: url };
    const body = JSON.stringify({ to: 'x'.repeat(2_000) });
    const answered = await answerOf(await fetch(`${url}/essai/api/time`, { method: 'POST', headers, body }));
    expect(answered).toEqual({ status: 413, refusal: "Cette demande est trop longue pour l'essai." });
  });

  it('refuses in the language that the page asks for, French where it asks for none that it speaks', async () => {
    const query = new URLSearchParams({ platform: 'slack', user: 'nobody', channel: 'direct' });
    const refusalIn = async (language: string) => {
      const headers = { 'Accept-Language': language };
      return (await answerOf(await fetch(`${url}/essai/api/screen?${query}`, { headers }))).refusal;
    };
    expect(await refusalIn('en')).toBe("This person isn't here any more: reload the page.");
    for (const language of ['fr', 'de', '*', 'fr-CH, fr;q=0.9, en;q=0.8']) {
      expect(await refusalIn(language)).toBe("Cette personne n'existe plus ici : rechargez la page.");
    }
    const headers = { 'Content-Type': 'application/json', Origin: url, 'Accept-Language': 'en' };
    const body = JSON.stringify({ to: 'x'.repeat(2_000) });
    const tooLong = await answerOf(await fetch(`${url}/essai/api/time`, { method: 'POST', headers, body }));
    expect(tooLong).toEqual({ status: 413, refusal: 'This request is too long for the trial.' });
  });

  it('refuses what a form of another site could send', async () => {
    expect((await say({ 'Content-Type': 'text/plain', Origin: url })).status).toBe(415);
  });

  it('refuses a name of another that leads here', async () => {
    const pages = await pagesOf({
      platforms: world.platforms,
      time: stillTime(),
      faults: createTrialFaults(world),
      environment: { host: '0.0.0.0', port: 3000, publicUrl: 'https://essai.example.org' },
    });
    const status = async (host: string, path = '/essai') => (await pages.request(path, { headers: { host } })).status;
    expect(await status('rebound.example:3000')).toBe(403);
    expect(await status('rebound.example:3000', '/essai/api/people')).toBe(403);
    expect(await status('localhost.rebound.example')).toBe(403);
    expect(await status('localhost:3000')).toBe(200);
    expect(await status('127.0.0.1:3000')).toBe(200);
    expect(await status('[::1]:3000')).toBe(200);
    expect(await status('Essai.example.org')).toBe(200);
  });

  it.each(['localhost:PORT', '127.0.0.1:PORT', '[::1]:PORT', 'localhost', 'essai.example.org:PORT'])(
    'refuses %s by a port that isn’t its own, be it one that another server of this machine listens to',
    async (host) => {
      const { port } = new URL(url);
      const asked = (given: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          const options = { headers: { host: host.replace('PORT', given) } };
          get(`${url}/essai/api/people`, options, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
        });
      expect(await asked(String(Number(port) + 1))).toBe(403);
      expect(await asked(port)).toBe(/^(localhost|127\.0\.0\.1|\[::1\]):PORT$/.test(host) ? 200 : 403);
    },
  );

  it('fetches files of the local platforms only', async () => {
    for (const at of ['//elsewhere.example/x', 'http://elsewhere.example/x', 'http://[', '/no-such-file']) {
      expect((await fetch(`${url}/essai/files/slack?at=${encodeURIComponent(at)}`)).status).toBe(404);
    }
    expect((await fetch(`${url}/essai/files/teams?at=/x`)).status).toBe(404);
  });

  it('says what is wrong with a request that makes no sense', async () => {
    expect(await act('say', { platform: 'slack' })).toMatchObject({ status: 400, refusal: expect.any(String) });
    expect(await look('screen', { platform: 'discord', user: 'nobody', channel: 'direct' })).toMatchObject({
      status: 409,
      refusal: "Cette personne n'existe plus ici : rechargez la page.",
    });
  });
});

describe.each(['slack', 'discord'] as const)('a person on %s', (name) => {
  it('is listed, with the commands they can type', async () => {
    const { me } = newcomer(world.platforms[name], 'Zoé');
    const { result } = await look<{ name: string; people: { id: string; name: string }[] }[]>('people');
    const people = result.find((platform) => platform.name === name)?.people;
    expect(people).toContainEqual({
      id: me.user,
      name: 'Zoé',
      about: "C'est Zoé.",
      language: 'fr',
      teams: [world.platforms[name].team],
    });
    const commands = (await look<{ path: string }[]>('commands', me)).result.map(({ path }) => path);
    expect(commands).toContain(name === 'slack' ? '/structure' : '/structure creer');
  });

  it('writes, edits and deletes, with files', async () => {
    const { me, screen, place } = newcomer(world.platforms[name], 'Yann');
    const general = await channelNamed(await screen('direct'), 'general');
    const text = `<img src=x> *gras* à ${name}`;
    const files = [{ name: 'mot.txt', type: 'text/plain', base64: Buffer.from('Bonjour').toString('base64') }];
    const { result: id } = await act<string>('say', { ...me, place: place(general), text, files });
    const said = (await screen(general)).messages.find((message) => message.id === id);
    expect(said?.text).toContain('<img src=x>');
    const file = await fetch(`${url}${said?.files[0]?.url}`);
    expect(await file.text()).toBe('Bonjour');
    expect(file.headers.get('Content-Disposition')).toBe('attachment');

    await act('edit', { ...me, message: id, text: 'Bonjour à toutes et tous' });
    const edited = (await screen(general)).messages.find((message) => message.id === id);
    expect(edited).toMatchObject({ text: 'Bonjour à toutes et tous', edited: true });
    await act('remove', { ...me, message: id });
    expect((await screen(general)).messages.some((message) => message.id === id)).toBe(false);
  });

  it('runs a command, fills the form that opens, and reads an answer that only they see', async () => {
    const { me, screen, place } = newcomer(world.platforms[name], 'Xavier');
    const general = await channelNamed(await screen('direct'), 'general');
    await act('command', { ...me, place: place(general), text: '/structure creer' });
    const { form } = await screen(general);
    expect(form?.fields.map(({ id }) => id)).toContain('name');
    await act('dismiss', me);
    expect((await screen(general)).form).toBeNull();

    await act('command', { ...me, place: place(general), text: '/structure creer' });
    const called = `La Fabrique ${name}`;
    expect((await act('submit', { ...me, values: { name: called, municipality: 'Laon' } })).status).toBe(200);
    const answer = (await screen(general)).messages.at(-1);
    expect(answer).toMatchObject({ onlyForYou: true, text: expect.stringContaining(called) });

    const button = answer?.controls.find((control) => control.kind === 'button');
    expect(button).toBeDefined();
    expect((await act('press', { ...me, message: answer?.id, control: button?.id })).status).toBe(200);
    await act('remove', { ...me, message: answer?.id });
    expect((await screen(general)).messages.some(({ id }) => id === answer?.id)).toBe(false);
  });

  it('is marked as somebody for whom there is something new once others have said something', async () => {
    const [ruth, sam] = [newcomer(world.platforms[name], 'Ruth'), newcomer(world.platforms[name], 'Sam')];
    const channel = await channelNamed(await ruth.screen('direct'), 'general');
    const newestFor = async ({ me }: typeof ruth) => {
      const all = (
        await look<{ name: string; people: { user: string; newest: Record<string, string | null> }[] }[]>('newest')
      ).result;
      return all.find((platform) => platform.name === name)?.people.find(({ user }) => user === me.user)?.newest[
        channel
      ];
    };
    const before = await newestFor(sam);
    await act('say', { ...ruth.me, place: ruth.place(channel), text: 'Il y a du nouveau', files: [] });
    const said = (await sam.screen(channel)).messages.at(-1);
    expect(said?.text).toBe('Il y a du nouveau');
    expect(await newestFor(sam)).toBe(said?.id);
    expect(before).not.toBe(said?.id);
  });

  it('is told what the platform refuses', async () => {
    const { me, screen, place } = newcomer(world.platforms[name], 'William');
    const general = await channelNamed(await screen('direct'), 'general');
    const refused = await act('command', { ...me, place: place(general), text: '/inconnue' });
    expect(refused).toMatchObject({ status: 409, refusal: expect.stringContaining('/inconnue') });
  });

  it('has a conversation with the bot before anything was said in it', async () => {
    const { me, screen, place } = newcomer(world.platforms[name], 'Vera');
    const before = await screen('direct');
    expect(before.channels.filter(({ kind }) => kind === 'direct')).toHaveLength(1);
    expect((await look('places', me)).result).toEqual(before.channels);
    expect(before.messages).toEqual([]);
    await act('say', { ...me, place: place('direct'), text: 'Bonjour' });
    const after = await screen('direct');
    expect(after.channels.filter(({ kind }) => kind === 'direct')).toHaveLength(1);
    expect(after.messages[0]?.text).toBe('Bonjour');
  });
});

describe.each(['slack', 'discord'] as const)('among people, a person of %s', (name) => {
  it('reacts, takes it back, answers and pins', async () => {
    const platform = world.platforms[name];
    const { me, screen, place } = newcomer(platform, 'Rose');
    const general = await channelNamed(await screen('direct'), 'general');
    if (platform.name === 'discord') world.discord.allow(general, 'PinMessages', me.user);
    const { result: message } = await act<string>('say', { ...me, place: place(general), text: 'Qui vient ?' });
    const asked = async () => (await screen(general)).messages.find(({ id }) => id === message);
    await act('react', { ...me, message, emoji: '👍', given: true });
    expect(await asked()).toMatchObject({ reactions: [{ emoji: '👍', count: 1, mine: true }], pinned: false });
    await act('react', { ...me, message, emoji: '👍', given: false });
    await act('pin', { ...me, message, pinned: true });
    expect(await asked()).toMatchObject({ reactions: [], pinned: true });
    await act('reply', { ...me, message, text: 'Moi !' });
    const { messages } = name === 'slack' ? await screen(general, message) : await screen(general);
    expect(messages.at(-1)).toMatchObject({ text: 'Moi !', quotes: name === 'slack' ? null : 'Rose : Qui vient ?' });
  });
});

const made = { slack: 'La Roue', discord: 'Le Gué' } as const;

describe.each(['slack', 'discord'] as const)('in the menu of a message, a person of %s', (name) => {
  it('finds what the app has put there, and chooses it', async () => {
    const { me, screen, place } = newcomer(world.platforms[name], 'Noémie');
    const general = await channelNamed(await screen('direct'), 'general');
    await act('command', { ...me, place: place(general), text: `/structure creer nom:${made[name]}` });
    const text = 'Portes ouvertes du moulin\nSamedi 14 novembre à 14h, à Beauvais';
    const { result: message } = await act<string>('say', { ...me, place: place(general), text });
    const { entries } = await screen(general);
    expect(entries).toContain('Créer un événement');
    expect((await act('choose', { ...me, message, entry: 'Créer un événement' })).status).toBe(200);
    const { form } = await screen(general);
    expect(form?.title).toBe('Proposer un événement');
    expect(form?.fields.find(({ id }) => id === 'title')?.value).toEqual(['Portes ouvertes du moulin']);
    await act('dismiss', me);
    expect(await act('choose', { ...me, message, entry: 'Inconnu' })).toMatchObject({ status: 409 });
  });

  it('reads it in their own language where the platform has it', async () => {
    const { id: user } = world.platforms[name].addUser({ name: `Emily ${name}`, locale: 'en' });
    expect(world.platforms[name].languageOf(user)).toBe('en');
    const { entries } = (await look<Screen>('screen', { platform: name, user, channel: 'direct' })).result;
    expect(entries).toContain(name === 'discord' ? 'Create an event' : 'Créer un événement');
  });
});

describe('the app’s home tab', () => {
  it('is shown to a person of Slack who opens it, with buttons that work', async () => {
    const { me, screen } = newcomer(world.slack, 'Malo');
    expect((await screen('home')).home).toEqual([]);
    expect((await act('openHome', me)).status).toBe(200);
    const { home, messages } = await screen('home');
    expect(messages).toEqual([]);
    expect(JSON.stringify(home)).toContain('Bonjour Malo');
    const [button] = home?.flatMap((block) => (block.kind === 'controls' ? block.controls : [])) ?? [];
    if (button?.kind !== 'button') throw new Error('no button');
    await act('useInHome', { ...me, control: button.id });
    expect((await screen('home')).form?.title).toBe('Rejoindre une structure');
    // Elsewhere it isn't in front.
    expect((await screen('direct')).home).toBeNull();
  });

  it('isn’t there on Discord', async () => {
    const { me } = newcomer(world.discord, 'Lou');
    expect(await act('openHome', me)).toMatchObject({ status: 409, refusal: expect.stringContaining('accueil') });
    expect((await look('screen', { ...me, channel: 'home' })).status).toBe(409);
  });
});

describe('what only one of them has', () => {
  it('opens a thread of Discord on a message, by its name', async () => {
    const { me, screen, place } = newcomer(world.discord, 'Quentin');
    const general = await channelNamed(await screen('direct'), 'general');
    const { result: message } = await act<string>('say', { ...me, place: place(general), text: 'Le marché' });
    const { result: thread } = await act<string>('startThread', { ...me, message, name: 'Détails' });
    expect((await screen(thread)).channels.find(({ id }) => id === thread)).toMatchObject({ name: 'Détails' });
    expect(await act('startThread', { ...me, message, name: 'Encore' })).toMatchObject({ status: 409 });
  });

  it('shows what a webhook says under its name and picture', async () => {
    const { screen } = newcomer(world.discord, 'Paul');
    const general = await channelNamed(await screen('direct'), 'general');
    const { user } = newcomer(world.discord, 'Olga').me;
    const { id, token } = world.discord.addWebhook(user, general, 'Relais');
    const picture = `${world.discord.environment.DISCORD_API_URL?.replace('/api', '')}/picture.png`;
    await fetch(`${world.discord.environment.DISCORD_API_URL}/v10/webhooks/${id}/${token}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ content: 'Bonjour', username: 'Camille · Slack', avatar_url: picture }),
    });
    expect((await screen(general)).messages.at(-1)).toMatchObject({
      text: 'Bonjour',
      author: { name: 'Camille · Slack', bot: true, picture: '/essai/files/discord?at=%2Fpicture.png' },
    });
  });

  it('answers in a thread of Slack', async () => {
    const { me, screen, place } = newcomer(world.slack, 'Ulysse');
    const general = await channelNamed(await screen('direct'), 'general');
    const { result: id } = await act<string>('say', { ...me, place: place(general), text: 'Qui vient ?' });
    await act('say', { ...me, place: place(general, id), text: 'Moi' });
    expect((await screen(general, id)).messages.map(({ text }) => text)).toEqual(['Qui vient ?', 'Moi']);
    expect((await screen(general)).messages.at(-1)).toMatchObject({ id, replies: 1 });
  });

  it('takes the options of a Discord command, typed or beside the text', async () => {
    const { me, screen, place } = newcomer(world.discord, 'Tess');
    const general = await channelNamed(await screen('direct'), 'general');
    await act('command', { ...me, place: place(general), text: '/structure creer nom:Le Four commune:Amiens' });
    expect((await screen(general)).messages.at(-1)?.text).toContain('Le Four');
    const options = { nom: 'La Meule' };
    await act('command', { ...me, place: place(general), text: '/structure creer commune:Amiens', options });
    expect((await screen(general)).messages.at(-1)?.text).toContain('La Meule');
    const { result } = await act<{ label: string }[]>('suggest', {
      ...me,
      place: place(general),
      command: '/structure rejoindre structure:four',
      option: 'structure',
      typed: 'four',
    });
    expect(result.map(({ label }) => label)).toEqual(['Le Four · Amiens']);
  });
});

it('tells a page that is open when something has changed', async () => {
  const stop = new AbortController();
  const response = await fetch(`${url}/essai/api/changes`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('event: change');
  const { me, screen, place } = newcomer(world.discord, 'Sonia');
  const general = await channelNamed(await screen('direct'), 'general');
  await act('say', { ...me, place: place(general), text: 'Coucou' });
  expect((await reader?.read())?.value).toContain('event: change');
  stop.abort();
});
