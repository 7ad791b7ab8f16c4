/**
 * The result of reading a typed text: a value, or what is wrong. Every reader returns this. `Beside` is what else is
 * known of the value, `Instead` what can be said or offered when there is none.
 */
export type Reading<Value, Problem extends string, Beside = unknown, Instead = unknown> =
  | ({ readonly ok: true; readonly value: Value } & Beside)
  | ({ readonly ok: false; readonly problem: Problem } & Instead);
