import type { ServerResponse } from 'node:http';
import type { Core } from '../core.ts';

/** Serves stored files. Like Discord's, the links run out: whoever needs a file later must have copied it. */
export function serveAttachment(core: Core, url: URL, response: ServerResponse): void {
  const id = url.pathname.split('/')[3] ?? '';
  const attachment = core.world.attachments.get(id);
  const expires = Number.parseInt(url.searchParams.get('ex') ?? '', 16) * 1000;
  const valid = attachment && url.searchParams.get('hm') === id && expires > core.clock.now();
  if (!valid) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return;
  }
  const type = attachment.contentType;
  response.writeHead(200, { 'content-type': type, 'content-length': attachment.bytes.length }).end(attachment.bytes);
}
