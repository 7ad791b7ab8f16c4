import { isObject, type Json, type JsonObject, listOf, objectOf, objectsOf, textOf } from '../json.ts';
import { explained, ProtocolError } from '../protocol-error.ts';
import { messageBlock, viewBlock } from './blocks.ts';
import { plainTextObject } from './composition.ts';
import { anything, arrayOf, boolean, object, oneOf, Report, string } from './report.ts';

const longestMessage = 13_200;
const longestTables = 10_000;
const longestMarkdown = 12_000;
const largestView = 250_000;

/** Throws the error of chat.* for blocks that Slack would refuse. */
export function checkMessageBlocks(blocks: Json, at = '/blocks'): asserts blocks is JsonObject[] {
  if (!Array.isArray(blocks)) throw new ProtocolError('invalid_blocks_format');
  const report = new Report();
  arrayOf(messageBlock, 0, 50)(blocks, at, report);
  const known = blocks.filter(isObject);
  checkIds(known, at, report);
  checkTotals(known, at, report);
  if (report.problems.length > 0) {
    throw new ProtocolError('invalid_blocks', {
      errors: report.problems.map((problem) => problem.replace('[ERROR] ', '')),
      response_metadata: { messages: report.problems },
    });
  }
  if (sizeOfTexts(known) > longestMessage) throw new ProtocolError('msg_blocks_too_long');
}

/**
 * Throws the error of views.* for a view that Slack would refuse; `surface` is the only kind of view that fits there.
 */
export function checkView(view: Json | undefined, surface: 'modal' | 'home' | null): asserts view is JsonObject {
  const report = new Report();
  const given = view ?? null;
  const type = isObject(given) ? textOf(given.type) : '';
  (type === 'home' ? homeView : modalView)(given, '/view', report);
  if (surface !== null && isObject(given) && type !== surface) {
    report.fail(`invalid type: must be ${surface}`, '/view/type');
  }
  if (isObject(given)) {
    const blocks = objectsOf(given.blocks);
    checkIds(blocks, '/view/blocks', report);
    checkFocus(blocks, report);
    if (type === 'modal' && blocks.some((block) => block.type === 'input') && !isObject(given.submit)) {
      report.fail('missing required field: submit', '/view');
    }
    const file = blocks.findIndex((block) => objectOf(block.element).type === 'file_input');
    if (type === 'home' && file >= 0) report.fail('unsupported type: file_input', `/view/blocks/${file}/element/type`);
  }
  if (report.problems.length > 0) throw explained('invalid_arguments', report.problems);
  if (Buffer.byteLength(JSON.stringify(given)) > largestView) throw new ProtocolError('view_too_large');
}

const shared = {
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
};
const modalView = object(
  { type: oneOf('modal'), title: plainTextObject(24), blocks: arrayOf(viewBlock, 0, 100) },
  {
    ...shared,
    submit: plainTextObject(24),
    close: plainTextObject(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
);
const homeView = object({ type: anything, blocks: arrayOf(viewBlock, 0, 100) }, shared);

export function elementsOf(block: JsonObject): JsonObject[] {
  const holders = [block.accessory, block.element].filter((one): one is JsonObject => isObject(one));
  const interactive = block.type === 'actions' || block.type === 'context_actions';
  return interactive ? objectsOf(block.elements) : holders.filter((one) => one.type !== 'image');
}

function checkIds(blocks: readonly JsonObject[], at: string, report: Report): void {
  const seen = new Set<string>();
  blocks.forEach((block, index) => {
    const id = textOf(block.block_id);
    if (id && seen.has(id)) report.fail(`block_id \`${id}\` already exists`, `${at}/${index}/block_id`);
    seen.add(id);
    const actions = elementsOf(block).map((element) => textOf(element.action_id));
    actions.forEach((action, position) => {
      if (action && actions.indexOf(action) !== position) {
        report.fail(
          `\`action_id\` "${action}" already exists for another element`,
          `${at}/${index}/elements/${position}`,
        );
      }
    });
    if (objectOf(block.element).type === 'file_input' && at === '/blocks') {
      report.fail('unsupported type: file_input', `${at}/${index}/element/type`);
    }
  });
}

function checkFocus(blocks: readonly JsonObject[], report: Report): void {
  const focused = blocks.flatMap(elementsOf).filter((element) => element.focus_on_load === true);
  if (focused.length > 1) report.fail('only one element can have `focus_on_load` set to true', '/view/blocks');
}

function checkTotals(blocks: readonly JsonObject[], at: string, report: Report): void {
  const tables = blocks.filter((block) => block.type === 'table');
  if (tables.length > 1) report.fail('only_one_table_allowed', at);
  const cells = tables.flatMap((table) => listOf(table.rows).flatMap((row) => listOf(row)));
  if (sizeOfTexts(cells) > longestTables)
    report.fail(`table text must be less than ${longestTables + 1} characters`, at);
  const markdown = blocks.filter((block) => block.type === 'markdown');
  if (sizeOfTexts(markdown) > longestMarkdown) {
    report.fail(`markdown text must be less than ${longestMarkdown + 1} characters`, at);
  }
}

function sizeOfTexts(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOfTexts(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, held]) => sum + (name === 'text' && typeof held === 'string' ? held.length : sizeOfTexts(held)),
    0,
  );
}
