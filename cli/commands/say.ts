import type { Command } from 'commander';

interface SayOptions {
  readonly output?: string;
  readonly voice?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** Between sentences. */
const PAUSE_MS = 150;

export function registerSay(program: Command): void {
  program
    .command('say')
    .description('says a text as the kiosk would, into a WAV file')
    .argument('<text>', 'English text; numbers, times, prices and codes are read naturally')
    .option('-o, --output <file>', 'WAV file to write (mono, 16 bit)')
    .option('--voice <name>', 'voice: slt, awb, rms, kal16 or kal (default: speaking.voice of the configuration)')
    .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
    .option('--json', 'timings: durationMs, phonemes [{phone, startMs, endMs}], visemes, words [{text, startMs, endMs}]')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- say "The keynote is at 14:30 in room B2.04." -o keynote.wav')
    .action(run);
}

async function run(text: string, options: SayOptions): Promise<void> {
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { loadConfigStrictly } = await import('../../host/config.ts');
  const { createLog } = await import('../../host/log.ts');
  const { createFlite } = await import('../../native/flite/create-flite.ts');
  const { createSentenceSplitter } = await import('../../core/speech/sentences.ts');
  const { joinSentences } = await import('../../core/speech/join-sentences.ts');
  const { printNote, printResult } = await import('../output.ts');
  const config = loadConfigStrictly({ dataDir: dataDirectory(options.data) });
  const flite = await createFlite({
    voice: options.voice ?? config.speaking.voice,
    rate: config.speaking.rate,
    log: createLog({ level: 'warn' }),
  });
  try {
    const splitter = createSentenceSplitter();
    const started = performance.now();
    const spoken = [];
    for (const sentence of [...splitter.push(text), ...splitter.end()]) spoken.push(await flite.speak(sentence, { locale: 'en' }));
    const ms = Math.round(performance.now() - started);
    const { audio, sampleRate, durationMs, phonemes, visemes, words } = joinSentences(spoken, PAUSE_MS);
    if (options.output !== undefined) {
      await writeBytes(options.output, audio, sampleRate);
      printNote(`Wrote ${options.output}: ${(durationMs / 1000).toFixed(2)} s.`);
    } else if (!options.json) {
      printNote(`Said in ${(durationMs / 1000).toFixed(2)} s, and nobody heard it: -o FILE.wav writes it, --json prints its timings.`);
    }
    if (options.json) printResult(JSON.stringify({ durationMs, sampleRate, ms, phonemes, visemes, words }));
  } finally {
    await flite.close();
  }
}

async function writeBytes(file: string, audio: Float32Array, sampleRate: number): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const { writeWav } = await import('../../core/speech/wav.ts');
  try {
    await writeFile(file, writeWav(audio, sampleRate));
  } catch (cause) {
    throw new FoyerError(`${file} cannot be written`, {
      fault: 'operator',
      code: 'file-unwritable',
      remedy: 'Check the folder and that it may be written.',
      cause,
    });
  }
}
