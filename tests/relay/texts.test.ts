import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copies, copiesOf, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied.world.close());

/** Returns sentences that are together at least so long, and can be told apart. */
function sentences(characters: number, of: string): string {
  const all: string[] = [];
  for (let length = 0; length < characters; length += all.at(-1)?.length ?? 1)
    all.push(`${of}, phrase ${all.length + 1}.`);
  return all.join(' ');
}

const words = (texts: readonly string[]) => texts.join(' ').split(/\s+/u).filter(Boolean);

describe.each(platforms)('a text on %s', (title, side) => {
  const speaker = () => tied.people[side];
  const reader = () => tied.people[tied.other[side]];
  const since = (before: readonly { readonly id: string }[]) => {
    const known = new Set(before.map(({ id }) => id));
    return copies(reader()).filter(({ id }) => !known.has(id));
  };

  it('stays one message, however long it becomes: split message edited to fewer parts', async () => {
    if (side === 'discord') tied.world.discord.giveNitro(speaker().user.id);
    const [longest, longer, short] = [
      sentences(3_600, `Long ${title}`),
      sentences(3_000, `Plus long ${title}`),
      `Court ${title}`,
    ];
    const before = copies(reader());
    const texts = () => since(before).map(({ text }) => text);
    await speaker().write('general', longest);
    expect(words(texts())).toEqual(words([longest]));
    const { length: parts } = texts();
    if (side === 'slack') expect(parts).toBeGreaterThan(1);
    await speaker().edit(short, `Long ${title}`);
    expect(texts()).toEqual([short]);
    await speaker().edit(longer, short);
    expect(words(texts())).toEqual(words([longer]));
    await speaker().erase(`Plus long ${title}`);
    expect(texts()).toEqual([]);
  });

  it('loses nothing when it becomes longer after others have spoken, and goes as a whole', async () => {
    const before = copies(reader());
    await speaker().write('general', `Bref, ${title}`);
    await speaker().write('general', `Ensuite, ${title}`);
    await speaker().edit(sentences(1_900, `Développé ${title}`), `Bref, ${title}`);
    const texts = () => since(before).map(({ text }) => text);
    expect(words(texts()).sort()).toEqual(words([sentences(1_900, `Développé ${title}`), `Ensuite, ${title}`]).sort());
    await speaker().erase(`Développé ${title}`);
    expect(texts()).toEqual([`Ensuite, ${title}`]);
  });
});

it('what is formatted on Discord is formatted on Slack', async () => {
  const { slack, discord } = tied.people;
  await discord.write(
    'general',
    '## Ordre du jour\n**gras** *penché* ~~barré~~ `code`\n> cité\n- un\n- deux\n[le site](https://example.org/site) ||secret||',
  );
  const [copy] = copiesOf(slack, 'Ordre du jour');
  for (const word of ['gras', 'penché', 'barré', 'code', 'cité', 'un', 'deux', 'le site', 'secret'])
    expect(copy?.text).toContain(word);
  for (const markup of ['**', '~~', '##', '](']) expect(copy?.text).not.toContain(markup);
  const sent = JSON.stringify(tied.world.slack.requests.findLast(({ path }) => path === 'chat.postMessage')?.body);
  for (const style of [
    '"bold":true',
    '"italic":true',
    '"strike":true',
    '"code":true',
    'rich_text_list',
    'rich_text_quote',
  ])
    expect(sent).toContain(style);
});

it('what is formatted on Slack is formatted on Discord', async () => {
  const { slack, discord } = tied.people;
  const styled = (text: string, style: string) => ({ type: 'text', text, style: { [style]: true } });
  await tied.world.slack.sayRich(slack.user.id, { channel: tied.channel('slack'), thread: null }, [
    {
      type: 'rich_text_section',
      elements: [
        ...[
          styled('gras', 'bold'),
          { type: 'text', text: ' ' },
          styled('penché', 'italic'),
          { type: 'text', text: ' ' },
        ],
        ...[
          styled('barré', 'strike'),
          { type: 'text', text: ' ' },
          styled('code', 'code'),
          { type: 'text', text: ' **étoiles** ' },
        ],
        { type: 'link', url: 'https://example.org/site', text: 'le site' },
      ],
    },
    { type: 'rich_text_quote', elements: [{ type: 'text', text: 'cité' }] },
    {
      ...{ type: 'rich_text_list', style: 'bullet', indent: 0 },
      elements: ['un', 'deux'].map((text) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })),
    },
  ]);
  await tied.world.settle();
  const [copy] = copiesOf(discord, 'étoiles');
  for (const word of ['gras', 'penché', 'barré', 'code', '**étoiles**', 'le site', 'cité', 'un', 'deux'])
    expect(copy?.text).toContain(word);
  const sent = tied.world.discord.requests.findLast(
    ({ method, path }) => method === 'POST' && path.startsWith('/webhooks/'),
  );
  for (const markup of ['**gras**', '~~barré~~', '`code`', '[le site](', '> cité', '- un'])
    expect(sent?.body).toMatchObject({ content: expect.stringContaining(markup) });
});
