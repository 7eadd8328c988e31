import { z } from 'zod';
import { type CountBucket, countBucketSchema, emptyHistogram } from '../../core/contract/fleet-counts.ts';
import { type Migration, openDatabase } from './open-database.ts';

/** Numbered, self-contained, never changed. */
const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'buckets of an hour, a topic and a language',
    sql: `
      CREATE TABLE buckets (
        hour TEXT NOT NULL,
        topic TEXT NOT NULL,
        language TEXT NOT NULL,
        body TEXT NOT NULL,
        revision INTEGER NOT NULL,
        sent INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (hour, topic, language)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

export type BucketKey = Pick<CountBucket, 'hour' | 'topic' | 'language'>;

/** A bucket as it was read, to be settled with the revision that was sent. */
export interface UnsentBucket {
  readonly bucket: CountBucket;
  readonly revision: number;
}

/** What a kiosk has counted, each bucket kept until the endpoint has it whole. */
export interface CountBucketStore {
  change(key: BucketKey, change: (bucket: CountBucket) => CountBucket): void;
  /** Buckets that have grown since they were last taken, oldest first. */
  unsent(limit: number): readonly UnsentBucket[];
  /** The endpoint has these as they were then. */
  settle(sent: readonly UnsentBucket[]): void;
  /** Drops buckets of hours before `hour`, sent or not. */
  forgetBefore(hour: string): void;
  close(): void;
}

/** @throws FoyerError "database-unusable" */
export function openCountBucketStore(path: string): CountBucketStore {
  const db = openDatabase(path, MIGRATIONS);
  const find = db
    .prepare<[string, string, string], string>('SELECT body FROM buckets WHERE hour = ? AND topic = ? AND language = ?')
    .pluck();
  const put = db.prepare<[string, string, string, string]>(`
    INSERT INTO buckets (hour, topic, language, body, revision) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (hour, topic, language) DO UPDATE SET body = excluded.body, revision = revision + 1`);
  const unsent = db.prepare<[number], { body: string; revision: number }>(
    'SELECT body, revision FROM buckets WHERE revision > sent ORDER BY hour LIMIT ?',
  );
  const settle = db.prepare<[number, string, string, string]>(
    'UPDATE buckets SET sent = max(sent, ?) WHERE hour = ? AND topic = ? AND language = ?',
  );
  const forget = db.prepare<[string]>('DELETE FROM buckets WHERE hour < ?');
  return {
    change: db.transaction((key: BucketKey, change: (bucket: CountBucket) => CountBucket) => {
      const body = find.get(key.hour, key.topic, key.language);
      const next = change(body === undefined ? emptyBucket(key) : readBucket(body));
      put.run(key.hour, key.topic, key.language, JSON.stringify(next));
    }).immediate,
    unsent: (limit) => unsent.all(limit).map(({ body, revision }) => ({ bucket: readBucket(body), revision })),
    settle: db.transaction((sent: readonly UnsentBucket[]) => {
      for (const { bucket, revision } of sent) settle.run(revision, bucket.hour, bucket.topic, bucket.language);
    }).immediate,
    forgetBefore: (hour) => void forget.run(hour),
    close: () => db.close(),
  };
}

function emptyBucket(key: BucketKey): CountBucket {
  const none = { asked: 0, answered: 0, unanswered: 0, handOffs: 0, followUps: 0, threadsClosed: 0 };
  return { ...key, ...none, visits: [], voiceToVoiceMs: emptyHistogram() };
}

function readBucket(body: string): CountBucket {
  return z.string().transform(parse).pipe(countBucketSchema).parse(body);
}

function parse(text: string): unknown {
  return JSON.parse(text);
}
