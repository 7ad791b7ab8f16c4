/** Does one job on what it is given and hands on the result. What it doesn't hand on ends here. */
export type Step<In, Out = In, Result = void> = (
  given: In,
  next: (handedOn: Out) => Promise<Result>,
) => Promise<Result>;

/** Steps in the order in which they are listed. Each surrounds those below it, as middleware does. */
export interface Pipeline<In, Out, Result> {
  use<Next>(step: Step<Out, Next, Result>): Pipeline<In, Next, Result>;
  /** Closes the list with its last piece of work. */
  end(last: (given: Out) => Promise<Result>): (given: In) => Promise<Result>;
}

export function pipeline<In, Result = void>(): Pipeline<In, In, Result> {
  return startingWith((last) => last);
}

function startingWith<In, Out, Result>(
  close: (last: (given: Out) => Promise<Result>) => (given: In) => Promise<Result>,
): Pipeline<In, Out, Result> {
  return {
    use: (step) => startingWith((last) => close((given) => step(given, last))),
    end: close,
  };
}
