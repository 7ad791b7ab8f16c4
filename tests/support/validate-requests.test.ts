import { describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import { slackIsDescribed, validateRequests } from './validate-requests.ts';

const request = (over: Partial<RecordedRequest>): RecordedRequest => ({
  method: 'POST',
  path: '/channels/1/messages',
  body: null,
  status: 200,
  response: {},
  ...over,
});
const discord = (...requests: Partial<RecordedRequest>[]) =>
  validateRequests({ name: 'discord', requests: requests.map(request) });
const slack = (...requests: Partial<RecordedRequest>[]) =>
  validateRequests({ name: 'slack', requests: requests.map(request) });

describe('Discord', () => {
  it('passes what its description allows and counts it', () => {
    const body = { flags: 1 << 15, components: [{ type: 10, content: 'Bonjour' }] };
    expect(discord({ body }, { method: 'GET' })).toEqual({ validated: 1, violations: [] });
  });

  it.each<[string, Partial<RecordedRequest>]>([
    ['a text too long', { body: { components: [{ type: 10, content: 'x'.repeat(4_001) }] } }],
    ['a component it does not know', { body: { components: [{ type: 99 }] } }],
    ['a form with too long a title', { path: '/interactions/1/a/callback', body: modal('x'.repeat(46)) }],
    ['an answer of no known kind', { path: '/interactions/1/a/callback', body: { type: 99 } }],
    ['a command without a description', { method: 'PUT', path: '/applications/1/commands', body: [{ name: 3 }] }],
    ['a request nobody described', { path: '/guilds/1/bans', body: {} }],
    ['what the local Discord refused', { body: {}, status: 400, response: { code: 50035 } }],
  ])('objects to %s', (_, given) => {
    expect(discord(given).violations).not.toEqual([]);
  });
});

function modal(title: string) {
  const input = { type: 4, custom_id: 'a', style: 1 };
  return { type: 9, data: { custom_id: 'a', title, components: [{ type: 18, label: 'A', component: input }] } };
}

describe('Slack', () => {
  it('objects to what the local Slack called malformed', () => {
    expect(slack({ path: 'chat.postMessage', response: { error: 'invalid_blocks' } }).violations).toHaveLength(1);
  });

  describe.runIf(slackIsDescribed())('by its schemas', () => {
    const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text } });

    it('passes what they allow and counts it', () => {
      expect(
        slack({ path: 'chat.postMessage', body: { blocks: [section('Bonjour')] } }, { path: 'auth.test' }),
      ).toEqual({
        validated: 1,
        violations: [],
      });
    });

    it.each<[string, unknown]>([
      ['a text too long', { blocks: [section('x'.repeat(3_001))] }],
      ['a block it does not know', { blocks: [{ type: 'banner' }] }],
      ['a view without a title', { view: { type: 'modal', blocks: [section('a')] } }],
    ])('objects to %s', (_, body) => {
      expect(slack({ path: 'chat.postMessage', body }).violations).not.toEqual([]);
    });
  });
});
