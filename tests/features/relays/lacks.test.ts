import { afterEach, describe, expect, it } from 'vitest';
import { type PermissionName, permissionBits } from '../../../src/playground/discord/model/permissions.ts';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { relayNeeds } from '../../../src/relay/needs.ts';
import { textIn } from '../../../src/texts/index.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { channelOn, status, tieYearRound } from '../../support/relays.ts';
import { appManifest, withoutScopes } from '../../support/slack-manifest.ts';
import { startWorld, type World } from '../../support/world.ts';

const { yearRound } = channelNames;

let world: World;
const begin = async (options: Parameters<typeof startWorld>[0] = {}) => {
  world = await startWorld(options);
};
afterEach(() => world?.close());

async function review(coordinator: Person): Promise<string> {
  await coordinator.command('/passerelle lier');
  await coordinator.fill({});
  return coordinator.read();
}

const isKnown = (name: string): name is PermissionName => name in permissionBits;
const permissions = (relayNeeds.discord ?? []).flatMap(({ kind, name }) =>
  kind === 'permission' && isKnown(name) ? [name] : [],
);
const scopes = (relayNeeds.slack ?? []).map(({ name }) => name);

describe.each(platformsInTurn())('what a relay lacks, read on %s', (platform) => {
  it('of permissions in a channel of Discord is named before it is tied, and afterwards until it is granted', async () => {
    await begin();
    const coordinator = world.coordinator[platform];
    const channel = channelOn(world, 'discord');
    for (const permission of permissions) world.discord.deny(channel, permission);
    await world.settle();
    const missing = (read: string) =>
      permissions.filter((one) => !read.includes(`Sans ${asTyped(textIn('fr', `common.right.${one}`))} : `));
    const read = await review(coordinator);
    expect(missing(read)).toEqual([]);
    expect(read).toContain('page « Permissions », ajoutez');
    expect(read).toContain("rien de ce qui est écrit ailleurs n'arrive dans les salons reliés de Discord");
    await coordinator.press('Relier ces salons');
    await world.person('slack', 'Léa').write(yearRound, 'Quelqu’un me lit ?');
    expect(missing(await status(coordinator))).toEqual([]);
    expect(coordinator.read()).toContain('mon webhook y est refusé');
    expect(coordinator.read()).toContain("Je n'ai pas pu épingler");

    for (const permission of permissions) world.discord.allow(channel, permission);
    await world.settle();
    const found = await status(coordinator);
    expect(found).not.toContain('Sans «');
    expect(found).not.toContain('webhook y est refusé');
    expect(world.coordinator.discord.sawLast('Quelqu’un me lit ?').author.name).toContain('Léa');
  });

  it('of authorisations in Slack is named, with what doesn’t pass and how to grant it', async () => {
    await begin();
    const coordinator = world.coordinator[platform];
    world.slack.installManifest(withoutScopes(appManifest(), ['reactions:read', 'pins:write']));
    const read = await review(coordinator);
    for (const scope of ['reactions:read', 'pins:write']) expect(read).toContain(`autorisation ${scope} dans Slack`);
    expect(read).toContain('collez de nouveau le manifeste');
    await coordinator.press('Relier ces salons');
    expect(await status(coordinator)).toContain('autorisation reactions:read dans Slack');
    world.slack.installManifest(appManifest());
    const granted = await status(coordinator);
    expect(scopes.filter((scope) => granted.includes(`autorisation ${scope} `))).toEqual([]);
  });

  it('of Message Content is named with where to tick it', async () => {
    await begin({ readsMessages: false });
    const coordinator = world.coordinator[platform];
    expect(await review(coordinator)).toContain('cochez « Message Content Intent »');
    await coordinator.press('Relier ces salons');
    await world.person('discord', 'Ana').write(yearRound, 'Rien ne part');
    expect((await status(coordinator)).split('Message Content Intent')).toHaveLength(2);
  });

  it('is that the bot was taken out of a channel of Slack, which it hears nothing of any more', async () => {
    await begin();
    const coordinator = world.coordinator[platform];
    await tieYearRound(coordinator);
    const id = channelOn(world, 'slack');
    world.slack.removeFromChannel(id);
    await world.settle();
    const read = await status(coordinator);
    expect(read).toContain(`Je ne fais pas partie de #${yearRound}`);
    expect(read).toContain('/invite @');
    world.slack.addToChannel(id);
    await world.settle();
    expect(await status(coordinator)).not.toContain('Je ne fais pas partie');
  });

  it('is nothing of a file that is too big: it is counted, as the link that it became', async () => {
    await begin();
    const coordinator = world.coordinator[platform];
    await tieYearRound(coordinator);
    const film = { name: 'film.mp4', type: 'video/mp4', bytes: new Uint8Array([1]), alt: '', size: 300_000_000 };
    const author = world.person(other[platform], 'Hugo');
    await author.write(yearRound, 'Le film', [film]);
    await author.write(yearRound, 'Et une affiche', [{ ...film, name: 'affiche.png', type: 'image/png', size: 1 }]);
    const read = await status(coordinator);
    expect(read.match(/un fichier trop gros y est arrivé sous forme de lien/gu)).toHaveLength(1);
  });
});

describe('a forum of Discord', () => {
  it('can’t be tied: Discord offers channels of text alone, in the command and in its form', async () => {
    await begin();
    const coordinator = world.coordinator.discord;
    const { id } = world.discord.addChannel({ name: 'idees', kind: 'forum' });
    await world.settle();
    await expect(coordinator.command('/passerelle lier', { canal: id })).rejects.toThrow('introuvable');
    await coordinator.command('/passerelle lier');
    await expect(coordinator.fill({ channel: id })).rejects.toThrow();
    expect(await world.database.prisma.relayChannel.count()).toBe(0);
  });
});
