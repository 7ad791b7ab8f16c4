import { isTextKey, type TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { type OptionId, optionText } from '../../surveys/questions/options.ts';

/** Returns the report's wording of an option, or the button's where the report has none of its own. */
export function optionWording(t: Translator, option: OptionId): string {
  const key = `surveys.report.${option}`;
  return t.text(isTextKey(key) ? (key satisfies TextKey) : optionText(option));
}
