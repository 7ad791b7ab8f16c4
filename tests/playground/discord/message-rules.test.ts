import { expect, it } from 'vitest';
import { channelToPostIn, codeOf, formErrors } from './support.ts';

/** This file tests what is wrong with the body of a message, and where; components have a file of their own. */
const v2 = 1 << 15;
const embed = (more: Record<string, unknown>) => ({ embeds: [{ title: 'x', ...more }] });

const { post } = channelToPostIn();

it.each<[string, string, Record<string, unknown>, Record<string, string>]>([
  ['2001 characters', 'D: resources/message', { content: 'x'.repeat(2001) }, { content: 'BASE_TYPE_MAX_LENGTH' }],
  ['content that is no text', 'spec', { content: {} }, { content: 'STRING_TYPE_CONVERT' }],
  [
    '11 embeds',
    'D: resources/message',
    { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) },
    { embeds: 'BASE_TYPE_BAD_LENGTH' },
  ],
  [
    'embeds of more than 6000 characters together',
    'D: resources/message',
    { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    { embeds: 'MAX_EMBED_SIZE_EXCEEDED' },
  ],
  [
    'an embed whose title, description, footer or author is too long',
    'D: resources/message',
    {
      embeds: [
        { title: 'x'.repeat(257) },
        { description: 'x'.repeat(4097) },
        { footer: { text: 'x'.repeat(2049) } },
        { author: { name: 'x'.repeat(257) } },
      ],
    },
    {
      embeds: 'MAX_EMBED_SIZE_EXCEEDED',
      'embeds.0.title': 'BASE_TYPE_MAX_LENGTH',
      'embeds.1.description': 'BASE_TYPE_MAX_LENGTH',
      'embeds.2.footer.text': 'BASE_TYPE_MAX_LENGTH',
      'embeds.3.author.name': 'BASE_TYPE_MAX_LENGTH',
    },
  ],
  [
    '26 fields of an embed',
    'D: resources/message',
    embed({ fields: Array.from({ length: 26 }, () => ({ name: 'x', value: 'x' })) }),
    { 'embeds.0.fields': 'BASE_TYPE_BAD_LENGTH' },
  ],
  [
    'a field of an embed that is too long or empty',
    'D: resources/message',
    embed({
      fields: [
        { name: 'x'.repeat(257), value: 'x'.repeat(1025) },
        { name: ' ', value: '' },
      ],
    }),
    {
      'embeds.0.fields.0.name': 'BASE_TYPE_MAX_LENGTH',
      'embeds.0.fields.0.value': 'BASE_TYPE_MAX_LENGTH',
      'embeds.0.fields.1.name': 'BASE_TYPE_REQUIRED',
      'embeds.0.fields.1.value': 'BASE_TYPE_REQUIRED',
    },
  ],
  [
    'an embed whose addresses are not of the web',
    'D: resources/message',
    embed({
      url: 'javascript:1',
      image: { url: 'ftp://a.fr/a.png' },
      author: { name: 'x', url: 'attachment://a.png', icon_url: 'data:x' },
    }),
    {
      'embeds.0.url': 'URL_TYPE_INVALID_SCHEME',
      'embeds.0.image.url': 'URL_TYPE_INVALID_SCHEME',
      'embeds.0.author.url': 'URL_TYPE_INVALID_SCHEME',
      'embeds.0.author.icon_url': 'URL_TYPE_INVALID_SCHEME',
    },
  ],
  [
    'an embed whose time is none',
    'D: reference',
    embed({ timestamp: 'demain' }),
    { 'embeds.0.timestamp': 'DATE_TIME_TYPE_PARSE' },
  ],
  [
    'parse and ids of the same mentions',
    'D: resources/message',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    { allowed_mentions: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' },
  ],
  [
    'mentions of an unknown kind, or of 101 people',
    'D: resources/message',
    {
      content: 'x',
      allowed_mentions: { parse: ['all'], users: Array.from({ length: 101 }, (_, n) => String(n)), roles: ['a'] },
    },
    {
      'allowed_mentions.parse.0': 'BASE_TYPE_CHOICES',
      'allowed_mentions.users': 'BASE_TYPE_BAD_LENGTH',
      'allowed_mentions.roles.0': 'NUMBER_TYPE_COERCE',
    },
  ],
  [
    'a reply to nothing',
    'D: resources/message',
    { content: 'x', message_reference: { message_id: '1' } },
    { message_reference: 'REPLIES_UNKNOWN_MESSAGE' },
  ],
  [
    'a nonce of 26 characters',
    'D: resources/message',
    { content: 'x', nonce: 'n'.repeat(26) },
    { nonce: 'NONCE_TYPE_TOO_LONG' },
  ],
  ['a nonce that is a fraction', 'D: resources/message', { content: 'x', nonce: 1.5 }, { nonce: 'NONCE_TYPE_INVALID' }],
  ['a poll', 'ours', { poll: { question: { text: 'x' } } }, { poll: 'LOCAL_DISCORD_HAS_NO_POLLS' }],
])('a message with %s is refused [%s]', async (_, __, body, errors) => {
  expect(await formErrors(post(body))).toEqual(errors);
});

it('a message needs content, an embed, a component or a file: 50006 [D: resources/message]', async () => {
  expect(await codeOf(post({ content: '  ' }))).toBe(50006);
  expect(await codeOf(post({}))).toBe(50006);
  expect(await codeOf(post({ flags: v2, components: [] }))).toBe(50006);
});

it('what a field is not called is ignored [spec]', async () => {
  expect(await post({ content: 'x', contnet: 'y', flag: 4 })).toMatchObject({ content: 'x', flags: 0 });
});

it('a sticker the server has not is refused with 50081 [D: topics/opcodes-and-status-codes]', async () => {
  expect(await codeOf(post({ sticker_ids: ['1'] }))).toBe(50081);
});
