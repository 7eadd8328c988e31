import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../core/ports.ts';
import { inUse } from '../updates/trials.ts';
import { createUpdateStore } from '../updates/update-store.ts';
import { createFleetConfigStore } from './config-store.ts';

export interface ConfigLayer {
  /** For whoever reads that a value of it is wrong. */
  readonly source: string;
  /** The shape of config.yaml. */
  readonly values: Readonly<Record<string, unknown>>;
}

const SILENT: Pick<Log, 'error'> = { error: () => {} };

/** What the fleet sets of this kiosk's configuration, over config.yaml; the later layer is the stronger. Never throws. */
export function fleetLayers(dataDir: string): readonly ConfigLayer[] {
  const layers: ConfigLayer[] = [];
  const model = inUse(createUpdateStore({ dataDir, log: SILENT }).read().model);
  // Somebody may have removed it.
  if (model !== null && existsSync(join(dataDir, 'models', model.folder)))
    layers.push({ source: "the fleet's update", values: { hearing: { model: model.folder } } });
  const taken = createFleetConfigStore({ dataDir, log: SILENT }).current();
  if (taken !== null) layers.push({ source: `the fleet's configuration ${taken.version}`, values: taken.config });
  return layers;
}
