/**
 * What a typed text reads as, or what is wrong with it. Whoever reads something typed returns this. `Beside` is what else is
 * known of the value, `Instead` what can be said or offered in place of one.
 */
export type Reading<Value, Problem extends string, Beside = unknown, Instead = unknown> =
  | ({ readonly ok: true; readonly value: Value } & Beside)
  | ({ readonly ok: false; readonly problem: Problem } & Instead);
