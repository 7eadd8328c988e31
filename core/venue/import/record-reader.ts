import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { type FolderFile, TABLES } from './folder-format.ts';
import { judge } from './judge.ts';
import { readPlainHand } from './plain-hand.ts';
import type { RawRecord } from './raw-record.ts';
import { MAIN, readCsv } from './read-csv.ts';
import type { FolderContents } from './read-folder.ts';
import { isRecord, readYaml, yamlRecords } from './read-yaml.ts';
import type { RecordHook } from './record-hook.ts';
import type { Sources } from './sources.ts';

/** Reads the good records of one file each; undefined where the folder has no such file. */
export interface RecordReader {
  table<T extends object>(file: keyof typeof TABLES, schema: z.ZodType<T>, kind: string): T[] | undefined;
  /** @param key of the list, in a file that holds several. */
  list<T extends object>(file: FolderFile, schema: z.ZodType<T>, kind: string, key?: string): T[] | undefined;
  single<T extends object>(file: FolderFile, schema: z.ZodType<T>, kind: string): T | undefined;
}

/** What is bad goes to `findings`, where the good ones stand to `sources`. @param main the venue's main language. */
export function createRecordReader(
  files: FolderContents,
  main: string,
  findings: Finding[],
  sources: Sources,
  onRecord: RecordHook = (raw) => raw,
): RecordReader {
  function take<T extends object>(records: readonly RawRecord[], schema: z.ZodType<T>, kind: string): T[] {
    const { good, findings: found } = judge(
      records.map((raw) => readPlainHand(kind, onRecord(raw), findings)),
      schema,
    );
    findings.push(...found);
    return good.map(({ record, raw }) => {
      sources.add(kind, record, raw);
      return record;
    });
  }

  return {
    table(file, schema, kind) {
      const text = files.get(file);
      if (text === undefined) return undefined;
      const { records, findings: found } = readCsv(file, text, TABLES[file]);
      findings.push(...found);
      const rows = records.map((raw) => withMainLanguage(raw, main));
      return take(rows, schema, kind);
    },
    list(file, schema, kind, key) {
      const text = files.get(file);
      return text === undefined ? undefined : take(yamlRecords(file, readYaml(file, text), key), schema, kind);
    },
    single(file, schema, kind) {
      const text = files.get(file);
      if (text === undefined) return undefined;
      const yaml = readYaml(file, text);
      const value = isRecord(yaml.value) ? yaml.value : { '': yaml.value };
      return take([{ file, line: 1, value, lineOf: yaml.lineOf }], schema, kind)[0];
    },
  };
}

/** "title" beside "title@de" is the text in the venue's main language. */
function withMainLanguage(raw: RawRecord, main: string): RawRecord {
  const value = Object.fromEntries(
    Object.entries(raw.value).map(([key, field]) => {
      if (!isRecord(field) || !(MAIN in field)) return [key, field];
      const { [MAIN]: text, ...others } = field;
      return [key, { [main]: text, ...others }];
    }),
  );
  return { ...raw, value };
}
