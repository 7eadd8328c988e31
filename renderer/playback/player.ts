import type { SpeechAudio, ToKioskOf, ToScreenOf } from '../../core/contract/index.ts';

/** What the kiosk is told about one sentence, and exactly once each: started, then finished or stopped. */
export type PlaybackEvent = Pick<ToKioskOf<'playback'>, 'turn' | 'sentence' | 'event' | 'heardMs'>;

export interface PlaybackPosition {
  readonly turn: number;
  readonly sentence: number;
  /** Into the sentence, of what leaves the loudspeaker now. */
  readonly ms: number;
}

export interface PlayerOptions {
  readonly onEvent: (event: PlaybackEvent) => void;
}

export interface Player {
  /** Call on a guest's touch or key: browsers keep audio silent until then. */
  unlock(): void;
  /** Appends a sentence, without a gap after the one before. Sentences of cancelled turns are dropped. */
  play(meta: ToScreenOf<'speech.sentence'>, audio: SpeechAudio): void;
  /**
   * Stops and drops every turn up to and including this one. What was not heard is reported 'stopped'.
   * Ends a pause and ducking.
   */
  cancel(turn: number): void;
  duck(on: boolean): void;
  /** 1: as it comes; what is more is limited, so that it does not clip. */
  setGain(gain: number): void;
  /** Falls silent at once and keeps its place (true), or goes on from there at full volume (false). */
  pause(on: boolean): void;
  /** What is being heard now, for lip sync and captions; null between sentences and in silence. */
  position(): PlaybackPosition | null;
  /** A new conversation, whose turns count from the beginning again: stops all, forgets what was cancelled. */
  reset(): void;
  close(): void;
}

interface Queued {
  readonly turn: number;
  readonly sentence: number;
  readonly source: AudioBufferSourceNode;
  readonly volume: GainNode;
  /** Audio-clock seconds. */
  readonly startsAt: number;
  readonly durationS: number;
  started: boolean;
}

const DUCKED_VOLUME = 0.2;
const DUCK_RAMP_S = 0.08;
const FADE_S = 0.03;
/** Head start of a sentence that begins after silence, so that its first samples are not late. */
const LEAD_S = 0.005;
const POLL_MS = 16;
/** A page the browser keeps silent for longer than this gives up on speech that waits; captions are on screen. */
const GIVE_UP_LOCKED_MS = 1000;

