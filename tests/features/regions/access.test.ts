import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../support/platforms.ts';
import { appManifest, withoutScopes } from '../../support/slack-manifest.ts';
import { acceptedEvent, launch, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

const FINE = 'Tout va bien';
const uses = ['permanent', 'annonces', 'coordination', 'chiffres'] as const;

let world: World;
let count = 0;
/** The names of the channels that were chosen anew. */
let chosen: Readonly<Record<(typeof uses)[number], string>>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
});
afterAll(() => world?.close());

async function choose(platform: 'slack' | 'discord', names: readonly string[] = uses): Promise<void> {
  const coordinator = world.coordinator[platform];
  const channels = Object.fromEntries(names.map((use, at) => [uses[at] ?? use, coordinator.channel(use)]));
  await coordinator.command('/installer', { region: 'Picardie', ...channels });
}

async function freshChannels(platform: 'slack' | 'discord'): Promise<void> {
  count += 1;
  const names = uses.map((use) => `${use}-${count}`);
  for (const name of names) world.platforms[platform].addChannel({ name });
  chosen = Object.fromEntries(uses.map((use, at) => [use, names[at]])) as typeof chosen;
  await choose(platform, names);
}

async function check(platform: 'slack' | 'discord'): Promise<string> {
  const coordinator = world.coordinator[platform];
  await coordinator.command('/installer', { region: 'Picardie' });
  await coordinator.press("Vérifier l'accès aux salons");
  return coordinator.read();
}

const idOf = (platform: 'slack' | 'discord', use: (typeof uses)[number]) => {
  const { user } = world.coordinator[platform];
  const found = world.platforms[platform].channelsOf(user.id).find(({ name }) => name === chosen[use]);
  if (!found) throw new Error(`no channel for ${use}`);
  return found.id;
};

/** The names that Discord shows in French. */
const shown: Readonly<Record<string, string>> = {
  ViewChannel: '« Voir le salon »',
  SendMessages: '« Envoyer des messages »',
  AttachFiles: '« Joindre des fichiers »',
  ReadMessageHistory: '« Voir les anciens messages »',
  CreatePrivateThreads: '« Créer des fils privés »',
  SendMessagesInThreads: '« Envoyer des messages dans les fils »',
  ManageThreads: '« Gérer les fils »',
};

describe.each(platformsInTurn())('all is well on %s', (platform) => {
  beforeEach(() => freshChannels(platform));

  it('where everything is allowed', async () => {
    expect(await check(platform)).toContain(FINE);
  });

  it('is not said of a channel that is no more', async () => {
    const id = idOf(platform, 'chiffres');
    if (platform === 'discord') world.discord.deleteChannel(id);
    else world.slack.archive(id);
    await world.settle();
    const read = await check(platform);
    expect(read).not.toContain(FINE);
    expect(read).toContain(platform === 'discord' ? 'chiffres : Je ne trouve plus' : `${chosen.chiffres} est archivé`);
  });

  it('is not said where it could not be looked at', async () => {
    const path = `/guilds/${world.discord.team.id}/members/${world.discord.bot.id}`;
    const away = world.discord.fault({ kind: 'status', status: 503, method: 'GET', path, times: 100 });
    world.slack.fault({ kind: 'refuse', method: 'conversations.info', error: 'missing_scope', times: 100 });
    world.slack.fault({ kind: 'refuse', method: 'auth.test', error: 'internal_error', times: 100 });
    const read = await check(platform);
    away.cancel();
    world.slack.clearFaults();
    expect(read).not.toContain(FINE);
    expect(read).toContain("je n'ai pas pu tout vérifier");
    if (platform === 'slack') expect(read).toContain("Je n'ai pas pu vérifier les autorisations de l'application");
  });
});

/** The permissions that the bot needs in a channel on Discord. */
const inChannels = ['ViewChannel', 'SendMessages', 'AttachFiles', 'ReadMessageHistory'] as const;

describe('what the bot lacks on Discord', () => {
  beforeEach(() => freshChannels('discord'));

  it.each(inChannels)('in a channel is named as Discord shows it, with where to allow it: %s', async (right) => {
    world.discord.deny(idOf('discord', 'annonces'), right);
    await world.settle();
    const read = await check('discord');
    expect(read).not.toContain(FINE);
    expect(read).toContain('annonces : ');
    expect(read).toContain('page « Permissions »');
    expect(read).toContain(shown[right]);
    for (const other of inChannels.filter((one) => one !== right && right !== 'ViewChannel')) {
      expect(read).not.toContain(shown[other]);
    }
    world.discord.allow(idOf('discord', 'annonces'), right);
    await world.settle();
    await check('discord');
    expect(await check('discord')).toContain(FINE);
  });

  const ofThreadsAlone = ['CreatePrivateThreads', 'SendMessagesInThreads', 'ManageThreads'] as const;
  it.each(ofThreadsAlone)("for the organisations' threads is named when no channel has it: %s", async (right) => {
    const [last, ...others] = uses.map((use) => idOf('discord', use));
    for (const one of others) world.discord.deny(one, right);
    await world.settle();
    expect(await check('discord')).toContain(FINE);
    world.discord.deny(last ?? '', right);
    await world.settle();
    const read = await check('discord');
    expect(read).not.toContain(FINE);
    expect(read).toContain('Les fils privés des structures');
    expect(read).toContain(shown[right]);
  });

  it('is said when it is installed, too', async () => {
    world.discord.deny(idOf('discord', 'coordination'), 'ReadMessageHistory');
    await world.settle();
    const coordinator = world.coordinator.discord;
    await coordinator.command('/installer', { region: 'Picardie' });
    expect(coordinator.read()).toContain('coordination : ');
    expect(coordinator.read()).toContain(shown.ReadMessageHistory);
  });

  it('counts what everybody may, what the own role may and what a channel changes', async () => {
    const hidden = world.discord.addChannel({ name: `prive-${count}`, private: true, members: [] });
    expect(hidden.id).not.toBe('');
    await world.settle();
    expect(await world.bot().platforms[1]?.access(hidden.id)).toMatchObject({
      obstacle: null,
      lacks: { posts: [], 'private-threads': [] },
    });
    world.discord.deny(hidden.id, 'AttachFiles');
    await world.settle();
    expect(await world.bot().platforms[1]?.access(hidden.id)).toMatchObject({
      obstacle: null,
      lacks: { posts: ['AttachFiles'], 'private-threads': ['AttachFiles'] },
    });
  });

  it('is nothing but time where a moderator keeps it from writing', async () => {
    world.discord.timeOut(new Date(Date.now() + 3_600_000 * 24 * 27));
    const read = await check('discord');
    expect(read).not.toContain(FINE);
    expect(read).toContain('exclu temporairement');
    world.discord.timeOut(null);
    expect(await check('discord')).toContain(FINE);
  });

  it.each(['category', 'forum'] as const)('a channel of a kind without messages is told as that: %s', async (kind) => {
    const { id } = world.discord.addChannel({ name: `${kind}-${count}`, kind });
    await world.settle();
    const access = await world.bot().platforms[1]?.access(id);
    expect(access?.lacks).toEqual({ posts: null, 'private-threads': null, relay: null });
  });
});

