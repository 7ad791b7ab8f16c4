import { element } from '../../../src/playground/page/public/element.js';
import { shownBlock } from '../../../src/playground/page/public/pane/blocks.js';
import { shownForm } from '../../../src/playground/page/public/pane/form.js';
import { shownMessage } from '../../../src/playground/page/public/pane/messages.js';
import { wordsIn } from '../../../src/playground/page/public/words/words.js';

const words = { fr: await wordsIn('fr'), en: await wordsIn('en') };

/** Nothing comes of a press: one only looks. */
const nothing = () => {};
const on = (locale) => ({
  ...{ press: nothing, select: nothing, remove: nothing, edit: nothing, react: nothing, pin: nothing },
  ...{ entries: () => [], app: () => 'Fil conducteur', isQuotable: () => false, reply: () => false },
  ...{ words: words[locale], languageOf: () => locale, ticking: new Map() },
});

function lookedAt(message, locale) {
  const looking = on(locale);
  const blocks = message.blocks.map((block) => shownBlock(block, message, looking));
  return shownMessage(message, '', looking, blocks);
}

const exhibits = JSON.parse(document.getElementById('exhibits').textContent);
const features = [...new Set(exhibits.map(({ feature }) => feature))];

function shownSide(platform, { messages, forms }, { id, name }, locale) {
  return element(
    'section',
    { className: `pane ${platform}`, 'aria-label': `${platform} · ${name}` },
    messages
      ? element(
          'ol',
          { className: 'messages' },
          messages.map((one) => lookedAt(one, locale)),
        )
      : null,
    (forms ?? []).map((form, index) =>
      element('div', { className: 'dialog' }, shownForm(form, `${id}-${platform}-${index}`, words[locale])),
    ),
  );
}

function shownExhibit({ feature, name, locale, slack, discord }, index) {
  return element(
    'article',
    { id: `${feature}-${name}-${locale}`.replace(/[^\p{L}\p{N}]+/gu, '-'), lang: locale },
    element('h2', {}, `${feature} · ${name} · ${locale}`),
    element(
      'div',
      { className: 'sides' },
      shownSide('slack', slack, { id: index, name }, locale),
      shownSide('discord', discord, { id: index, name }, locale),
    ),
  );
}

function show() {
  const feature = document.getElementById('feature').value;
  const locale = document.getElementById('locale').value;
  const chosen = exhibits.filter((one) => one.feature === feature && one.locale === locale);
  document.getElementById('shown').replaceChildren(...chosen.map(shownExhibit));
}

document.getElementById('feature').append(...features.map((feature) => element('option', { value: feature }, feature)));
document.getElementById('feature').onchange = show;
document.getElementById('locale').onchange = show;
const [feature, locale] = decodeURIComponent(location.hash.slice(1)).split('/');
if (features.includes(feature)) document.getElementById('feature').value = feature;
if (locale) document.getElementById('locale').value = locale;
show();
