import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Need } from '../../../src/chat/needs.ts';
import { features, needsOn } from '../../../src/composition.ts';
import { deliveryNeeds } from '../../../src/delivery/needs.ts';
import { dispatchNeeds } from '../../../src/dispatch/needs.ts';
import { inviteLink } from '../../../src/platforms/discord/permissions.ts';
import { type PermissionName, permissionBits } from '../../../src/playground/discord/model/permissions.ts';
import { relayNeeds } from '../../../src/relay/needs.ts';
import { textIn } from '../../../src/texts/index.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { appManifest, withoutScopes } from '../../support/slack-manifest.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

/** Every need that some part of the bot declares by itself, as "kind name". */
function declaredOn(platform: 'slack' | 'discord'): readonly string[] {
  const parts = [dispatchNeeds, deliveryNeeds, relayNeeds, ...features.flatMap(({ needs }) => (needs ? [needs] : []))];
  const all = parts.flatMap((needs): readonly Need[] => needs[platform] ?? []);
  return [...new Set(all.map(({ kind, name }) => `${kind} ${name}`))].sort();
}

const namesOf = (platform: 'slack' | 'discord', kind: Need['kind']) =>
  needsOn(platform).flatMap((need) => (need.kind === kind ? [need.name] : []));

const isKnown = (name: string): name is PermissionName => name in permissionBits;
const permissionsKnown = namesOf('discord', 'permission').filter(isKnown);
/** Those that are asked of each channel; the others are of the server as a whole, and a relay's of the channels that are tied. */
const ofChannels = needsOn('discord').flatMap(({ name, purposes }) =>
  purposes.some((purpose) => purpose !== 'relay') && isKnown(name) ? [name] : [],
);

async function check(platform: 'slack' | 'discord'): Promise<string> {
  const coordinator = world.coordinator[platform];
  await coordinator.press("Vérifier l'accès aux salons");
  return coordinator.read();
}

describe('what dispatch, delivery and the features declare is one list', () => {
  it.each(['slack', 'discord'] as const)('which holds on %s what any of them declares, and no more', (platform) => {
    const joined = needsOn(platform).map(({ kind, name }) => `${kind} ${name}`);
    expect(joined.toSorted()).toEqual(declaredOn(platform));
  });
});

describe('of that list nothing is forgotten', () => {
  it("by Slack's manifest", () => {
    expect([...appManifest().oauth_config.scopes.bot].sort()).toEqual(namesOf('slack', 'scope').sort());
    const events = appManifest().settings.event_subscriptions.bot_events;
    expect(events).toEqual(expect.arrayContaining(needsOn('slack').flatMap((need) => need.events)));
  });

  it("by Discord's invitation", () => {
    const asked = BigInt(new URL(inviteLink('1', needsOn('discord'))).searchParams.get('permissions') ?? '');
    const granted = Object.entries(PermissionFlagsBits).flatMap(([name, bit]) => ((asked & bit) === bit ? [name] : []));
    expect(granted.sort()).toEqual(namesOf('discord', 'permission').sort());
  });

  it('by the local Discord, which knows every permission', () => {
    expect(permissionsKnown).toEqual(namesOf('discord', 'permission'));
  });

  it.each(['slack', 'discord'] as const)('by the local platform, where all is well on %s', async (platform) => {
    await world.coordinator[platform].command('/installer', { region: 'Picardie' });
    expect(await check(platform)).toContain('Tout va bien');
  });

  it("by [Vérifier l'accès] in Slack", async () => {
    await world.coordinator.slack.command('/installer', { region: 'Picardie' });
    // Slack takes no manifest with slash commands and without this one.
    const scopes = namesOf('slack', 'scope').filter((scope) => scope !== 'commands');
    world.slack.installManifest(withoutScopes(appManifest(), scopes));
    const read = await check('slack');
    world.slack.installManifest(appManifest());
    expect(scopes.filter((scope) => !read.includes(`autorisation ${scope} `))).toEqual([]);
  });

  it.each([
    ['nothing else is said of a channel that the bot does not see', ['ViewChannel'] as const],
    ['each is named', ofChannels.filter((permission) => permission !== 'ViewChannel')],
  ])("by [Vérifier l'accès] in Discord, where %s", async (_, permissions) => {
    const { discord } = world.coordinator;
    const everywhere = world.discord
      .channelsOf(discord.user.id)
      .flatMap(({ id }) => permissions.map((permission) => [id, permission] as const));
    for (const [channel, permission] of everywhere) world.discord.deny(channel, permission);
    await world.settle();
    await discord.command('/installer', { region: 'Picardie' });
    const read = await check('discord');
    for (const [channel, permission] of everywhere) world.discord.allow(channel, permission);
    await world.settle();
    const named = (permission: string) => read.includes(asTyped(textIn('fr', `common.right.${permission}`)).trim());
    expect(permissions.filter((permission) => !named(permission))).toEqual([]);
  });
});
