import { z } from 'zod';
import { saysNotice } from '../src/access/actor/notice.ts';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import type { SettableTerm } from '../src/access/region/terms.ts';
import { MY_DATA } from '../src/chat/entry-commands.ts';
import { textField } from '../src/chat/form.ts';
import { dataMessage, settingsMessage } from '../src/features/privacy/messages/data.ts';
import { viewMyData } from '../src/features/privacy/my-data-operations.ts';
import { setContact, setTerms, viewDataSettings } from '../src/features/privacy/settings-operations.ts';

const daysField = (term: SettableTerm, fr: string, en: string) =>
  textField({ label: `privacy.field.${term}`, hint: 'privacy.field.daysHint', option: { fr, en }, max: 20 });

export const privacyCommands: readonly AnyCommand[] = [
  command({
    path: MY_DATA,
    description: 'privacy.command.data',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => saysNotice(dataMessage(context, await context.do(viewMyData, {}))),
  }),
  command({
    path: { fr: ['equipe', 'donnees'], en: ['team', 'data'] },
    description: 'privacy.command.contact',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'privacy.form.contact',
    input: z.object({
      chamber: textField({
        label: 'privacy.field.chamber',
        hint: 'privacy.field.chamberHint',
        option: { fr: 'chambre', en: 'chamber' },
        max: 80,
      }),
      contact: textField({
        label: 'privacy.field.contact',
        hint: 'privacy.field.contactHint',
        option: { fr: 'contact', en: 'contact' },
        max: 200,
      }),
    }),
    putsBack: {},
    async prefill(context) {
      const { chamber, contact } = await context.do(viewDataSettings, {});
      return { chamber, ...(contact === null ? {} : { contact }) };
    },
    run: async (context, given) => settingsMessage(context.t, await context.do(setContact, given)),
  }),
  command({
    path: { fr: ['equipe', 'conservation'], en: ['team', 'retention'] },
    description: 'privacy.command.terms',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'privacy.form.terms',
    input: z.object({
      message: daysField('message', 'messages', 'messages'),
      history: daysField('history', 'corrections', 'corrections'),
      file: daysField('file', 'fichiers', 'files'),
      relay: daysField('relay', 'salons', 'channels'),
      edition: daysField('edition', 'editions', 'editions'),
      form: daysField('form', 'formulaires', 'forms'),
      received: daysField('received', 'recus', 'received'),
    }),
    putsBack: {},
    async prefill(context) {
      const { days } = await context.do(viewDataSettings, {});
      return Object.fromEntries(Object.entries(days).map(([term, count]) => [term, String(count)]));
    },
    run: async (context, given) => settingsMessage(context.t, await context.do(setTerms, given)),
  }),
];
