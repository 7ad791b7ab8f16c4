import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../../src/platforms/discord/formatted/read-markdown.ts';
import { writeMarkdown } from '../../../../src/platforms/discord/formatted/write-markdown.ts';
import { outline } from '../../../chat/formatted/outline.ts';

describe('what is typed on Discord', () => {
  it.each<[typed: string, ...lines: string[]]>([
    ['Bonjour à tous', 'Bonjour à tous'],
    ['**gras** et *italique* ou _italique_', '{bold|gras} et {italic|italique} ou {italic|italique}'],
    ['__souligné__, ~~barré~~, ||caché||', '{underline|souligné}, {strike|barré}, {spoiler|caché}'],
    ['***gras italique***', '{bold italic|gras italique}'],
    ['**gras *et italique* encore**', '{bold|gras }{bold italic|et italique}{bold| encore}'],
    ['**"cité"**suite', '{bold|"cité"}suite'],
    ['un_nom_de_fichier', 'un_nom_de_fichier'],
    ['2 * 3 * 4 = 24', '2 * 3 * 4 = 24'],
    ['**pas fermé', '**pas fermé'],
    ['||a\\||b', '{spoiler|a\\}b'],
    ['||caché ~~pas fermé||', '{spoiler|caché ~~pas fermé}'],
    ['\\*pas\\* du \\`tout\\` \\_ici\\_', '*pas* du `tout` _ici_'],
    ['un\\deux', 'un\\deux'],
    ['¯\\_(ツ)_/¯ tant pis', '¯\\_(ツ)_/¯ tant pis'],
    ['`code` ``avec ` dedans`` `**rien**`', '{code|code} {code|avec ` dedans} {code|**rien**}'],
    ['l`ancien et le nouveau', 'l`ancien et le nouveau'],
    ['```js\nlet a = "**b**";\n```', 'code js "let a = \\"**b**\\";"'],
    ['avant ```sans nom``` après', 'avant', 'code · "sans nom"', ' après'],
    ['```js\n```', 'code · "js"'],
    ['```pas fermé', '```pas fermé'],
    ['> cité\n> encore\nplus', '> cité', '> encore', 'plus'],
    ['>>> tout\nle reste\n> aussi', '> tout', '> le reste', '> > aussi'],
    ['>pas cité', '>pas cité'],
    ['> ```\n> code\n> ```', '> code · "code"'],
    ['# Grand\n## Moyen\n### Petit\n#### Rien', 'h1 Grand', 'h2 Moyen', 'h3 Petit', '#### Rien'],
    ['#pas un titre', '#pas un titre'],
    ['-# en petit', 'en petit'],
    ['- un\n  - deux\n    - trois\n- quatre', '- un', '  - deux', '    - trois', '- quatre'],
    ['1. un\n1. deux\n1. trois', '1. un', '2. deux', '3. trois'],
    ['7. sept\n8. huit', '7. sept', '8. huit'],
    ['- un\n  qui continue\nplus rien', '- un\nqui continue', 'plus rien'],
    ['-pas un point', '-pas un point'],
    ['[le site](https://exemple.fr) ici', '<https://exemple.fr le site> ici'],
    ['[**gras** ici](<https://exemple.fr>)', '{bold|<https://exemple.fr gras>}<https://exemple.fr  ici>'],
    ['[https://bon.fr](https://autre.fr)', '[https://bon.fr](https://autre.fr)'],
    ['[bon https://bon.fr ici](https://autre.fr)', '[bon <https://bon.fr> ici](<https://autre.fr>)'],
    ['[mot](javascript:alert(1))', '[mot](javascript:alert(1))'],
    ['voir https://exemple.fr/a_b_c.', 'voir <https://exemple.fr/a_b_c>.'],
    ['(https://fr.wikipedia.org/wiki/Mois_(ESS))', '(<https://fr.wikipedia.org/wiki/Mois_(ESS)>)'],
    ['<https://exemple.fr> sans aperçu', '<https://exemple.fr> sans aperçu'],
    ['<@1> <@!2> <@&3> <#4>', '<person 1> <person 2> <group 3> <channel 4>'],
    ['@everyone et @here', '<everyone everyone> et <everyone here>'],
    ['<:nom:12> <a:bouge:12> 😀', '<emoji nom> <emoji bouge> 😀'],
    ['<t:1605375000> <t:1605375000:R>', '<moment 1605375000> <relative 1605375000>'],
    ['</mois menu:12> <id:browse>', '/mois menu #browse'],
    ['**<@1>** `<@1>`', '{bold|<person 1>} {code|<@1>}'],
    ['un\n\n\ndeux  \n', 'un', '', '', 'deux'],
  ])('%j', (typed, ...lines) => {
    expect(outline(readMarkdown(typed))).toEqual(lines);
  });
});

describe('what is written on Discord', () => {
  const text = (typed: string) =>
    writeMarkdown({
      blocks: typed
        .split('\n')
        .map((line) => ({ kind: 'line', quoted: false, leaves: [{ kind: 'text', text: line, marks: [] }] })),
    });

  it.each([
    ['# pas un titre', '\\# pas un titre'],
    ['- pas un point', '\\- pas un point'],
    ['1. pas un numéro', '1\\. pas un numéro'],
    ['> pas cité', '\\> pas cité'],
    ['-# pas petit', '\\-# pas petit'],
    ['@everyone <@1> <@&1> <#1>', '\\@everyone \\<\\@1\\> \\<\\@&1\\> \\<#1\\>'],
    ['https://exemple.fr', 'https\\://exemple.fr'],
    ['[mot](https://a.fr)', '\\[mot\\](https\\://a.fr)'],
    ['`code` **gras** _it_ ~~b~~ ||c||', '\\`code\\` \\*\\*gras\\*\\* \\_it\\_ \\~\\~b\\~\\~ \\|\\|c\\|\\|'],
  ])('typed elsewhere as %j, stays that', (typed, written) => {
    expect(text(typed)).toBe(written);
    expect(outline(readMarkdown(written))).toEqual([typed]);
  });

  it.each([
    ['**gras**_italique_', '**gras**_italique_'],
    ['sur*b*rillance', 'sur\u200b_b_\u200brillance'],
    ['||a\\|\u200b||', '||a\\|\u200b||'],
    ['***tout***', '**_tout_**'],
    ['__*tout*__', '_\u200b__tout__\u200b_'],
    ['[ici](https://a.fr/x_(y))', '[ici](https://a.fr/x%5F%28y%29)'],
    ['voir https://a.fr/x, puis', 'voir <https://a.fr/x>, puis'],
    ['**https://a.fr/x_y**', '**<https://a.fr/x%5Fy>**'],
    ['- a\n  - b\n1. c', '- a\n  - b\n1. c'],
    ['> - cité\n> ```js\n> code\n> ```', '> - cité\n> ```js\n> code\n> ```'],
    ['`` ` ``', '`` ` ``'],
  ])('%j is written anew as %j', (typed, written) => {
    expect(writeMarkdown(readMarkdown(typed))).toBe(written);
  });
});
