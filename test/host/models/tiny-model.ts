import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMALL } from '../../native/whisper/random-model/configuration.ts';
import { writeRandomWhisper } from '../../native/whisper/random-model/random-whisper.ts';

/** Files of a random model under the names of the official exports, window of 6 s. */
export function tinyModelFiles(): Map<string, Buffer> {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-tiny-model-'));
  writeRandomWhisper(dir, { ...SMALL, windowFrames: 600 });
  for (const stem of ['encoder_model', 'decoder_model_merged']) {
    renameSync(join(dir, 'onnx', `${stem}.onnx`), join(dir, 'onnx', `${stem}_quantized.onnx`));
  }
  for (const stem of ['decoder_model', 'decoder_with_past_model']) rmSync(join(dir, 'onnx', `${stem}.onnx`));
  const files = readFolder(dir);
  rmSync(dir, { recursive: true });
  return files;
}

/** Contents by path, with forward slashes. */
export function readFolder(dir: string, under = ''): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(join(dir, under)).sort()) {
    const path = under === '' ? name : `${under}/${name}`;
    if (statSync(join(dir, path)).isDirectory()) for (const [inner, content] of readFolder(dir, path)) files.set(inner, content);
    else files.set(path, readFileSync(join(dir, path)));
  }
  return files;
}
