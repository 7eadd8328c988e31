import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../core/contract/index.ts';
import { FOLDER_FILES, settingsSchema, TABLES } from '../../core/venue/import/folder-format.ts';
import { placeKindSchema } from '../../core/venue/model.ts';
import { CONFIG_ENV } from '../../host/config-env.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const guide = (name: string) => readFileSync(join(DOCS, name), 'utf8');

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
}

function keysOf(node: Node, path: readonly string[] = []): string[] {
  const properties = Object.entries(node.properties ?? {});
  return properties.length === 0 ? [path.join('.')] : properties.flatMap(([key, child]) => keysOf(child, [...path, key]));
}

/** The guides against the code they describe. */
describe('docs/operators.md', () => {
  const text = guide('operators.md');
  const rows = new Map([...text.matchAll(/^\| `([\w.]+)` \| (.+?) \| .*\|$/gm)].map(([, key, value]) => [key ?? '', value ?? '']));
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Node;
  const defaults: unknown = configSchema.parse({});

  it.each(keysOf(schema))('tells the default of %s', (key) => {
    const said = rows.get(key);
    expect(said, `${key} has no row`).toBeDefined();
    const value = key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], defaults);
    const written = Array.isArray(value) ? `[${value.join(', ')}]` : typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (value !== undefined) expect(said).toBe(`\`${written}\``);
  });

  it('has no row for a key that does not exist', () => {
    const table = text.slice(text.indexOf('| key | default |'), text.indexOf('### Environment'));
    const named = [...table.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, key]) => key);
    expect(named.sort()).toEqual(keysOf(schema).sort());
  });

  it.each(Object.keys(CONFIG_ENV))('names the variable %s', (name) => expect(text).toContain(`\`${name}\``));
});

describe('docs/staff.md', () => {
  const text = guide('staff.md');
  const rowOf = (file: string) => text.split('\n').find((line) => line.startsWith(`| \`${file}\` |`)) ?? '';

  it.each(FOLDER_FILES)('describes %s', (file) => expect(rowOf(file)).not.toBe(''));

  it.each(Object.entries(TABLES))('names every column of %s', (file, columns) => {
    expect(Object.keys(columns).filter((column) => !rowOf(file).includes(`\`${column}\``))).toEqual([]);
  });

  it('names every setting and every kind of place', () => {
    expect(Object.keys(settingsSchema.shape).filter((key) => !rowOf('venue.yaml').includes(`\`${key}\``))).toEqual([]);
    expect(placeKindSchema.options.filter((kind) => !new RegExp(`[:,]\\s${kind}[,.]`).test(text))).toEqual([]);
  });
});

it.each(['hosts.md', 'staff.md', 'operators.md'])('every link in docs/%s leads somewhere', (name) => {
  const broken = [...guide(name).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].filter(([, path = '', anchor]) => {
    const target = path === '' ? join(DOCS, name) : join(DOCS, path);
    if (!existsSync(dirname(target)) || !existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}
