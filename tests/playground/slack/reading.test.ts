import { expect, it } from 'vitest';
import { client, here, scene } from './support.ts';

async function seen(message: object) {
  const { slack, anne, general } = await scene();
  await client(slack).chat.postMessage({ channel: general, text: '', ...message } as never);
  const [shown] = slack.messages(anne, here(general));
  return shown;
}

const texts: [string, string, string][] = [
  ['emphasis', '*gras* _italique_ ~barré~ `code`', 'gras italique barré code'],
  ['emphasis in emphasis', '*gras _et italique_*', 'gras et italique'],
  ['stars inside words', '2*3*4 snake_case_name', '2*3*4 snake_case_name'],
  ['a star before a space', '* point * autre *', '* point * autre *'],
  ['emphasis over two lines', '*un\ndeux*', '*un\ndeux*'],
  ['entities', '1 &lt; 2 &amp;amp; 3', '1 < 2 &amp; 3'],
  [
    'links',
    '<https://example.org|le site> <https://example.org/a> <mailto:a@b.fr>',
    'le site https://example.org/a a@b.fr',
  ],
  ['calls', '<!here> <!channel> <!everyone>', '@here @channel @everyone'],
  ['quotes', '&gt; cité\nsuite', 'cité\nsuite'],
  ['code blocks', 'avant\n```\n*brut* &lt;\n```\naprès', 'avant\n*brut* <\naprès'],
  ['dates', '<!date^1794666600^{date_num} {time}|secours>', '2026-11-14 15:30'],
  ['unknown date forms', '<!date^1794666600^{autre}|secours>', 'secours'],
];

/** A message whose only text is this. */
async function lookOf(text: string) {
  const [block] = (await seen({ text }))?.blocks ?? [];
  return block && 'spans' in block ? block.spans : [];
}

it.each(texts)('reads %s as Slack shows them [S: messaging/formatting-message-text]', async (_, text, shown) => {
  expect((await seen({ text }))?.text).toBe(shown);
});

it('shows names for ids of people and channels [S: messaging/formatting-message-text]', async () => {
  const { slack, anne, general } = await scene();
  await client(slack).chat.postMessage({ channel: general, text: `<@${anne}> <#${general}> <#${general}|ancien>` });
  expect(slack.messages(anne, here(general))[0]?.text).toBe('@Anne Petit #general #general');
});

it('shows blocks instead of the text, in reading order [K: chat.postMessage]', async () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const leaf = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
  const message = await seen({
    text: 'secours',
    blocks: [
      { type: 'header', text: plain('Titre *brut*') },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*Texte*' },
        fields: [plain('Lieu'), plain('Laon')],
        accessory: { type: 'button', action_id: 'voir', text: plain('Voir') },
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: '_petit_' }, plain('bas')] },
      {
        type: 'rich_text',
        elements: [leaf('riche'), { type: 'rich_text_list', style: 'bullet', elements: [leaf('a'), leaf('b')] }],
      },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'A' },
            { type: 'raw_text', text: 'B' },
          ],
        ],
      },
      { type: 'markdown', text: '## Deux\n**gras** et [lien](https://example.org)' },
      { type: 'divider' },
      { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'affiche' },
    ],
  });
  expect(message?.text).toBe('Titre *brut*\nTexte\nLieu\nLaon\npetit bas\nriche\n• a\n• b\nA | B\nDeux\ngras et lien');
  expect(message?.blocks.map((block) => block.kind)).toEqual([
    'heading',
    'text',
    'fields',
    'controls',
    'small',
    'text',
    'text',
    'table',
    'text',
    'divider',
    'image',
  ]);
});

it('tells how words look, and where a click leads [S: messaging/formatting-message-text]', async () => {
  const look = await lookOf('*gras _et penché_* ~barré~ `code` <https://example.org|le site> <!here>');
  expect(look).toEqual([
    { text: 'gras ', styles: ['bold'] },
    { text: 'et penché', styles: ['bold', 'italic'] },
    { text: ' ' },
    { text: 'barré', styles: ['strike'] },
    { text: ' ' },
    { text: 'code', styles: ['code'] },
    { text: ' ' },
    { text: 'le site', url: 'https://example.org' },
    { text: ' ' },
    { text: '@here', styles: ['mention'] },
  ]);
  expect(await lookOf('avant\n&gt; cité\n```du code```')).toEqual([
    { text: 'avant' },
    { text: '\n' },
    { text: 'cité', styles: ['quote'] },
    { text: '\n' },
    { text: 'du code', styles: ['pre'] },
  ]);
});

it('gives somebody who edits their message what they had typed [ours]', async () => {
  const { slack, anne, bruno, general } = await scene();
  const name = slack.users().find(({ id }) => id === bruno)?.name;
  const typed = `*Merci* @${name} & <voilà> https://example.org/a dans #general`;
  const id = await slack.say(anne, here(general), typed);
  const seen = () => slack.messages(anne, here(general)).find((one) => one.id === id);
  expect(seen()?.typed).toBe(typed);
  await slack.edit(anne, id, seen()?.typed ?? '');
  expect(seen()).toMatchObject({ typed, text: typed.replaceAll('*', '') });
});

it('ends an address before a bracket that is typed [ours]', async () => {
  const { slack, anne, general } = await scene();
  await slack.say(anne, here(general), '<http://x.fr> et (http://y.fr/<b>).');
  expect(slack.messages(anne, here(general)).at(-1)?.text).toBe('<http://x.fr> et (http://y.fr/<b>).');
  expect(slack.messages(anne, here(general)).at(-1)?.blocks).toMatchObject([
    { spans: [{ text: '<' }, { url: 'http://x.fr' }, { text: '> et (' }, { url: 'http://y.fr/' }, { text: '<b>).' }] },
  ]);
});

it('counts replies and shows a thread with its parent [S: messaging/retrieving-messages]', async () => {
  const { slack, anne, bruno, general } = await scene();
  const parent = await slack.say(anne, here(general), 'un');
  await slack.say(bruno, here(general, parent), 'deux');
  expect(slack.messages(anne, here(general))).toMatchObject([{ text: 'un', replies: 1 }]);
  expect(slack.messages(anne, here(general, parent)).map((one) => one.text)).toEqual(['un', 'deux']);
});

it('tells listeners of every visible change [ours]', async () => {
  const { slack, anne, general } = await scene();
  let changes = 0;
  const stop = slack.onChange(() => {
    changes += 1;
  });
  await slack.say(anne, here(general), 'x');
  stop();
  await slack.say(anne, here(general), 'y');
  expect(changes).toBe(1);
});
