import { describe, expect, it } from 'vitest';
import { mentionedThere } from '../../../../src/chat/formatted/mentions.ts';
import { readMarkdown } from '../../../../src/platforms/discord/formatted/read-markdown.ts';
import { readSlackMessage } from '../../../../src/platforms/slack/formatted/read-rich-text.ts';
import { writeForSlack } from '../../../../src/platforms/slack/formatted/write-rich-text.ts';
import { outline } from '../../../chat/formatted/outline.ts';

const rich = (...elements: readonly object[]) => ({ text: 'autre', blocks: [{ type: 'rich_text', elements }] });
const section = (...elements: readonly object[]) => ({ type: 'rich_text_section', elements });
const text = (typed: string, style?: object) => ({ type: 'text', text: typed, ...(style ? { style } : {}) });

describe('what is typed on Slack', () => {
  it.each<[name: string, elements: readonly object[], lines: readonly string[]]>([
    [
      'styles',
      [section(text('un '), text('gras', { bold: true }), text(' et ', { italic: true, strike: true }))],
      ['un {bold|gras}{italic strike| et}'],
    ],
    ['signs that are no markup', [section(text('*pas* <!channel> &lt;'))], ['*pas* <!channel> &lt;']],
    [
      'lines before a list',
      [
        section(text('À faire :\n')),
        { type: 'rich_text_list', style: 'ordered', indent: 0, offset: 2, elements: [section(text('trois'))] },
        { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section(text('dessous'))] },
        { type: 'rich_text_list', style: 'ordered', indent: 0, offset: 3, elements: [section(text('quatre'))] },
        section(text('\nfin')),
      ],
      ['À faire :', '3. trois', '  - dessous', '4. quatre', '', 'fin'],
    ],
    [
      'quotations and code',
      [
        { type: 'rich_text_quote', elements: [text('cité\nencore\n')] },
        { type: 'rich_text_preformatted', border: 0, language: 'js', elements: [text('a();'), text('\nb();')] },
        { type: 'rich_text_list', style: 'bullet', indent: 0, border: 1, elements: [section(text('cité aussi'))] },
      ],
      ['> cité', '> encore', 'code js "a();\\nb();"', '> - cité aussi'],
    ],
    [
      'links',
      [
        section(
          { type: 'link', url: 'https://exemple.fr' },
          text(' '),
          { type: 'link', url: 'https://exemple.fr', text: 'le site', style: { bold: true } },
          text(' '),
          { type: 'link', url: 'mailto:ana@exemple.fr', text: 'ana@exemple.fr' },
          text(' '),
          { type: 'link', url: 'https://autre.fr', text: 'https://bon.fr' },
        ),
      ],
      ['<https://exemple.fr> {bold|<https://exemple.fr le site>} ana@exemple.fr https://bon.fr (<https://autre.fr>)'],
    ],
    [
      'mentions',
      [
        section(
          { type: 'user', user_id: 'U1' },
          { type: 'channel', channel_id: 'C1' },
          { type: 'usergroup', usergroup_id: 'S1' },
          { type: 'broadcast', range: 'channel' },
          { type: 'user', user_id: 'U1> <!here' },
        ),
      ],
      ['<person U1><channel C1><group S1><everyone channel>'],
    ],
    [
      'emoji, colours and dates',
      [
        section(
          { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fb' },
          { type: 'emoji', name: 'cress' },
          { type: 'color', value: '#ff0000' },
          text(' '),
          { type: 'date', timestamp: 1605375000, format: '{date_long} {time}', fallback: 'samedi' },
          text(' '),
          { type: 'date', timestamp: 1605375000, format: 'dit le {date_num}', fallback: 'dit samedi' },
          text(' '),
          { type: 'date', timestamp: 1605375000, format: 'rien', fallback: 'samedi' },
        ),
      ],
      ['👋🏻<emoji cress>#ff0000 <weekday 1605375000> dit le <numeric 1605375000> samedi'],
    ],
  ])('%s', (_, elements, lines) => {
    expect(outline(readSlackMessage(rich(...elements)))).toEqual(lines);
  });
});

describe('what an integration says on Slack without rich text', () => {
  it.each<[typed: string, ...lines: string[]]>([
    ['*gras* _italique_ ~barré~ `code`', '{bold|gras} {italic|italique} {strike|barré} {code|code}'],
    ['*gras _et italique_*', '{bold|gras }{bold italic|et italique}'],
    ['un_nom_de_fichier 2*3*4 * seul *', 'un_nom_de_fichier 2*3*4 * seul *'],
    ['a &lt;!channel&gt; &amp;amp;', 'a <!channel> &amp;'],
    ['<@U1> <#C1|general> <!subteam^S1> <!here>', '<person U1> <channel C1> <group S1> <everyone here>'],
    ['<https://exemple.fr|le site> <https://a.fr>', '<https://exemple.fr le site> <https://a.fr>'],
    ['<!date^1605375000^{date_num}|samedi>', '<numeric 1605375000>'],
    ['&gt; cité\npas cité', '> cité', 'pas cité'],
    ['&gt;&gt;&gt; tout\nle reste', '> tout', '> le reste'],
    ['avant\n```code &lt;\nici```\naprès', 'avant', 'code · "code <\\nici"', 'après'],
    ['```pas fermé', '```pas fermé'],
  ])('%j', (typed, ...lines) => {
    expect(outline(readSlackMessage({ text: typed }))).toEqual(lines);
  });
});

describe('what is written on Slack', () => {
  const written = (typed: string) => writeForSlack(readMarkdown(typed), () => 'samedi');

  it('is rich text, with the notification beside it', () => {
    expect(written('# Titre\nun ||secret||\n3. trois\n> ```js\n> a<b\n> ```')).toEqual({
      text: 'Titre\nun ||secret||\n3. trois\na&lt;b',
      blocks: [
        {
          type: 'rich_text',
          elements: [
            section(text('Titre', { bold: true }), text('\nun ||secret||\n')),
            { type: 'rich_text_list', style: 'ordered', indent: 0, offset: 2, elements: [section(text('trois'))] },
            { type: 'rich_text_preformatted', border: 1, language: 'js', elements: [text('a<b')] },
          ],
        },
      ],
    });
  });

  it('calls nobody but those who are known there', () => {
    const formatted = mentionedThere(readMarkdown('<@1> <@2> <@&3> <#4> @everyone \\<!channel> <!here>'), {
      person: (id) => (id === '1' ? { id: 'U1' } : { name: '@Ana' }),
      channel: () => ({ name: '#general' }),
      group: () => '@bénévoles',
    });
    const { text: notified, blocks } = writeForSlack(formatted, () => '');
    expect(notified).toBe('<@U1> @Ana @bénévoles #general @everyone &lt;!channel&gt; &lt;!here&gt;');
    expect(blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          section({ type: 'user', user_id: 'U1' }, text(' @Ana @bénévoles #general @everyone <!channel> <!here>')),
        ],
      },
    ]);
  });

  it('says in words what isn’t an id of Slack’s', () => {
    expect(written('<@1> <#2>').text).toBe('@1 #2');
  });
});
