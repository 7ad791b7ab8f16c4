/** An answer without what somebody wrote in it. */
interface AnswerWithout {
  readonly value: unknown;
  /** Whether it is another than before. */
  readonly changed: boolean;
  /** Their own words, which may be recognised elsewhere. */
  readonly texts: readonly string[];
  /** Whether the answer consisted of text alone. */
  readonly isText: boolean;
}

/**
 * Takes the words out of a stored answer, and leaves what figures are made of: a number, a day, a choice, a medium, and
 * that there was an answer at all. `instead` replaces an answer that is a text.
 */
export function answerWithout(value: unknown, instead: string): AnswerWithout {
  const own = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const without = (changes: object, words: unknown, isText = false): AnswerWithout => {
    const left = { ...own, ...changes };
    const texts = typeof words === 'string' && words !== instead ? [words] : [];
    return { value: left, changed: JSON.stringify(left) !== JSON.stringify(own), texts, isText };
  };
  switch (own.kind) {
    case 'text':
      return without({ text: instead }, own.text, true);
    case 'reason':
      return without({ words: null }, own.words);
    case 'file':
      return without({ caption: undefined }, own.caption);
    case 'quantity':
      return without({ typed: String(own.value) }, null);
    case 'day':
      return without({ typed: String(own.day) }, null);
    default:
      return { value, changed: false, texts: [], isText: false };
  }
}
