import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  button,
  field,
  fields,
  file,
  heading,
  image,
  link,
  list,
  note,
  progress,
  select,
  table,
  text,
} from '../../../src/chat/message.ts';
import { actionOf } from '../../../src/platforms/discord/action-ids.ts';
import { renderMessage } from '../../../src/platforms/discord/render-message.ts';
import { objections } from './spec.ts';
import { anyMessage, componentsOf, fileRef, property, render, renderOptions, textsOf } from './support.ts';

describe('blocks', () => {
  test('a sentence stands by itself, a message with a heading is a card', () => {
    expect(render(text('C’est noté.'))).toEqual([{ components: [{ type: 10, content: 'C’est noté.' }], uploads: [] }]);
    expect(render(heading('Titre'), note('hier'))).toEqual([
      {
        components: [
          {
            type: 17,
            components: [
              { type: 10, content: '## Titre' },
              { type: 10, content: '-# hier' },
            ],
          },
        ],
        uploads: [],
      },
    ]);
  });

  test('a title and a label are one line, which breaks nowhere inside French quotation marks', () => {
    const [title, label] = ['Revenir sur :\n «\u00a0Bal\u00a0»\u202f?', 'Au  programme\u00a0:'];
    expect(textsOf(render(heading(title), fields(field(label, 'oui')))[0]?.components)).toEqual([
      '## Revenir sur : «\u00a0Bal\u00a0»\u202f?',
      '**Au programme\u00a0:** oui',
    ]);
  });

  test('what was typed is no markup', () => {
    expect(
      textsOf(
        render(text('# *Gras* <@123> @everyone [x](https://a.b)\n- 1 :smile: à 18:30\n2. https://a.b/c_d.'))[0]
          ?.components,
      ),
    ).toEqual([
      '\\# \\*Gras\\* \\<\\@123\\> \\@everyone \\[x\\](https://a.b)\n\\- 1 \\:smile: à 18\\:30\n2\\. https://a.b/c_d.',
    ]);
  });

  test('Discord’s own addresses are not turned into channels or invitations', () => {
    const own =
      'https://discord.com/channels/1/2 https://discord.gg/abc https://ptb.discord.com/x https://example.org/discord.com';
    expect(textsOf(render(text(own))[0]?.components)).toEqual([
      'https\\://discord.com/channels/1/2 https\\://discord.gg/abc https\\://ptb.discord.com/x https://example.org/discord.com',
    ]);
  });

  test('an address that isn’t strict is encoded so that it can be pressed, and never becomes markup', () => {
    const shown = (typed: string) => textsOf(render(text(typed))[0]?.components)[0];
    expect(shown('Voir https://exemple.fr/programme/été-2026.')).toBe(
      'Voir https://exemple.fr/programme/%C3%A9t%C3%A9-2026.',
    );
    expect(shown('https://visio.exemple.fr/x?<y>')).toBe('https://visio.exemple.fr/x?%3Cy%3E');
    expect(shown('[lien](https://a.fr/é)')).toBe('\\[lien\\](https://a.fr/%C3%A9)');
    expect(shown('[lien](javascript:alert)')).toBe('\\[lien\\](javascript\\:alert)');
    expect(shown('https://www.jardins.fr/[x](javascript:1')).toBe('https\\://www.jardins.fr/\\[x\\](javascript\\:1');
    expect(shown('https://a.fr/é|b')).toBe('https\\://a.fr/é\\|b');
    expect(shown('<https://a.fr/é>')).toBe('\\<https\\://a.fr/é\\>');
    expect(shown('https://discord.com/é')).toBe('https\\://discord.com/é');
  });

  test('fields, lists, progress', () => {
    const parts = render(
      fields(field('Lieu', 'Amiens'), field('Note', 'a\nb'), field('', 'seul')),
      { kind: 'list', items: ['un', 'deux\nsuite', ' '] },
      progress('Questionnaires : 13 reçus sur 22', 13, 22),
      progress('Rien', 0, 0),
      progress('Presque', 999, 1000),
      progress('Tout', 5, 5),
    );
    expect(textsOf(parts[0]?.components)).toEqual([
      '**Lieu** Amiens\n**Note**\na\nb\nseul',
      '- un\n- deux\n  suite',
      'Questionnaires : 13 reçus sur 22 ▓▓▓▓▓▓░░░░ 59 %',
      'Rien ░░░░░░░░░░ 0 %',
      'Presque ▓▓▓▓▓▓▓▓▓░ 99 %',
      'Tout ▓▓▓▓▓▓▓▓▓▓ 100 %',
    ]);
  });

  test('a narrow table is aligned, a wide one or one with code signs is listed', () => {
    const [aligned] = textsOf(
      render(
        table(
          ['Département', 'Reçus'],
          [
            ['Aisne', '7'],
            ['Oise', '13'],
          ],
        ),
      )[0]?.components,
    );
    expect(aligned).toBe('```\nDépartement  Reçus\n───────────  ─────\nAisne            7\nOise            13\n```');
    const [wide] = textsOf(
      render(
        table(
          ['Nom', 'Texte'],
          [
            ['A*', 'x'.repeat(70)],
            ['', 'y'],
          ],
        ),
      )[0]?.components,
    );
    expect(wide).toBe(`**A\\*** · Texte ${'x'.repeat(70)}\nTexte y`);
    expect(textsOf(render(table(['Nom', 'N'], [['```', '1']]))[0]?.components)).toEqual(['**\\`\\`\\`** · N 1']);
  });

  test('pictures and files are uploaded under safe, different names', () => {
    const [part] = render(image(fileRef(), 'Une affiche'), file(fileRef()), file(fileRef({ name: '…' })));
    expect(part?.uploads.map(({ name, alt }) => ({ name, alt }))).toEqual([
      { name: 'Affiche_ete.png', alt: 'Une affiche' },
      { name: 'Affiche_ete-2.png', alt: null },
      { name: 'fichier', alt: null },
    ]);
    expect(part?.components).toEqual([
      { type: 12, items: [{ media: { url: 'attachment://Affiche_ete.png' }, description: 'Une affiche' }] },
      { type: 13, file: { url: 'attachment://Affiche_ete-2.png' } },
      { type: 13, file: { url: 'attachment://fichier' } },
    ]);
  });

  test('a file too large is a line of text', () => {
    const [part] = render(image(fileRef({ size: 11 * 1024 * 1024 }), 'Une affiche'));
    expect(part).toEqual({ components: [{ type: 10, content: 'Une affiche\n📎 Affiche été.png' }], uploads: [] });
  });
});

