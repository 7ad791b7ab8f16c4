import { setTimeout as delay } from 'node:timers/promises';
import { isAnswer, isForm } from '../bench/requests.ts';
import type { Side } from './town.ts';

const LOOK_MS = 20;
/** Milliseconds after which an answer isn't awaited any more: some things are done silently. */
const PATIENCE_MS = 1_000;

/** Limits how many actions are unanswered at a time, as people do: they press again when they have seen the result. */
export class Flow {
  readonly #most: number;
  #underWay = 0;
  #lastAnswered = performance.now();

  constructor(sides: readonly Side[], most: number) {
    this.#most = most;
    for (const { requests } of sides) {
      requests.each((request) => {
        if (!isAnswer(request) && !isForm(request)) return;
        this.#underWay = Math.max(0, this.#underWay - 1);
        this.#lastAnswered = performance.now();
      });
    }
  }

  /** Resolves when one more action may begin. */
  async next(): Promise<void> {
    while (this.#underWay >= this.#most) {
      if (performance.now() - this.#lastAnswered > PATIENCE_MS) {
        this.#underWay = 0;
        break;
      }
      await delay(LOOK_MS);
    }
    this.#underWay += 1;
  }
}
