import { afterEach } from 'vitest';
import { takeLogged } from './failure-log.ts';

/** Failures that follow from the first ones would only bury them. */
const TOLD = 5;

// Tells what the bot logged while a test failed. Where none failed it is dropped: many tests make the bot fail on purpose.
afterEach(({ task }) => {
  const logged = takeLogged();
  if (task.result?.state !== 'fail') return;
  for (const { event, error } of logged.slice(0, TOLD)) console.error(`The bot logged ${event}:`, error);
});
