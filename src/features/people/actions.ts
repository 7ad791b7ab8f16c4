import { type AnyAction, action } from '../../access/context.ts';
import { codeForm, runLink } from './link.ts';

export const peopleActions: readonly AnyAction[] = [
  action({ name: 'link-code', who: 'anyone', answer: 'private', form: 'always', ...codeForm, run: runLink }),
];
