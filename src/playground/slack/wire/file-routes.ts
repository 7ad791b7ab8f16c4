import type { SlackCore } from '../core.ts';
import { isVisible } from '../methods/files.ts';
import { type Answer, textAnswer } from './answer.ts';
import { uploadedBytes } from './body.ts';

/** Handles uploads to the address given out. */

export async function upload(core: SlackCore, key: string, body: Buffer, type: string): Promise<Answer> {
  const file = [...core.workspace.files.values()].find((one) => one.key === key);
  if (!file || file.complete) return textAnswer(404, 'no such upload');
  const bytes = await uploadedBytes(body, type);
  if (bytes.length !== file.size) return textAnswer(400, `expected ${file.size} bytes, got ${bytes.length}`);
  file.bytes = bytes;
  return textAnswer(200, `OK - ${bytes.length}`);
}

/** Serves a file. Without the bot's token Slack shows its sign-in page, with status 200 after a redirection. */
export function download(core: SlackCore, path: string, authorization: string | undefined): Answer {
  const id = /^\/files-pri\/[^/]+-(F[A-Z0-9]+)\//.exec(path)?.[1];
  const file = id === undefined ? undefined : core.workspace.files.get(id);
  const allowed =
    authorization === `Bearer ${core.secrets.botToken}` && core.installation.scopes.includes('files:read');
  if (!allowed) return textAnswer(302, '', { Location: `${core.base}/sign-in` });
  if (!file?.complete || !file.bytes || !isVisible(core, file)) return textAnswer(404, 'file not found');
  return bytesAnswer(file.bytes, file.mimetype);
}

/** Serves a file to the trial's page, by an unguessable address. */
export function pageFile(core: SlackCore, key: string): Answer {
  const file = [...core.workspace.files.values()].find((one) => one.key === key);
  return file?.bytes && file.complete ? bytesAnswer(file.bytes, file.mimetype) : textAnswer(404, 'file not found');
}

function bytesAnswer(bytes: Buffer, type: string): Answer {
  const headers = { 'Content-Type': type, 'Content-Length': String(bytes.length) };
  return { status: 200, headers, body: bytes, recorded: `${bytes.length} bytes` };
}
