import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DiscordCore } from '../core.ts';
import { isSigned } from '../model/media.ts';

/** Serves stored files. Like Discord's, the links expire: whoever needs a file later must have copied it. */
export function serveAttachment(core: DiscordCore, request: IncomingMessage, url: URL, response: ServerResponse): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { 'content-type': 'text/plain' }).end('Method not allowed.');
    return;
  }
  const attachment = core.world.attachments.get(url.pathname.split('/')[3] ?? '');
  if (!attachment || !isSigned(core.world, attachment, url)) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return;
  }
  const type = attachment.contentType;
  response.writeHead(200, { 'content-type': type, 'content-length': attachment.bytes.length });
  response.end(request.method === 'HEAD' ? undefined : attachment.bytes);
}
