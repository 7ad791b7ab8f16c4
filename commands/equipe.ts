import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { choiceField, personField, textField } from '../src/chat/form.ts';
import { readEach, UserError } from '../src/chat/user-error.ts';
import { namedUser } from '../src/features/people/find-person.ts';
import { confirmRemoval, teamMemberNamedMessage, teamMessage } from '../src/features/people/messages/team.ts';
import { findTeamMember, nameTeamMember, viewTeam } from '../src/features/people/operations/team.ts';
import { delegatedDepartments } from '../src/features/people/rules.ts';

const person = personField({ label: 'people.field.person', option: { fr: 'personne', en: 'person' } });

export const equipeCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['equipe', 'nommer'], en: ['team', 'name'] },
    description: 'people.command.name',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'people.team.name',
    input: z.object({
      person,
      role: choiceField({
        label: 'people.field.role',
        option: { fr: 'role', en: 'role' },
        options: [
          { value: 'COORDINATOR', label: 'people.field.coordinator' },
          { value: 'DELEGATE', label: 'people.field.delegate' },
        ],
      }),
      department: textField({
        label: 'people.field.department',
        hint: 'people.field.departmentHint',
        option: { fr: 'departement', en: 'department' },
      }).optional(),
    }),
    async run(context, { person: id, role, department }) {
      const [user] = await readEach(
        () => namedUser(context, id, 'person'),
        () => role === 'DELEGATE' && delegatedDepartments(department, context.region.departments),
      );
      return teamMemberNamedMessage(context, await context.do(nameTeamMember, { person: user, role, department }));
    },
  }),
  command({
    path: { fr: ['equipe', 'retirer'], en: ['team', 'remove'] },
    description: 'people.command.remove',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'people.team.remove',
    input: z.object({
      person: personField({
        label: 'people.field.person',
        hint: 'people.field.removalHint',
        option: { fr: 'personne', en: 'person' },
      }),
    }),
    async run(context, { person: id }) {
      const removal = await context.do(findTeamMember, { account: id });
      if (removal) return confirmRemoval(context, removal);
      const { name } = await namedUser(context, id, 'person');
      throw new UserError('people.errors.notInTeam', { name }, 'person');
    },
  }),
  command({
    path: { fr: ['equipe', 'voir'], en: ['team', 'view'] },
    description: 'people.command.team',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => teamMessage(context, await context.do(viewTeam, {})),
  }),
];
