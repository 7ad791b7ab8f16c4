import { localDay } from '../../../dates/index.ts';
import { type QuantityProblem, readMoment, readQuantity, readUrl } from '../../../reading/index.ts';

import { judge, type Step } from '../questionnaires/rules.ts';
import type { AnswerOf, AnswerValue } from './answers.ts';
import { finishCoverage } from './coverage.ts';
import type { OptionId } from './options.ts';
import { finishRanking } from './ranking.ts';
import { readCoverage } from './read-coverage.ts';
import { plain, readOption } from './read-option.ts';
import { readRanking } from './read-ranking.ts';
import { parts, type ReadingContext, type ReplyProblem, type ReplyReading, read, refused } from './reading.ts';

const SKIP = ['passer', 'je passe', 'skip', 'pass'];
/** Only where a question is open: to a choice, "non" is an answer. */
const NO_MORE = ['non', 'non merci', 'rien', 'aucun', 'aucune', 'c est tout', 'termine', 'fini', 'no', 'none', 'done'];
const NOTHING = ['rien', 'rien a signaler', 'ras', 'nothing', 'nothing to report', 'none'];
const UNKNOWN = ['je ne sais pas', 'je sais pas', 'sais pas', 'ne sais pas', 'jsp', 'aucune idee', 'pas compte'];
const UNKNOWN_IN_ENGLISH = ['i don t know', 'i do not know', 'don t know', 'dont know', 'no idea', 'not counted'];

/** "?", "…", "-": but emoji and other scripts say something we can't read. */
const SHRUG = /^[\s?.…–-]+$/;

/** Reads what a person typed at a step of the survey, where buttons would have done too. */
export function readReply(step: Step, typed: string, context: ReadingContext): ReplyReading {
  const { question, soFar } = step;
  const text = plain(typed);
  if (typed.trim() === '') return refused('empty');
  if (question.optional === true && SKIP.includes(text)) return read(leave(step));

  switch (question.kind) {
    case 'choice':
      return readOne(step.options, typed, context, (option) => ({ kind: 'choice', option }));
    case 'scales': {
      const { statement } = step;
      const former = soFar?.kind === 'scales' ? soFar : null;
      return readOne(step.options, typed, context, (option) => {
        const level = question.options.find((each) => each === option);
        return statement === null || level === undefined ? null : judge(former, statement, level);
      });
    }
    case 'choices':
      return readSeveral(question.alone, step.options, typed, context);
    case 'ranking':
      if (NO_MORE.includes(text) && soFar !== null) return read(leave(step));
      if (question.nothing === true && NOTHING.includes(text)) return read({ kind: 'nothing' });
      return readRanking(step, question, typed, context.locale);
    case 'coverage':
      return NO_MORE.includes(text) ? read(leave(step)) : readCoverage(soFar, typed, context);
    case 'quantity':
      if (UNKNOWN.includes(text) || UNKNOWN_IN_ENGLISH.includes(text) || SHRUG.test(typed))
        return read({ kind: 'unknown' });
      return readNumber(typed, context);
    case 'day':
      if (UNKNOWN.includes(text) || UNKNOWN_IN_ENGLISH.includes(text)) return read({ kind: 'unknown' });
      return readDay(typed, context);
    case 'link': {
      if (NO_MORE.includes(text)) return read({ kind: 'skipped' });
      const url = readUrl(typed);
      return url.ok ? read({ kind: 'link', url: url.url }) : refused('unreadableLink');
    }
    case 'file':
      return NO_MORE.includes(text) ? read({ kind: 'skipped' }) : refused('fileExpected');
    case 'text':
      return NO_MORE.includes(text) ? read({ kind: 'skipped' }) : read({ kind: 'text', text: typed.trim() });
  }
}

/** [Passer] or [Terminé]: what was given in earlier steps of the question stays. */
export function leave(step: Step): AnswerValue {
  if (step.question.kind === 'ranking') return finishRanking(step.soFar?.kind === 'ranking' ? step.soFar : null);
  if (step.question.kind === 'coverage') return finishCoverage(step.soFar?.kind === 'coverage' ? step.soFar : null);
  return { kind: 'skipped' };
}

function readOne(
  options: readonly OptionId[],
  typed: string,
  context: ReadingContext,
  answer: (option: OptionId) => AnswerValue | null,
): ReplyReading {
  const reading = readOption(options, typed, context.locale);
  if (reading.found === 'several') return refused('ambiguous', reading.options);
  const value = reading.found === 'one' ? answer(reading.option) : null;
  return value === null ? refused('unreadable') : read(value);
}

/** "1, 3 et 4", "dans nos locaux et réseaux sociaux". */
function readSeveral(
  alone: readonly OptionId[],
  options: readonly OptionId[],
  typed: string,
  context: ReadingContext,
): ReplyReading {
  const picked = new Set<OptionId>();
  for (const part of parts(typed)) {
    const reading = readOption(options, part, context.locale);
    if (reading.found === 'several') return refused('ambiguous', reading.options);
    if (reading.found === 'none') return refused('unreadable');
    picked.add(reading.option);
  }
  return chooseSeveral(
    alone,
    options.filter((option) => picked.has(option)),
  );
}

/** The answer to a question of several choices, whether typed or ticked. */
export function chooseSeveral(alone: readonly OptionId[], picked: readonly OptionId[]): ReplyReading {
  const lonely = picked.find((option) => alone.includes(option));
  if (picked.length === 0) return refused('empty');
  if (lonely !== undefined && picked.length > 1) return refused('alone', [lonely]);
  const choices: AnswerOf<'choices'> = { kind: 'choices', options: [...picked] };
  return read(choices);
}

const quantityProblems = {
  empty: 'unreadableQuantity',
  unreadable: 'unreadableQuantity',
  negative: 'negativeQuantity',
  decimal: 'decimalQuantity',
  tooBig: 'tooBigQuantity',
  atMost: 'atMostQuantity',
} as const satisfies Record<QuantityProblem, ReplyProblem>;

function readNumber(typed: string, { locale }: ReadingContext): ReplyReading {
  const quantity = readQuantity(typed, locale);
  if (!quantity.ok) return refused(quantityProblems[quantity.problem]);
  const { ok: _ok, ...told } = quantity;
  return read({ kind: 'quantity', ...told, typed: typed.trim() });
}

function readDay(typed: string, { now, timeZone, locale }: ReadingContext): ReplyReading {
  const moment = readMoment(typed, { now, timeZone, locale, timeRequired: false });
  const start = moment.ok ? moment.slots[0]?.start : undefined;
  if (start === undefined) return refused('unreadableDay');
  return read({ kind: 'day', day: localDay(start, timeZone), typed: typed.trim() });
}
