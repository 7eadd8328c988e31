import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SpeechToText } from '../../core/ports.ts';
import { likelyNames } from '../../core/venue/spoken-names/likely-names.ts';
import { createNameRepair } from '../../core/venue/spoken-names/name-repair.ts';
import { readManifest } from '../../host/models/manifest.ts';
import { listModels } from '../../host/models/model-store.ts';
import { engineOf, openHearing } from '../../host/models/open-hearing.ts';
import { readDemo } from '../assets/demo-venue.ts';
import { machineLine, table } from '../bench/support/report.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { babble, mixAt, whiteNoise } from './stt/noise.ts';
import { SENTENCES, type Sentence } from './stt/sentences.ts';
import { openReaders, type Reader, readMono } from './stt/voices.ts';
import { addErrors, countErrors, type ErrorCounts, NO_ERRORS } from './stt/word-errors.ts';

interface Recording extends Sentence {
  readonly voice: string;
  readonly audio: Float32Array;
}

const LEVELS_DB = [20, 10, 5] as const;
/** In noise every voice reads a part of the sentences. */
const EVERY = 4;

/**
 * `npm run eval -- stt [--data DIR] [--model NAME] [--recordings DIR] [--full]`: word errors of each installed model by voice and by
 * noise. DIR of recordings holds NAME.wav with what is said in NAME.txt. `--full` puts every sentence into every noise.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: '.foyer' },
      model: { type: 'string' },
      recordings: { type: 'string' },
      full: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const dataDir = values.data;
  const recordings = await record(values.recordings);
  console.log(machineLine());
  for (const name of values.model === undefined ? await installed(dataDir) : [values.model]) {
    const hearing = { engine: engineOf(name, dataDir), model: name, threads: 2 };
    const stt = await openHearing({ dataDir, hearing, locale: 'en', log: createRecordingLog() });
    try {
      await evaluate(stt, recordings, { every: values.full ? 1 : EVERY, list: values.list });
    } finally {
      await stt.close();
    }
  }
}

async function installed(dataDir: string): Promise<string[]> {
  const models = await listModels({ dataDir, manifest: readManifest(), inUse: '' });
  return models.filter(({ state }) => state !== 'available').map(({ name }) => name);
}

interface Voice {
  readonly name: string;
  readonly relation: Reader['relation'];
  readonly recordings: readonly Recording[];
}

async function record(folder: string | undefined): Promise<Voice[]> {
  const { readers, missing } = await openReaders();
  const voices: Voice[] = [];
  try {
    for (const reader of readers) {
      const recordings: Recording[] = [];
      for (const sentence of SENTENCES) recordings.push({ ...sentence, voice: reader.name, audio: await reader.read(sentence.text) });
      voices.push({ name: reader.name, relation: reader.relation, recordings });
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
  if (missing.length > 0) console.log(`not installed here: ${missing.join(', ')}`);
  if (folder !== undefined) voices.push({ name: basename(folder), relation: 'a person', recordings: readFolder(folder) });
  return voices;
}

function readFolder(folder: string): Recording[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.wav') && existsSync(join(folder, file.replace(/wav$/, 'txt'))))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file.replace(/wav$/, 'txt')), 'utf8').trim();
      return { text, voice: basename(folder), audio: readMono(join(folder, file)) };
    });
}

async function evaluate(stt: SpeechToText, voices: readonly Voice[], options: { every: number; list: boolean }): Promise<void> {
  const { venue } = readDemo();
  const { repair } = createNameRepair(venue);
  const names = likelyNames(venue);
  const transcribe = async (recording: Recording, audio = recording.audio): Promise<ErrorCounts> => {
    const { heard } = await stt.transcribe(audio, { locale: 'en', names });
    const { text, changes } = repair(heard);
    const counts = countErrors(recording.text, heard, recording.names, text);
    if (options.list && (counts.wordErrors > 0 || changes.length > 0)) {
      console.log(`${recording.voice}: ${recording.text} | ${heard}${changes.length === 0 ? '' : ` | ${text}`}`);
    }
    return counts;
  };
  const rows: string[][] = [];
  let clean = NO_ERRORS;
  for (const voice of voices) {
    let counts = NO_ERRORS;
    for (const recording of voice.recordings) counts = addErrors(counts, await transcribe(recording));
    rows.push([`${voice.name} (${voice.relation})`, ...figures(counts)]);
    if (voice.relation !== 'a person') clean = addErrors(clean, counts);
  }
  rows.push(['all synthetic voices', ...figures(clean)]);
  const read = voices
    .filter(({ relation }) => relation !== 'a person')
    .flatMap(({ recordings }, v) => recordings.filter((_, i) => (i + v) % options.every === 0));
  const others = read.map(({ audio }) => audio);
  for (const kind of ['white', 'babble'] as const) {
    for (const db of LEVELS_DB) {
      let counts = NO_ERRORS;
      for (const [i, recording] of read.entries()) {
        const { length } = recording.audio;
        const noise = kind === 'white' ? whiteNoise(length, i) : babble(others, length, i);
        counts = addErrors(counts, await transcribe(recording, mixAt(recording.audio, noise, db)));
      }
      rows.push([`${kind} noise at ${db} dB`, ...figures(counts)]);
    }
  }
  console.log(`\n${stt.model} (${stt.engine}; ${stt.languages.join(', ')})\n`);
  console.log(table([['', 'recordings', 'WER', 'CER', 'empty', 'names heard', 'repaired'], ...rows]));
}

function figures(counts: ErrorCounts): string[] {
  const share = (part: number, of: number) => (of === 0 ? '-' : (part / of).toFixed(2));
  return [
    String(counts.recordings),
    share(counts.wordErrors, counts.words),
    share(counts.characterErrors, counts.characters),
    share(counts.empty, counts.recordings),
    share(counts.namesHeard, counts.names),
    share(counts.namesRepaired, counts.names),
  ];
}
