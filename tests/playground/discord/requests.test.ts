import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';

/** Requests that no client of Discord would send, as bare HTTP. */
describe('requests', () => {
  let discord: LocalDiscord;
  let messages: string;
  beforeAll(async () => {
    discord = await startLocalDiscord();
    messages = `/v10/channels/${discord.addChannel({ name: 'general' }).id}/messages`;
  });
  afterAll(() => discord.close());

  interface Asked {
    readonly method?: string;
    readonly type?: string | null;
    readonly token?: string;
    readonly body?: string | Uint8Array<ArrayBuffer>;
  }
  async function ask(path: string, asked: Asked = {}): Promise<{ status: number; json: Record<string, unknown> }> {
    const { method = 'POST', type = 'application/json', token = `Bot ${discord.environment.DISCORD_TOKEN}` } = asked;
    const headers = new Headers({ authorization: token });
    if (type !== null) headers.set('content-type', type);
    const init = asked.body === undefined ? { method, headers } : { method, headers, body: asked.body };
    const answer = await fetch(`${discord.environment.DISCORD_API_URL}${path}`, init);
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }
  const wrong = (errors: object) => ({ code: 50035, message: 'Invalid Form Body', errors });

  it('what is wrong with a body is told where it is wrong: 50035 [D: reference]', async () => {
    const body = JSON.stringify({ embeds: [{ title: 'x' }, { fields: [{ name: '', value: 'x' }] }] });
    expect((await ask(messages, { body })).json).toEqual(
      wrong({
        embeds: {
          1: {
            fields: { 0: { name: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] } } },
          },
        },
      }),
    );
  });

  it('a body that is no JSON is refused with 50109 [D: topics/opcodes-and-status-codes]', async () => {
    for (const body of ['{', 'NaN', '{"content":"x"'])
      expect(await ask(messages, { body })).toMatchObject({ status: 400, json: { code: 50109 } });
  });

  it.each(['[]', '"x"', '1', 'null', 'true'])(
    'a body that is %s instead of an object is refused with 50035 [D: reference; the code within: U]',
    async (body) => {
      expect(await ask(messages, { body })).toMatchObject({
        status: 400,
        json: wrong({ _errors: [{ code: 'MODEL_TYPE_CONVERT' }] }),
      });
    },
  );

  it('a body says what it is, or is refused with 50035 [D: reference]', async () => {
    for (const type of [null, 'text/html'])
      expect(await ask(messages, { type, body: new TextEncoder().encode('{"content":"x"}') })).toMatchObject({
        status: 400,
        json: wrong({ _errors: [{ code: 'CONTENT_TYPE_INVALID' }] }),
      });
    expect(await ask(messages, { type: 'application/json; charset=utf-8', body: '{"content":"x"}' })).toMatchObject({
      status: 200,
    });
    expect(await ask(messages, { type: 'application/x-www-form-urlencoded', body: 'content=caf%C3%A9' })).toMatchObject(
      {
        json: { content: 'café' },
      },
    );
  });

  it('the parts of a form are the fields of the body, or one of them is all its JSON [D: reference]', async () => {
    const boundary = '----form-of-more-than-27-signs';
    const multipart = (body: string) =>
      ask(messages, { type: `multipart/form-data; boundary=${boundary}`, body: body.replaceAll('\n', '\r\n') });
    const end = `--${boundary}--\n`;
    const part = (name: string, value: string): string =>
      `--${boundary}\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`;
    expect((await multipart(`${part('content', 'x')}${end}`)).json).toMatchObject({ content: 'x' });
    expect((await multipart(`${part('payload_json', '{"content":"y"}')}${end}`)).json).toMatchObject({ content: 'y' });
    expect((await multipart(`${part('payload_json', '{')}${end}`)).json).toMatchObject({ code: 50109 });
    expect(await multipart('no form at all')).toMatchObject({ status: 400, json: { code: 0 } });
  });

  it.each(['undefined', 'general', '-1', '1.5', '9'.repeat(21)])(
    '%s in a path where an id should be is refused with 50035 [S: linanwx/nagobot#17]',
    async (id) => {
      expect(await ask(`/v10/channels/${id}/messages`, { body: '{"content":"x"}' })).toEqual({
        status: 400,
        json: wrong({
          channel_id: { _errors: [{ code: 'NUMBER_TYPE_COERCE', message: `Value "${id}" is not snowflake.` }] },
        }),
      });
    },
  );

  it('an unknown path is 404, a known one with another method 405 [D: topics/opcodes-and-status-codes]', async () => {
    expect(await ask('/v10/nowhere')).toMatchObject({ status: 404, json: { code: 0, message: '404: Not Found' } });
    expect(await ask('/v10/channels/%E0%A4%A/messages')).toMatchObject({ status: 404 });
    expect(await ask('/v10/users/@me', { method: 'DELETE' })).toMatchObject({ status: 405, json: { code: 0 } });
  });

  it('without the token of the bot there is nothing: 401 [D: topics/opcodes-and-status-codes]', async () => {
    for (const token of ['', 'Bot wrong', discord.environment.DISCORD_TOKEN ?? ''])
      expect(await ask('/v10/users/@me', { method: 'GET', token })).toEqual({
        status: 401,
        json: { message: '401: Unauthorized', code: 0 },
      });
  });

  it('only version 10 is spoken: 50041 [ours]', async () => {
    for (const path of ['/v9/users/@me', '/v11/users/@me', '/users/@me'])
      expect(await ask(path, { method: 'GET' })).toMatchObject({ status: 400, json: { code: 50041 } });
  });

  it('more than 25 MiB is refused with 413 and 40005, and heard to its end [D: resources/message]', async () => {
    const body = new Uint8Array(25 * 1024 * 1024 + 1);
    expect(await ask(messages, { body })).toMatchObject({ status: 413, json: { code: 40005 } });
  });
});
