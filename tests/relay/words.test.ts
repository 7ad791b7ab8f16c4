import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { copiesOf, platforms, type Side, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied?.world.close());

const place = (side: Side) => ({ channel: tied.channel(side), thread: null });

/** Returns the one copy in which somebody reads this. */
function copyOf(reader: Person, words: string) {
  const [copy, ...more] = copiesOf(reader, words);
  expect(more).toEqual([]);
  if (!copy) throw new Error(`${reader.name} reads no copy of "${words}"`);
  return copy;
}

/** Returns the text that the bot posted last on a platform. */
function posted(side: Side): string {
  const { requests } = tied.world.platforms[side];
  const isPost = ({ method, path }: (typeof requests)[number]) =>
    side === 'slack' ? path === 'chat.postMessage' : method === 'POST' && path.startsWith('/webhooks/');
  return JSON.stringify(requests.findLast(isPost)?.body);
}

describe('what isn’t text is said in words', () => {
  it('a poll and a sticker of Discord’s on Slack', async () => {
    const { slack, discord } = tied.people;
    tied.world.discord.askPoll(discord.user.id, place('discord'), 'On mange quoi ?', ['Pizza', 'Soupe']);
    tied.world.discord.sendSticker(discord.user.id, place('discord'), 'Bravo');
    await tied.world.settle();
    const poll = copyOf(slack, 'On mange quoi ?');
    expect(poll.author.name).toContain(discord.name);
    for (const words of ['Sondage', 'Pizza', 'Soupe']) expect(poll.text).toContain(words);
    expect(copyOf(slack, 'Autocollant').text).toContain('Bravo');
  });

  it('a call of Slack’s on Discord, under the name of who began it', async () => {
    const { slack, discord } = tied.people;
    await tied.world.slack.startHuddle(slack.user.id, place('slack'));
    await tied.world.settle();
    expect(copyOf(discord, 'a lancé un appel audio').author.name).toBe(`${slack.name} · Slack`);
  });
});

describe('emoji of a server’s or workspace’s own', () => {
  it('are their names between colons on the other side', async () => {
    const { slack, discord } = tied.people;
    const { id } = tied.world.discord.addEmoji('fete');
    await discord.write('general', `Félicitations <:fete:${id}> à vous`);
    expect(copyOf(slack, 'Félicitations').text).toBe('Félicitations :fete: à vous');
    await slack.write('general', 'Merci :notre-logo: et 👍');
    expect(copyOf(discord, 'Merci').text).toBe('Merci :notre-logo: et 👍');
  });
});

describe('a spoiler', () => {
  it('of Discord’s can be read by everybody on Slack, between its bars, and not where an answer quotes it', async () => {
    const { slack, discord } = tied.people;
    await discord.write('general', 'La fin : ||le **boulanger**||, voilà');
    expect(copyOf(slack, 'La fin').text).toBe('La fin : ||le boulanger||, voilà');
    await discord.reply('Je m’en doutais', 'La fin');
    const { text } = copyOf(slack, 'Je m’en doutais');
    expect(text).toMatch(/La fin : ▒+, voilà/u);
    expect(text).not.toContain('boulanger');
  });

  it('between bars on Slack hides nothing on Discord either', async () => {
    const { slack, discord } = tied.people;
    await slack.write('general', 'Le début : ||la meunière||');
    const copy = copyOf(discord, 'Le début');
    expect(copy.text).toBe('Le début : ||la meunière||');
    expect(posted('discord')).toContain('\\\\|\\\\|la meunière');
  });

  it('stays one from Discord to Discord', async () => {
    const { discord } = tied.people;
    await tied.tie('Oise', [
      ['discord', 'annonces'],
      ['discord', 'chiffres'],
    ]);
    await discord.write('annonces', 'Le lot : ||un pain rond||');
    expect(copiesOf(discord, 'Le lot')).toHaveLength(1);
    expect(posted('discord')).toContain('||un pain rond||');
  });
});

