/** Work that is done in steps, one at a time. */
export interface Steps {
  /** Begins, or goes on once the step under way has ended. Resolves when no step can follow. */
  go(): Promise<void>;
  busy(): boolean;
  /** Resolves when no step is under way. */
  ended(): Promise<void>;
}

/**
 * Returns work that is done in steps.
 * @param step returns whether another step may follow at once.
 * @param failed is told of a step that failed, after which none follows until the next call of `go`.
 */
export function createSteps(step: () => Promise<boolean>, failed: (error: unknown) => void): Steps {
  let running: Promise<void> | null = null;
  let again = false;

  async function run(): Promise<void> {
    // It yields first, because a run that ended before `running` is set would count as running for ever.
    await Promise.resolve();
    try {
      while (again) {
        again = false;
        while (await step());
      }
    } catch (error) {
      failed(error);
    } finally {
      running = null;
    }
  }

  return {
    go() {
      again = true;
      running ??= run();
      return running;
    },
    busy: () => running !== null,
    ended: async () => {
      await running;
    },
  };
}
