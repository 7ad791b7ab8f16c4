export type UrlReading =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: 'empty' | 'unreadable' | 'scheme' | 'notPublic' };
/** Stub. */
export function readUrl(_text: string): UrlReading {
  return { ok: false, problem: 'unreadable' };
}
