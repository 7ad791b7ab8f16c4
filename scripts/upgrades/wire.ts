import type { Fields } from './kept.ts';

type Environment = Readonly<Record<string, string>>;

/** Asks Slack as the bot does. Throws where it refuses. */
export function askSlack(environment: Environment): (method: string, body: Fields) => Promise<Fields> {
  const { SLACK_API_URL: base, SLACK_BOT_TOKEN: token } = environment;
  return async (method, body) => {
    const given = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
    const words = given.map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${base}${method}`, { method: 'POST', headers, body: new URLSearchParams(words) });
    const answer = (await response.json()) as Fields;
    if (answer.ok !== true) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer;
  };
}

/** Asks Discord as the bot does; returns null for an empty answer. Throws where it refuses. */
export function askDiscord(
  environment: Environment,
): (method: string, path: string, body?: Fields) => Promise<unknown> {
  const { DISCORD_API_URL: base, DISCORD_TOKEN: token } = environment;
  return async (method, path, body) => {
    const headers = { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' };
    const rest = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${base}/v10${path}`, { method, headers, ...rest });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
}
