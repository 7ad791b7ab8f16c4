/** The part that the tests use of a package whose types point to generated JavaScript. */
declare module 'discord-api-spec/zod' {
  interface Shape {
    safeParse(value: unknown): { readonly success: boolean; readonly error?: { readonly issues: readonly unknown[] } };
  }
  export const MessageCreateRequestSchema: Shape;
  export const MessageEditRequestPartialSchema: Shape;
  export const ModalInteractionCallbackRequestDataSchema: Shape;
  export const ApplicationCommandUpdateRequestSchema: Shape;
}
