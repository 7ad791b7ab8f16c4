import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { status } from '../../support/relays.ts';
import { copies, copiesOf, platforms, type Side, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';

let tied: TiedWorld;
beforeEach(async () => {
  tied = await tiedWorld();
  await tied.tie('Somme', [
    ['slack', 'organisateurs'],
    ['discord', 'organisateurs'],
  ]);
});
afterEach(() => tied?.world.close());

/** Disturbs what the bot posts on a side in the channel "general", so many times. */
async function disturb(side: Side, how: 'refuse' | 'limit', times: number): Promise<void> {
  const { slack, discord, database } = tied.world;
  if (side === 'slack') {
    const general = tied.channel('slack');
    const when = (body: unknown) =>
      typeof body === 'object' && body !== null && 'channel' in body && body.channel === general;
    const method = 'chat.postMessage';
    if (how === 'limit') slack.fault({ method, kind: 'rateLimited', retryAfter: 60, times, when });
    else slack.fault({ method, kind: 'refuse', error: 'user_disabled', times, when });
    return;
  }
  const [part] = await database.prisma.relayPart.findMany({ where: { channel: { channel: tied.channel('discord') } } });
  const post = { method: 'POST', path: new RegExp(`^/webhooks/${part?.by}/[^/]+$`, 'u'), times } as const;
  if (how === 'limit') discord.fault({ ...post, kind: 'rateLimit', retryAfter: 60 });
  else
    discord.fault({
      ...post,
      kind: 'refuse',
      status: 400,
      code: 200_000,
      message: 'Message was blocked by automatic moderation',
    });
}

describe.each(platforms)('what comes from %s', (title, side) => {
  const speaker = () => tied.people[side];
  const reader = () => tied.people[tied.other[side]];
  const coordinator = () => tied.world.coordinator[side];
  const say = (text: string) =>
    tied.world.platforms[side].say(speaker().user.id, { channel: tied.channel(side), thread: null }, text);

  it('and is refused for one author is counted, and what others say passes', async () => {
    await speaker().write('general', 'Bonjour');
    await disturb(tied.other[side], 'refuse', 3);
    await tied.world.person(side, 'Personne de trop').write('general', 'Refusé ici');
    for (const left of [1, 2]) await tied.world.person(side, `Personne ${left}`).write('general', 'Refusé aussi');
    await speaker().write('general', 'Et la suite');
    expect(copiesOf(reader(), 'Refusé')).toEqual([]);
    expect(copiesOf(reader(), 'Et la suite')).toHaveLength(1);
    expect(await status(coordinator())).toContain("3 messages n'ont pas pu y être recopiés");
  });

  it('and was refused is tried again when a coordinator asks for it, once for all of it', async () => {
    await speaker().write('general', 'Bonjour');
    await coordinator().command('/passerelle etat');
    await expect(coordinator().press('Réessayer')).rejects.toThrow();
    await disturb(tied.other[side], 'refuse', 2);
    for (const text of ['Refusé un', 'Refusé deux']) await speaker().write('general', text);
    await status(coordinator());
    await coordinator().press('Réessayer');
    await tied.world.settle();
    expect(coordinator().read()).toContain('Je réessaie maintenant de recopier 2 messages refusés');
    expect(copiesOf(reader(), 'Refusé').map(({ text }) => text)).toEqual(['Refusé un', 'Refusé deux']);
    await coordinator().command('/equipe journal');
    expect(coordinator().read()).toContain('a fait renvoyer ce qui avait été refusé dans les salons reliés');
    expect(await status(coordinator())).not.toContain("n'ont pas pu y être recopiés");
  });

  it('and is put off by the platform waits, which is told with since when, and holds up no other channel', async () => {
    await speaker().write('general', 'Bonjour');
    await disturb(tied.other[side], 'limit', 1);
    await speaker().write('general', 'Trop vite');
    await speaker().write('general', 'Et encore');
    await speaker().write('organisateurs', 'Ailleurs, tout va bien');
    expect(copiesOf(reader(), 'Trop vite')).toEqual([]);
    expect(copiesOf(reader(), 'Ailleurs, tout va bien')).toHaveLength(1);
    const { saidAt } = await tied.world.database.prisma.relayMessage.findFirstOrThrow({
      where: { copies: { some: { status: 'WAITING' } } },
      orderBy: { saidAt: 'asc' },
    });
    tied.world.clock.set(new Date(saidAt.getTime() + 5 * 60_000));
    const read = await status(coordinator());
    expect(read).toMatch(/2 changements attendent d'y être recopiés, depuis 5 minutes/u);
    expect(read).toContain("Tout ce qui s'écrit ailleurs y est arrivé");
  });

  it('as a flood of 200 messages, put off by the platform, is told by how many wait, and holds up no other channel', async () => {
    await speaker().write('general', 'Bonjour');
    await disturb(tied.other[side], 'limit', 1);
    await Promise.all(Array.from({ length: 200 }, (_, index) => say(`Point ${index + 1} de ${title}.`)));
    await speaker().write('organisateurs', 'Ailleurs, rien n’attend');
    await tied.world.settle();
    expect(copiesOf(reader(), 'Ailleurs, rien n’attend')).toHaveLength(1);
    expect(await status(coordinator())).toContain("200 changements attendent d'y être recopiés");
  });

  it('as a flood of 200 messages stands there in its order, each once', async () => {
    const texts = Array.from({ length: 200 }, (_, index) => `Point ${index + 1} de ${title}.`);
    await Promise.all(texts.map(say));
    await speaker().write('organisateurs', 'Pendant ce temps');
    await tied.world.settle();
    expect(copiesOf(reader(), 'Pendant ce temps')).toHaveLength(1);
    const general = tied.channel(tied.other[side]);
    expect(copies(reader()).flatMap(({ text, place }) => (place.channel === general ? [text] : []))).toEqual(texts);
  });
});

describe('a channel of Discord in slow mode', () => {
  it('takes what comes from Slack at once, as slow mode is for people alone', async () => {
    const { slack: lea, discord: ana } = tied.people;
    tied.world.discord.slowDown(tied.channel('discord'), 60);
    await tied.world.settle();
    await ana.write('general', 'Une première fois');
    await expect(ana.write('general', 'Une deuxième')).rejects.toThrow(/mode lent|Slow mode/u);
    for (const number of [1, 2, 3]) await lea.write('general', `Message ${number}`);
    expect(copiesOf(ana, 'Message').map(({ text }) => text)).toEqual(['Message 1', 'Message 2', 'Message 3']);
    expect(copiesOf(lea, 'Une première fois')).toHaveLength(1);
    expect(await status(tied.world.coordinator.slack)).toContain("Tout ce qui s'écrit ailleurs y est arrivé");
  });
});