describe('a channel for announcements', () => {
  beforeEach(() => freshChannels('discord'));

  it('is said to hold no private threads when it is chosen, where no other can, and what to choose instead', async () => {
    const only = await startWorld({ region: false });
    try {
      const coordinator = only.coordinator.discord;
      only.discord.addChannel({ name: 'infos', kind: 'announcement' });
      const departements = '02, 60, 80';
      await coordinator.command('/installer', {
        ...{ region: 'Picardie', departements, annonces: coordinator.channel('infos') },
      });
      expect(coordinator.read()).toContain('aucun des salons choisis ne peut en contenir');
      expect(coordinator.read()).toContain('Choisissez un salon textuel, par exemple comme salon permanent');
      await coordinator.command('/installer', {
        ...{ region: 'Picardie', permanent: coordinator.channel('organisateurs') },
      });
      expect(coordinator.read()).not.toContain('fils privés');
    } finally {
      await only.close();
    }
  });

  it('is noticed when the channels are made such later', async () => {
    expect(await check('discord')).toContain(FINE);
    for (const use of uses) world.discord.convertChannel(idOf('discord', use), 'announcement');
    await world.settle();
    const read = await check('discord');
    expect(read).not.toContain(FINE);
    expect(read).toContain('aucun des salons choisis ne peut en contenir');
    world.discord.convertChannel(idOf('discord', 'permanent'), 'text');
    await world.settle();
    expect(await check('discord')).toContain(FINE);
  });
});

describe('what the bot lacks on Slack', () => {
  beforeEach(() => freshChannels('slack'));

  it('in a channel where only some may post', async () => {
    world.slack.restrictPosting(idOf('slack', 'annonces'));
    const read = await check('slack');
    expect(read).not.toContain(FINE);
    expect(read).toContain(`Dans #${chosen.annonces}, seules certaines personnes peuvent publier`);
    world.slack.restrictPosting(idOf('slack', 'annonces'), false);
    expect(await check('slack')).toContain(FINE);
  });

  it.each(['files:read', 'channels:history', 'groups:history'])('among its permissions: %s', async (scope) => {
    world.slack.installManifest(withoutScopes(appManifest(), [scope]));
    const read = await check('slack');
    expect(read).not.toContain(FINE);
    expect(read).toContain(`Il me manque l'autorisation ${scope} dans Slack`);
    expect(read).toContain('collez de nouveau le manifeste');
    world.slack.installManifest(appManifest());
    expect(await check('slack')).toContain(FINE);
  });
});

describe("who can't be let into the organisation's thread", () => {
  it('is written to directly, named to the coordinators with what to do, and let in once they may be', async () => {
    const coordinator = world.coordinator.discord;
    const [insider, outsider] = [world.person('discord', 'Inès'), world.person('discord', 'Oscar')];
    const members = [coordinator.user.id, insider.user.id];
    const { id: parent } = world.discord.addChannel({ name: 'reserve', private: true, members });
    await coordinator.command('/installer', { region: 'Picardie', permanent: coordinator.channel('reserve') });
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    const organisationId = await organisationOf(world, 'La Ruche', [insider, outsider]);
    await acceptedEvent(world, { title: 'Fête', organisationId, by: outsider, startsAt: '2026-11-16T18:00:00+01:00' });
    await launch(world.coordinator.slack);
    await world.goTo('2026-11-17T10:00:00+01:00');
    const threadsOf = (user: string) => world.discord.channelsOf(user).filter(({ kind }) => kind === 'thread');
    expect(threadsOf(insider.user.id)).toMatchObject([{ name: 'Fil · La Ruche', parent }]);
    expect(threadsOf(outsider.user.id)).toEqual([]);
    expect(outsider.look()).toContain('Questionnaire : Fête');
    const read = await check('discord');
    expect(read).not.toContain(FINE);
    expect(read).toContain("Je n'ai pas pu faire entrer Oscar dans le fil privé de leur structure (La Ruche)");
    expect(read).toContain('« Voir le salon »');
    expect(read).not.toContain('Inès');
    world.discord.allow(parent, 'ViewChannel', outsider.user.id);
    await check('discord');
    await world.runDue();
    expect(threadsOf(outsider.user.id)).toMatchObject([{ name: 'Fil · La Ruche' }]);
    expect(await check('discord')).not.toContain('Oscar');
  });
});
