import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { TurnMetrics } from '../../core/contract/index.ts';
import { createLog } from '../../host/log.ts';
import { createFlite } from '../../native/flite/create-flite.ts';
import { type GuestPage, noChromium, openGuestPage } from '../e2e/support/guest-page.ts';
import { type RunningProcess, removeDir, startKiosk } from '../e2e/support/kiosk-process.ts';
import { type Stretch, writeMicrophoneTrack } from '../e2e/support/microphone-track.ts';
import { oneOf, readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, timeTable } from './support/report.ts';
import { readTurnMetrics } from './support/turn-metrics.ts';

/** The page has to load its detector before it hears. */
const LEAD_MS = 5000;
/** After the last question: its answer. */
const TAIL_MS = 15_000;
const MIC_RATE = 16_000;

const questionSet = z.object({ voice: z.string(), questions: z.array(z.string().min(1)).min(1) });

/** Spoken questions through a kiosk process and a page in a real Chromium, from the fake microphone to the loudspeaker. */
export async function run(args: readonly string[]): Promise<void> {
  if (noChromium !== null) throw new Error(noChromium);
  const options = readOptions(args, ['motion', 'questions', 'gap']);
  const motion = oneOf(options.motion, ['reduce', 'full', 'both'] as const, 'both');
  const set = questionSet.parse(JSON.parse(readFileSync(new URL('../fixtures/speech/questions.json', import.meta.url), 'utf8')));
  const questions = set.questions.slice(0, wholeNumber(options.questions, 20, [1, set.questions.length]));
  const gapMs = wholeNumber(options.gap, 18_000, [1000, 60_000]);
  const scratch = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
  try {
    const audioFile = join(scratch, 'questions.wav');
    const { durationMs } = writeMicrophoneTrack(audioFile, await speak(questions, set.voice, gapMs));
    for (const mode of motion === 'both' ? (['full', 'reduce'] as const) : [motion]) {
      progress(`${questions.length} questions, motion ${mode}: about ${Math.ceil(durationMs / 60_000)} minutes`);
      await ask(questions, { audioFile, durationMs, reducedMotion: mode === 'reduce' });
    }
  } finally {
    removeDir(scratch);
  }
}

async function speak(questions: readonly string[], voice: string, gapMs: number): Promise<Stretch[]> {
  const flite = await createFlite({ voice, rate: 1, log: createLog({ level: 'warn' }) });
  const stretches: Stretch[] = [{ silenceMs: LEAD_MS }];
  for (const question of questions) {
    const { audio, sampleRate } = await flite.speak(question, { locale: 'en' });
    if (sampleRate !== MIC_RATE) throw new Error(`voice ${voice} speaks at ${sampleRate} Hz; the track is ${MIC_RATE}`);
    stretches.push({ samples: audio }, { silenceMs: gapMs });
  }
  await flite.close();
  return [...stretches, { silenceMs: TAIL_MS }];
}

interface Track {
  readonly audioFile: string;
  readonly durationMs: number;
  readonly reducedMotion: boolean;
}

async function ask(questions: readonly string[], { audioFile, durationMs, reducedMotion }: Track): Promise<void> {
  let guest: GuestPage | null = null;
  const kiosk = await startKiosk({ now: '2026-11-22T10:10' });
  try {
    await kiosk.hearing();
    guest = await openGuestPage(kiosk.url, { audioFile, reducedMotion });
    await kiosk.waitFor(/"state":"on".*"microphone"/);
    await listenOn(guest, durationMs);
    print(report(questions, kiosk, guest, reducedMotion));
  } finally {
    await guest?.close();
    await kiosk.stop();
    removeDir(kiosk.dataDir);
  }
}

/** The track plays by itself; meanwhile tells what was heard. */
async function listenOn(guest: GuestPage, durationMs: number): Promise<void> {
  const endAtMs = performance.now() + durationMs;
  let told = 0;
  while (performance.now() < endAtMs) {
    await pause(1000);
    const heard = spoken(guest);
    for (const { question } of heard.slice(told)) progress(`  heard: ${question}`);
    told = heard.length;
  }
}

function spoken(guest: GuestPage) {
  return guest.kioskMessages().flatMap((message) => (message.type === 'turn.started' && message.source === 'voice' ? [message] : []));
}

function report(questions: readonly string[], kiosk: RunningProcess, guest: GuestPage, reducedMotion: boolean): string {
  const messages = guest.kioskMessages();
  const heard = spoken(guest);
  const done = new Map(messages.flatMap((m) => (m.type === 'turn.done' ? [[m.turn, m.outcome] as const] : [])));
  const count = (outcomes: readonly string[]) => heard.filter(({ turn }) => outcomes.includes(done.get(turn) ?? '')).length;
  const exact = questions.filter((question) => heard.some((turn) => plain(turn.heard ?? turn.question) === plain(question))).length;
  const cut = messages.filter((m) => m.type === 'speech.cancel').length;
  const turns = readTurnMetrics(kiosk.output()).filter((turn) => turn.endOfTurnDelayMs !== null);
  return [
    `\nVoice, motion ${reducedMotion ? 'reduced' : 'full'}, 1920 x 1080: ${questions.length} asked, ${heard.length} heard (${exact} word for word), ` +
      `${count(['answered', 'asked'])} answered, ${count(['nothing-found'])} with nothing found, ` +
      `${Math.max(0, questions.length - heard.length)} lost, ${cut} answers cut off`,
    timeTable(rows(turns)),
    'From the last speech frame as it reached the kiosk; capture and detection in the page come before that.',
    machineLine(guest.page.context().browser()?.version()),
  ].join('\n');
}

function rows(turns: readonly TurnMetrics[]): (readonly [string, number[]])[] {
  const of = (pick: (turn: TurnMetrics) => number | null) => turns.map(pick).filter((ms) => ms !== null);
  return [
    ['end-of-turn wait', of((turn) => turn.endOfTurnDelayMs)],
    ['speech to text, after that', of((turn) => turn.transcriptionDelayMs)],
    ['agent, to its first sentence', of((turn) => turn.timeToFirstSentenceMs)],
    ['text to speech', of((turn) => turn.timeToFirstByteMs)],
    ['to the page and played', of(playbackMs)],
    ['voice to voice', of((turn) => turn.voiceToVoiceMs)],
  ];
}

/** What is left of the whole; null when a part is missing. */
function playbackMs(turn: TurnMetrics): number | null {
  const parts = [turn.endOfTurnDelayMs, turn.transcriptionDelayMs, turn.timeToFirstSentenceMs, turn.timeToFirstByteMs];
  if (turn.voiceToVoiceMs === null || parts.includes(null)) return null;
  return turn.voiceToVoiceMs - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9' ]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
