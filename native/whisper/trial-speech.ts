import { resample } from '../../core/speech/resample.ts';
import { createFliteProgram } from '../flite/flite-program.ts';
import { createSynthesiser } from '../flite/synthesiser.ts';
import { compileFlite, packagedWasm } from '../flite/wasm.ts';

/** What a venue is asked, so that a trial takes as many tokens as a guest's question does. */
const SENTENCES = [
  'Where is the nearest toilet?',
  'What time does the next talk begin, and in which room is it?',
  'I would like to book a table for four people tonight.',
  'Is there a lift to the second floor?',
];

/**
 * Speech to try a model with, mono at 16 kHz, read by the project's own voice.
 * @throws FoyerError where that cannot be loaded
 */
export async function speakTrial(): Promise<Float32Array[]> {
  const synthesiser = createSynthesiser(createFliteProgram(await compileFlite(packagedWasm())));
  return SENTENCES.map((text) => {
    const { audio, sampleRate } = synthesiser.say({ text, voice: 'slt', rate: 1 });
    return resample(audio, sampleRate, 16_000);
  });
}
