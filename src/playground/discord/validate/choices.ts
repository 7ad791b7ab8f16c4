import { objectOf, type WireObject } from '../json.ts';
import { checkChoiceValue } from './command-options.ts';
import { checkChoiceName } from './command-words.ts';
import { checkCount, FormErrors } from './form-errors.ts';
import { checkObjects } from './values.ts';

/** Checks the answer to an autocomplete: at most 25 choices, with values of the type of the option being typed. */
export function checkChoices(value: unknown, optionType: number): readonly WireObject[] {
  const errors = new FormErrors();
  const at = ['data', 'choices'];
  const { choices: given } = objectOf(value);
  if (given === undefined) errors.add(at, 'BASE_TYPE_REQUIRED', 'This field is required');
  const choices = checkObjects(errors, at, given);
  checkCount(errors, at, choices.length, 0, 25);
  for (const [index, choice] of choices.entries()) {
    checkChoiceName(errors, [...at, index], choice);
    checkChoiceValue(errors, [...at, index, 'value'], choice.value, optionType);
  }
  errors.throwIfAny();
  return choices;
}
