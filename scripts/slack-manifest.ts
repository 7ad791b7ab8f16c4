// Prints the manifest to paste at https://api.slack.com/apps ("Create New App" › "From a manifest").
//   node --import tsx scripts/slack-manifest.ts [--locale en] [--name Fil] [--url https://bot.example.org/slack/events]
// With --url Slack sends signed requests there; without, the bot connects by Socket Mode.
import { parseArgs } from 'node:util';
import { composeRegistry } from '../src/composition.ts';
import { commandDefinitions } from '../src/dispatch/definitions.ts';
import { slackManifest } from '../src/platforms/slack/register.ts';

const { values } = parseArgs({
  options: {
    locale: { type: 'string', default: 'fr' },
    name: { type: 'string', default: 'Fil' },
    url: { type: 'string' },
  },
});
const manifest = slackManifest({
  commands: commandDefinitions(composeRegistry().commands),
  locale: values.locale === 'en' ? 'en' : 'fr',
  name: values.name,
  socketMode: values.url === undefined,
  requestUrl: values.url,
});
console.log(JSON.stringify(manifest, null, 2));
