import {
  ApplicationCommandUpdateRequestSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestDataSchema,
} from 'discord-api-spec/zod';

/** Discord's own published description of what it accepts, as far as a shape can say it. */
const shapes = {
  message: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  modal: ModalInteractionCallbackRequestDataSchema,
  command: ApplicationCommandUpdateRequestSchema,
} as const;

/** Returns the objections of the published description to this payload; none if it is fine. */
export function objections(kind: keyof typeof shapes, payload: unknown): readonly string[] {
  // Only what goes over the wire counts.
  const sent: unknown = JSON.parse(JSON.stringify(payload));
  const result = shapes[kind].safeParse(sent);
  if (result.success) return [];
  return (result.error?.issues ?? ['refused']).slice(0, 3).map((issue) => JSON.stringify(issue).slice(0, 600));
}
