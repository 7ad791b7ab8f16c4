import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { leavesPlatform } from '../../support/departures.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ region: false });
});
afterEach(() => world.close());

const other = { slack: 'discord', discord: 'slack' } as const;
const named = { slack: 'Slack', discord: 'Discord' } as const;

/** The region as it is set up on one platform: its first coordinator, another one, and who administers the other place. */
async function begun(platform: 'slack' | 'discord') {
  const first = world.coordinator[platform];
  const second = world.person(platform, 'Sacha');
  await first.command('/installer', { region: 'Picardie' });
  await first.command('/equipe nommer', { personne: first.mention(second), role: 'Coordination' });
  return { first, second, there: world.coordinator[other[platform]] };
}

async function codeOf(person: Person, label: string): Promise<string> {
  await person.command('/installer', { region: 'Picardie' });
  await person.press(label);
  return /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(person.read())?.[0] ?? '';
}

const joinCode = (person: Person, platform: 'slack' | 'discord') =>
  codeOf(person, `Relier aussi votre ${named[other[platform]]}`);

const tied = () => world.database.prisma.installation.count({ where: { region: { name: 'Picardie' } } });
const WRONG = "Ce code n'est pas le bon, ou ne vaut plus";
const WAITS = "D'ici là, rien n'est relié";

const MINUTE_MS = 60_000;
const later = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * MINUTE_MS));

