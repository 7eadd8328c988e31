import type { Locale } from '../contract/index.ts';
import type { Log, SpokenSentence, TextToSpeech } from '../ports.ts';

/** The voice of the kiosk, one sentence at a time, and one sentence ahead. */
export interface Synthesis {
  /** The spoken sentence; null where no voice of the kiosk's own can say it, or it was aborted. Never rejects. */
  speak(text: string, locale: Locale, signal: AbortSignal): Promise<SpokenSentence | null>;
  /** Begins a sentence that will probably be said next; the one prepared before is dropped unless it is the same. */
  prepare(text: string, locale: Locale): void;
  /** It will not be said after all. */
  drop(): void;
  /** Pace from now on; 1 is the voice's own. */
  setRate(rate: number): void;
}

export function createSynthesis(deps: { readonly tts: () => TextToSpeech | null; readonly voice: string; readonly log: Log }): Synthesis {
  let prepared: {
    readonly text: string;
    readonly locale: Locale;
    readonly spoken: Promise<SpokenSentence | null>;
    readonly abort: AbortController;
  } | null = null;

  let rate = 1;

  const synthesise = async (text: string, locale: Locale, signal: AbortSignal): Promise<SpokenSentence | null> => {
    const tts = deps.tts();
    if (!tts?.speaks(locale)) return null;
    try {
      return await tts.speak(text, { locale, voice: deps.voice, signal, ...(rate === 1 ? {} : { rate }) });
    } catch (error) {
      if (!signal.aborted) deps.log.error('speech synthesis failed', { error });
      return null;
    }
  };

  const drop = () => {
    prepared?.abort.abort();
    prepared = null;
  };

  return {
    async speak(text, locale, signal) {
      const ahead = prepared?.text === text && prepared.locale === locale ? prepared : null;
      if (ahead === null) return synthesise(text, locale, signal);
      prepared = null;
      signal.addEventListener('abort', () => ahead.abort.abort(), { once: true });
      return ahead.spoken;
    },
    prepare(text, locale) {
      if (prepared?.text === text && prepared.locale === locale) return;
      drop();
      const abort = new AbortController();
      prepared = { text, locale, abort, spoken: synthesise(text, locale, abort.signal) };
    },
    drop,
    setRate(next) {
      if (next === rate) return;
      rate = next;
      drop();
    },
  };
}
