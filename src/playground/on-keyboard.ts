/**
 * Returns words as one types them: whoever picks something from a list by its name needn't type the spaces and
 * apostrophes it is printed with.
 */
export function onKeyboard(words: string): string {
  return words.replaceAll('’', "'").replace(/\s/g, ' ');
}
