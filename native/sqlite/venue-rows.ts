import type { Sqlite } from './open-database.ts';
import { type Records, snakeCase, TABLES, type TableSpec } from './venue-tables.ts';

const SQL_TYPE = {
  text: 'TEXT',
  number: 'REAL',
  boolean: 'INTEGER',
  json: 'TEXT',
  'text-or-null': 'TEXT',
  'number-or-null': 'REAL',
} as const;

/** SQL that creates every table of a venue file. */
export function venueSchemaSql(): string {
  const tables = Object.entries(TABLES).map(([table, spec]) => {
    const columns = Object.entries(spec).flatMap(([field, type]): string[] => {
      if (type === 'words') return [];
      if (type === 'point') return ['x REAL NOT NULL', 'y REAL NOT NULL'];
      return [`"${snakeCase(field)}" ${SQL_TYPE[type]}`];
    });
    const index = 'id' in spec ? `CREATE INDEX ${snakeCase(table)}_id ON ${snakeCase(table)} (id);` : '';
    return `CREATE TABLE ${snakeCase(table)} (row INTEGER PRIMARY KEY, ${columns.join(', ')}) STRICT;\n${index}`;
  });
  return `${tables.join('\n')}
CREATE TABLE words (owner TEXT NOT NULL, row INTEGER NOT NULL, field TEXT NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (owner, row, field, position)) STRICT, WITHOUT ROWID;
CREATE TABLE findings (row INTEGER PRIMARY KEY, severity TEXT NOT NULL, code TEXT NOT NULL, file TEXT NOT NULL, line INTEGER,
  "column" TEXT, value TEXT, id TEXT, reason TEXT NOT NULL, remedy TEXT NOT NULL) STRICT;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`;
}

export function writeRecords(db: Sqlite, records: Records): void {
  const insertWord = db.prepare('INSERT INTO words (owner, row, field, position, text) VALUES (?, ?, ?, ?, ?)');
  for (const [table, spec] of Object.entries(TABLES)) {
    const columns = ['row', ...columnsOf(spec)];
    const insert = db.prepare(
      `INSERT INTO ${snakeCase(table)} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    (records[table] ?? []).forEach((record, row) => {
      insert.run(row, ...Object.entries(spec).flatMap(([field, type]) => toSql(record[field], type)));
      for (const [field, type] of Object.entries(spec)) {
        if (type !== 'words') continue;
        ((record[field] ?? []) as string[]).forEach((text, position) => void insertWord.run(table, row, field, position, text));
      }
    });
  }
}

export function readRecords(db: Sqlite): Records {
  const words = new Map<string, string[]>();
  const wordRows = db.prepare('SELECT owner, row, field, text FROM words ORDER BY owner, row, field, position').all();
  for (const { owner, row, field, text } of wordRows as { owner: string; row: number; field: string; text: string }[]) {
    const key = `${owner} ${row} ${field}`;
    const list = words.get(key);
    if (list === undefined) words.set(key, [text]);
    else list.push(text);
  }
  const records: Record<string, Record<string, unknown>[]> = {};
  for (const [table, spec] of Object.entries(TABLES)) {
    const rows = db.prepare(`SELECT * FROM ${snakeCase(table)} ORDER BY row`).all() as Record<string, unknown>[];
    records[table] = rows.map((row) => fromRow(row, spec, (field) => words.get(`${table} ${String(row.row)} ${field}`) ?? []));
  }
  return records;
}

function columnsOf(spec: TableSpec): string[] {
  return Object.entries(spec).flatMap(([field, type]) => (type === 'words' ? [] : type === 'point' ? ['x', 'y'] : [snakeCase(field)]));
}

function toSql(value: unknown, type: TableSpec[string]): unknown[] {
  switch (type) {
    case 'words':
      return [];
    case 'point':
      return [...(value as [number, number])];
    case 'json':
      return [value === undefined ? null : JSON.stringify(value)];
    case 'boolean':
      return [value === undefined ? null : value === true ? 1 : 0];
    default:
      return [value ?? null];
  }
}

function fromRow(row: Record<string, unknown>, spec: TableSpec, wordsOf: (field: string) => string[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [field, type] of Object.entries(spec)) {
    const value = row[snakeCase(field)];
    if (type === 'words') record[field] = wordsOf(field);
    else if (type === 'point') record[field] = [row.x, row.y];
    else if (type === 'text-or-null' || type === 'number-or-null') record[field] = value;
    else if (value === null || value === undefined) continue;
    else record[field] = type === 'json' ? JSON.parse(String(value)) : type === 'boolean' ? value === 1 : value;
  }
  return record;
}
