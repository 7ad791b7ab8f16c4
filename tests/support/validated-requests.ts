import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import type { LocalPlatform } from '../../src/playground/local-platform.ts';
import { slackIsDescribed, validateRequests } from './validate-requests.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file in which every process notes how many requests it has validated. */
    validatedRequests: string;
  }
}

/**
 * Checks all requests against the platforms' own descriptions. Throws for what they don't allow, and where requests
 * were sent and yet none could be checked: then the check is broken.
 */
export function expectValidRequests(platforms: readonly LocalPlatform[]): void {
  const violations: string[] = [];
  for (const platform of platforms) {
    const result = validateRequests(platform);
    violations.push(...result.violations);
    const described = platform.name === 'discord' || slackIsDescribed();
    const spoke = platform.requests.some(({ path }) => /^chat\.post|^views\.|messages|commands/.test(path));
    if (described && spoke && result.validated === 0) violations.push(`${platform.name}: nothing could be validated`);
    appendFileSync(inject('validatedRequests'), `${platform.name} ${result.validated}\n`);
  }
  if (violations.length > 0) {
    const different = [...new Set(violations)];
    throw new Error(
      `The platforms' descriptions don't allow what was sent (${violations.length}):\n${different.slice(0, 10).join('\n')}`,
    );
  }
}

/** Vitest's global set-up: counts over all processes, and fails a whole run in which nothing was validated. */
export default function count(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-validated-'));
  const file = join(folder, 'requests');
  project.provide('validatedRequests', file);
  return async () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    rmSync(folder, { recursive: true, force: true });
    const totals = { discord: 0, slack: 0 };
    for (const line of lines) {
      const [name, number] = line.split(' ');
      if (name === 'discord' || name === 'slack') totals[name] += Number(number);
    }
    if (lines.length > 0) {
      const slack = slackIsDescribed() ? `${totals.slack} of Slack` : 'none of Slack, whose schemas are not at hand';
      console.log(`Requests validated against the official descriptions: ${totals.discord} of Discord, ${slack}.`);
    }
    const all = await project.vitest.globTestSpecifications();
    const whole = project.vitest.state.getFiles().length >= all.length && !project.vitest.config.testNamePattern;
    if (whole && (totals.discord === 0 || (slackIsDescribed() && totals.slack === 0))) {
      // An error thrown here would be shown and forgotten.
      console.error('No request was validated in the whole run.');
      process.exitCode = 1;
    }
  };
}
