import type { Role } from '../../chat/interaction.ts';
import { UserError } from '../../chat/user-error.ts';

/** The refusal of something for which the actor lacks the role. */
export class LacksRole extends UserError {
  readonly role: Role;

  constructor(role: Role) {
    super(`common.errors.role.${role}`);
    this.role = role;
  }
}
