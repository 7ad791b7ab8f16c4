// npm run -s release:notes [-- VERSION]
//
// Prints what the changelog says of a version, of package.json's unless another is named: the notes that go with its tag, for
// instance `npm run -s release:notes | git tag -a v0.1.0 --cleanup=verbatim -F -`.
import { readFileSync } from 'node:fs';
import { root } from '../build/fingerprint.mjs';

const read = (file) => readFileSync(`${root}${file}`, 'utf8');
const version = process.argv[2] ?? JSON.parse(read('package.json')).version;
const notes = sectionOf(read('CHANGELOG.md'), version);
if (notes === null) {
  console.error(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD" with anything in it: write it first.`);
  process.exitCode = 1;
} else console.log(notes);

/** Returns the text below a version's dated heading, up to the next version; null where there is none. */
function sectionOf(changelog, wanted) {
  const sections = changelog.split(/^## /m).slice(1);
  const found = sections.find((one) => one.startsWith(`[${wanted}] - `));
  const [heading = '', ...lines] = (found ?? '').split('\n');
  const text = lines.join('\n').trim();
  return /\d{4}-\d\d-\d\d$/.test(heading) && text !== '' ? text : null;
}
