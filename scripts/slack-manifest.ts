// Prints the manifest to paste at https://api.slack.com/apps ("Create New App" › "From a manifest").
//   npm run -s slack:manifest -- [--locale en] [--name Fil] [--url https://bot.example.org/slack/events]
// With --url Slack sends signed requests there; without, the bot connects by Socket Mode. The commands have their names
// in the language of BOT_LOCALE unless --locale says otherwise.
import { parseArgs } from 'node:util';
import { composeRegistry, needsOn } from '../src/composition.ts';
import { commandDefinitions } from '../src/dispatch/definitions.ts';
import { readEnvironment } from '../src/env.ts';
import { slackManifest } from '../src/platforms/slack/register.ts';

const { values } = parseArgs({
  options: {
    locale: { type: 'string', default: readEnvironment().locale },
    name: { type: 'string', default: 'Fil' },
    url: { type: 'string' },
  },
});
const manifest = slackManifest({
  commands: commandDefinitions(composeRegistry().commands),
  needs: needsOn('slack'),
  locale: values.locale === 'en' ? 'en' : 'fr',
  name: values.name,
  socketMode: values.url === undefined,
  requestUrl: values.url,
});
console.log(JSON.stringify(manifest, null, 2));
