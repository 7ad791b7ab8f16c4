import { spawn } from 'node:child_process';

export interface ScriptRun {
  /** Resolves once the script has printed this. */
  says(word: string): Promise<void>;
  /** Returns its exit code and everything it printed. */
  readonly exit: Promise<{ code: number | null; output: string }>;
  /** Kills it as the kernel or an impatient operator would: without a chance to tidy up. */
  kill(): void;
}

export function runScript(script: string, ...words: string[]): ScriptRun {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const waiting: { word: string; resolve: () => void }[] = [];
  const onData = (data: Buffer): void => {
    output += data.toString();
    for (const { word, resolve } of waiting) if (output.includes(word)) resolve();
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  const exit = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  return {
    exit,
    kill: () => void child.kill('SIGKILL'),
    says(word) {
      const said = new Promise<void>((resolve) => {
        if (output.includes(word)) resolve();
        else waiting.push({ word, resolve });
      });
      const ended = exit.then(() => {
        if (!output.includes(word)) throw new Error(`${script} ended without saying "${word}": ${output}`);
      });
      return Promise.race([said, ended]);
    },
  };
}
