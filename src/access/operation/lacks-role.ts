import type { Role } from '../../chat/interaction.ts';
import { UserError } from '../../chat/user-error.ts';

/** What was asked for is only for those who have a role. */
export class LacksRole extends UserError {
  readonly role: Role;

  constructor(role: Role) {
    super(`common.errors.role.${role}`);
    this.role = role;
  }
}