describe.each(['slack', 'discord'] as const)('a pairing code asked for on %s', (platform) => {
  test('expires after ten minutes', async () => {
    const { first, there } = await begun(platform);
    const code = await joinCode(first, platform);
    later(10);
    await there.command('/installer', { region: code });
    expect(there.read()).toContain(WRONG);
    expect(await tied()).toBe(1);
  });

  test('serves once', async () => {
    const { first, there } = await begun(platform);
    const code = await joinCode(first, platform);
    await there.command('/installer', { region: code });
    expect(there.read()).toContain(WAITS);
    await there.command('/installer', { region: code });
    expect(there.read()).toContain(WRONG);
  });

  test('is read in letters of another script that look the same', async () => {
    const { first, there } = await begun(platform);
    const code = await joinCode(first, platform);
    const lookAlike = [...code].map((sign) => 'АВСЕНІКМРТХУ'.charAt('ABCEHIKMPTXY'.indexOf(sign)) || sign).join('');
    expect(lookAlike).not.toBe(code);
    await there.command('/installer', { region: lookAlike });
    expect(there.read()).toContain(WAITS);
  });

  test('with a sign that no code has is told to be none, and names no region', async () => {
    const { first, there } = await begun(platform);
    await joinCode(first, platform);
    for (const person of [first, there]) {
      await person.command('/installer', { region: 'FIL-7KQ0-M9XD' });
      expect(person.read()).toContain('« FIL-7KQ0-M9XD » ressemble à un code');
    }
    expect(await world.database.prisma.region.findMany({ select: { name: true } })).toEqual([{ name: 'Picardie' }]);
  });

  test('holds no more once another is asked for', async () => {
    const { first, second, there } = await begun(platform);
    const code = await joinCode(first, platform);
    expect(await joinCode(second, platform)).not.toBe(code);
    await there.command('/installer', { region: code });
    expect(there.read()).toContain(WRONG);
  });

  test('holds no more after a change of the team: naming, removal, leaving', async () => {
    const { first, second, there } = await begun(platform);
    const newcomer = world.person(platform, 'Nina');
    const changes: (() => Promise<void>)[] = [
      () => first.command('/equipe nommer', { personne: first.mention(newcomer), role: 'Coordination' }),
      async () => {
        await first.command('/equipe retirer', { personne: first.mention(newcomer) });
        await first.press('Retirer');
      },
      async () => {
        await second.command('/equipe retirer', { personne: second.mention(second) });
        await second.press("Quitter l'équipe");
      },
    ];
    for (const change of changes) {
      const code = await joinCode(first, platform);
      await change();
      await there.command('/installer', { region: code });
      expect(there.read()).toContain(WRONG);
    }
    expect(await tied()).toBe(1);
  });

  test('a removed coordinator does not come back: neither their code, nor what it asked for, nor their press counts', async () => {
    const { first, second, there } = await begun(platform);
    const code = await joinCode(second, platform);
    await there.command('/installer', { region: code });
    expect(there.read()).toContain(WAITS);
    second.look();
    await first.command('/equipe retirer', { personne: first.mention(second) });
    await first.press('Retirer');
    await second.press('Confirmer');
    expect(second.read()).toContain('Seule la coordination');
    await first.press('Confirmer');
    expect(first.read()).toContain("la personne qui l'avait demandé ne coordonne plus la région");
    expect(await tied()).toBe(1);
    expect(await world.database.prisma.installCode.count()).toBe(0);
  });

  test('is told to the other coordinators when it is asked for, and to all when it is used', async () => {
    const { first, second, there } = await begun(platform);
    const code = await joinCode(first, platform);
    expect(second.look()).toContain(`${first.name} vient de demander un code pour relier votre`);
    await there.command('/installer', { region: code });
    for (const one of [first, second]) {
      expect(one.look()).toContain(`${there.name} demande à relier`);
      expect(one.sees('Confirmer')).toBe(true);
      expect(one.sees('Refuser')).toBe(true);
    }
  });

  test('is not confirmed by who asked for it where somebody else coordinates: the request stays open for those', async () => {
    const { first, second, there } = await begun(platform);
    await there.command('/installer', { region: await joinCode(first, platform) });
    expect(first.look()).toContain("c'est à une autre personne de la coordination de confirmer");
    expect(first.read()).toContain('Sacha');
    expect(second.look()).toContain("Si c'est bien le vôtre, confirmez");
    for (const _ of ['once', 'and again']) {
      await first.press('Confirmer', { in: 'demande à relier' });
      expect(first.read()).toContain("c'est à une autre personne de la coordination de confirmer pour");
      expect(first.read()).toContain(': Sacha.');
    }
    expect(await tied()).toBe(1);
    await second.press('Confirmer');
    expect(second.read()).toContain(`${there.name} fait partie de la coordination`);
    expect(await tied()).toBe(2);
  });

  test('is confirmed by who asked for it where nobody else coordinates', async () => {
    const { first, second, there } = await begun(platform);
    await first.command('/equipe retirer', { personne: first.mention(second) });
    await first.press('Retirer');
    await there.command('/installer', { region: await joinCode(first, platform) });
    expect(first.look()).toContain("Si c'est bien le vôtre, confirmez");
    await first.press('Confirmer');
    expect(await tied()).toBe(2);
  });

  test('is confirmed by who asked for it once the others have left', async () => {
    const { first, second, there } = await begun(platform);
    await there.command('/installer', { region: await joinCode(first, platform) });
    first.look();
    await leavesPlatform(world, second);
    await first.press('Confirmer', { in: 'demande à relier' });
    expect(first.read()).toContain(`${there.name} fait partie de la coordination`);
    expect(await tied()).toBe(2);
  });

  test('is confirmed by somebody named since then, who is asked once who asked for it tries to', async () => {
    const { first, second, there } = await begun(platform);
    await first.command('/equipe retirer', { personne: first.mention(second) });
    await first.press('Retirer');
    await there.command('/installer', { region: await joinCode(first, platform) });
    first.look();
    const newcomer = world.person(platform, 'Nina');
    await first.command('/equipe nommer', { personne: first.mention(newcomer), role: 'Coordination' });
    await first.press('Confirmer', { in: 'demande à relier' });
    expect(first.read()).toContain(': Nina.');
    expect(await tied()).toBe(1);
    expect(newcomer.look()).toContain(`${there.name} demande à relier`);
    await newcomer.press('Confirmer');
    expect(await tied()).toBe(2);
    expect(first.look()).toContain('Nina a confirmé');
  });

  test('ties nothing before a coordinator confirms, once, and all read what was decided', async () => {
    const { first, second, there } = await begun(platform);
    await there.command('/installer', {
      region: await joinCode(first, platform),
      coordination: there.channel('coordination'),
    });
    expect(there.read()).toContain(WAITS);
    expect(await tied()).toBe(1);
    await there.command('/mois');
    expect(there.read()).not.toContain('Vous coordonnez le Mois (CRESS)');
    await second.press('Confirmer');
    expect(second.read()).toContain(`${there.name} fait partie de la coordination`);
    expect(first.look()).toContain('Sacha a confirmé');
    expect(there.look()).toContain('relié à la région Picardie');
    expect(await tied()).toBe(2);
    await there.command('/mois');
    expect(there.read()).toContain('Vous coordonnez le Mois (CRESS)');
    const installed = await world.database.prisma.installation.findMany({
      where: { coordinationChannel: { not: null } },
    });
    expect(installed).toHaveLength(1);
  });

  test('may be refused: nothing is tied, and who typed it is told', async () => {
    const { first, second, there } = await begun(platform);
    await there.command('/installer', { region: await joinCode(first, platform) });
    first.look();
    second.look();
    await first.press('Refuser');
    expect(first.read()).toContain("rien n'est relié");
    expect(there.look()).toContain('La coordination a refusé');
    expect(second.look()).toContain(`${first.name} a refusé`);
    expect(second.sees('Confirmer')).toBe(false);
    expect(await tied()).toBe(1);
  });

  test('two who decide at once: the first counts, the other is told', async () => {
    const { first, second, there } = await begun(platform);
    await there.command('/installer', { region: await joinCode(first, platform) });
    for (const one of [first, second]) one.look();
    await Promise.all([first.press('Refuser'), second.press('Confirmer')]);
    const read = [first.read(), second.read()].join('\n');
    expect(read).toContain("C'est déjà décidé");
    const request = await world.database.prisma.joinRequest.findFirstOrThrow();
    expect(request.decidedAt).not.toBeNull();
  });

  test('waits for a day to be confirmed, no longer', async () => {
    const { first, second, there } = await begun(platform);
    await there.command('/installer', { region: await joinCode(first, platform) });
    second.look();
    later(24 * 60);
    await second.press('Confirmer');
    expect(second.read()).toContain("a plus d'un jour");
    expect(await tied()).toBe(1);
  });

  test('is not kept as it reads', async () => {
    const { first } = await begun(platform);
    const code = await joinCode(first, platform);
    const rows = JSON.stringify(await world.database.prisma.installCode.findMany());
    const said = JSON.stringify((await world.database.prisma.delivery.findMany()).map(({ body }) => body));
    for (const part of [code, code.slice(4)]) {
      expect(rows).not.toContain(part);
      expect(said).not.toContain(part);
    }
  });
});

