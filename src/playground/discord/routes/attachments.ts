import type { DiscordCore } from '../core.ts';
import { type ApiRequest, type ApiResponse, bodyObject, ok } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { attachmentUrl } from '../model/media.ts';
import { checkCount, checkUrl, FormErrors } from '../validate/form-errors.ts';
import { checkList } from '../validate/values.ts';

/** Undocumented, but open to bots. */
export const attachmentRoutes: readonly ApiRoute[] = [route('POST', '/attachments/refresh-urls', refresh)];

const MOST = 50;

/** Returns new links for files whose old ones have expired; an address that isn't Discord's comes back unchanged. */
function refresh(core: DiscordCore, request: ApiRequest): ApiResponse {
  const errors = new FormErrors();
  const at = ['attachment_urls'];
  const urls = checkList(errors, at, bodyObject(request).attachment_urls);
  checkCount(errors, at, urls.length, 1, MOST);
  for (const [index, url] of urls.entries()) checkUrl(errors, [...at, index], url, ['http', 'https']);
  errors.throwIfAny();
  return ok({
    refreshed_urls: urls.map(String).map((original) => ({ original, refreshed: refreshed(core, original) })),
  });
}

function refreshed(core: DiscordCore, url: string): string {
  const id = /^\/(?:ephemeral-)?attachments\/\d+\/(\d+)\//.exec(new URL(url).pathname)?.[1];
  const attachment = core.world.attachments.get(id ?? '');
  return attachment && url.startsWith(core.origin()) ? attachmentUrl(core.world, attachment, core.origin()) : url;
}
