import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { choiceField } from '../src/chat/form.ts';
import { codeField, runLink } from '../src/features/people/forms/link.ts';
import { quietHoursForm } from '../src/features/people/forms/notifications.ts';
import { LINK_COMMAND } from '../src/features/people/messages/link.ts';
import { languageMessage, profileMessage } from '../src/features/people/messages/team.ts';
import { chooseLanguage, viewProfile } from '../src/features/people/operations/profile.ts';
import { translator } from '../src/texts/translator.ts';

export const profilCommands: readonly AnyCommand[] = [
  command({
    path: LINK_COMMAND,
    description: 'people.command.link',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({ code: codeField.optional() }),
    run: runLink,
  }),
  command({
    path: { fr: ['profil', 'langue'], en: ['profile', 'language'] },
    description: 'people.command.language',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    title: 'people.profile.changeLanguage',
    input: z.object({
      language: choiceField({
        label: 'people.field.language',
        option: { fr: 'langue', en: 'language' },
        options: [
          { value: 'fr', label: 'people.language.fr' },
          { value: 'en', label: 'people.language.en' },
        ],
      }),
    }),
    async run(context, { language }) {
      const chosen = await context.do(chooseLanguage, { language });
      return languageMessage(translator(chosen, context.region.timeZone));
    },
  }),
  command({
    path: { fr: ['profil', 'notifications'], en: ['profile', 'notifications'] },
    description: 'people.command.notifications',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    ...quietHoursForm,
  }),
  command({
    path: { fr: ['profil', 'voir'], en: ['profile', 'view'] },
    description: 'people.command.profile',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      return profileMessage(context, await context.do(viewProfile, {}));
    },
  }),
];
