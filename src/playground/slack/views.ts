import { withIds } from './block-ids.ts';
import { elementsOf } from './check/payload.ts';
import { copyOf, type JsonObject, objectsOf, textOf } from './json.ts';
import { ProtocolError } from './protocol-error.ts';
import { randomId } from './random.ts';
import type { Workspace } from './state.ts';
import { initialState } from './view-state.ts';

const deepest = 3;

/** A modal or home tab, as it stands in front of one person. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  hash: string;
  definition: JsonObject;
  /** The current content of its fields: state values by block and action. */
  values: JsonObject;
  /** Errors of the last refused submission, by block id. */
  errors: Record<string, string>;
}

/** The modals open in front of people, and their home tabs. */
export class Views {
  readonly #workspace: Workspace;
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();

  /** `homes` are the home tabs that were stored. */
  constructor(workspace: Workspace, homes: ReadonlyMap<string, View> = new Map()) {
    this.#workspace = workspace;
    for (const [user, view] of homes) this.#homes.set(user, view);
  }

  /** The home tabs, by the person. */
  get homes(): ReadonlyMap<string, View> {
    return this.#homes;
  }

  top(user: string): View | null {
    return this.#stacks.get(user)?.at(-1) ?? null;
  }

  stack(user: string): readonly View[] {
    return this.#stacks.get(user) ?? [];
  }

  home(user: string): View | null {
    return this.#homes.get(user) ?? null;
  }

  find(id: string): View | null {
    return this.#all().find((view) => view.id === id) ?? null;
  }

  findExternal(id: string): View | null {
    return this.#all().find((view) => id !== '' && view.definition.external_id === id) ?? null;
  }

  #all(): View[] {
    return [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
  }

  open(user: string, definition: JsonObject): View {
    this.#refuseTwice(definition, null);
    const view = this.#build(user, definition, []);
    this.#stacks.set(user, [view]);
    this.#workspace.touch();
    return view;
  }

  push(user: string, definition: JsonObject): View {
    const stack = this.#stacks.get(user) ?? [];
    if (stack.length >= deepest) throw new ProtocolError('push_limit_reached');
    this.#refuseTwice(definition, null);
    const view = this.#build(user, definition, stack);
    this.#stacks.set(user, [...stack, view]);
    this.#workspace.touch();
    return view;
  }

  update(view: View, definition: JsonObject, hash: string): void {
    if (hash && hash !== view.hash) throw new ProtocolError('hash_conflict');
    this.#refuseTwice(definition, view);
    const held = view.values;
    view.definition = prepared(definition);
    view.hash = this.#workspace.stamps.nextHash();
    view.errors = {};
    view.values = keptValues(view.definition, held);
    this.#workspace.touch();
  }

  publish(user: string, definition: JsonObject, hash: string): View {
    const known = this.#homes.get(user);
    if (known) this.update(known, definition, hash);
    const view = known ?? this.#build(user, definition, []);
    this.#homes.set(user, view);
    this.#workspace.touch();
    return view;
  }

  /** Closes the topmost view; the one below shows again. */
  pop(user: string): void {
    this.#stacks.set(user, this.stack(user).slice(0, -1));
    this.#workspace.touch();
  }

  clear(user: string): void {
    this.#stacks.delete(user);
    this.#workspace.touch();
  }

  #build(user: string, definition: JsonObject, below: readonly View[]): View {
    const id = randomId('V');
    const ready = prepared(definition);
    return {
      id,
      user,
      rootId: below[0]?.id ?? id,
      previousId: below.at(-1)?.id ?? null,
      hash: this.#workspace.stamps.nextHash(),
      definition: ready,
      values: initialState(objectsOf(ready.blocks)),
      errors: {},
    };
  }

  #refuseTwice(definition: JsonObject, except: View | null): void {
    const known = this.findExternal(textOf(definition.external_id));
    if (known && known !== except) throw new ProtocolError('duplicate_external_id');
  }
}

function prepared(definition: JsonObject): JsonObject {
  return { ...copyOf(definition), blocks: withIds(objectsOf(definition.blocks)) };
}

/** Keeps what was typed in fields whose block and action ids stay the same in an update. */
function keptValues(definition: JsonObject, held: JsonObject): JsonObject {
  const blocks = objectsOf(definition.blocks);
  const values = initialState(blocks);
  for (const block of blocks) {
    const id = textOf(block.block_id);
    for (const element of elementsOf(block)) {
      const before = valueAt(held, id, textOf(element.action_id));
      if (before && before.type === element.type) {
        values[id] = { ...(values[id] as JsonObject | undefined), [textOf(element.action_id)]: before };
      }
    }
  }
  return values;
}

export function valueAt(values: JsonObject, block: string, action: string): JsonObject | undefined {
  const inBlock = values[block];
  if (typeof inBlock !== 'object' || inBlock === null || Array.isArray(inBlock)) return undefined;
  const value = inBlock[action];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