/** Gapless playback on the audio clock. `heardMs` accounts for the output's own latency. */
export function createPlayer({ onEvent }: PlayerOptions): Player {
  const context = new AudioContext({ latencyHint: 'interactive' });
  const master = context.createGain();
  /** Closed while paused; apart from the master, which ducking moves. */
  const curtain = context.createGain();
  /** The guest's own. */
  const loudness = context.createGain();
  let limiter: DynamicsCompressorNode | null = null;
  master.connect(curtain).connect(loudness).connect(context.destination);
  let queue: Queued[] = [];
  let cancelledUpTo = -1;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lockedSinceMs: number | null = null;
  let paused = false;
  let suspending: ReturnType<typeof setTimeout> | null = null;

  const resume = () => {
    if (!paused) void context.resume().catch(() => undefined);
  };
  /** Position of the audio clock that leaves the loudspeaker now. */
  const heardClock = () => context.currentTime - (context.outputLatency || context.baseLatency || 0);
  const heardMs = (item: Queued) => 1000 * Math.min(item.durationS, Math.max(0, heardClock() - item.startsAt));
  const report = (item: Queued, event: PlaybackEvent['event'], ms: number) => {
    onEvent({ turn: item.turn, sentence: item.sentence, event, heardMs: Math.round(ms) });
  };

  const stop = (item: Queued) => {
    const now = context.currentTime;
    report(item, 'stopped', item.started ? heardMs(item) : 0);
    item.volume.gain.setValueAtTime(1, now);
    item.volume.gain.linearRampToValueAtTime(0, now + FADE_S);
    item.source.stop(now + FADE_S);
  };

  const stopAll = (which: (item: Queued) => boolean) => {
    const stopped = queue.filter(which);
    queue = queue.filter((item) => !which(item));
    for (const item of stopped) stop(item);
  };

  /** Reports what the audio clock has passed since the last look. */
  const advance = () => {
    const heard = heardClock();
    for (const item of queue) {
      if (!item.started && heard >= item.startsAt) {
        item.started = true;
        report(item, 'started', heardMs(item));
      }
      if (item.started && heard >= item.startsAt + item.durationS) report(item, 'finished', item.durationS * 1000);
    }
    queue = queue.filter((item) => !item.started || heard < item.startsAt + item.durationS);
  };

  const giveUpIfLocked = () => {
    if (paused || context.state === 'running') {
      lockedSinceMs = null;
      return;
    }
    lockedSinceMs ??= performance.now();
    if (performance.now() - lockedSinceMs >= GIVE_UP_LOCKED_MS) stopAll(() => true);
  };

  const duck = (on: boolean) => {
    const now = context.currentTime;
    master.gain.cancelScheduledValues(now);
    master.gain.setTargetAtTime(on ? DUCKED_VOLUME : 1, now, DUCK_RAMP_S / 3);
  };

  /** Stopping the audio clock itself keeps every sentence's place. */
  const pause = (on: boolean) => {
    if (on === paused) return;
    paused = on;
    if (suspending !== null) clearTimeout(suspending);
    suspending = null;
    if (!on) duck(false);
    curtain.gain.cancelScheduledValues(context.currentTime);
    curtain.gain.setTargetAtTime(on ? 0 : 1, context.currentTime, FADE_S / 3);
    if (on) suspending = setTimeout(() => void context.suspend().catch(() => undefined), FADE_S * 1000);
    else resume();
  };

  const watch = () => {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      advance();
      giveUpIfLocked();
      if (queue.length > 0) watch();
      else lockedSinceMs = null;
    }, POLL_MS);
  };

  return {
    unlock: resume,
    play(meta, audio) {
      if (meta.turn <= cancelledUpTo) return;
      if (context.state !== 'running') resume();
      const last = queue.at(-1);
      const endsAt = last === undefined ? 0 : last.startsAt + last.durationS;
      const startsAt = Math.max(context.currentTime + LEAD_S, endsAt);
      queue.push(schedule(context, master, audio, startsAt));
      watch();
    },
    cancel(turn) {
      cancelledUpTo = Math.max(cancelledUpTo, turn);
      advance();
      stopAll((item) => item.turn <= turn);
      duck(false);
      pause(false);
    },
    duck,
    setGain(gain) {
      loudness.gain.setTargetAtTime(gain, context.currentTime, FADE_S);
      loudness.disconnect();
      if (gain > 1) limiter ??= createLimiter(context);
      loudness.connect(gain > 1 && limiter !== null ? limiter : context.destination);
    },
    pause,
    position() {
      const heard = heardClock();
      const item = queue.find((one) => heard >= one.startsAt && heard < one.startsAt + one.durationS);
      return item === undefined ? null : { turn: item.turn, sentence: item.sentence, ms: heardMs(item) };
    },
    reset() {
      advance();
      stopAll(() => true);
      duck(false);
      pause(false);
      cancelledUpTo = -1;
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      if (suspending !== null) clearTimeout(suspending);
      advance();
      stopAll(() => true);
      void context.close().catch(() => undefined);
    },
  };
}

/** A peak above -3 dB is held there. */
function createLimiter(context: AudioContext): DynamicsCompressorNode {
  const limiter = new DynamicsCompressorNode(context, { threshold: -3, knee: 0, ratio: 20, attack: 0.002, release: 0.1 });
  limiter.connect(context.destination);
  return limiter;
}

function schedule(context: AudioContext, output: AudioNode, audio: SpeechAudio, startsAt: number): Queued {
  // A buffer may not be empty; a sentence of no sound still starts and finishes.
  const buffer = context.createBuffer(1, Math.max(1, audio.samples.length), audio.sampleRate);
  buffer.getChannelData(0).set(audio.samples);
  const source = context.createBufferSource();
  source.buffer = buffer;
  const volume = context.createGain();
  source.connect(volume).connect(output);
  source.onended = () => volume.disconnect();
  source.start(startsAt);
  return { turn: audio.turn, sentence: audio.sentence, source, volume, startsAt, durationS: buffer.duration, started: false };
}
