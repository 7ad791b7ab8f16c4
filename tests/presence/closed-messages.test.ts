import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { other, platformsInTurn } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';

describe.each(platformsInTurn())('somebody whose direct messages are closed on %s links their accounts', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it('by a command there, which asks what the message could not, as whoever types the code is told', async () => {
    const here = world.person(platform, 'Noé');
    const there = world.person(other[platform], 'Noé bis');
    await here.command('/profil lier');
    const code = /\b[2-9A-Z]{8}\b/.exec(here.read())?.[0] ?? '';
    if (platform === 'slack') world.slack.refuseDirectMessages(here.user.id);
    else world.discord.acceptDirectMessages(here.user.id, false);
    await there.command('/profil lier', { code });
    await there.press('Réunir');
    expect(there.read()).toContain("Si ce message n'y arrive pas, il suffit d'y taper /profil lier, sans code");
    expect(here.look()).not.toContain('Votre code vient');
    await here.command('/profil lier');
    expect(here.read()).toContain("Votre code vient d'être tapé par Noé bis");
    await here.press("C'est bien moi");
    expect(here.read()).toContain("n'en font plus qu'un");
    expect(there.look()).toContain('Votre compte est maintenant relié à un autre :');
    await here.command('/profil voir');
    expect(here.read()).toContain('Slack et Discord');
  });
});
