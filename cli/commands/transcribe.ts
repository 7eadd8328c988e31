import type { Command } from 'commander';
import type { TranscribeOptions, Transcript } from '../../core/ports.ts';
import type { NameRepair } from '../../core/venue/spoken-names/name-repair.ts';
import type { OpenedHearing } from '../../host/models/open-hearing.ts';

interface Options {
  readonly model?: string;
  readonly data?: string;
  readonly lang?: string;
  readonly json?: boolean;
}

const SAMPLE_RATE = 16_000;

export function registerTranscribe(program: Command): void {
  program
    .command('transcribe')
    .description('writes down what is said in WAV files, one line a file')
    .argument('<file...>', 'WAV files: PCM or float, any sample rate, any number of channels')
    .option('--model <name>', 'speech model: a folder under models/ or an absolute path (default: hearing.model of the configuration)')
    .option('--lang <tag>', 'language spoken, for a multilingual model (default: detected)')
    .option(
      '--data <dir>',
      "the kiosk's data directory (default: FOYER_DATA, else .foyer); given, names are repaired by the venue published there",
    )
    .option('--json', 'a JSON object a file: file, text, heard, audioMs, ms, avgLogprob, noSpeechProb, engine, model; language, changes')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- transcribe question.wav --json')
    .action(run);
}

async function run(files: readonly string[], options: Options): Promise<void> {
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { loadConfigStrictly } = await import('../../host/config.ts');
  const { createLog } = await import('../../host/log.ts');
  const { engineOf, openHearing } = await import('../../host/models/open-hearing.ts');
  const { printProgress, printResult, reportFailure } = await import('../output.ts');
  const dataDir = dataDirectory(options.data);
  const config = loadConfigStrictly({ dataDir });
  const model = options.model ?? config.hearing.model;
  const engine = options.model === undefined ? config.hearing.engine : engineOf(model, dataDir);
  const onBuilding = (file: string) => printProgress(`building whisper.cpp: ${file}`);
  const hearing = { engine, model, threads: config.hearing.threads };
  const whisper = await openHearing({ dataDir, hearing, locale: options.lang, log: createLog({ level: 'warn' }), onBuilding });
  const venue = options.data === undefined ? null : await openNames(dataDir);
  try {
    for (const [i, file] of files.entries()) {
      if (files.length > 1) printProgress(`${i + 1} of ${files.length}: ${file}`);
      try {
        const transcript = await transcribeFile(whisper, file, {
          ...(options.lang === undefined ? {} : { locale: options.lang }),
          names: venue?.names ?? [],
        });
        const repaired = venue?.repair(transcript.heard) ?? { text: transcript.text };
        printProgress('');
        printResult(options.json ? JSON.stringify({ file, ...transcript, ...repaired }) : repaired.text);
      } catch (error) {
        printProgress('');
        process.exitCode = reportFailure(error);
      }
    }
  } finally {
    await whisper.close();
  }
}

interface VenueNames extends NameRepair {
  /** To expect, likeliest first. */
  readonly names: readonly string[];
}

/** Names of the venue published in `dataDir`; null where none is. */
async function openNames(dataDir: string): Promise<VenueNames | null> {
  const { openVenueStore } = await import('../../native/sqlite/venue-store.ts');
  const { createNameRepair } = await import('../../core/venue/spoken-names/name-repair.ts');
  const { likelyNames } = await import('../../core/venue/spoken-names/likely-names.ts');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  try {
    const store = openVenueStore(dataDir);
    const venue = store.read(new Date().toISOString().slice(0, 10));
    store.close();
    return { ...createNameRepair(venue), names: likelyNames(venue) };
  } catch (error) {
    if (error instanceof FoyerError) return null;
    throw error;
  }
}

async function transcribeFile(whisper: OpenedHearing, file: string, options: TranscribeOptions): Promise<Transcript> {
  const { mixToMono, readWav } = await import('../../core/speech/wav.ts');
  const { resample } = await import('../../core/speech/resample.ts');
  const { splitAudio } = await import('../../core/speech/split-audio.ts');
  const wav = readWav(await readBytes(file), file);
  const audio = resample(mixToMono(wav), wav.sampleRate, SAMPLE_RATE);
  const parts: Transcript[] = [];
  for (const piece of splitAudio(audio, (whisper.windowMs / 1000) * SAMPLE_RATE)) {
    parts.push(await whisper.transcribe(piece, options));
  }
  return joinTranscripts(parts);
}

/** Texts one after another; probabilities are means weighted by length. */
function joinTranscripts(parts: readonly Transcript[]): Transcript {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first as Transcript;
  const sum = (value: (part: Transcript) => number) => parts.reduce((total, part) => total + value(part), 0);
  const audioMs = sum((part) => part.audioMs);
  const join = (value: (part: Transcript) => string) => parts.map(value).filter(Boolean).join(' ');
  return {
    ...first,
    text: join((part) => part.text),
    heard: join((part) => part.heard),
    audioMs,
    ms: sum((part) => part.ms),
    avgLogprob: sum((part) => part.avgLogprob * part.audioMs) / audioMs,
    noSpeechProb: sum((part) => part.noSpeechProb * part.audioMs) / audioMs,
  };
}

async function readBytes(file: string): Promise<Uint8Array> {
  const { readFile } = await import('node:fs/promises');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  try {
    return await readFile(file);
  } catch (cause) {
    throw new FoyerError(`${file} cannot be opened`, {
      fault: 'operator',
      code: 'file-unreadable',
      remedy: 'Check the name and that it may be read.',
      cause,
    });
  }
}
