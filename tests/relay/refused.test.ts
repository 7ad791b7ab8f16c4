import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { appManifest, withoutScopes } from '../support/slack-manifest.ts';
import { copies, copiesOf, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied.world.close());

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const picture = (name: string) => ({ name, type: 'image/png', bytes: PNG, alt: 'Un plan' });

/** Returns the texts of the one copy in which this can be read, and of the names of its files. */
function copyOf(reader: Person, words: string): { readonly text: string; readonly files: readonly string[] } {
  const found = copiesOf(reader, words);
  expect(found).toHaveLength(1);
  return { text: found[0]?.text ?? '', files: found[0]?.files.map(({ name }) => name) ?? [] };
}

it('a picture that the bot may not send to Slack is a link in its text, and what follows passes', async () => {
  const { slack, discord } = tied.people;
  tied.world.slack.installManifest(withoutScopes(appManifest(), ['files:write']));
  await discord.write('general', 'Voici le plan', [picture('plan.png')]);
  await discord.write('general', 'Et la suite');
  const { text, files } = copyOf(slack, 'Voici le plan');
  expect(text).toContain(asTyped('📎 plan.png (1 ko) : refusé ici, à ouvrir là-bas :'));
  expect([/https?:\/\//u.test(text), files]).toEqual([true, []]);
  expect(copiesOf(slack, 'Et la suite')).toHaveLength(1);
  tied.world.slack.installManifest(appManifest());
  await discord.write('general', 'Le plan de nouveau', [picture('autre-plan.png')]);
  expect(copyOf(slack, 'Le plan de nouveau').text).not.toContain('refusé');
});

it('a picture that the bot may not read on Slack is a link, and isn’t said to be deleted', async () => {
  const { slack, discord } = tied.people;
  tied.world.slack.installManifest(withoutScopes(appManifest(), ['files:read']));
  await slack.write('general', 'La photo', [picture('photo.png')]);
  const { text, files } = copyOf(discord, 'La photo');
  expect(text).toContain(
    asTyped("📎 photo.png (1 ko) : pas copié, car je n'ai pas le droit de le lire, à ouvrir là-bas :"),
  );
  expect([/https?:\/\//u.test(text), files]).toEqual([true, []]);
  tied.world.slack.installManifest(appManifest());
});

it('a picture that Discord refuses is a link in its text, and what follows passes', async () => {
  const { slack, discord } = tied.people;
  await slack.write('general', 'Une première fois');
  const tooLarge = { kind: 'refuse', status: 413, code: 40005, message: 'Request entity too large' } as const;
  const fault = tied.world.discord.fault({ ...tooLarge, method: 'POST', path: /^\/webhooks\/\d+\/[^/]+$/u, times: 1 });
  await slack.write('general', 'Une affiche', [picture('affiche.png')]);
  await slack.write('general', 'Et après l’affiche');
  expect(fault.hits()).toBe(1);
  const { text, files } = copyOf(discord, 'Une affiche');
  expect(text).toContain(asTyped('📎 affiche.png (1 ko) : refusé ici, à ouvrir là-bas :'));
  expect([/https?:\/\//u.test(text), files]).toEqual([true, []]);
  expect(copiesOf(discord, 'Et après l’affiche')).toHaveLength(1);
});

it('what Slack lets be changed no more is corrected once for each change of its words, and for nothing else', async () => {
  const { slack, discord } = tied.people;
  const coordinator = tied.world.coordinator.discord;
  await discord.write('general', 'Le bus de 8 h');
  await discord.write('general', 'Rien à redire');
  await discord.write('general', 'À quelle heure ?');
  await coordinator.reply('Tôt', 'À quelle heure');
  const before = copies(slack).length;
  tied.world.slack.limitEditing(0);
  await discord.edit('Le bus de 9 h', 'Le bus de 8 h');
  const texts = () => copiesOf(slack, 'Le bus de').map(({ text }) => text);
  const corrected = ['Le bus de 8 h', expect.stringMatching(/orrection.*\n.*Le bus de 9 h$/su)];
  expect(texts()).toEqual(corrected);
  for (const words of ['Le bus de 9 h', 'Rien à redire']) {
    await coordinator.react('👍', words);
    await coordinator.pin(words);
  }
  await discord.edit('À quelle heure exactement ?', 'À quelle heure ?');
  expect(texts()).toEqual(corrected);
  expect(copiesOf(slack, 'Rien à redire').map(({ pinned }) => pinned)).toEqual([true]);
  // Two messages were changed: nothing but their two corrections is new.
  expect(copies(slack)).toHaveLength(before + 2);
  tied.world.slack.limitEditing(null);
});

it('what the bot’s webhook posted before it was deleted is corrected for new words only', async () => {
  const { slack, discord } = tied.people;
  await slack.write('general', 'Avec l’ancien webhook');
  const parts = await tied.world.database.prisma.relayPart.findMany({ where: { NOT: { by: null } } });
  for (const by of new Set(parts.map((part) => part.by))) tied.world.discord.deleteWebhook(by ?? '');
  await tied.world.settle();
  const before = copies(discord).length;
  await slack.react('👍', 'Avec l’ancien webhook');
  expect(copies(discord)).toHaveLength(before);
});

it('a channel of Discord with as many webhooks as it may have says so, and gets everything once one is deleted', async () => {
  const apart = await tiedWorld();
  const { slack, discord } = apart.people;
  const coordinator = apart.world.coordinator.discord;
  const channel = apart.channel('discord');
  const hooks = Array.from({ length: 15 }, (_, index) =>
    apart.world.discord.addWebhook(coordinator.user.id, channel, `Outil ${index}`),
  );
  for (const words of ['Un', 'Deux']) await slack.write('general', words);
  expect(copies(discord)).toEqual([]);
  const { obstacle } = await apart.world.database.prisma.relayChannel.findFirstOrThrow({ where: { channel } });
  expect(obstacle).toBe('channel-full');
  await coordinator.command('/passerelle etat');
  expect(coordinator.read()).toContain('supprimez-en un dans ses réglages');
  apart.world.discord.deleteWebhook(hooks[0]?.id ?? '');
  await apart.world.settle();
  expect(copies(discord).map(({ text }) => text)).toEqual(['Un', 'Deux']);
  await apart.world.close();
});
