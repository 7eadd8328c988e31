import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../../host/log.ts';
import { ensureVenue, importVenue, publishVenue } from '../../../host/venue/import-venue.ts';

const DEMO = join(import.meta.dirname, '../../../assets/demo');
const FOLDERS = [join(import.meta.dirname, 'venues'), join(import.meta.dirname, '../venue')];

export interface Venues {
  /** A new data directory in which this venue is published; the caller deletes it. */
  dataDirOf(venue: string): Promise<string>;
  close(): void;
}

/** Each venue is imported once and copied for every conversation. @param samples folder in which others are looked for. */
export function openVenues(samples?: string): Venues {
  const made = mkdtempSync(join(tmpdir(), 'foyer-eval-venues-'));
  const published = new Map<string, Promise<string>>();

  async function publish(venue: string): Promise<string> {
    const dataDir = join(made, venue);
    if (venue === 'demo') {
      await ensureVenue({ dataDir, demoDir: DEMO, log: createLog({ level: 'silent' }) });
      return dataDir;
    }
    const source = [...FOLDERS, ...(samples === undefined ? [] : [samples])].map((folder) => join(folder, venue)).find(existsSync);
    if (source === undefined) throw new Error(`there is no venue "${venue}"; look in test/evals/agent/venues, or give --samples DIR`);
    importVenue({ dataDir, paths: [source] });
    publishVenue({ dataDir });
    return dataDir;
  }

  return {
    async dataDirOf(venue) {
      const source = published.get(venue) ?? publish(venue);
      published.set(venue, source);
      const copy = mkdtempSync(join(tmpdir(), 'foyer-eval-'));
      cpSync(await source, copy, { recursive: true });
      return copy;
    },
    close: () => rmSync(made, { recursive: true, force: true }),
  };
}
