import type { z } from 'zod';
import { UserError } from '../../chat/user-error.ts';
import type { Context } from './context.ts';

/** Returns what somebody typed in one of their own forms with these fields. Throws UserError when it is gone. */
export async function typedIn<S extends z.ZodObject>(context: Context, input: S, form: string): Promise<z.output<S>> {
  const typed = input.safeParse(await context.typed(form));
  if (!typed.success) throw new UserError('common.form.expired');
  return typed.data;
}
