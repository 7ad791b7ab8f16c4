import { z } from 'zod';
import { actions, typingNote } from '../../../chat/message.ts';
import { SURVEY_ACTIONS, skipButton, writeButton } from './controls.ts';
import { photoInForm } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { accepted, refused } from './reading.ts';
import { saysNoMore } from './usual-words.ts';

export interface FileQuestion extends QuestionBase {
  readonly kind: 'file';
}

/** `file` is the id of the stored picture, `caption` the text sent with it. */
const stored = z.strictObject({
  kind: z.literal('file'),
  file: z.string().min(1),
  caption: z.string().trim().min(1).optional(),
});

type Picture = z.infer<typeof stored>;

const pictureIn = ofKind<Picture>('file');

/** Returns the id of the picture in an answer; null without one. */
export function fileIn(value: Parameters<typeof pictureIn>[0]): string | null {
  return pictureIn(value)?.file ?? null;
}

/** A photo as it was sent. */
export interface SentPhoto {
  /** Id of the stored file. */
  readonly file: string;
  /** The words that came with it; null without a word. */
  readonly caption: string | null;
}

/** Returns the photo in an answer; null without one. */
export function photoIn(value: Parameters<typeof pictureIn>[0]): SentPhoto | null {
  const picture = pictureIn(value);
  return picture && { file: picture.file, caption: picture.caption ?? null };
}

/** A question answered with an uploaded picture. */
export const fileKind: QuestionKind<FileQuestion, Picture> = {
  kind: 'file',
  stored,
  takesFile: true,
  read: (_step, typed) => (saysNoMore(typed) ? accepted({ kind: 'skipped' }) : refused('fileExpected')),
  take(_step, _held, given) {
    if (given.by !== 'file') return refused('unreadable');
    return accepted({ kind: 'file', file: given.file, ...(given.caption === '' ? {} : { caption: given.caption }) });
  },
  formFields: photoInForm,
  readForm(_step, given) {
    const [file] = given[''] ?? [];
    return file === undefined ? refused('fileExpected') : accepted({ kind: 'file', file });
  },
  fillForm: ({ file }) => ({ '': [file] }),
  text: (t, { caption }) =>
    caption === undefined ? t.text('surveys.answer.photo') : t.text('surveys.answer.photoWith', { caption }),
  controls: (t, shown) => [
    typingNote(t.text('surveys.ask.file')),
    actions(writeButton(t, shown, SURVEY_ACTIONS.photo, 'surveys.buttons.photo'), skipButton(t, shown)),
  ],
};
