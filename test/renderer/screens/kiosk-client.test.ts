import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Connection,
  decodeMicFrame,
  encode,
  encodeSpeechAudio,
  MIC_FRAME_SAMPLES,
  type Payload,
  type SpeechAudio,
  type ToScreen,
  type ToScreenOf,
} from '../../../core/contract/index.ts';
import { createKioskClient, type KioskClient } from '../../../renderer/kiosk-client.ts';

interface FakeLink extends Connection {
  readonly sent: Payload[];
  receive(payload: Payload): void;
  drop(reason: string): void;
  buffered: number;
}

function fakeLink(): FakeLink {
  let onPayload: (payload: Payload) => void = () => {};
  let onClose: (reason: string) => void = () => {};
  const sent: Payload[] = [];
  return {
    sent,
    buffered: 0,
    get bufferedBytes() {
      return this.buffered;
    },
    send: (payload) => void sent.push(payload),
    onPayload: (listener) => {
      onPayload = listener;
      return () => {};
    },
    onClose: (listener) => {
      onClose = listener;
      return () => {};
    },
    close: (reason) => onClose(reason),
    receive: (payload) => onPayload(payload),
    drop: (reason) => onClose(reason),
  };
}

const WELCOME: ToScreen = {
  type: 'welcome',
  protocol: 1,
  kioskName: 'k',
  companionName: 'f',
  locales: ['en'],
  locale: 'en',
  capabilities: {
    venue: { state: 'ready' },
    hearing: { state: 'ready' },
    speaking: { state: 'ready' },
    memory: { state: 'ready' },
    sync: { state: 'off' },
    planner: 'local',
  },
  venue: null,
  session: null,
  openers: {},
  staff: { pinSet: false },
  now: '2026-05-12T14:05',
  idle: { warnAfterMs: 1, resetAfterMs: 1 },
};

const SPEECH: ToScreenOf<'speech.sentence'> = {
  type: 'speech.sentence',
  turn: 2,
  sentence: 1,
  sampleRate: 16_000,
  durationMs: 1,
  words: [],
  visemes: [],
};
const AUDIO: SpeechAudio = { turn: 2, sentence: 1, sampleRate: 16_000, samples: new Float32Array([0.5]) };

let links: FakeLink[];
let timers: { delayMs: number; run: () => void }[];
let states: string[];
let spoken: SpeechAudio[];
let problems: string[];
let refuses: boolean;
let client: KioskClient;

/** Lets promises that are already settled go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const latest = () => links.at(-1) as FakeLink;
const fire = async () => {
  timers.at(-1)?.run();
  await settled();
};

beforeEach(async () => {
  [links, timers, states, spoken, problems, refuses] = [[], [], [], [], [], false];
  client = createKioskClient({
    role: 'guest',
    open: async () => {
      if (refuses) throw new Error('refused');
      const link = fakeLink();
      links.push(link);
      return link;
    },
    after: (delayMs, run) => {
      const timer = { delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    random: () => 0,
    onMessage: () => {},
    onSpeech: (_meta, audio) => spoken.push(audio),
    onLink: (link) => states.push(link),
    onProblem: (what) => problems.push(what),
  });
  await settled();
});

describe('sending', () => {
  it('says hello first and numbers everything', () => {
    client.send({ type: 'speech.stop' });
    client.send({ type: 'help.request' });
    expect(latest().sent.map((payload) => JSON.parse(String(payload)))).toMatchObject([
      { type: 'hello', seq: 1, role: 'guest' },
      { type: 'speech.stop', seq: 2 },
      { type: 'help.request', seq: 3 },
    ]);
  });

  it('drops microphone frames while the link is behind', () => {
    const frame = { frame: 7, speechProbability: 0.5, capturedAtMs: 1, samples: new Float32Array(MIC_FRAME_SAMPLES) };
    expect(client.sendMic(frame)).toBe(true);
    expect(decodeMicFrame(latest().sent.at(-1) as Uint8Array)?.frame).toBe(7);
    latest().buffered = 1_000_000;
    expect(client.sendMic(frame)).toBe(false);
  });
});

describe('speech', () => {
  it('pairs the announcement with the audio that follows it', () => {
    latest().receive(encode(SPEECH));
    latest().receive(encodeSpeechAudio(AUDIO));
    expect(spoken).toHaveLength(1);
    expect(spoken[0]?.samples[0]).toBe(0.5);
  });

  it('drops audio that was not announced, or of another sentence', () => {
    latest().receive(encodeSpeechAudio(AUDIO));
    latest().receive(encode({ ...SPEECH, sentence: 4 }));
    latest().receive(encodeSpeechAudio(AUDIO));
    latest().receive(new Uint8Array(3));
    expect(spoken).toEqual([]);
    expect(problems).toHaveLength(3);
  });
});

describe('the link', () => {
  it('is online from the welcome on, not before', () => {
    expect(states).toEqual(['connecting']);
    latest().receive(encode(WELCOME));
    expect(states).toEqual(['connecting', 'online']);
  });

  it('is opened again after a loss, numbering from one', async () => {
    latest().receive(encode(WELCOME));
    latest().drop('gone');
    expect(states.at(-1)).toBe('lost');
    expect(client.send({ type: 'speech.stop' })).toBe(false);
    await fire();
    expect(links).toHaveLength(2);
    expect(JSON.parse(String(latest().sent[0]))).toMatchObject({ type: 'hello', seq: 1 });
  });

  it('waits longer each time, up to a limit, and begins anew after a welcome', async () => {
    refuses = true;
    latest().drop('gone');
    const waits: (number | undefined)[] = [];
    for (let i = 0; i < 9; i++) {
      waits.push(timers.at(-1)?.delayMs);
      await fire();
    }
    expect(waits.slice(0, 4)).toEqual([300, 600, 1200, 2400]);
    expect(waits.at(-1)).toBe(10_000);
    refuses = false;
    await fire();
    latest().receive(encode(WELCOME));
    latest().drop('gone again');
    expect(timers.at(-1)?.delayMs).toBe(300);
  });

  it('gives up a link that never welcomes it', async () => {
    await fire();
    expect(states.at(-1)).toBe('lost');
  });

  it('stays away when a newer screen took over, until asked', async () => {
    latest().receive(encode(WELCOME));
    latest().drop('replaced by another screen');
    expect(states.at(-1)).toBe('replaced');
    expect(timers).toEqual([]);
    client.reconnect();
    await settled();
    expect(links).toHaveLength(2);
  });

  it('survives messages it cannot read', () => {
    for (const payload of ['{', '{"type":"nonsense"}', '[]']) latest().receive(payload);
    expect(problems).toHaveLength(3);
    latest().receive(encode(WELCOME));
    expect(states.at(-1)).toBe('online');
  });
});
