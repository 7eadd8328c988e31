import { openEars } from './turns/ears.ts';
import { noiseOnly } from './turns/noise.ts';
import { play } from './turns/play.ts';
import { record } from './turns/record.ts';
import { SCENES } from './turns/scenes.ts';
import { at, judge, sum, type Verdict } from './turns/score.ts';
import { countSounds } from './turns/short-words.ts';
import { openSpeech } from './turns/speech.ts';

/** Above these, with the voices of espeak-ng or without, `npm run eval -- turns` fails. Delays in milliseconds from the guest's last sound, counts over all recordings. */
const LIMITS = {
  questionP50: 500,
  endP50: 700,
  endP95: 1000,
  cutOffs: 14,
  missedEnds: 1,
  falseTurns: 4,
  falseBargeIns: 1,
  bargeInP50: 200,
  missedBargeIns: 1,
};

/** `npm run eval -- turns [NAME] [--verbose] [--noise] [--sounds]`: turn-taking over labelled recordings made from seeds; NAME picks those whose name or group begins so. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--noise')) return runNoise();
  if (args.includes('--sounds')) return runSounds();
  const only = args.find((arg) => !arg.startsWith('-'));
  const scenes = SCENES.filter(({ name, group }) => only === undefined || name.startsWith(only) || group.startsWith(only));
  const speech = await openSpeech();
  const ears = await openEars();
  const verdicts: Verdict[] = [];
  try {
    for (const scene of scenes) {
      const recording = await record(scene, speech);
      verdicts.push(judge(scene, recording, await play(recording, { ears, asked: scene.asked ?? false })));
      if (args.includes('--verbose')) console.error(line(verdicts.at(-1) as Verdict, recording.turns));
    }
  } finally {
    await speech.close();
    await ears.close();
  }
  console.log(table(verdicts));
  if (only === undefined) process.exitCode = withinLimits(verdicts) ? 0 : 1;
}

const NOISE_MINUTES = 10;
/** Whisper's window, less a little. */
const LONGEST_SEGMENT_MS = 29_000;

/** Ten minutes in which nobody speaks: nothing may be acted on, and no segment may be longer than the recogniser's window. */
async function runNoise(): Promise<void> {
  const ears = await openEars();
  try {
    const { heard } = await play(noiseOnly(NOISE_MINUTES), { ears, asked: false });
    const acted = heard.filter(({ actedOn }) => actedOn);
    const longestMs = Math.max(0, ...heard.map(({ audioMs }) => audioMs));
    for (const { atMs, text } of acted) console.log(`${(atMs / 1000).toFixed(1)} s  "${text}"`);
    console.log(
      `${NOISE_MINUTES} minutes without speech: ${heard.length} segments, the longest ${Math.round(longestMs)} ms; acted on: ${acted.length}`,
    );
    process.exitCode = acted.length === 0 && longestMs < LONGEST_SEGMENT_MS ? 0 : 1;
  } finally {
    await ears.close();
  }
}

/** The judge of hums and laughter, on short words and on sounds made from seeds of their own. */
async function runSounds(): Promise<void> {
  const speech = await openSpeech();
  try {
    const { words, lost, found } = await countSounds(speech);
    for (const word of lost) console.log(word);
    const shares = Object.entries(found).map(([name, share]) => `${name} ${Math.round(100 * share)} %`);
    console.log(`${words} short words, lost: ${lost.length}; found: ${shares.join(', ')}`);
    process.exitCode = lost.length === 0 ? 0 : 1;
  } finally {
    await speech.close();
  }
}

function line(verdict: Verdict, turns: readonly { endMs: number }[]): string {
  const { scene, played } = verdict;
  const said = played.heard.map(({ atMs, text, actedOn }) => `${Math.round(atMs)}${actedOn ? '' : ' (not acted on)'} "${text}"`).join('; ');
  const stops = played.stops
    .map(({ atMs, resumedAtMs }) => `${atMs}${resumedAtMs === null ? '' : `-${Math.round(resumedAtMs)}`}`)
    .join(', ');
  const ends = turns.map(({ endMs }) => Math.round(endMs)).join(', ');
  return `${scene.name.padEnd(28)} ends ${ends || '-'}; heard ${said || '-'}; stops ${stops || '-'}; ducks ${played.ducks.join(',') || '-'}${faults(verdict)}`;
}

function faults(verdict: Verdict): string {
  const { cutOffs, missedEnds, falseTurns, falseBargeIns, missedBargeIns, hesitations } = verdict;
  return Object.entries({ cutOffs, missedEnds, falseTurns, falseBargeIns, missedBargeIns, hesitations })
    .map(([name, count]) => (count > 0 ? `  ${name} ${count}` : ''))
    .join('');
}

function table(verdicts: readonly Verdict[]): string {
  const groups = [...new Set(verdicts.map(({ scene }) => scene.group))];
  const head = [
    '',
    'recordings',
    'end p50',
    'p95',
    'answer p50',
    'p95',
    'cut off',
    'no end',
    'false turn',
    'false stop',
    'brief stop',
    'stop p50',
    'p95',
    'no stop',
  ];
  const rows = [
    ...groups.map((group) =>
      row(
        group,
        verdicts.filter(({ scene }) => scene.group === group),
      ),
    ),
    row('all', verdicts),
  ];
  return [head, ...rows]
    .map((cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(22) : cell.padStart(i === 1 ? 10 : 11))).join(''))
    .join('\n');
}

function row(name: string, verdicts: readonly Verdict[]): string[] {
  const ends = verdicts.flatMap(({ endDelaysMs }) => endDelaysMs);
  const answers = verdicts.flatMap(({ answerDelaysMs }) => answerDelaysMs);
  const stops = verdicts.flatMap(({ bargeInsMs }) => bargeInsMs);
  const ms = (values: readonly number[], share: number) => (values.length === 0 ? '-' : String(Math.round(at(values, share))));
  const count = (pick: (verdict: Verdict) => number) => String(sum(verdicts, pick));
  return [
    name,
    String(verdicts.length),
    ms(ends, 0.5),
    ms(ends, 0.95),
    ms(answers, 0.5),
    ms(answers, 0.95),
    count((v) => v.cutOffs),
    count((v) => v.missedEnds),
    count((v) => v.falseTurns),
    count((v) => v.falseBargeIns),
    count((v) => v.hesitations),
    ms(stops, 0.5),
    ms(stops, 0.95),
    count((v) => v.missedBargeIns),
  ];
}

function withinLimits(verdicts: readonly Verdict[]): boolean {
  const ends = verdicts.flatMap(({ endDelaysMs }) => endDelaysMs);
  const stops = verdicts.flatMap(({ bargeInsMs }) => bargeInsMs);
  const questions = verdicts.filter(({ scene }) => scene.group === 'complete').flatMap(({ endDelaysMs }) => endDelaysMs);
  return (
    at(questions, 0.5) <= LIMITS.questionP50 &&
    at(ends, 0.5) <= LIMITS.endP50 &&
    at(ends, 0.95) <= LIMITS.endP95 &&
    at(stops, 0.5) <= LIMITS.bargeInP50 &&
    sum(verdicts, (v) => v.cutOffs) <= LIMITS.cutOffs &&
    sum(verdicts, (v) => v.missedEnds) <= LIMITS.missedEnds &&
    sum(verdicts, (v) => v.falseTurns) <= LIMITS.falseTurns &&
    sum(verdicts, (v) => v.falseBargeIns) <= LIMITS.falseBargeIns &&
    sum(verdicts, (v) => v.missedBargeIns) <= LIMITS.missedBargeIns
  );
}
