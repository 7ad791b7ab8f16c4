import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { TrialProcess } from './trial-process.ts';
import { startChromium, Window } from './window.ts';

/** The things that the tests of a file share: a trial, a browser, and a window on its page. */
export interface OpenPage {
  readonly trial: TrialProcess;
  readonly browser: Browser;
  readonly window: Window;
}

/** Starts what the tests of a file share before them, and ends it after them. A test that fails leaves a picture. */
export function openPage(ready: (page: OpenPage) => void): void {
  let trial: TrialProcess | undefined;
  let browser: Browser | undefined;
  let window: Window | undefined;

  beforeAll(async () => {
    [trial, browser] = await Promise.all([TrialProcess.start(), startChromium()]);
    window = await Window.open(browser, trial.url);
    ready({ trial, browser, window });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      await window?.picture(`failed-${task.name.slice(0, 40).replaceAll(/\W+/g, '-')}`);
  });

  afterAll(async () => {
    await browser?.close();
    await trial?.remove();
  });
}
