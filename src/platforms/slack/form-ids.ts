/** The data a form's view carries: the names of its parts, and where the person opened it. */

export const FORM_CALLBACK = 'form';

const DATE = '~date';
const TIME = '~time';

export function pickedDate(field: string): string {
  return `${field}${DATE}`;
}

export function pickedTime(field: string): string {
  return `${field}${TIME}`;
}

/** Returns the field a block of a view belongs to, and which part of it. */
export function partOf(block: string): { readonly field: string; readonly part: 'value' | 'date' | 'time' } {
  if (block.endsWith(DATE)) return { field: block.slice(0, -DATE.length), part: 'date' };
  if (block.endsWith(TIME)) return { field: block.slice(0, -TIME.length), part: 'time' };
  return { field: block, part: 'value' };
}

/**
 * The place where a form was opened. It is kept in the view: a submission has no response_url of its own and doesn't
 * say where it comes from.
 */
export interface FormOrigin {
  readonly form: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly url: string | null;
  /** Whether the response_url replaces a message that only this person sees. */
  readonly replaces: boolean;
  /** When the button that opened it was pressed: a submission doesn't say when it was made. */
  readonly at: string | null;
  /** Set when it was opened in the app's home tab. */
  readonly home?: true;
  /** The ts of the message that held the button; null where there was none. */
  readonly message: string | null;
}

export function packOrigin(origin: FormOrigin): string {
  const { form, channel, thread, url, replaces, at, home = false, message } = origin;
  return JSON.stringify([form, channel, thread, url, replaces, at, home, message]);
}

export function unpackOrigin(metadata: string): FormOrigin | null {
  let read: unknown;
  try {
    read = JSON.parse(metadata);
  } catch {
    return null;
  }
  if (!Array.isArray(read)) return null;
  const [form, channel, thread, url, replaces, at, home, message]: unknown[] = read;
  if (typeof form !== 'string' || typeof channel !== 'string') return null;
  return {
    form,
    channel,
    thread: typeof thread === 'string' ? thread : null,
    url: typeof url === 'string' ? url : null,
    replaces: replaces === true,
    at: typeof at === 'string' ? at : null,
    ...(home === true ? { home } : {}),
    message: typeof message === 'string' ? message : null,
  };
}
