import fc from 'fast-check';
import type { Block, Control, FileRef, Message, Option } from '../../../src/chat/message.ts';
import type { FileSource, Inbox } from '../../../src/chat/platform.ts';
import { DeliveryError, type DeliveryFailure } from '../../../src/chat/platform.ts';
import { type RenderOptions, renderMessage } from '../../../src/platforms/discord/render-message.ts';

export const fileRef = (over: Partial<FileRef> = {}): FileRef => ({
  id: '0190b9a0-0000-7000-8000-000000000001',
  name: 'Affiche été.png',
  type: 'image/png',
  size: 68,
  ...over,
});

export const renderOptions: RenderOptions = { withheld: new Set(), fileLine: (file) => `📎 ${file.name}` };

export const render = (...blocks: readonly Block[]) => renderMessage({ blocks }, renderOptions);

/** Returns all text displays of what was rendered, in order. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = Reflect.get(value, 'type') === 10 ? [String(Reflect.get(value, 'content'))] : [];
  return [...own, ...textsOf(Reflect.get(value, 'components'))];
}

/** Returns every component, nested ones too. */
export function componentsOf(value: unknown): readonly object[] {
  if (Array.isArray(value)) return value.flatMap(componentsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...componentsOf(Reflect.get(value, 'components'))];
}

export const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** Text that people may type, full of signs that mean something to Discord. */
export const typedText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '*',
            '**',
            '_',
            '__',
            '~~',
            '||',
            '`',
            '```',
            '>',
            '>>> ',
            '#',
            '# ',
            '-# ',
            '- ',
            '1. ',
            '[',
            ']',
            '(',
            ')',
            '<',
            '\\',
            ':',
            '@',
            '@everyone',
            '@here',
            '<@1>',
            '<@&1>',
            '<#1>',
            '<t:1>',
            '<:a:1>',
            '</a:1>',
            ':smile:',
            'http://',
            'https://a.b/c_d_e',
            'https://a.b/été?<y>',
            '[a](https://a.b)',
            '<https://a.b>',
            '\n',
            '\n\n',
            ' ',
            '  ',
            'mot',
            'été',
            '👩‍👩‍👧',
            '’',
            '&amp;',
          ),
          fc.string({ maxLength: 5 }),
        ),
        { maxLength: 12 },
      )
      .map((pieces) => pieces.join('')),
  },
);

const longText = fc
  .integer({ min: 0, max: 9000 })
  .map((length) => 'Une phrase * longue. '.repeat(Math.ceil(length / 21)));
const anyText = fc.oneof({ weight: 6, arbitrary: typedText }, { weight: 1, arbitrary: longText });

const options: fc.Arbitrary<readonly Option[]> = fc
  .array(fc.record({ label: anyText, description: anyText }), { maxLength: 60 })
  .map((all) => all.map((option, index) => ({ ...option, value: String(index) })));

const control: fc.Arbitrary<Control> = fc.oneof(
  fc.record({
    kind: fc.constant('button' as const),
    action: fc.constantFrom('event.show:1', 'event.show:2', 'menu:', 'a:x~2'),
    label: anyText,
    style: fc.constantFrom('plain', 'primary', 'danger'),
  }),
  fc.record({ kind: fc.constant('link' as const), label: anyText, url: fc.oneof(fc.webUrl(), anyText) }),
  fc.record({
    kind: fc.constant('select' as const),
    action: fc.constantFrom('event.pick:', 'menu:'),
    placeholder: anyText,
    options,
    max: fc.integer({ min: 1, max: 60 }),
  }),
);

const file = fc.record({
  id: fc.uuid(),
  name: fc.string({ maxLength: 40 }),
  type: fc.constantFrom('image/png', 'image/svg+xml', 'application/pdf'),
  size: fc.integer({ min: 0, max: 15_000_000 }),
});

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading' as const, 'text' as const, 'note' as const), text: anyText }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: anyText, text: anyText }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(anyText, { maxLength: 12 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    header: fc.array(typedText, { minLength: 2, maxLength: 4 }),
    rows: fc.array(fc.array(typedText, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('progress' as const), label: anyText, done: fc.nat(30), total: fc.nat(30) }),
  fc.record({ kind: fc.constant('image' as const), file, alt: anyText }),
  fc.record({ kind: fc.constant('file' as const), file }),
  fc.constant<Block>({ kind: 'divider' }),
  fc.record({ kind: fc.constant('actions' as const), controls: fc.array(control, { maxLength: 12 }) }),
);

export const anyMessage: fc.Arbitrary<Message> = fc.record({ blocks: fc.array(block, { maxLength: 45 }) });

export const noFiles: FileSource = {
  bytes: async () => null,
  link: async () => null,
};

/** Returns an inbox whose doors lead nowhere unless given. */
export function inbox(doors: Partial<Inbox> = {}): Inbox {
  return {
    command: async (_, responder) => responder.acknowledge('silent'),
    action: async (_, responder) => responder.acknowledge('silent'),
    form: async (_, responder) => responder.acknowledge('silent'),
    message: async () => {},
    suggest: async () => [],
    ...doors,
  };
}

/** Returns why a delivery failed. */
export async function failure(promise: Promise<unknown>): Promise<DeliveryFailure> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no delivery error: ${String(error)}`);
  return error.failure;
}
