import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, Locale } from '../../core/contract/index.ts';
import type { Log, SpeechToText } from '../../core/ports.ts';
import { fliteSpeaks } from '../../native/flite/flite-speaks.ts';
import { resolveModelDir } from '../../native/whisper/find-model.ts';
import { speakTrial } from '../../native/whisper/trial-speech.ts';
import { builtEngine } from '../../native/whisper-cpp/build-engine.ts';
import { readGgmlModel, resolveGgmlFile } from '../../native/whisper-cpp/ggml-model.ts';
import { readManifest } from '../models/manifest.ts';
import { isInstalled, verifyModels } from '../models/model-store.ts';
import { engineOf, openHearing } from '../models/open-hearing.ts';
import { type DoctorContext, fail, ok, type Probe, thrown, warn } from './check.ts';

const QUIET: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const speechProbes: readonly Probe[] = [
  { name: 'speech model', run: model },
  { name: 'trial of hearing', run: trial },
  { name: 'voices', run: ({ config }) => [voices(config.locales)] },
];

/** The model is there, and its files are those that were published. */
async function model({ config, dataDir }: DoctorContext): Promise<readonly Check[]> {
  if (!config.hearing.enabled) return [ok('speech model', 'hearing is off')];
  const name = config.hearing.model;
  try {
    if (config.hearing.engine === 'whisper.cpp') return [whisperCpp(name, dataDir)];
    const dir = resolveModelDir(name, dataDir);
    const manifest = readManifest();
    const known = isInstalled(dataDir, name) || manifest.models.some((one) => one.bundled && one.name === name);
    const [verified] = known ? await verifyModels({ dataDir, manifest, name }) : [];
    const broken = verified?.files.filter(({ state }) => state !== 'ok') ?? [];
    if (broken.length > 0) {
      const named = broken.map(({ path, state }) => `${path} is ${state}`).join(', ');
      return [fail('speech model', `${name}: ${named}`, `Install it again: foyer models install ${name}.`)];
    }
    const checked = verified?.pinned === true ? 'its files are as published' : 'there are no checksums to check it by';
    return [ok('speech model', `${dir}; ${checked}`)];
  } catch (error) {
    const { message, remedy } = thrown('speech model', error, 'Choose another with hearing.model.');
    return [warn('speech model', `${message}; the kiosk works by touch`, remedy ?? '')];
  }
}

/** @throws FoyerError when there is no such model */
function whisperCpp(name: string, dataDir: string): Check {
  const { file } = readGgmlModel(resolveGgmlFile(name, dataDir));
  if (builtEngine(dataDir) !== null) return ok('speech model', `${file}, by whisper.cpp`);
  return warn('speech model', 'whisper.cpp is not built yet; the next start compiles it', 'foyer models build whisper.cpp');
}

/** Which languages guests may read and not hear: what the browser has is not told to the kiosk. */
function voices(locales: readonly Locale[]): Check {
  const others = locales.filter((locale) => !fliteSpeaks(locale));
  if (others.length === 0) return ok('voices', "the kiosk's own, for every language that is offered");
  return warn(
    'voices',
    `${others.join(', ')}: said by voices of the screen's browser, where it has them for these; else written, and guests are told`,
    "Install voices on the screen's machine (docs/languages.md), or leave these languages out of locales.",
  );
}

/** A sentence of the kiosk's own voice is heard: the words come out, and soon enough. */
async function trial(context: DoctorContext): Promise<readonly Check[]> {
  const { config, dataDir, running } = context;
  if (!config.hearing.enabled || !canHear(context)) return [];
  const own = running?.hearing() ?? null;
  if (running !== undefined && own === null)
    return [warn('trial of hearing', 'the engine of this kiosk is not up', 'Wait until it has started; the log says why if it does not.')];
  let engine: SpeechToText | null = own;
  try {
    engine ??= await openHearing({ dataDir, hearing: config.hearing, locale: config.locales[0], log: QUIET });
    const audio = (await speakTrial())[0] ?? new Float32Array(16_000);
    const startedMs = performance.now();
    const { text } = await engine.transcribe(audio, { locale: 'en' });
    return [judgeTrial(text, performance.now() - startedMs, audio.length / 16)];
  } catch (error) {
    return [thrown('trial of hearing', error, 'Choose another model with hearing.model; until then the kiosk works by touch.')];
  } finally {
    if (own === null) await engine?.close();
  }
}

function canHear({ config, dataDir }: DoctorContext): boolean {
  try {
    // Compiling an engine is no check.
    if (engineOf(config.hearing.model, dataDir) === 'whisper.cpp' || config.hearing.engine === 'whisper.cpp')
      return builtEngine(dataDir) !== null;
    return existsSync(join(resolveModelDir(config.hearing.model, dataDir), 'config.json'));
  } catch {
    return false;
  }
}

export function judgeTrial(text: string, ms: number, audioMs: number): Check {
  const took = `${(audioMs / 1000).toFixed(1)} s of speech in ${(ms / 1000).toFixed(2)} s`;
  if (!/toilet/i.test(text))
    return fail(
      'trial of hearing',
      `of ${took} it understood ${JSON.stringify(text)}`,
      'Verify the model: foyer models verify; or choose another.',
    );
  return ms <= audioMs
    ? ok('trial of hearing', `understood ${took}`)
    : warn('trial of hearing', `understood ${took}: slower than guests speak`, 'Choose a smaller model: foyer models list.');
}
