import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { status } from '../support/relays.ts';
import { copies, copiesOf, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeEach(async () => {
  tied = await tiedWorld();
});
afterEach(() => tied?.world.close());

describe.each(platforms)('a copy that the bot can’t delete, of what was said on %s,', (_, side) => {
  const speaker = () => tied.people[side];
  const reader = () => tied.people[tied.other[side]];
  const coordinator = () => tied.world.coordinator[side];

  /** Has the platform of the copies let none be deleted, and returns what lets them be again. */
  async function forbid(): Promise<() => Promise<void>> {
    const { slack, discord, database } = tied.world;
    if (tied.other[side] === 'slack') {
      slack.fault({ kind: 'refuse', error: 'cant_delete_message', method: 'chat.delete', times: 100 });
      return async () => slack.clearFaults();
    }
    const parts = await database.prisma.relayPart.findMany({ where: { NOT: { by: null } } });
    for (const by of new Set(parts.map((part) => part.by))) discord.deleteWebhook(by ?? '');
    discord.deny(tied.channel('discord'), 'ManageMessages');
    await tied.world.settle();
    return async () => {
      discord.allow(tied.channel('discord'), 'ManageMessages');
      await tied.world.settle();
    };
  }

  it('is counted with why, and goes when a coordinator has that tried again', async () => {
    for (const words of ['À supprimer', 'À garder ici', 'Reste']) await speaker().write('general', words);
    const permit = await forbid();
    await speaker().erase('À supprimer');
    await speaker().edit('! À garder ici', 'À garder ici');
    expect(copies(reader())).toHaveLength(3);
    expect(await status(coordinator())).toContain("2 copies y sont restées, alors qu'elles devaient en être retirées");
    await coordinator().press('Réessayer');
    await tied.world.settle();
    expect(coordinator().read()).toContain('Je réessaie maintenant de retirer 2 copies.');
    expect(coordinator().read()).not.toContain("Il n'y a plus rien à réessayer");
    expect(copies(reader())).toHaveLength(3);
    await permit();
    await status(coordinator());
    await coordinator().press('Réessayer');
    await tied.world.settle();
    expect(copies(reader()).map(({ text }) => text)).toEqual(['Reste']);
    expect(await status(coordinator())).not.toContain('restées,');
    const [newest] = coordinator().screen().slice(-1);
    expect(newest?.controls.map((control) => ('label' in control ? control.label : ''))).not.toContain('Réessayer');
    await speaker().edit('À garder ici', '! À garder ici');
    expect(copiesOf(reader(), 'À garder ici')).toHaveLength(1);
  });
});

it('a copy on Discord that can’t be deleted begins no thread called by words that are kept in', async () => {
  const { slack, discord } = tied.people;
  await slack.write('general', 'Réunion jeudi');
  const { discord: local, database } = tied.world;
  const { by } = await database.prisma.relayPart.findFirstOrThrow({ where: { NOT: { by: null } } });
  local.deleteWebhook(by ?? '');
  local.deny(tied.channel('discord'), 'ManageMessages');
  await tied.world.settle();
  await slack.edit('! Le code du portail est le 1234', 'Réunion jeudi');
  await slack.reply('Noté', 'Le code du portail');
  expect(copiesOf(discord, 'Noté')).toHaveLength(1);
  const seen = JSON.stringify([discord.platform.channelsOf(discord.user.id), discord.screen()]);
  expect(seen).not.toContain('portail');
});

it('what is deleted, and no message of somebody, isn’t counted as one', async () => {
  const coordinator = tied.world.coordinator.discord;
  const bot = tied.world.discord.addBot({ name: 'Un autre bot' });
  const place = { channel: tied.channel('discord'), thread: null };
  const id = await tied.world.discord.say(bot.id, place, 'Un avis');
  await tied.world.settle();
  await tied.world.discord.remove(bot.id, id);
  await tied.world.settle();
  expect(await status(coordinator)).not.toContain('supprimé');
});
