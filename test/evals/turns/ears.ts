import { createRequire } from 'node:module';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Transcript } from '../../../core/ports.ts';
import { createLog } from '../../../host/log.ts';
import { createWhisper } from '../../../native/whisper/create-whisper.ts';
import { resolveModelDir } from '../../../native/whisper/find-model.ts';
import { createSilero, type OnnxRuntime, type VoiceActivityModel } from '../../../renderer/mic/silero.ts';

/** The page's voice activity detector and the bundled recogniser: the real ones, on this machine's processor. */
export interface Ears {
  readonly vad: VoiceActivityModel;
  transcribe(audio: Float32Array): Promise<Transcript>;
  readonly maxUtteranceMs: number;
  close(): Promise<void>;
}

export async function openVad(): Promise<VoiceActivityModel> {
  const model = createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx');
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  return createSilero<Tensor>({ Tensor: Tensor as unknown as OnnxRuntime<Tensor>['Tensor'] }, session);
}

export async function openEars(): Promise<Ears> {
  const log = createLog({ level: 'error' });
  const stt = await createWhisper({ modelDir: resolveModelDir('foyer-whisper-tiny', ''), threads: 2, log });
  return {
    vad: await openVad(),
    transcribe: (audio) => stt.transcribe(audio, { locale: 'en' }),
    maxUtteranceMs: stt.windowMs - 1200,
    close: () => stt.close(),
  };
}