describe('a date that each reader sees in their own zone', () => {
  const AT = 1_795_000_000;

  it('is one on the other side too', async () => {
    const { slack, discord } = tied.people;
    await discord.write('general', `On se voit <t:${AT}:f> à la gare`);
    expect(copiesOf(slack, 'On se voit')).toHaveLength(1);
    expect(posted('slack')).toContain(`"timestamp":${AT}`);
    await tied.world.slack.sayRich(slack.user.id, place('slack'), [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Ou plutôt ' },
          { type: 'date', timestamp: AT, format: '{date_long} {time}', fallback: 'plus tard' },
        ],
      },
    ]);
    await tied.world.settle();
    expect(copiesOf(discord, 'Ou plutôt')).toHaveLength(1);
    expect(posted('discord')).toContain(`<t:${AT}:`);
  });
});

describe.each(platforms)('a channel that is named on %s', (title, side) => {
  const other = () => tied.other[side];
  const named = (name: string) => (side === 'slack' ? `#${name}` : `<#${tied.channel(side, name)}>`);

  it('is named in words on the other side, and is the other side’s own where the two are tied', async () => {
    await tied.people[side].write('general', `Voir ${named('annonces')} de ${title}`);
    expect(copyOf(tied.people[other()], `de ${title}`).text).toBe(`Voir #annonces de ${title}`);
    expect(posted(other())).not.toContain(tied.channel(other(), 'annonces'));
    await tied.people[side].write('general', `Restons dans ${named('general')}, ${title}`);
    copyOf(tied.people[other()], `general, ${title}`);
    expect(posted(other())).toContain(tied.channel(other()));
  });
});

describe('an answer on Discord', () => {
  it('stands in the channel on Slack and quotes what it answers, with a link that jumps there, whoever said that', async () => {
    const { slack, discord } = tied.people;
    await slack.write('general', 'Qui a les clés ?');
    await discord.reply('Moi, je les ai', 'Qui a les clés');
    const quoted = copyOf(slack, 'Moi, je les ai');
    for (const words of [slack.name, 'Qui a les clés ?']) expect(quoted.text).toContain(words);
    expect(quoted.place).toEqual(place('slack'));
    expect(posted('slack')).toContain(`/p${slack.wrote('Qui a les clés').id.replace('.', '')}`);

    await discord.write('general', 'La salle est libre');
    await discord.reply("Jusqu'à 18 h", 'La salle est libre');
    expect(copyOf(slack, "Jusqu'à 18 h").text).toContain('La salle est libre');
    const { id } = copiesOf(slack, 'La salle est libre').find(({ text }) => text === 'La salle est libre') ?? {
      id: '',
    };
    expect(posted('slack')).toContain(`/p${id.replace('.', '')}`);
  });

  it('to the copy of what was said on Slack quotes it as it reads now, and no more once it is deleted', async () => {
    const { slack, discord } = tied.people;
    await slack.write('general', 'Le code est 0612');
    await discord.reply('Bien noté', 'Le code est 0612');
    expect(copyOf(slack, 'Bien noté').text).toContain('Le code est 0612');
    await slack.edit('Le code a changé', 'Le code est 0612');
    expect(copyOf(slack, 'Bien noté').text).toContain('Le code a changé');
    expect(copyOf(slack, 'Bien noté').text).not.toContain('0612');
    await slack.erase('Le code a changé');
    expect(copyOf(slack, 'Bien noté').text).not.toContain('Le code a changé');
    expect(copyOf(slack, 'Bien noté').text).toContain('en réponse à un message supprimé');
  });

  it('to something that was said on Slack and is deleted there goes on saying so, after a restart too', async () => {
    const { slack, discord } = tied.people;
    await slack.write('general', 'La clé est sous le pot');
    await discord.reply('Vu, je passe', 'La clé est sous le pot');
    await slack.erase('La clé est sous le pot');
    await discord.react('👍', 'Vu, je passe');
    expect(copyOf(slack, 'Vu, je passe').text).toContain('en réponse à un message supprimé');
    await tied.world.restartBot();
    await discord.edit('Vu, je suis passée', 'Vu, je passe');
    expect(copyOf(slack, 'je suis passée').text).toContain('en réponse à un message supprimé');
  });
});
