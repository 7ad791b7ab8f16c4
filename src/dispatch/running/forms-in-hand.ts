/** A form that was answered, and who sent it. */
interface Answered {
  readonly form: string;
  readonly personId: string;
}

/**
 * Knows which forms this process is dealing with, and which it has answered without being able to store so. Others that were sent
 * and aren't answered were left by a process that ended.
 */
export interface FormsInHand {
  /** Must be followed by `answered`. */
  begun(form: string): void;
  /** Notes that a form is answered; `unnoted` is whoever sent it where that isn't stored, null otherwise. */
  answered(form: string, unnoted: string | null): void;
  has(form: string): boolean;
  /** Returns those that are answered, which isn't stored, and that weren't sent again. */
  toNote(): readonly Answered[];
}

export function createFormsInHand(): FormsInHand {
  /** How often each is being dealt with: a form may be sent twice at once. */
  const underWay = new Map<string, number>();
  const unnoted = new Map<string, string>();
  return {
    begun(form) {
      underWay.set(form, (underWay.get(form) ?? 0) + 1);
    },
    answered(form, personId) {
      const left = (underWay.get(form) ?? 0) - 1;
      if (left > 0) underWay.set(form, left);
      else underWay.delete(form);
      if (personId === null) unnoted.delete(form);
      else unnoted.set(form, personId);
    },
    has: (form) => underWay.has(form) || unnoted.has(form),
    toNote: () => [...unnoted].flatMap(([form, personId]) => (underWay.has(form) ? [] : [{ form, personId }])),
  };
}
