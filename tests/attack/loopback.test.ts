import { describe, expect, it } from 'vitest';
import { onLoopback } from '../../scripts/attack/loopback.ts';

describe('what npm run attack sends to', () => {
  it.each(['http://127.0.0.1:3000', 'http://127.8.9.1/slack/events', 'http://[::1]:80/'])(
    '%s: this machine',
    (address) => {
      expect(onLoopback(address).href).toContain('://');
    },
  );

  it.each([
    'https://slack.com/api/',
    'https://discord.com/api',
    'http://10.0.0.1:3000',
    'http://0.0.0.0:3000',
    'http://127.0.0.1.example.org/',
    'http://localhost.example.org/',
    'http://127.0.0.1@example.org/',
    'http://[2001:db8::1]/',
  ])('%s: refused', (address) => {
    expect(() => onLoopback(address)).toThrow("isn't this machine's own address");
  });
});
