import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copies, copiesOf, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied.world.close());

/** Returns everybody that a message calls, groups and channels included. */
function called(side: 'slack' | 'discord', id: string): readonly string[] {
  const { slack, discord } = tied.world;
  return side === 'slack' ? slack.mentionsIn(id) : discord.mentionsIn(id).reached;
}

const HOSTILE = [
  '@everyone venez',
  '@here venez',
  '<!channel> venez',
  '<!here> venez',
  '<!everyone> venez',
  '<@&1234567890> venez',
  '<!subteam^S0123ABCD> venez',
  '＠everyone venez',
  '@\u200beveryone venez',
  '@еveryone venez',
  '<\u200b!channel> venez',
  '&lt;!channel&gt; venez',
  '[@everyone](https://example.org) venez',
  '`@everyone` venez',
  '> <!channel> venez',
];

describe.each(platforms)('what somebody types on %s', (title, side) => {
  const speaker = () => tied.people[side];
  const other = () => tied.other[side];
  const reader = () => tied.people[other()];

  it.each(HOSTILE)('calls nobody on the other side: mention injection (%j)', async (text) => {
    const before = copies(reader()).length;
    await speaker().write('general', text);
    const [copy, ...more] = copies(reader()).slice(before);
    expect(more).toEqual([]);
    expect(copy?.text).toContain('venez');
    expect(called(other(), copy?.id ?? '')).toEqual([]);
  });

  it('calls nobody on the other side once it is changed into that either', async () => {
    await speaker().write('general', `Bonjour de ${title}`);
    const { id } = copiesOf(reader(), `Bonjour de ${title}`)[0] ?? { id: '' };
    await speaker().edit(`@everyone <!channel> <@&1234567890> venez à ${title}`, `Bonjour de ${title}`);
    expect(copiesOf(reader(), `venez à ${title}`).map((copy) => copy.id)).toEqual([id]);
    expect(called(other(), id)).toEqual([]);
  });

  it('calls nobody by the name of its author either', async () => {
    const hostile = tied.world.person(side, '@everyone <!channel>');
    const before = copies(reader()).length;
    await hostile.write('general', `Ceci est mon nom, ${title}`);
    const found = copies(reader()).slice(before);
    expect(found).toHaveLength(1);
    expect(called(other(), found[0]?.id ?? '')).toEqual([]);
  });

  it('names its author even where the platform doesn’t let anybody bear that name: author named "Clyde Discord"', async () => {
    const clyde = tied.world.person(side, 'Clyde Discord');
    await clyde.write('general', `Je m’appelle vraiment ainsi, ${title}`);
    const found = copiesOf(reader(), `Je m’appelle vraiment ainsi, ${title}`);
    expect(found).toHaveLength(1);
    const [copy] = found;
    expect(`${copy?.author.name} ${copy?.text}`).toContain('Clyde Discord');
    await clyde.edit(`Si, vraiment, ${title}`);
    expect(copiesOf(reader(), `Si, vraiment, ${title}`).map(({ id }) => id)).toEqual([copy?.id]);
    await clyde.erase(`Si, vraiment, ${title}`);
    expect(copiesOf(reader(), `Si, vraiment, ${title}`)).toEqual([]);
  });

  it('is under a marked name when that could be taken for another’s, or for the chamber’s by nobody of its team', async () => {
    const deceiving = tied.world.person(side, 'Сlaire');
    const chamber = tied.world.person(side, 'CRΕSS Picardie');
    for (const [person, name] of [
      [deceiving, '⚠ Сlaire'],
      [chamber, '⚠ CRΕSS Picardie'],
      [tied.world.person(side, 'CRESS'), '⚠ CRESS'],
      [tied.world.person(side, 'Marie (CRESS)'), 'Marie (CRESS)'],
    ] as const) {
      await person.write('general', `Signé : ${person.name}, ${title}`);
      expect(copiesOf(reader(), `Signé : ${person.name}, ${title}`).map(({ author }) => author.name)).toEqual([
        `${name} · ${title}`,
      ]);
    }
    const coordinator = tied.world.coordinator[side];
    const named = tied.world.person(side, 'La CRESS');
    await named.command('/mois');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(named), role: 'Coordination' });
    await named.write('general', `Signé par l'équipe, ${title}`);
    expect(copiesOf(reader(), `Signé par l'équipe, ${title}`)[0]?.author.name).toBe(`La CRESS · ${title}`);
  });

  it('names people as they are called, and really mentions those whose accounts are linked', async () => {
    const colleague = tied.world.person(side, `Inès de ${title}`);
    const there = tied.world.person(other(), `Inès ailleurs que sur ${title}`);
    await speaker().write('general', `@${colleague.name} : peux-tu venir ?`);
    const [plain] = copiesOf(reader(), 'peux-tu venir ?').slice(-1);
    expect(plain?.text).toContain(`@${colleague.name}`);
    expect(called(other(), plain?.id ?? '')).toEqual([]);

    const { person, region } = tied.world.database.prisma;
    const { id: regionId } = await region.findFirstOrThrow();
    const account = (platform: string, { user, name }: typeof there) => ({
      ...{ regionId, platform, externalId: user.id, name },
    });
    await person.create({
      data: {
        ...{ regionId, name: colleague.name, lastPlatform: side, createdAt: tied.world.clock.now() },
        identities: { create: [account(side, colleague), account(other(), there)] },
      },
    });
    await speaker().write('general', `@${colleague.name} : et demain ?`);
    const [copy] = copiesOf(reader(), 'et demain ?').slice(-1);
    expect(copy?.text).toContain(`@${there.name}`);
    expect(called(other(), copy?.id ?? '')).toEqual([there.user.id]);
  });

  it('is no message of another bot, nor of those who come in', async () => {
    const bot = tied.world.platforms[side].addBot({ name: `Robot de ${title}` });
    if (side === 'slack') tied.world.slack.addToChannel(tied.channel(side), bot.id);
    const before = copies(reader()).length;
    await tied.world.platforms[side].say(bot.id, { channel: tied.channel(side), thread: null }, 'Bip');
    await tied.world.settle();
    tied.world.person(side, `Une nouvelle de ${title}`);
    await tied.world.settle();
    expect(copies(reader())).toHaveLength(before);
  });
});

it('a name as long as Slack takes it is cut on Discord, where it still says where it comes from', async () => {
  const name = 'Marie-Antoinette '.repeat(5).slice(0, 79);
  const author = tied.world.person('slack', name);
  await author.write('general', 'Avec un long nom');
  const [copy] = copiesOf(tied.people.discord, 'Avec un long nom');
  expect(copy?.author.name).toMatch(/^Marie-Antoinette .*… · Slack$/u);
});

it("a server's own role, which is everybody's, has one sign on the other side, and calls nobody", async () => {
  const { discord, slack } = tied.world;
  await tied.people.discord.write('general', `<@&${discord.team.id}> venez tous`);
  const [copy] = copiesOf(tied.people.slack, 'venez tous');
  expect(copy?.text).toContain('@everyone venez tous');
  expect(copy?.text).not.toContain('@@');
  expect(slack.mentionsIn(copy?.id ?? '')).toEqual([]);
});
