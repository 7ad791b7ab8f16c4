import { describe, expect, it } from 'vitest';
import {
  button,
  container,
  display,
  gallery,
  inRow,
  type Json,
  media,
  modern,
  option,
  row,
  section,
  select,
  times,
  x,
} from './component-parts.ts';
import { channelToPostIn, formErrors } from './support.ts';

const C = 'D: components/reference';

const { bot, post } = channelToPostIn();

type Case = [what: string, source: string, body: Json, errors: Record<string, string>];

describe('components of a message', () => {
  it.each<Case>([
    [
      'six rows without the flag',
      C,
      { content: 'x', components: times(6, (n) => row(button({ custom_id: `${n}` }))) },
      { components: 'BASE_TYPE_BAD_LENGTH' },
    ],
    ['a text display without the flag', C, { components: [display()] }, { 'components.0.type': 'UNION_TYPE_CHOICES' }],
    [
      'content beside components v2',
      C,
      { ...modern(display()), content: 'x' },
      { content: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2' },
    ],
    [
      'an embed beside components v2',
      C,
      { ...modern(display()), embeds: [{ title: 'x' }] },
      { embeds: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2' },
    ],
    [
      '41 components, nested ones counted',
      C,
      modern(container(...times(40, () => display()))),
      { components: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED' },
    ],
    [
      '41 components, buttons and accessories counted',
      C,
      modern(...times(13, () => section()), row(button())),
      { components: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED' },
    ],
    [
      '4001 characters over all text displays',
      'S: docs.discord.food',
      modern(display(x(4000)), container(display('x'))),
      { components: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED' },
    ],
    ['an empty text display', 'spec', modern(display('')), { 'components.0.content': 'BASE_TYPE_REQUIRED' }],
    ['a component of no kind there is', C, modern({ type: 99 }), { 'components.0.type': 'UNION_TYPE_CHOICES' }],
    ['a button that stands alone', C, modern(button()), { 'components.0.type': 'UNION_TYPE_CHOICES' }],
    [
      'a label, which is for forms',
      C,
      modern({ type: 18, label: 'x', component: select() }),
      { 'components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'components that are no list',
      'spec',
      { ...modern(), components: { 0: display() } },
      { components: 'LIST_TYPE_CONVERT' },
    ],
    ['a component that is no dictionary', 'spec', modern('x'), { 'components.0': 'MODEL_TYPE_CONVERT' }],
    [
      'two components with one numeric id',
      C,
      modern(display('x', { id: 7 }), display('x', { id: 7 })),
      { components: 'COMPONENT_ID_DUPLICATED' },
    ],
    ['a numeric id of more than 32 bits', C, modern(display('x', { id: 2 ** 31 })), { components: 'NUMBER_TYPE_MAX' }],
    [
      'a container in a container',
      C,
      modern(container(container())),
      { 'components.0.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    ['an empty container', 'spec', modern(container()), { 'components.0.components': 'BASE_TYPE_REQUIRED' }],
    [
      'a colour beyond white',
      C,
      modern({ ...container(display()), accent_color: 0x1000000 }),
      { 'components.0.accent_color': 'NUMBER_TYPE_MAX' },
    ],
    [
      'a section without accessory',
      C,
      modern(section({ accessory: undefined })),
      { 'components.0.accessory': 'BASE_TYPE_REQUIRED' },
    ],
    [
      'a section of four texts',
      C,
      modern(section({ components: times(4, () => display()) })),
      { 'components.0.components': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a section without text',
      C,
      modern(section({ components: [] })),
      { 'components.0.components': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a section with a row in it',
      C,
      modern(section({ components: [row(button())] })),
      { 'components.0.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'a list as accessory',
      C,
      modern(section({ accessory: select() })),
      { 'components.0.accessory.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'a thumbnail outside a section',
      C,
      modern({ type: 11, ...media() }),
      { 'components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    ['an empty gallery', C, modern(gallery()), { 'components.0.items': 'BASE_TYPE_BAD_LENGTH' }],
    [
      'a gallery of eleven',
      C,
      modern(gallery(...times(11, () => media()))),
      { 'components.0.items': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a picture described in 1025 characters',
      C,
      modern(gallery(media(undefined, { description: x(1025) }))),
      { 'components.0.items.0.description': 'BASE_TYPE_MAX_LENGTH' },
    ],
    [
      'a picture at no web address',
      C,
      modern(gallery(media('ftp://a.fr/a.png'))),
      { 'components.0.items.0.media.url': 'URL_TYPE_INVALID_SCHEME' },
    ],
    [
      'a file that was not sent',
      C,
      modern({ type: 13, file: { url: 'attachment://a.pdf' } }),
      { 'components.0.file.url': 'REFERENCED_ATTACHMENT_NOT_FOUND' },
    ],
    [
      'a file from the web',
      C,
      modern({ type: 13, file: { url: 'https://a.fr/a.pdf' } }),
      { 'components.0.file.url': 'URL_TYPE_INVALID_SCHEME' },
    ],
    ['a separator of a third size', C, modern({ type: 14, spacing: 3 }), { 'components.0.spacing': 'NUMBER_TYPE_MAX' }],
    ['an empty row', C, inRow(), { 'components.0.components': 'BASE_TYPE_BAD_LENGTH' }],
    [
      'six buttons in a row',
      C,
      inRow(...times(6, (n) => button({ custom_id: `${n}` }))),
      { 'components.0.components': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a list beside a button',
      C,
      inRow(button(), select()),
      { 'components.0.components': 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
    ],
    [
      'a text field, which is for forms',
      C,
      inRow({ type: 4, custom_id: 't', style: 1, label: 'x' }),
      { 'components.0.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'two controls with one custom id',
      C,
      modern(row(button()), row(select({ custom_id: 'b' }))),
      { 'components.1.components.0.custom_id': 'COMPONENT_CUSTOM_ID_DUPLICATED' },
    ],
    [
      'a custom id of 101 characters',
      C,
      inRow(button({ custom_id: x(101) })),
      { 'components.0.components.0.custom_id': 'BASE_TYPE_BAD_LENGTH' },
    ],
  ])('with %s are refused [%s]', async (_, __, body, errors) => {
    expect(await formErrors(post(body))).toEqual(errors);
  });

  it('of every kind, at their limits, are taken [D: components/reference]', async () => {
    const everything = modern(
      container(
        display(x(3000)),
        section({
          components: times(3, () => display()),
          accessory: { type: 11, ...media(undefined, { description: x(1024) }) },
        }),
        { type: 14, divider: false, spacing: 2 },
        gallery(...times(10, () => media())),
        row(...times(5, (n) => button({ custom_id: `${n}`, label: x(80), emoji: { name: '✅' } }))),
        row(
          select({ options: times(25, option), max_values: 25, min_values: 0, placeholder: x(150), custom_id: x(100) }),
        ),
      ),
      row({ type: 5, custom_id: 'u', default_values: [{ id: bot().id, type: 'user' }] }),
      row({ type: 6, custom_id: 'r' }),
      row({ type: 7, custom_id: 'm' }),
      row({ type: 8, custom_id: 'c', channel_types: [0, 5] }),
      section({ accessory: button({ custom_id: 'a', style: 4 }) }),
      ...times(7, () => display(x(100))),
    );
    expect(await formErrors(post(everything))).toEqual({});
  });

  it('are given, where they have none, the next free numeric ids in their order [D: components/reference]', async () => {
    const message = await post(modern(display('a', { id: 2 }), section(), display('b', { id: 0 })));
    expect(message).toMatchObject({
      components: [{ id: 2 }, { id: 1, components: [{ id: 3 }], accessory: { id: 4 } }, { id: 5 }],
    });
  });

  it('count the characters of a text, not its units: an emoji is one [S: discord-api-docs issue 1315]', async () => {
    expect(await formErrors(post(modern(display('🎉'.repeat(4000)))))).toEqual({});
    expect(await formErrors(post(modern(display('🎉'.repeat(4001)))))).toHaveProperty('components.0.content');
  });
});
