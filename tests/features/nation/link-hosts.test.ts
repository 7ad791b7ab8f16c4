import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/chat/user-error.ts';
import { LONGEST_LINK, readBilanLink } from '../../../src/features/nation/fetch-bilan.ts';

const TOKEN = 'ab31'.repeat(16);
const NAMED = ['https://bot.example.org', 'http://127.0.0.1:3000', 'http://[::1]:3000'];
const at = (origin: string) => `${origin}/bilans/${TOKEN}`;

/** Returns the address that is asked for what somebody typed, or the host that isn't named, or null where it is no address of a bilan. */
function read(typed: string): string | null {
  try {
    return readBilanLink(typed, NAMED).href;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.id === 'nation.errors.linkHost' ? String(error.values.host) : null;
  }
}

describe('an address of a bilan', () => {
  it.each([
    ['in capitals', 'HTTPS://BOT.EXAMPLE.ORG'],
    ['with the usual port', 'https://bot.example.org:443'],
    ['in full-width letters', 'https://ｂｏｔ.example.org'],
    ['with ideographic stops', 'https://bot。example。org'],
    ['with a soft hyphen', 'https://bot.exam­ple.org'],
  ])('is of the named host, however that is written: %s', (_, origin) => {
    expect(read(at(origin))).toBe(at('https://bot.example.org'));
  });

  it.each(['http://2130706433:3000', 'http://0x7f.1:3000', 'http://0177.0.0.01:3000', 'http://127.1:3000'])(
    'is asked for as the one address that a number is: %s',
    (origin) => {
      expect(read(at(origin))).toBe(at('http://127.0.0.1:3000'));
    },
  );

  it('is of a named IPv6 host, however that is written', () => {
    expect(read(at('http://[0:0::0:1]:3000'))).toBe(at('http://[::1]:3000'));
  });

  it.each([
    ['http://bot.example.org', 'bot.example.org'],
    ['https://bot.example.org:8443', 'bot.example.org:8443'],
    ['https://bot.example.org.', 'bot.example.org.'],
    ['https://other.bot.example.org', 'other.bot.example.org'],
    ['https://bot.example.org.evil.example', 'bot.example.org.evil.example'],
    // A Cyrillic о: what is said shows that it isn't the letter it looks like.
    ['https://bоt.example.org', 'xn--bt-fmc.example.org'],
    ['https://127.0.0.1:3000', '127.0.0.1:3000'],
    ['http://2130706433', '127.0.0.1'],
    ['http://[::ffff:127.0.0.1]:3000', '[::ffff:7f00:1]:3000'],
    ['http://169.254.169.254', '169.254.169.254'],
    ['http://localhost:3000', 'localhost:3000'],
    ['http://0:3000', '0.0.0.0:3000'],
  ])('is of no host but those that are named, and tells which it is of: %s', (origin, host) => {
    expect(read(at(origin))).toBe(host);
  });

  it.each([
    `https://bot.example.org@evil.example/bilans/${TOKEN}`,
    `https://user:password@bot.example.org/bilans/${TOKEN}`,
    `https://:@evil.example@bot.example.org/bilans/${TOKEN}`,
    `https://bot.example.org/bilans/${TOKEN}#x`,
    `https://bot.example.org/bilans/${TOKEN}?x`,
    `https://evil.example/#https://bot.example.org/bilans/${TOKEN}`,
    `https://bot.example.org/bilans/${TOKEN}\r\nHost: evil.example`,
    `https://bot.example.org/bi\tlans/${TOKEN}`,
    `https://bot.example.org\\bilans\\${TOKEN}`,
    `https://bot.example.org/bilans/${TOKEN} `.replace(' ', '%20'),
    `https://bot.example.org/bilans/${TOKEN}/`,
    `https://bot.example.org/bilans/${TOKEN};x`,
    `https://bot.example.org/bilans/${TOKEN.toUpperCase()}`,
    `https://bot.example.org/bilans/%61${TOKEN.slice(1)}`,
    `https://bot.example.org/%62ilans/${TOKEN}`,
    `https://bot.example.org/BILANS/${TOKEN}`,
    `https://bot.example.org/bilans/../${TOKEN}`,
    `https://bot.example.org/bilans/${TOKEN}/..%2f..`,
    `https:bot.example.org/bilans/${TOKEN}`,
    `//bot.example.org/bilans/${TOKEN}`,
    `bot.example.org/bilans/${TOKEN}`,
    `javascript:https://bot.example.org/bilans/${TOKEN}`,
    `blob:https://bot.example.org/bilans/${TOKEN}`,
    `file:///bilans/${TOKEN}`,
    `https:///bilans/${TOKEN}`,
    `http://[::1%25eth0]:3000/bilans/${TOKEN}`,
    `http://[fe80::1/bilans/${TOKEN}`,
    `http://127.0.0.1:99999/bilans/${TOKEN}`,
    `http://256.0.0.1:3000/bilans/${TOKEN}`,
    `https://bot.example.org\u0000/bilans/${TOKEN}`,
    `<https://evil.example/|https://bot.example.org/bilans/${TOKEN}>`,
    `https://bot.example.org/${'x'.repeat(LONGEST_LINK)}/bilans/${TOKEN}`,
  ])('is nothing else: %s', (typed) => {
    expect(read(typed)).toBeNull();
  });

  it('is what a platform’s own mark leads to, whatever is written on it', () => {
    const link = at('https://bot.example.org');
    expect(read(`<${link}|https://evil.example/>`)).toBe(link);
    expect(read(`<https://evil.example/bilans/${TOKEN}|${link}>`)).toBe('evil.example');
  });
});
