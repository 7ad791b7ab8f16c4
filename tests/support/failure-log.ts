import { type Log, silentLog } from '../../src/log.ts';

/** The errors that the bots of the running test have logged. Files share a process, and it runs one test at a time. */
const logged: { readonly event: string; readonly error: unknown }[] = [];

/** A log that keeps errors whole, for a test that fails: what a person reads there, "Quelque chose n'a pas marché", doesn't say why. */
export const failureLog: Log = {
  ...silentLog,
  error: (event, error) => {
    logged.push({ event, error });
  },
  with: () => failureLog,
};

/** Takes what was logged since it was last taken. */
export function takeLogged(): typeof logged {
  return logged.splice(0);
}
