import { parseUrl } from '../../chat/address.ts';
import { readAtMost, UNCOMPRESSED } from '../../chat/download.ts';
import type { IncomingFile } from '../../chat/platform.ts';
import type { SlackClient } from './client.ts';
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
        size: numberAt(file, 'size'),
        described: file,
      },
    ];
  });
}

export function incomingFiles(holder: unknown, access: FileAccess): IncomingFile[] {
  return heldFiles(holder).map(({ id, name, type, size, described }) => {
    return { name, type, size, source: id, fetch: (most) => download(described, access, most) };
  });
}

/** Downloads a file that was sent some time ago: Slack is asked again for its address. */
export function downloadFile(id: string, access: FileAccess, most: number): Promise<Uint8Array> {
  return download({ id }, access, most);
}

async function download(file: Wire, access: FileAccess, most: number): Promise<Uint8Array> {
  const url =
    addressOf(file) ?? addressOf(at(await access.client.files.info({ file: textAt(file, 'id') ?? '' }), 'file'));
  if (url === null) throw new Error('Slack gives no address for this file');
  if (!isSlack(url, access.apiUrl)) throw new Error('the address of this file is not Slack’s');
  const answer = await fetch(url, {
    headers: { ...UNCOMPRESSED, Authorization: `Bearer ${access.token}` },
    // Without the scope to read files Slack redirects to its sign-in page.
    redirect: 'error',
    signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`Slack answered ${answer.status} for this file`);
  return readAtMost(answer, most);
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
