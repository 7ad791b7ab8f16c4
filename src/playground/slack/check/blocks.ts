import { anyText, plainTextObject, slackFile, url } from './composition.ts';
import { accessory, actionElement, contextAction, imageElement, inputElement, oneImage } from './elements.ts';
import { anything, arrayOf, boolean, byType, type Check, integer, object, oneOf, string } from './report.ts';
import { richTextBlock, richTextElement } from './rich-text.ts';

const type = anything;
const block = { block_id: string({ max: 255 }) };

const section = object(
  { type },
  { ...block, text: anyText(3000), fields: arrayOf(anyText(2000), 1, 10), accessory, expand: boolean },
  (value, at, report) => {
    if (value.text === undefined && value.fields === undefined) {
      report.fail('must define either `fields` or `text`', at);
    }
  },
);

const input = object(
  { type, label: plainTextObject(2000), element: inputElement },
  { ...block, hint: plainTextObject(2000), optional: boolean, dispatch_action: boolean },
);

const cell = byType({
  raw_text: object({ type, text: string() }),
  rich_text: object({ type, elements: arrayOf(richTextElement, 0, 1000) }, { block_id: string({ max: 255 }) }),
});
// Slack lets a column be skipped with null.
const columnSetting: Check = (value, at, report) => {
  if (value === null) return;
  object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })(value, at, report);
};

const common: Readonly<Record<string, Check>> = {
  section,
  header: object({ type, text: plainTextObject(150) }, { ...block, level: integer(1, 4) }),
  divider: object({ type }, block),
  context: object({ type, elements: arrayOf((value, at, report) => contextElement(value, at, report), 1, 10) }, block),
  actions: object({ type, elements: arrayOf(actionElement, 1, 25) }, block),
  image: object(
    { type, alt_text: string({ min: 1, max: 2000 }) },
    { ...block, image_url: url, slack_file: slackFile, title: plainTextObject(2000) },
    oneImage,
  ),
  input,
  rich_text: richTextBlock,
  video: object(
    {
      type,
      alt_text: string({ min: 1 }),
      title: plainTextObject(199),
      thumbnail_url: url,
      video_url: string({ pattern: /^https:\/\// }),
    },
    {
      ...block,
      author_name: string({ max: 49 }),
      description: plainTextObject(199),
      provider_icon_url: url,
      provider_name: string({ min: 1 }),
      title_url: string({ pattern: /^https:\/\// }),
    },
  ),
};

const contextText = anyText(2000);
const contextElement: Check = (value, at, report) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && value.type === 'image') {
    imageElement(value, at, report);
  } else contextText(value, at, report);
};

const inMessages: Readonly<Record<string, Check>> = {
  ...common,
  table: object(
    { type, rows: arrayOf(arrayOf(cell, 1, 20), 1, 100) },
    { ...block, column_settings: arrayOf(columnSetting, 0, 20) },
  ),
  markdown: object({ type, text: string({ min: 1, max: 12_000 }) }, block),
  context_actions: object({ type, elements: arrayOf(contextAction, 1, 5) }, block),
};

/** The blocks that each surface takes. */
export const messageBlock = byType(inMessages);
export const viewBlock = byType(common);
