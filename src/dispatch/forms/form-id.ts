/** Comes before the page that is shown, from 0, in the id of a form. */
const PAGE = '~';
/** Ends the id of a form that was opened from a message which gives it back, to be corrected or gone on with. */
const AGAIN = '+';

/** The draft that a form on the screen belongs to, and how it was opened. */
export interface OpenedForm {
  readonly form: string;
  /** The page that was shown, from 0; null for a form that was opened before ids told it. */
  readonly page: number | null;
  /** Whether it was opened from a message which gives it back, so that what it is answered with can take that message's place. */
  readonly again: boolean;
}

/** Returns the id under which a page of a draft opens: the same page again, sent once more, is told from the next. */
export function formIdOf({ form, page, again }: OpenedForm): string {
  return `${form}${page === null ? '' : `${PAGE}${page}`}${again ? AGAIN : ''}`;
}

/** Reads the id of a form on the screen. */
export function formIdOpened(given: string): OpenedForm {
  const again = given.endsWith(AGAIN);
  const [form = '', page] = (again ? given.slice(0, -AGAIN.length) : given).split(PAGE);
  return { form, page: page !== undefined && /^\d{1,2}$/.test(page) ? Number(page) : null, again };
}
