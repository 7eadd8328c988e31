import { parse } from 'yaml';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import { shortHash } from '../../core/venue/edits/finding-ids.ts';
import type { Recipe } from '../../core/venue/edits/recipe.ts';
import {
  applyMapping,
  type ColumnMappings,
  columnMappingSchema,
  fieldsOfKind,
  type ReadTable,
} from '../../core/venue/import/formats/column-mapping.ts';
import { plainName, TABLE_KINDS } from '../../core/venue/import/formats/column-names.ts';

/** What staff said that the columns of tables are; what an older program wrote and this one cannot read is left out. */
export function mappingsOf({ mappings }: Pick<Recipe, 'mappings'>): ColumnMappings {
  const parsed = Object.entries(mappings).map(([fingerprint, mapping]) => [fingerprint, columnMappingSchema.safeParse(mapping)] as const);
  return new Map(parsed.flatMap(([fingerprint, { data }]) => (data === undefined ? [] : [[fingerprint, data] as const])));
}

const writtenSchema = z.strictObject({ kind: z.enum(TABLE_KINDS), columns: z.record(z.string(), z.string().nullable()) });
const fileSchema = z.union([writtenSchema.transform((one) => [one]), z.array(writtenSchema).min(1)]);

/** What the rows of a table are, and the field of each named column; null leaves a column out. */
export type WrittenMapping = z.infer<typeof writtenSchema>;

/** A mapping file, in YAML or JSON: one mapping or a list of them. @throws FoyerError "mapping-invalid" that names the bad value. */
export function readMappings(name: string, text: string): readonly WrittenMapping[] {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw invalid(`${name} is neither YAML nor JSON`, EXAMPLE, cause);
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) throw invalid(`${name} is no column mapping`, EXAMPLE);
  for (const { kind, columns } of parsed.data) {
    const unknown = Object.values(columns).find((field) => field !== null && !fieldsOfKind(kind).includes(field));
    if (unknown !== undefined) throw invalid(`${name}: "${unknown}" is no field of ${kind}`, `Fields: ${fieldsOfKind(kind).join(', ')}.`);
  }
  return parsed.data;
}

/** The recipe with the mappings put to those tables that have their columns. @throws FoyerError "mapping-invalid" for one that fits none. */
export function withMappings(recipe: Recipe, written: readonly WrittenMapping[], tables: readonly ReadTable[]): Recipe {
  const told = written.flatMap(({ kind, columns }) => {
    const names = Object.keys(columns);
    const fitting = tables.filter(({ mapping }) => {
      const there = new Set(mapping.columns.map(({ column }) => plainName(column)));
      return names.every((name) => there.has(plainName(name)));
    });
    if (fitting.length === 0) {
      throw invalid(
        `no table has the columns ${names.join(', ')}`,
        `Columns: ${tables.map(headersOf).join('; ') || 'no file is a table'}.`,
      );
    }
    const guesses = names.map((column) => ({ column, field: columns[column] ?? null, confidence: 1, alternatives: [] }));
    return fitting.map(({ fingerprint, mapping }) => {
      const headers = mapping.columns.map(({ column }) => column);
      return [fingerprint, applyMapping(headers, { kind, columns: guesses })] as const;
    });
  });
  return { ...recipe, mappings: { ...recipe.mappings, ...Object.fromEntries(told) } };
}

/** The recipe with what staff said of one table, a field or null for each column. @throws FoyerError "table-gone" | "mapping-invalid". */
export function withTableMapping(
  recipe: Recipe,
  tables: readonly ReadTable[],
  tableId: string,
  kind: string,
  fields: readonly (string | null)[],
): Recipe {
  const table = tables.find(({ fingerprint }) => shortHash(fingerprint) === tableId);
  if (table === undefined) {
    throw new FoyerError('this table is no longer in the draft', {
      fault: 'operator',
      code: 'table-gone',
      remedy: 'Look at the draft again.',
    });
  }
  const headers = table.mapping.columns.map(({ column }) => column);
  const columns = headers.map((column, i) => ({ column, field: fields[i] ?? null, confidence: 1, alternatives: [] }));
  const parsed = columnMappingSchema.safeParse({ kind, columns });
  const unknown = parsed.success ? fields.find((field) => field !== null && !fieldsOfKind(parsed.data.kind).includes(field)) : kind;
  if (!parsed.success || unknown !== undefined || fields.length !== headers.length) {
    throw invalid(
      `"${unknown ?? fields.length}" is nothing that the columns of ${table.file} can be`,
      parsed.success ? `Choose of: ${fieldsOfKind(parsed.data.kind).join(', ')}.` : 'Choose what the rows are.',
    );
  }
  return { ...recipe, mappings: { ...recipe.mappings, [table.fingerprint]: applyMapping(headers, parsed.data) } };
}

const EXAMPLE = 'Write, for instance: {kind: sessions, columns: {Was: title, Ab wann: start, Wo: room}}.';

function headersOf({ file, mapping }: ReadTable): string {
  return `${file}: ${mapping.columns.map(({ column }) => column).join(', ')}`;
}

function invalid(message: string, remedy: string, cause?: unknown): FoyerError {
  return new FoyerError(message, { fault: 'operator', code: 'mapping-invalid', remedy, cause });
}
