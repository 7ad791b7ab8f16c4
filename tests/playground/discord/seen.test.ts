import { AttachmentBuilder, type GuildTextBasedChannel, type MessageCreateOptions } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../../src/playground/local-platform.ts';
import { type Connected, connect } from './support.ts';

describe('what a person sees', () => {
  let connected: Connected;
  let channel: GuildTextBasedChannel;
  let user: string;
  beforeAll(async () => {
    connected = await connect();
    const { id } = connected.discord.addChannel({ name: 'general' });
    const found = await connected.client.channels.fetch(id);
    if (!found?.isTextBased() || found.isDMBased()) throw new Error('no channel');
    channel = found;
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  async function seen(message: MessageCreateOptions | string): Promise<SeenMessage> {
    await channel.send(message);
    const last = connected.discord.messages(user, { channel: channel.id, thread: null }).at(-1);
    if (!last) throw new Error('nothing');
    return last;
  }

  /** The words that stand in a frame of its own. */
  const framedIn = ({ blocks }: SeenMessage) => blocks.flatMap((block) => (block.kind === 'card' ? block.blocks : []));

  it.each([
    ['**gras** *penché* __souligné__ ~~barré~~ ||caché||', 'gras penché souligné barré caché'],
    ['\\*pas penché\\* \\<@1> 2 * 3 * 4', '*pas penché* <@1> 2 * 3 * 4'],
    ['un_nom_de_variable et _italique_', 'un_nom_de_variable et italique'],
    ['`**code**` https://a.fr/x_y_z', '**code** https://a.fr/x_y_z'],
    ['[le programme](https://a.fr) <https://b.fr>', 'le programme https://b.fr'],
    ['# Titre\n## Sous-titre\n- un\n- deux\n> cité\n-# petit', 'Titre\nSous-titre\n• un\n• deux\ncité\npetit'],
    ['<t:1222848000:D> <t:1222848000:t>', '1 octobre 2008 10:00'],
    ['</evenement proposer:1> <:coeur:1>', '/evenement proposer :coeur:'],
    ['```ts\nconst a = 1;\n```', 'const a = 1;'],
  ])('%s is shown without its marks [ours]', async (content, text) => {
    expect((await seen(content)).text).toBe(text);
  });

  it('how words look, and where a click leads, is told beside them [ours]', async () => {
    const [block] = (await seen('**gras *et penché*** ||caché|| [lien](https://a.fr) `code`\n> cité')).blocks;
    expect(block).toMatchObject({
      spans: [
        { text: 'gras ', styles: ['bold'] },
        { text: 'et penché', styles: ['italic', 'bold'] },
        { text: ' ' },
        { text: 'caché', styles: ['spoiler'] },
        { text: ' ' },
        { text: 'lien', url: 'https://a.fr' },
        { text: ' ' },
        { text: 'code', styles: ['code'] },
        { text: '\n' },
        { text: 'cité', styles: ['quote'] },
      ],
    });
  });

  it('gives somebody who edits their message what they had typed [ours]', async () => {
    const { discord } = connected;
    const typed = '**Merci** @Camille & <voilà> https://a.fr';
    const id = await discord.say(user, { channel: channel.id, thread: null }, typed);
    const said = () => discord.messages(user, { channel: channel.id, thread: null }).find((one) => one.id === id);
    expect(said()?.typed).toBe(typed);
    await discord.edit(user, id, said()?.typed ?? '');
    expect(said()?.typed).toBe(typed);
  });

  it('names people, roles and channels [ours]', async () => {
    expect((await seen(`<@${user}> <#${channel.id}>`)).text).toBe('@Camille #general');
  });

  it('reads embeds from top to bottom [ours]', async () => {
    const message = await seen({
      embeds: [
        {
          author: { name: 'Auteur' },
          title: 'Titre',
          description: '**Texte**',
          fields: [{ name: 'Lieu', value: 'Amiens' }],
          footer: { text: 'Pied' },
        },
      ],
    });
    expect(message.text).toBe('Auteur\nTitre\nTexte\nLieu\nAmiens\nPied');
    expect(framedIn(message).map((block) => block.kind)).toEqual(['small', 'heading', 'text', 'text', 'text', 'small']);
  });

  it('reads components in order, with their controls [ours]', async () => {
    const message = await seen({
      flags: 1 << 15,
      files: [new AttachmentBuilder(Buffer.from('png'), { name: 'affiche.png' })],
      components: [
        {
          type: 17,
          components: [
            { type: 10, content: '## Fête' },
            {
              type: 9,
              components: [{ type: 10, content: 'Amiens' }],
              accessory: { type: 2, style: 4, label: 'Retirer', custom_id: 'remove' },
            },
            { type: 14 },
            { type: 12, items: [{ media: { url: 'attachment://affiche.png' }, description: 'Affiche' }] },
            {
              type: 1,
              components: [
                { type: 2, style: 5, label: 'Voir', url: 'https://a.fr' },
                { type: 2, style: 2, label: 'Non', custom_id: 'no', disabled: true },
              ],
            },
            {
              type: 1,
              components: [
                {
                  type: 3,
                  custom_id: 'pick',
                  placeholder: 'Choisir',
                  min_values: 0,
                  max_values: 2,
                  options: [
                    { label: 'Un', value: '1' },
                    { label: 'Deux', value: '2', default: true },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(message.text).toBe('Fête\nAmiens');
    const framed = framedIn(message);
    expect(framed.map((block) => block.kind)).toEqual([
      'heading',
      'text',
      'controls',
      'divider',
      'image',
      'controls',
      'controls',
    ]);
    expect(message.controls).toEqual([
      { kind: 'button', id: 'remove', label: 'Retirer', style: 'danger', disabled: false },
      { kind: 'link', label: 'Voir', url: 'https://a.fr' },
      { kind: 'button', id: 'no', label: 'Non', style: 'plain', disabled: true },
      {
        kind: 'select',
        id: 'pick',
        placeholder: 'Choisir',
        options: [
          { value: '1', label: 'Un' },
          { value: '2', label: 'Deux' },
        ],
        chosen: ['2'],
        min: 0,
        max: 2,
      },
    ]);
    const image = framed.find((block) => block.kind === 'image');
    expect(await (await fetch(image?.kind === 'image' ? image.url : '')).text()).toBe('png');
  });

  it('choices are delivered by value, within their bounds [D: components/reference]', async () => {
    const picked = new Promise<string[]>((resolve) =>
      connected.onInteraction(async (interaction) => {
        if (!interaction.isAnySelectMenu()) return;
        await interaction.deferUpdate();
        resolve(interaction.values);
      }),
    );
    const message = await seen({
      content: 'x',
      components: [{ type: 1, components: [{ type: 5, custom_id: 'who', max_values: 1 }] }],
    });
    const { discord } = connected;
    await expect(discord.select(user, message.id, 'who', [])).rejects.toThrow('entre 1 et 1');
    await discord.select(user, message.id, 'who', ['Camille']);
    expect(await picked).toEqual([user]);
    await expect(discord.press(user, message.id, 'nothing')).rejects.toThrow('vient de changer');
  });

  it('people write, edit and delete what is theirs [ours]', async () => {
    const { discord } = connected;
    const place = { channel: channel.id, thread: null };
    const id = await discord.say(user, place, 'avant', [
      { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array([65]) },
    ]);
    await discord.edit(user, id, 'après');
    expect(discord.messages(user, place).at(-1)).toMatchObject({
      text: 'après',
      edited: true,
      files: [{ name: 'a.txt' }],
    });
    const other = discord.addUser({ name: 'Alex' });
    await expect(discord.edit(other.id, id, 'x')).rejects.toThrow();
    await discord.remove(user, id);
    expect(discord.messages(user, place).map((message) => message.id)).not.toContain(id);
    await expect(discord.say(user, place, 'x'.repeat(2001))).rejects.toThrow('2000');
  });

  it('tells whoever watches that something changed [ours]', async () => {
    let changes = 0;
    const stop = connected.discord.onChange(() => changes++);
    await channel.send('x');
    expect(changes).toBeGreaterThan(0);
    stop();
    const before = changes;
    await channel.send('y');
    expect(changes).toBe(before);
  });
});
