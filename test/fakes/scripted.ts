import type { Agent, AgentEvent, TurnInput } from '../../core/agent/agent.ts';
import type { Consent, Fact, GuestMemory, GuestStore, SpeechToText, SpokenSentence, TextToSpeech, Transcript } from '../../core/ports.ts';
import { createDeskSeal } from '../../native/sqlite/desk-seal.ts';
import { KIOSK_MIGRATIONS } from '../../native/sqlite/kiosk-database.ts';
import { openDatabase } from '../../native/sqlite/open-database.ts';
import { openDesk, type SqliteDesk } from '../../native/sqlite/open-desk.ts';
import { createArrayMemory } from './array-memory.ts';
import { createCountingIds } from './plain.ts';

/** An agent that answers from a function and records what it was asked. */
export function createScriptedAgent(script: (input: TurnInput, signal: AbortSignal) => AsyncIterable<AgentEvent> | Iterable<AgentEvent>) {
  const inputs: TurnInput[] = [];
  const agent: Agent = {
    async *run(input, signal) {
      inputs.push(input);
      yield* script(input, signal);
    },
  };
  return { agent, inputs };
}

export function answers(...sentences: string[]): AgentEvent[] {
  return [
    { type: 'step', step: { stage: 'perceive', title: 'heard', detail: {}, atMs: 0, tookMs: 0 } },
    ...sentences.map((text): AgentEvent => ({ type: 'sentence', text })),
    { type: 'done', outcome: 'answered', tools: [], planner: 'local' },
  ];
}

/** Recognises whatever `next` says; resolves at once. */
export function createScriptedHearing(texts: string[], languages: readonly string[] = ['en']) {
  const calls: number[] = [];
  const stt: SpeechToText = {
    engine: 'scripted',
    model: 'scripted',
    languages,
    async transcribe(audio): Promise<Transcript> {
      calls.push(audio.length);
      const text = texts.shift() ?? '';
      return {
        text,
        heard: text,
        audioMs: audio.length / 16,
        ms: 1,
        avgLogprob: -0.1,
        noSpeechProb: 0,
        engine: 'scripted',
        model: 'scripted',
      };
    },
    close: async () => {},
  };
  return { stt, calls };
}

/** Speaks English: 100 ms a word of silence, one viseme. */
export function createScriptedVoice() {
  const said: string[] = [];
  const tts: TextToSpeech = {
    voices: ['test'],
    speaks: (locale) => locale.startsWith('en'),
    async speak(text): Promise<SpokenSentence> {
      said.push(text);
      const words = text.split(' ').map((word, i) => ({ text: word, startMs: i * 100, endMs: (i + 1) * 100 }));
      const durationMs = words.length * 100;
      return {
        audio: new Float32Array(durationMs * 16),
        sampleRate: 16_000,
        durationMs,
        phonemes: [],
        visemes: [{ viseme: 'aa', startMs: 0, endMs: durationMs }],
        words,
      };
    },
    close: async () => {},
  };
  return { tts, said };
}

/** Guests in memory, for tests of what uses the store; the real one has tests of its own. */
export function createMemoryGuests(): GuestStore {
  const consents = new Map<string, Consent>();
  const facts = new Map<string, Fact[]>();
  const open = (guestId: string): GuestMemory => {
    const known = facts.get(guestId) ?? [];
    facts.set(guestId, known);
    return createArrayMemory(known);
  };
  return {
    consent: (guestId) => consents.get(guestId) ?? 'unknown',
    setConsent: (guestId, consent) => void consents.set(guestId, consent),
    open,
    erase(guestId) {
      consents.delete(guestId);
      facts.delete(guestId);
    },
    close: () => {},
  };
}

/** What guests leave with staff, in a real database that goes with the test. */
export function createTestDesk(): SqliteDesk {
  return openDesk(openDatabase(':memory:', KIOSK_MIGRATIONS), { ids: createCountingIds('request'), seal: createDeskSeal() });
}
