/** Ends the id of a form that was opened from a message which gives it back, to be corrected or gone on with. */
const AGAIN = '+';

/** Returns the id under which such a form opens, so that what it is answered with can take that message's place. */
export function idOpenedAgain(form: string): string {
  return form + AGAIN;
}

/** Returns the id of the draft, and whether its form was opened from a message which gives it back. */
export function formIdOpened(given: string): { readonly form: string; readonly again: boolean } {
  return given.endsWith(AGAIN) ? { form: given.slice(0, -AGAIN.length), again: true } : { form: given, again: false };
}
