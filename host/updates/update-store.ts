import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../../core/ports.ts';
import { createStateFile, type StateFile } from '../fleet/state-file.ts';
import { NO_TRIALS, type Trials, trialsSchema } from './trials.ts';

const name = z.string().min(1).max(200);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const model = z.object({
  /** As the plan calls it, and the folder under DIR/models that it was installed in: each update has its own. */
  name,
  folder: name,
  sha256,
});
export type ModelUpdate = z.infer<typeof model>;

const venue = z.object({
  /** As the plan calls it. */
  version: name,
  sha256,
  /** Name of the version on this kiosk, and of the one before it. */
  local: name,
  before: name.nullable(),
});
export type VenueUpdate = z.infer<typeof venue>;

const stateSchema = z.object({ model: trialsSchema(model), venue: trialsSchema(venue) });
export interface UpdateState {
  readonly model: Trials<ModelUpdate>;
  readonly venue: Trials<VenueUpdate>;
}

/** DIR/updates/state.json: which updates are in use, on trial, and not to be tried again. */
export function createUpdateStore(options: {
  readonly dataDir: string;
  readonly log: Pick<Log, 'error'>;
  readonly beforeStep?: (step: string) => void;
}): StateFile<UpdateState> {
  const { dataDir, ...rest } = options;
  return createStateFile<UpdateState>({
    ...rest,
    path: join(dataDir, 'updates', 'state.json'),
    schema: stateSchema,
    empty: { model: NO_TRIALS, venue: NO_TRIALS },
  });
}
