import { parseUrl } from '../../chat/address.ts';
import { downloadFrom, FileGone } from '../../chat/download.ts';
import { nothingSent } from '../../chat/nothing-sent.ts';
import type { IncomingFile } from '../../chat/platform.ts';
import type { SlackClient } from './client.ts';
import { attemptCall, slackCode } from './errors.ts';
import { at, listAt, numberAt, textAt, type Wire } from './wire.ts';

const DOWNLOAD_TIMEOUT_MS = 30_000;

export interface FileAccess {
  readonly client: SlackClient;
  readonly token: string;
  readonly apiUrl: string;
}

/** A file of a message or a form, as Slack describes it. */
export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly described: Wire;
}

/** Returns the files that can be fetched; those that Slack no longer has or only links to are left out. */
export function heldFiles(holder: unknown): HeldFile[] {
  return listAt(holder, 'files').flatMap((file) => {
    const mode = textAt(file, 'mode');
    if (mode === 'tombstone' || mode === 'hidden_by_limit' || mode === 'external') return [];
    return [
      {
        id: textAt(file, 'id') ?? '',
        name: textAt(file, 'name') ?? textAt(file, 'title') ?? textAt(file, 'id') ?? '',
        type: textAt(file, 'mimetype') ?? 'application/octet-stream',
        size: Math.max(0, numberAt(file, 'size')),
        described: file,
      },
    ];
  });
}

export function incomingFiles(holder: unknown, access: FileAccess): IncomingFile[] {
  return heldFiles(holder).map(({ id, name, type, size, described }) => {
    return { name, type, size, source: id, fetch: (most) => fetched(described, access, most) };
  });
}

/**
 * Downloads a file that was sent some time ago: Slack is asked again for its address. Throws DeliveryError where Slack refuses it, or
 * can't give it just now, and as `downloadFrom` does.
 */
export function downloadFile(id: string, access: FileAccess, most: number): Promise<Uint8Array> {
  return fetched({ id }, access, most);
}

async function fetched(file: Wire, { client, token, apiUrl }: FileAccess, most: number): Promise<Uint8Array> {
  const asked = { file: textAt(file, 'id') ?? '' };
  // Nothing is changed by asking, so that a lost answer is no more than a passing failure.
  const ask = () => nothingSent(attemptCall(() => client.files.info(asked)));
  const url = addressOf(file) ?? addressOf(at(await ask().catch(throwGone), 'file'));
  if (url === null) throw new FileGone('Slack gives no address for this file');
  if (!isSlack(url, apiUrl)) throw new FileGone('the address of this file is not Slack’s');
  return downloadFrom(url, {
    headers: { Authorization: `Bearer ${token}` },
    // Without the scope to read files Slack redirects to its sign-in page.
    redirect: 'manual',
    ...{ timeoutMs: DOWNLOAD_TIMEOUT_MS, most },
  });
}

function throwGone(error: unknown): never {
  const isGone = ['file_not_found', 'file_deleted'].includes(slackCode(error) ?? '');
  throw isGone ? new FileGone('Slack no longer has this file') : error;
}

function addressOf(file: Wire): string | null {
  return textAt(file, 'url_private_download') ?? textAt(file, 'url_private');
}

/**
 * Returns whether an address belongs to Slack, or to the server that stands in for it: nothing else may get the token.
 * files.slack.com stands beside slack.com, say.
 */
function isSlack(url: string, apiUrl: string): boolean {
  const address = parseUrl(url);
  if (!address) return false;
  const { protocol, hostname, origin } = address;
  const api = new URL(apiUrl);
  const beside = ['slack.com', api.hostname].some((host) => hostname.endsWith(`.${host}`));
  return origin === api.origin || (protocol === 'https:' && beside);
}
