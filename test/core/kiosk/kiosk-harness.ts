import type { AgentEvent, TurnInput } from '../../../core/agent/agent.ts';
import type { CopyWatch } from '../../../core/badge/copy-watch.ts';
import {
  type Connection,
  configSchema,
  decodeSpeechAudio,
  decodeToScreen,
  encodeMicFrame,
  type KioskConfigInput,
  MIC_FRAME_SAMPLES,
  PROTOCOL_VERSION,
  type SpeechAudio,
  type ToKiosk,
  type ToScreen,
  type ToScreenOf,
  type ToScreenType,
} from '../../../core/contract/index.ts';
import type { KioskParts } from '../../../core/kiosk/kiosk-deps.ts';
import type { OperatorTools } from '../../../core/kiosk/operator-desk.ts';
import { createKiosk } from '../../../core/kiosk.ts';
import type { BadgeVerifier, CloudSync, GuestPins, GuestStore, SpeechToText, TextToSpeech } from '../../../core/ports.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createCountingIds, createRecordingLog } from '../../fakes/plain.ts';
import {
  answers,
  createMemoryGuests,
  createScriptedAgent,
  createScriptedHearing,
  createScriptedVoice,
  createTestDesk,
} from '../../fakes/scripted.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

export type Without<T> = T extends unknown ? Omit<T, 'seq'> : never;

/** A screen of the kiosk as a test sees it. */
export interface TestScreen {
  readonly connection: Connection;
  readonly received: ToScreen[];
  readonly audio: SpeechAudio[];
  send(message: Without<Exclude<ToKiosk, { type: 'hello' }>>): void;
  /** Microphone frames of this speech probability. */
  speak(frames: number, probability: number): Promise<void>;
  all<T extends ToScreenType>(type: T): ToScreenOf<T>[];
  last<T extends ToScreenType>(type: T): ToScreenOf<T> | undefined;
}

export interface KioskHarnessOptions {
  readonly config?: KioskConfigInput;
  readonly script?: (input: TurnInput, signal: AbortSignal) => AsyncIterable<AgentEvent> | Iterable<AgentEvent>;
  readonly hears?: string[];
  readonly guests?: GuestStore;
  /** In place of one that takes "OK:guest". */
  readonly badges?: BadgeVerifier;
  readonly copies?: CopyWatch;
  readonly sync?: CloudSync;
  /** Left out: guests have no PIN. */
  readonly pins?: GuestPins;
  readonly deaf?: boolean;
  /** It is too late to choose a staff PIN at a screen. */
  readonly pinLate?: boolean;
  /** In place of the scripted recogniser, for one that takes its time. */
  readonly stt?: SpeechToText;
  /** Likewise for the voice. */
  readonly tts?: TextToSpeech;
  readonly venue?: KioskParts['venue'];
  readonly saveNearField?: (minRms: number) => void;
  /** Left out: there is no operator's menu. */
  readonly operator?: OperatorTools;
}

/** A real kiosk on a test clock; engines and agent are scripted, everything between is real. */
export function createKioskHarness(options: KioskHarnessOptions = {}) {
  const clock = createTestClock();
  const log = createRecordingLog();
  const { agent, inputs } = createScriptedAgent(options.script ?? ((input) => answers(`You asked: ${input.text}.`)));
  const { stt, calls } = createScriptedHearing(options.hears ?? []);
  const { tts, said } = createScriptedVoice();
  const desk = createTestDesk();
  const { requests } = desk;
  const guests = options.guests ?? createMemoryGuests();
  const badges: BadgeVerifier = options.badges ?? {
    verify: (payload) =>
      payload.startsWith('OK:')
        ? { ok: true, guestId: payload.slice(3), tenant: 'demo', expiresAt: '2030-01-01' }
        : { ok: false, reason: 'bad-signature' },
  };
  let pin: string | null = null;
  const ready = { state: 'ready' as const };
  const parts: KioskParts = {
    venue: options.venue ?? (() => null),
    hearing: () => (options.deaf ? null : (options.stt ?? stt)),
    speaking: () => options.tts ?? tts,
    capabilities: () => ({
      venue: { state: 'unavailable', reason: 'no venue in this test' },
      hearing: ready,
      speaking: ready,
      memory: ready,
      sync: { state: 'off' },
      planner: 'local',
    }),
    onChange: () => () => {},
  };
  const kiosk = createKiosk({
    config: configSchema.parse(options.config ?? {}),
    clock,
    ids: createCountingIds('session'),
    log,
    parts,
    createAgent: () => agent,
    requests,
    guestDesk: desk,
    badges,
    ...(options.copies === undefined ? {} : { copies: options.copies }),
    guests,
    pins: options.pins ?? null,
    sync: options.sync ?? null,
    ...(options.saveNearField === undefined ? {} : { saveNearField: options.saveNearField }),
    ...(options.operator === undefined ? {} : { operator: options.operator }),
    staffPin: {
      isSet: () => pin !== null,
      mayChoose: () => pin === null && options.pinLate !== true,
      set: (next) => {
        pin = next;
      },
      verify: (given) => (given === pin ? { ok: true } : { ok: false, retryAfterMs: 1000 }),
    },
  });

  const open = (role: 'guest' | 'staff' = 'guest', hello = true): TestScreen => {
    const [ours, theirs] = createMemoryPair();
    kiosk.connect(theirs);
    const received: ToScreen[] = [];
    const audio: SpeechAudio[] = [];
    ours.onPayload((payload) => {
      if (typeof payload === 'string') {
        const decoded = decodeToScreen(payload);
        if (!decoded.ok) throw new Error(`the kiosk sent what its own schema refuses: ${decoded.reason} in ${payload.slice(0, 200)}`);
        received.push(decoded.message);
      } else {
        const speech = decodeSpeechAudio(payload);
        if (speech === null) throw new Error('the kiosk sent malformed audio');
        audio.push(speech);
      }
    });
    let seq = 0;
    let frame = 0;
    if (hello) ours.send(JSON.stringify({ type: 'hello', seq: ++seq, protocol: PROTOCOL_VERSION, role }));
    return {
      connection: ours,
      received,
      audio,
      send: (message) => ours.send(JSON.stringify({ ...message, seq: ++seq })),
      async speak(frames, speechProbability) {
        for (let i = 0; i < frames; i++) {
          clock.advance(32);
          const samples = new Float32Array(MIC_FRAME_SAMPLES).fill(speechProbability > 0.5 ? 0.2 : 0.001);
          ours.send(encodeMicFrame({ frame: frame++, speechProbability, capturedAtMs: clock.nowMs(), samples }));
          // Delivered and handled before time goes on.
          await Promise.resolve();
          await Promise.resolve();
        }
      },
      all: (type) => received.filter((m): m is ToScreenOf<typeof type> => m.type === type),
      last: (type) => received.filter((m): m is ToScreenOf<typeof type> => m.type === type).at(-1),
    };
  };

  return { kiosk, clock, log, inputs, transcriptions: calls, said, requests, desk, guests, open };
}

/** Lets everything that is already promised happen. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}
