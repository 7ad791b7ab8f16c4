// Reads the annotations of prisma/schema.prisma that say what is kept of people. Above a model:
//
//   /// @table(for: survey, kept: edition)      what its rows are for, and the term for which they are kept
//   /// @table(for: relay, kept: region, bounded: few)    no term ends them, and why there are never many
//   /// @plain(id, regionId, …)                 its columns that tell nothing of anybody by themselves
//
// and above each other column what it holds, of whom (a column of the same table, or 'anybody' or 'chamber'), what happens to
// it when that person is erased, the reason for which it stays, and what happens when two accounts become one person:
//
//   /// @personal(holds: words, of: answeredById, erase: answer, because: figures, merge: row)

/** The values that there are, each with its meaning. */
const VOCABULARY = {
  for: ['access', 'account', 'files', 'inform', 'organise', 'programme', 'relay', 'survey'],
  /**
   * 'account' and 'region' are no terms: they go with whom they belong to. Neither is 'task': such a row goes once what it is for is done,
   * however long that takes. The others are those of src/access/region/terms.ts.
   */
  kept: [
    ...[
      'account',
      'day',
      'delivery',
      'done',
      'edition',
      'file',
      'form',
      'history',
      'link',
      'membership',
      'organisation',
    ],
    ...['received', 'record', 'region', 'relay', 'task'],
  ],
  /** few: what coordinators set by hand. people, organisations, places: at most a few rows for each of them; things: for each thing that is shown. */
  bounded: ['few', 'organisations', 'people', 'places', 'things'],
  /** 'person' is an id of ours, 'account' one of a platform's, 'trace' something that may name either. */
  holds: ['account', 'choice', 'file', 'name', 'person', 'trace', 'words'],
  /**
   * row: the row goes. neutral: a neutral person stands there. clear: it is emptied. words: a neutral sentence stands there.
   * keep: it stays, without the name; search: it isn't theirs, and stays without what names them; drop: it goes where it names them.
   * document: where it names them, the document goes whole.
   * ends: it goes when the erasure ends, or some days after. The others have rules of their own: answer, contact, conversation, file, message, relay, thread.
   */
  erase: [
    ...[
      'answer',
      'clear',
      'contact',
      'conversation',
      'document',
      'drop',
      'ends',
      'file',
      'keep',
      'message',
      'neutral',
      'relay',
      'row',
    ],
    ...['search', 'thread', 'words'],
  ],
  because: ['chamber', 'figures', 'programme'],
  /** move: of the person who stays. better: so too, and of two rows the better one. row: it goes where its row goes. */
  merge: ['begins', 'better', 'kept', 'latest', 'move', 'row', 'stricter'],
};

/** Rows kept so have no term. */
const ENDLESS = ['account', 'region', 'task'];

/**
 * Returns what the schema says of each table and each personal column.
 * @param {string} schema the text of prisma/schema.prisma
 * @throws Error naming a table or a column without a decision, or a word that isn't known
 */
export function personalColumns(schema) {
  const models = [...schema.matchAll(/^((?:\/\/\/[^\n]*\n)*)model (\w+) \{\n(.*?)^\}/gms)];
  const names = new Set(models.map(([, , name]) => name));
  const tables = {};
  const columns = [];
  for (const [, above, table, body] of models) {
    const about = comment(above);
    const {
      for: purpose,
      kept,
      bounded = null,
    } = annotation(about, 'table', table) ?? fail(`${table} says nothing of what it is for`);
    if (kept === undefined) fail(`${table} says no term for which its rows are kept`);
    const endless = ENDLESS.includes(kept);
    if (endless && bounded === null) fail(`${table} is kept without a term and doesn't say why it stays small`);
    if (!endless && bounded !== null) fail(`${table} has a term: nothing else bounds it`);
    const plain = listed(about);
    tables[table] = { purpose, kept, bounded, plain };
    const decided = new Set(plain);
    for (const field of fieldsOf(body, names)) {
      const said = annotation(field.above, 'personal', `${table}.${field.column}`);
      if (said && decided.has(field.column)) fail(`${table}.${field.column} is called plain and personal`);
      if (!said && !decided.has(field.column))
        fail(`${table}.${field.column} has no decision: is it plain or personal?`);
      decided.delete(field.column);
      if (said) columns.push({ table, column: field.column, type: field.type, ...complete(said, table, field.column) });
    }
    if (decided.size > 0) fail(`${table} has no column ${[...decided].join(', ')}`);
  }
  return { tables, columns };
}

/** Whoever a person's id stands for is that person. */
function complete({ of, because = null, ...said }, table, column) {
  for (const part of ['holds', 'erase', 'merge']) {
    if (said[part] === undefined) fail(`${table}.${column} doesn't say "${part}"`);
  }
  if (said.erase === 'keep' && because === null) fail(`${table}.${column} is kept without a reason`);
  return { ...said, because, of: of ?? column };
}

/** Returns the columns of a model with their type ('String', 'String[]', 'String?') and the comment above each. */
function fieldsOf(body, models) {
  const fields = [];
  let above = '';
  for (const line of body.split('\n')) {
    const [, column, name, type] = /^\s+(\w+)\s+((\w+)(?:\[\])?\??)/.exec(line) ?? [];
    if (line.trim().startsWith('///')) above += `${line}\n`;
    else {
      if (column !== undefined && !models.has(type)) fields.push({ column, type: name, above: comment(above) });
      above = '';
    }
  }
  return fields;
}

const comment = (lines) => lines.replaceAll(/^\s*\/\/\/ ?/gm, '').replaceAll('\n', ' ');

function annotation(text, name, where) {
  const [, inside] = new RegExp(`@${name}\\(([^)]*)\\)`).exec(text) ?? [];
  if (inside === undefined) return null;
  const said = Object.fromEntries(inside.split(',').map((pair) => pair.split(':').map((part) => part.trim())));
  for (const [part, value] of Object.entries(said)) {
    if (part !== 'of' && !VOCABULARY[part]?.includes(value))
      fail(`${where} says "${part}: ${value}", which isn't known`);
  }
  return said;
}

function listed(text) {
  const [, inside = ''] = /@plain\(([^)]*)\)/.exec(text) ?? [];
  return inside
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function fail(what) {
  throw new Error(`prisma/schema.prisma: ${what}`);
}
