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
import { CONVERSATIONS, questionsIn, type Said } from './support/conversations.ts';
import { oneOf, readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, timeTable } from './support/report.ts';
import { readTurnMetrics } from './support/turn-metrics.ts';

/** The page has to load its detector before it hears. */
const LEAD_MS = 5000;
/** After the last question: its answer. */
const TAIL_MS = 15_000;
/** After a noise: time for a turn that must not come. */
const NOISE_MS = 3000;
const MIC_RATE = 16_000;

const questionSet = z.object({ voice: z.string(), questions: z.array(z.string().min(1)).min(1) });

/** What one page hears, from its opening to its end. */
interface Script {
  readonly name: string;
  readonly voice: string;
  readonly said: readonly Said[];
}

/** Spoken questions through a kiosk process and a page in a real Chromium, from the fake microphone to the loudspeaker. */
export async function run(args: readonly string[]): Promise<void> {
  if (noChromium !== null) throw new Error(noChromium);
  const options = readOptions(args, ['motion', 'questions', 'gap', 'talk']);
  const motion = oneOf(options.motion, ['reduce', 'full', 'both'] as const, 'both');
  const gapMs = wholeNumber(options.gap, 18_000, [1000, 60_000]);
  const talk = oneOf(options.talk, ['questions', 'conversations'] as const, 'questions');
  const scripts = talk === 'conversations' ? CONVERSATIONS : [questionScript(options.questions)];
  for (const mode of motion === 'both' ? (['full', 'reduce'] as const) : [motion]) await runScripts(scripts, gapMs, mode === 'reduce');
}

function questionScript(count: string | undefined): Script {
  const set = questionSet.parse(JSON.parse(readFileSync(new URL('../fixtures/speech/questions.json', import.meta.url), 'utf8')));
  const questions = set.questions.slice(0, wholeNumber(count, 20, [1, set.questions.length]));
  return { name: 'questions', voice: set.voice, said: questions.map((say) => ({ say })) };
}

/** One kiosk for all; each script is a guest of its own, who opens the page and starts over at the end. */
async function runScripts(scripts: readonly Script[], gapMs: number, reducedMotion: boolean): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
  const kiosk = await startKiosk({ now: '2026-11-22T10:10' });
  const results: Result[] = [];
  let chromium: string | undefined;
  try {
    await kiosk.hearing();
    for (const [i, script] of scripts.entries()) {
      const audioFile = join(scratch, `${i}.wav`);
      const { durationMs } = writeMicrophoneTrack(audioFile, await speak(script, gapMs));
      progress(`${script.name}, motion ${reducedMotion ? 'reduced' : 'full'}: about ${Math.ceil(durationMs / 1000)} s`);
      const guest = await openGuestPage(kiosk.url, { audioFile, reducedMotion });
      try {
        await guest.page.locator('[data-screen=attract]').waitFor();
        await listenOn(guest, durationMs);
        results.push(resultOf(script, guest));
        chromium = guest.page.context().browser()?.version();
      } finally {
        await guest.leave();
      }
    }
    print(report(results, kiosk, reducedMotion, chromium));
  } finally {
    await kiosk.stop();
    removeDir(kiosk.dataDir);
    removeDir(scratch);
  }
}

async function speak({ said, voice }: Script, gapMs: number): Promise<Stretch[]> {
  const flite = await createFlite({ voice, rate: 1, log: createLog({ level: 'warn' }) });
  const stretches: Stretch[] = [{ silenceMs: LEAD_MS }];
  for (const one of said) {
    if ('noise' in one) {
      stretches.push({ say: one.noise }, { silenceMs: NOISE_MS });
      continue;
    }
    const { audio, sampleRate } = await flite.speak(one.say, { locale: 'en' });
    if (sampleRate !== MIC_RATE) throw new Error(`voice ${voice} speaks at ${sampleRate} Hz; the track is ${MIC_RATE}`);
    stretches.push({ samples: audio }, { silenceMs: one.thenMs ?? gapMs });
  }
  await flite.close();
  return [...stretches, { silenceMs: TAIL_MS }];
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

interface Result {
  readonly asked: number;
  readonly heard: number;
  readonly exact: number;
  readonly answered: number;
  readonly nothingFound: number;
  /** Asked and never heard. */
  readonly lost: number;
  /** Heard and never asked: a noise, or a question cut in two. */
  readonly extra: number;
  /** Answers that were silenced for good by the next question. */
  readonly cutOff: number;
  /** Pauses of the kiosk's speech after which it went on. */
  readonly resumed: number;
}

function resultOf({ said }: Script, guest: GuestPage): Result {
  const messages = guest.kioskMessages();
  const questions = questionsIn(said);
  const heard = spoken(guest);
  const done = new Map(messages.flatMap((m) => (m.type === 'turn.done' ? [[m.turn, m.outcome] as const] : [])));
  const count = (outcomes: readonly string[]) => heard.filter(({ turn }) => outcomes.includes(done.get(turn) ?? '')).length;
  const matched = questions.map((question) => heard.some((turn) => alike(turn.heard ?? turn.question, question)));
  const found = matched.filter(Boolean).length;
  return {
    asked: questions.length,
    heard: heard.length,
    exact: questions.filter((question) => heard.some((turn) => plain(turn.heard ?? turn.question) === plain(question))).length,
    answered: count(['answered', 'asked']),
    nothingFound: count(['nothing-found']),
    lost: questions.length - found,
    extra: Math.max(0, heard.length - found),
    cutOff: messages.filter((m) => m.type === 'speech.cancel').length,
    resumed: messages.filter((m) => m.type === 'speech.pause' && !m.paused).length,
  };
}

/** At least half of the words of what was said are in it. */
function alike(heard: string, said: string): boolean {
  const words = new Set(plain(heard).split(' '));
  const wanted = plain(said).split(' ');
  return wanted.filter((word) => words.has(word)).length * 2 >= wanted.length;
}

function report(results: readonly Result[], kiosk: RunningProcess, reducedMotion: boolean, chromium: string | undefined): string {
  const sum = (pick: (result: Result) => number) => results.reduce((total, result) => total + pick(result), 0);
  const turns = readTurnMetrics(kiosk.output()).filter((turn) => turn.endOfTurnDelayMs !== null);
  return [
    `\nVoice, motion ${reducedMotion ? 'reduced' : 'full'}, 1920 x 1080, ${results.length} guest${results.length === 1 ? '' : 's'}: ` +
      `${sum((r) => r.asked)} asked, ${sum((r) => r.heard)} heard (${sum((r) => r.exact)} word for word), ` +
      `${sum((r) => r.answered)} answered, ${sum((r) => r.nothingFound)} with nothing found, ${sum((r) => r.lost)} lost, ` +
      `${sum((r) => r.extra)} heard that nobody asked, ${sum((r) => r.cutOff)} answers cut off, ${sum((r) => r.resumed)} paused and resumed`,
    timeTable(rows(turns)),
    'From the last speech frame as it reached the kiosk; capture and detection in the page come before that.',
    machineLine(chromium),
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
