import type { SeenOption } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import type { SlackUser } from '../state.ts';
import type { View } from '../views.ts';
import { fieldsInView } from './fields.ts';
import { viewContext } from './press.ts';
import { labelled, suggestedOptions } from './suggestions.ts';

/** Returns the options that an external select shows for the typed text. */
export async function fieldSuggestions(
  core: SlackCore,
  user: SlackUser,
  view: View,
  id: string,
  typed: string,
): Promise<SeenOption[]> {
  const field = fieldsInView(view).find((one) => one.id === id);
  if (!field) throw new Error(`the form has no field ${id}`);
  return labelled(await suggestedOptions(core, user, viewContext(core, view), field.block, field.element, typed));
}