describe('controls', () => {
  test('buttons five by five, lists alone, ids different and yet the same action', () => {
    const six = Array.from({ length: 6 }, () => button('event.show:7', 'Voir'));
    const many = Array.from({ length: 30 }, (_, index) => ({ value: String(index), label: `Choix ${index}` }));
    const [part] = render({
      kind: 'actions',
      controls: [...six, select('event.pick:', 'Lequel ?', many, 3), link('Site', 'https://a.b')],
    });
    expect(part?.components.map((row) => componentsOf(property(row, 'components')).length)).toEqual([5, 1, 1, 1, 1]);
    const ids = componentsOf(part?.components)
      .flatMap((component) => property(component, 'custom_id') ?? [])
      .map(String);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map(actionOf))).toEqual(new Set(['event.show:7', 'event.pick:']));
  });

  test('what is chosen already is shown so', () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
    const [part] = render({
      kind: 'actions',
      controls: [select('event.pick:', 'Lesquels ?', options, 3, ['c', 'a', 'z'])],
    });
    const [list] = componentsOf(part?.components).filter((one) => property(one, 'options') !== undefined);
    expect(property(list, 'options')).toEqual([
      { value: 'a', label: 'a', default: true },
      { value: 'b', label: 'b' },
      { value: 'c', label: 'c', default: true },
    ]);
  });

  test('an action whose own id ends like a numbered one comes back whole', () => {
    const [part] = render({
      kind: 'actions',
      controls: [button('a:b~2', 'A'), button('a:b', 'B'), button('a:b', 'C')],
    });
    const ids = componentsOf(part?.components)
      .flatMap((component) => property(component, 'custom_id') ?? [])
      .map(String);
    expect(ids.map(actionOf)).toEqual(['a:b~2', 'a:b', 'a:b']);
    expect(new Set(ids).size).toBe(3);
  });

  test('a link Discord takes no button for is text', () => {
    const [part] = render({ kind: 'actions', controls: [link('Écrire', 'mailto:a@b.c'), button('x:', 'X')] });
    expect(textsOf(part?.components)).toEqual(['**Écrire** mailto\\:a\\@b.c']);
  });
});

describe('splitting', () => {
  test('long texts go on in further messages; nothing is lost', () => {
    const words = Array.from({ length: 3000 }, (_, index) => `mot${index}`).join(' ');
    const parts = render(heading('Titre'), text(words), text('fin'));
    expect(parts.length).toBeGreaterThan(4);
    expect(
      parts
        .flatMap((part) => textsOf(part.components))
        .join(' ')
        .replace(/\s+/g, ' '),
    ).toBe(`## Titre ${words} fin`);
  });

  test('a heading goes with what it is the heading of', () => {
    const parts = render(text('x'.repeat(1500)), text('y'.repeat(1500)), heading('Suite'), text('z'.repeat(1500)));
    expect(parts.map((part) => textsOf(part.components).map((content) => content.slice(0, 5)))).toEqual([
      ['xxxxx', 'yyyyy'],
      ['## Su', 'zzzzz'],
    ]);
  });

  test('an empty message still is one', () => {
    expect(textsOf(render()[0]?.components)).toEqual(['\u200b']);
    expect(render(text(' \n '), list(['']) ?? text(''))).toHaveLength(1);
  });
});

test('whatever is said, Discord’s limits hold and its published description agrees', () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      for (const part of renderMessage(message, renderOptions)) {
        const all = componentsOf(part.components);
        const texts = textsOf(part.components);
        const ids = all.flatMap((component) => property(component, 'custom_id') ?? []);
        expect(all.length).toBeLessThanOrEqual(40);
        expect(all.length).toBeGreaterThan(0);
        expect(texts.reduce((sum, content) => sum + content.length, 0)).toBeLessThanOrEqual(4000);
        expect(texts.every((content) => content.trim() !== '')).toBe(true);
        expect(new Set(ids).size).toBe(ids.length);
        expect(part.uploads.length).toBeLessThanOrEqual(10);
        expect(objections('message', { components: part.components, flags: 1 << 15 })).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});
