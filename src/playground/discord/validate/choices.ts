import { type JsonObject, objectsOf } from '../json.ts';
import { checkCount, checkText, FormErrors } from './form-errors.ts';

/** The answer to an autocomplete: at most 25 choices, names and string values of 1 to 100 characters. */
export function checkChoices(data: JsonObject): readonly JsonObject[] {
  const errors = new FormErrors();
  const choices = objectsOf(data.choices);
  checkCount(errors, ['data', 'choices'], choices.length, 0, 25);
  for (const [index, choice] of choices.entries()) {
    const at = ['data', 'choices', index];
    checkText(errors, [...at, 'name'], choice.name, { min: 1, max: 100, required: true });
    if (typeof choice.value !== 'number')
      checkText(errors, [...at, 'value'], choice.value, { min: 1, max: 100, required: true });
  }
  errors.throwIfAny();
  return choices;
}
