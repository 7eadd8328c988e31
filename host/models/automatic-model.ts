import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { KioskConfig } from '../../core/contract/index.ts';
import { fleetLayers } from '../fleet/fleet-layers.ts';
import type { Manifest, ManifestModel } from './manifest.ts';

/** What decides which model suits a machine. */
export interface Machine {
  readonly cores: number;
  readonly memoryMb: number;
}

/** A kiosk's screen, databases and system want the rest. */
const MEMORY_SHARE = 0.15;
/** Below, even the recommended model answers too slowly. */
const CORES_FOR_RECOMMENDED = 2;

/**
 * The model that a kiosk fetches and uses by itself, or null: where an operator has chosen a model or an engine, has switched
 * this off, or the machine is too small for any.
 */
export function automaticModel(options: {
  readonly dataDir: string;
  readonly config: Pick<KioskConfig, 'hearing' | 'locales'>;
  readonly manifest: Manifest;
  readonly machine?: Machine;
  readonly env?: NodeJS.ProcessEnv;
}): ManifestModel | null {
  const { dataDir, config, manifest, env = process.env } = options;
  const { enabled, engine, autoInstall } = config.hearing;
  if (!enabled || engine !== 'onnx' || autoInstall === 'off' || isModelChosen(dataDir, env)) return null;
  return recommendModel(manifest, config.locales, options.machine ?? thisMachine());
}

/** The recommended model, or a smaller one of its kind where that is too much; English-only where English is all that is offered. */
export function recommendModel(manifest: Manifest, locales: readonly string[], machine: Machine): ManifestModel | null {
  const wanted = [...new Set(locales.map((locale) => locale.split('-')[0] ?? locale))];
  const understands = ({ languages }: ManifestModel) => wanted.every((language) => languages.includes(language));
  const fits = (model: ManifestModel) =>
    model.memoryMb <= machine.memoryMb * MEMORY_SHARE && (!isLarge(model) || machine.cores >= CORES_FOR_RECOMMENDED);
  const limit = manifest.models.find(({ recommended }) => recommended)?.memoryMb ?? 0;
  const isLarge = ({ memoryMb }: ManifestModel) => memoryMb >= limit;
  const candidates = manifest.models.filter(
    (model) => !model.bundled && model.engine === 'onnx' && model.memoryMb <= limit && understands(model) && fits(model),
  );
  // The most accurate first; of two of a size the one of fewer languages, which is better at those it has.
  return candidates.sort((a, b) => b.memoryMb - a.memoryMb || a.languages.length - b.languages.length)[0] ?? null;
}

/** An operator has named a model, in config.yaml, for the whole fleet, or in the environment. */
export function isModelChosen(dataDir: string, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.FOYER_SPEECH_MODEL) return true;
  if (fleetLayers(dataDir).some(({ values: { hearing } }) => typeof hearing === 'object' && hearing !== null && 'model' in hearing))
    return true;
  try {
    const document = parseDocument(readFileSync(join(dataDir, 'config.yaml'), 'utf8'));
    // What cannot be read is left alone.
    return document.errors.length > 0 || document.hasIn(['hearing', 'model']);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

function thisMachine(): Machine {
  return { cores: availableParallelism(), memoryMb: totalmem() / 1e6 };
}
