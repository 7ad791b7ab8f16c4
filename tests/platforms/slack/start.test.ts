import { describe, expect, onTestFinished, test } from 'vitest';
import { gatherNeeds, type NotGranted } from '../../../src/chat/needs.ts';
import { type Inbox, StartError } from '../../../src/chat/platform.ts';
import { needsOn } from '../../../src/composition.ts';
import { createSlack, type SlackOptions } from '../../../src/platforms/slack/platform.ts';
import type { LocalSlack } from '../../../src/playground/slack/index.ts';
import { localSlack, manifestOf, manifestWithout, optionsFor, say, TestInbox } from './support.ts';

describe('a start that cannot succeed says what to change', () => {
  async function complaint(options: SlackOptions): Promise<string> {
    const error: unknown = await createSlack(options)
      .start(new TestInbox())
      .catch((reason: unknown) => reason);
    if (!(error instanceof StartError)) throw new Error(`no StartError: ${String(error)}`);
    expect(error.message).not.toContain('\n');
    return error.message;
  }

  test('a wrong token', async () => {
    const slack = await localSlack();
    expect(await complaint(optionsFor(slack, { botToken: 'xoxb-1-2-wrong' }))).toContain(
      'SLACK_BOT_TOKEN (invalid_auth)',
    );
    expect(await complaint(optionsFor(slack, { appToken: 'xapp-wrong' }))).toContain('SLACK_APP_TOKEN (invalid_auth)');
    const english = optionsFor(slack, { botToken: 'xoxb-1-2-wrong', locale: 'en' });
    expect(await complaint(english)).toContain('Slack refuses SLACK_BOT_TOKEN');
  });

  test('no way in', async () => {
    const slack = await localSlack();
    const options = optionsFor(slack, { appToken: undefined, signingSecret: undefined });
    expect(await complaint(options)).toContain('SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET');
  });

  test('permissions that are missing', async () => {
    const slack = await localSlack();
    slack.installManifest(manifestWithout('chat:write', 'im:write'));
    const line = await complaint(optionsFor(slack));
    expect(line).toContain('(chat:write)');
    expect(line).toContain('npm run -s slack:manifest');
    expect(await complaint(optionsFor(slack, { locale: 'en' }))).toContain('lacks permissions');
  });

  test('nobody there, or somebody else', async () => {
    const slack = await localSlack();
    expect(await complaint(optionsFor(slack, { apiUrl: 'http://127.0.0.1:1/api/' }))).toContain('SLACK_API_URL');
    slack.fault({ kind: 'status', status: 404, method: 'auth.test' });
    expect(await complaint(optionsFor(slack))).toContain('404');
  });
});

describe('a start that Slack keeps from succeeding just now', () => {
  async function attempt(slack: LocalSlack, more: Partial<SlackOptions> = {}) {
    const pauses: number[] = [];
    const lines: string[] = [];
    const options = optionsFor(slack, more);
    const platform = createSlack({
      ...options,
      pause: async (milliseconds) => void pauses.push(milliseconds),
      log: { ...options.log, warn: (event) => void lines.push(event) },
    });
    onTestFinished(() => platform.stop());
    const error: unknown = await platform.start(new TestInbox()).then(
      () => null,
      (reason: unknown) => reason,
    );
    return { pauses, lines: lines.filter((line) => line === 'slack.start-again').length, error };
  }

  async function installed(): Promise<LocalSlack> {
    const slack = await localSlack();
    slack.installManifest(manifestOf());
    return slack;
  }

  test('is tried again, after the time Slack asks for', async () => {
    const slack = await installed();
    slack.fault({ kind: 'rateLimited', retryAfter: 5, method: 'auth.test' });
    slack.fault({ kind: 'status', status: 503, method: 'auth.test' });
    slack.fault({ kind: 'reset', stored: false, method: 'auth.test' });
    slack.fault({ kind: 'status', status: 500, method: 'apps.connections.open' });
    expect(await attempt(slack)).toEqual({ pauses: [5_000, 2_000, 4_000, 1_000], lines: 4, error: null });
  });

  test('is given up after half a minute', async () => {
    const slack = await installed();
    slack.fault({ kind: 'status', status: 503, method: 'auth.test', times: 100 });
    const { pauses, error } = await attempt(slack);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
    expect(error).toBeInstanceOf(StartError);
  });

  test('is not waited for when Slack asks for longer than that, nor when a token is refused', async () => {
    const slack = await installed();
    slack.fault({ kind: 'rateLimited', retryAfter: 31, method: 'auth.test' });
    const busy = await attempt(slack);
    expect(busy.error).toMatchObject({ message: expect.stringContaining('relancez le bot') });
    const refused = await attempt(slack, { botToken: 'xoxb-1-2-wrong' });
    expect([...busy.pauses, ...refused.pauses]).toEqual([]);
    expect(refused.error).toBeInstanceOf(StartError);
  });
});

test('it starts without a scope that only a feature can’t do without, and says what of it is off', async () => {
  const slack = await localSlack();
  slack.installManifest(manifestOf());
  const groups = { kind: 'scope', name: 'usergroups:read', required: true, without: 'common.none' } as const;
  const needs = [...needsOn('slack'), ...gatherNeeds('slack', [], [{ slack: [groups] }])];
  const told: (NotGranted | null | undefined)[] = [];
  const inbox = new TestInbox();
  const withheld: Inbox['withheld'] = async (from) => void told.push(from(slack.team.id), from('elsewhere'));
  const platform = createSlack(optionsFor(slack, { needs }));
  onTestFinished(() => platform.stop());
  await platform.start(Object.assign(inbox, { withheld }));
  expect(told).toMatchObject([{ needs: [{ name: 'usergroups:read' }], link: null }, null]);
  expect(await platform.withheld(slack.team.id)).toMatchObject({ needs: [{ name: 'usergroups:read' }] });
  expect(await platform.withheld('elsewhere')).toBeNull();
});

test('without permissions that it can do without it starts, says what is missing, and still writes to people', async () => {
  const slack = await localSlack();
  slack.installManifest(manifestWithout('files:write', 'im:write'));
  const user = slack.addUser({ name: 'Camille' }).id;
  const said: unknown[] = [];
  const options = optionsFor(slack);
  const warn = (_: string, details?: Readonly<Record<string, unknown>>) => void said.push(details?.consequence);
  const platform = createSlack({ ...options, log: { ...options.log, warn } });
  onTestFinished(() => platform.stop());
  await platform.start(new TestInbox());
  expect(said).toHaveLength(2);
  expect(said.join()).toContain('remplacés par des liens');
  const target = { kind: 'private', platform: 'slack', users: [user] } as const;
  const file = { id: 'poster', name: 'affiche.pdf', type: 'application/pdf', size: 15 };
  const refs = await platform.post(target, { blocks: [...say('Bonjour').blocks, { kind: 'file', file }] }, 'key');
  await platform.edit(refs, say('Bonsoir'), 'key');
  const direct = slack.messages(user, { channel: 'direct', thread: null }).map((message) => message.text);
  expect(direct).toEqual(['Bonsoir']);
});
