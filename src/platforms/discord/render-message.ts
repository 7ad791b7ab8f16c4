import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { cut, pieces } from '../../chat/cut.ts';
import { legible, legibleApart } from '../../chat/legible.ts';
import type { Block, Control, FileRef, Message } from '../../chat/message.ts';
import { progressBar } from '../../chat/progress.ts';
import { escapeMarkdown } from './escape.ts';
import { ALT_TEXT, FILE_SIZE, RAW_LINE, TEXT_PER_MESSAGE } from './limits.ts';
import { oneLine } from './one-line.ts';
import { isButtonUrl } from './render-controls.ts';
import { renderTable } from './render-table.ts';
import { splitIntoParts } from './split.ts';
import type { AttachedFile, Unit } from './unit.ts';
import { uploadName } from './upload-name.ts';

/** One Discord message. */
export interface RenderedPart {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly uploads: readonly AttachedFile[];
}

export interface RenderOptions {
  /** User ids that the last line mentions. */
  readonly calls?: readonly string[];
  /** Files that can't be uploaded (refused, gone): they are shown by name or as links. */
  readonly withheld: ReadonlySet<string>;
  /** Returns the line that replaces a file that isn't uploaded, as plain text. */
  fileLine(file: FileRef): string;
}

/** Renders a Message as Components V2, in as many Discord messages as it needs. Pure. */
export function renderMessage(message: Message, options: RenderOptions): readonly RenderedPart[] {
  const uploadNames = new Set<string>();
  const calls = options.calls ?? [];
  const units = [
    ...message.blocks.flatMap((block) => renderBlock(block, options, uploadNames)),
    ...(calls.length > 0 ? [textUnit(`-# ${calls.map((id) => `<@${id}>`).join(' ')}`)] : []),
  ];
  // A message with a title is shown as a card; a single sentence isn't.
  const card = message.blocks.some((block) => block.kind === 'heading');
  return splitIntoParts(units.length > 0 ? units : [textUnit('\u200b')], card).map((part) => ({
    components: card ? [{ type: ComponentType.Container, components: [...part.components] }] : part.components,
    uploads: part.uploads,
  }));
}

function renderBlock(block: Block, options: RenderOptions, names: Set<string>): readonly Unit[] {
  switch (block.kind) {
    case 'heading':
      return visible(rawLines(oneLine(block.text))).map((line) => ({
        ...textUnit(`## ${escapeMarkdown(line)}`),
        heading: true,
      }));
    case 'text':
      return textUnits(rawLines(block.text).map(escapeMarkdown));
    case 'note':
      return textUnits(visible(rawLines(block.text)).map((line) => `-# ${escapeMarkdown(line)}`));
    case 'fields':
      return textUnits(block.fields.flatMap((field) => labelled(field.label, field.text)));
    case 'list':
      return textUnits(block.items.flatMap(listItem));
    case 'table':
      return textUnits(renderTable(block));
    case 'progress':
      return textUnits(
        rawLines(`${oneLine(block.label)} ${progressBar(block.done, block.total)}`.trim()).map(escapeMarkdown),
      );
    case 'image':
      return renderFile(block.file, block.alt, options, names);
    case 'file':
      return renderFile(block.file, null, options, names);
    case 'divider':
      return [unit({ type: ComponentType.Separator, divider: true })];
    case 'actions':
      return renderActions(block.controls);
  }
}

function renderActions(controls: readonly Control[]): readonly Unit[] {
  const unlinkable = controls.filter((control) => control.kind === 'link' && !isButtonUrl(control.url));
  const lines = unlinkable.flatMap((control) => (control.kind === 'link' ? labelled(control.label, control.url) : []));
  const rest = controls.filter((control) => !unlinkable.includes(control));
  return [
    ...textUnits(lines),
    ...(rest.length > 0 ? [{ ...unit({ type: ComponentType.Separator }), controls: rest }] : []),
  ];
}

const picture = /^image\/(?:png|jpe?g|gif|webp)$/;

function renderFile(file: FileRef, alt: string | null, options: RenderOptions, names: Set<string>): readonly Unit[] {
  if (options.withheld.has(file.id) || file.size > FILE_SIZE) {
    return textUnits([...(alt ? rawLines(alt) : []), ...rawLines(options.fileLine(file))].map(escapeMarkdown));
  }
  const description = alt === null || oneLine(alt) === '' ? null : cut(oneLine(legible(alt)), ALT_TEXT);
  const upload: AttachedFile = { file, name: uploadName(file.name, names), alt: description };
  const url = `attachment://${upload.name}`;
  const component: APIComponentInContainer =
    alt !== null && picture.test(file.type)
      ? { type: ComponentType.MediaGallery, items: [{ media: { url }, ...(description ? { description } : {}) }] }
      : { type: ComponentType.File, file: { url } };
  return [{ ...unit(component), uploads: [upload] }];
}

function labelled(label: string, text: string): readonly string[] {
  const bold = visible(rawLines(oneLine(label))).map((line) => `**${escapeMarkdown(line)}**`);
  const lines = rawLines(text.trim()).map(escapeMarkdown);
  const [first = '', ...others] = lines;
  const title = bold.at(-1);
  if (title === undefined) return lines;
  if (others.length > 0 || title.length + first.length >= TEXT_PER_MESSAGE) return [...bold, ...lines];
  return [...bold.slice(0, -1), `${title} ${first}`.trimEnd()];
}

function listItem(item: string): readonly string[] {
  return visible(rawLines(item.trim())).map(
    (line, index) => `${index === 0 ? '- ' : '  '}${escapeMarkdown(line.trim())}`,
  );
}

/** Splits a text into lines short enough to be escaped. */
const rawLines = (text: string): readonly string[] =>
  legibleApart(text)
    .split('\n')
    .flatMap((line) => (line === '' ? [line] : pieces(line, RAW_LINE)));

const visible = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.trim() !== '');

/** Puts the markdown lines of one block into as few text displays as they fit into. */
function textUnits(lines: readonly string[]): readonly Unit[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= TEXT_PER_MESSAGE)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.filter((text) => text.trim() !== '').map(textUnit);
}

const unit = (component: APIComponentInContainer): Unit => ({
  component,
  text: 0,
  uploads: [],
  controls: [],
  heading: false,
});
const textUnit = (content: string): Unit => ({
  ...unit({ type: ComponentType.TextDisplay, content }),
  text: content.length,
});