describe('a stranger’s server, once there is a region', () => {
  const everything = async () => {
    const { prisma } = world.database;
    return {
      regions: await prisma.region.count(),
      people: await prisma.person.count(),
      forms: await prisma.conversation.count(),
      deliveries: await prisma.delivery.count(),
      events: await prisma.receivedEvent.count(),
    };
  };

  test('is given nothing but an answer: no region, no row, no message, no form', async () => {
    const { slack: claire, discord: stranger } = world.coordinator;
    await claire.command('/installer', { region: 'Picardie' });
    const before = await everything();
    for (const options of [{}, { region: 'Bretagne' }, { region: 'Picardie' }]) {
      await stranger.command('/installer', options);
      expect(stranger.read()).toContain("n'est relié à aucune région, et il y faut une invitation");
      expect(stranger.read()).toContain('/installer region:FIL-…');
      // The answer names nothing of what exists here.
      expect(stranger.read()).not.toMatch(/Picardie|Claire|CRESS/);
      expect(() => stranger.form()).toThrow();
    }
    await stranger.command('/mois');
    await stranger.command('/evenement proposer', { titre: 'Portes ouvertes' });
    expect(stranger.read()).toContain('il y faut une invitation');
    const posted = world.discord.messages(stranger.user.id, { channel: stranger.place.channel, thread: null }).length;
    await world.discord.say(stranger.user.id, stranger.place, `<@${world.discord.bot.id}> bonjour`);
    await world.settle();
    expect(world.discord.messages(stranger.user.id, { channel: stranger.place.channel, thread: null })).toHaveLength(
      posted + 1,
    );
    expect(await everything()).toEqual(before);
  });

  test('begins a region of its own with a code of a coordinator, apart from the other', async () => {
    const { slack: claire, discord: stranger } = world.coordinator;
    await claire.command('/installer', { region: 'Picardie' });
    await claire.press('Inviter une autre région');
    const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(claire.read())?.[0] ?? '';
    await stranger.command('/installer', { region: code });
    expect(stranger.read()).toContain('Le code est bon');
    expect(claire.look()).toContain("a tapé le code d'invitation");
    await stranger.press('Nommer ma région');
    await stranger.fill({ region: 'Bretagne' });
    expect(stranger.read()).toContain('relié à la région Bretagne');
    const regions = await world.database.prisma.region.findMany({ include: { installationRows: true } });
    expect(regions.map(({ name, installationRows }) => [name, installationRows.length]).sort()).toEqual([
      ['Bretagne', 1],
      ['Picardie', 1],
    ]);
  });
});

describe.each(['slack', 'discord'] as const)('a region whose name looks like another’s, on %s', (platform) => {
  let own: World;
  beforeAll(async () => {
    own = await startWorld({ region: false });
  });
  afterAll(() => own?.close());

  test('is refused, at the beginning and later, with what to do; what is more precise is not', async () => {
    const first = own.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    const second = own.coordinator[platform];
    await first.command('/installer', { region: 'Occitanie', departements: '31' });
    await first.press('Inviter une autre région');
    const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(first.read())?.[0] ?? '';
    await second.command('/installer', { region: code });
    for (const region of ['0ccitanie', 'OCCITANIE', "L'Occitanie", 'Øcciŧanie']) {
      await second.command('/installer', { region, departements: '11' });
      expect(second.read()).toContain(`« ${region} » se lit comme « Occitanie »`);
      expect(second.read()).toContain('demandez un code à sa coordination');
    }
    await second.command('/installer', { region: 'Occitanie Est', departements: '11' });
    expect(second.read()).toContain('relié à la région Occitanie Est');
    await second.command('/installer', { region: '0ccitanie', departements: '11' });
    expect(second.read()).toContain('se lit comme « Occitanie »');
    await second.command('/installer', { region: 'Occitanie Est', departements: '11, 34' });
    await second.press('Changer');
    expect(second.read()).toContain('relié à la région Occitanie Est');
  });
});
