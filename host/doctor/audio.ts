import type { Check } from '../../core/contract/index.ts';
import { levelOf, toDb } from '../../core/voice/frame-level.ts';
import { type DoctorContext, ok, type Probe, warn } from './check.ts';
import { read } from './machine.ts';
import { runProgram } from './run-program.ts';

const RATE = 16_000;
const PAGE = 'Measure on the calibration page: the operator menu, or /staff/calibrate.';
/** Programs that write a second of the default microphone to their output, raw, 16 bit, mono. */
const RECORDERS = [
  { name: 'pw-record', args: ['--rate', String(RATE), '--channels', '1', '--format', 's16', '-'], endless: true },
  { name: 'parecord', args: ['--raw', `--rate=${RATE}`, '--channels=1', '--format=s16le'], endless: true },
  { name: 'arecord', args: ['-q', '-t', 'raw', '-f', 'S16_LE', '-r', String(RATE), '-c', '1', '-d', '1'], endless: false },
] as const;

export const audioProbe: Probe = {
  name: 'microphone and loudspeaker',
  async run(context) {
    return [await microphone(context), await loudspeaker(context)];
  },
};

/** Of a running kiosk: what its screen's microphone brings. Else a second of the system's own. */
async function microphone(context: DoctorContext): Promise<Check> {
  const name = 'microphone';
  if (!context.config.hearing.enabled) return ok(name, 'hearing is off');
  if (context.running !== undefined) return ofRunning(context.running.vitals());
  if (context.platform !== 'linux') return warn(name, 'its level cannot be measured here', PAGE);
  const card = cards(context).find(({ captures }) => captures);
  if (card === undefined)
    return warn(
      name,
      'no sound card that records; the kiosk works by touch',
      'Connect a microphone, and load its driver if "cat /proc/asound/pcm" lists none.',
    );
  const samples = await record(context);
  if (samples === null)
    return warn(
      name,
      `${card.title}; its level cannot be measured here`,
      `${PAGE} Or install alsa-utils and give this user the group "audio".`,
    );
  if (typeof samples === 'string')
    return warn(
      name,
      `${card.title}; it could not be opened: ${samples}`,
      `A browser may be using it, or this user is not in the group "audio". ${PAGE}`,
    );
  return judgeLevel(card.title, samples);
}

function ofRunning({ mic, noiseRms }: { readonly mic: string; readonly noiseRms: number | null }): Check {
  const name = 'microphone';
  const level = noiseRms === null ? 'nothing has come from it yet' : `the room is at ${toDb(noiseRms).toFixed(0)} dB`;
  if (mic === 'on') return ok(name, `on; ${level}`);
  if (mic === 'silent') return warn(name, 'on, but all it brings is silence', 'Turn it up, or plug it in again; then calibrate.');
  return warn(name, `${mic}, as the screen says`, 'Allow it in the browser policy, plug it in, and load the page again.');
}

export function judgeLevel(title: string, samples: Float32Array): Check {
  const { db, clipped } = levelOf(samples);
  const level = `${title}, ${db.toFixed(0)} dB in a second of this room`;
  if (samples.every((sample) => sample === 0))
    return warn('microphone', `${title}, but all it brings is silence`, 'Turn its switch and "Capture" in alsamixer on; check the plug.');
  if (clipped) return warn('microphone', `${level}: far too loud`, `Lower "Capture" in alsamixer. ${PAGE}`);
  return ok('microphone', level);
}

/** Samples; null: there is nothing to record with; a text: why it could not. */
async function record({ env }: DoctorContext): Promise<Float32Array | string | null> {
  let problem: string | null = null;
  for (const { name, args, endless } of RECORDERS) {
    // One that records until it is stopped is stopped by "timeout" of coreutils, in a way that lets it write its last.
    const done = endless
      ? await runProgram('timeout', ['--signal=INT', '--preserve-status', '1.3', name, ...args], { env })
      : await runProgram(name, args, { env });
    if (done.ok && done.stdout.byteLength >= RATE / 5) return toSamples(done.stdout);
    const absent = !done.ok && (done.missing || /failed to run command|No such file/i.test(done.problem));
    if (!absent) problem ??= done.ok ? `${name} brought nothing` : done.problem;
  }
  return problem;
}

function toSamples(bytes: Buffer): Float32Array {
  // Whatever stands before the samples (a file header) is shorter than a frame.
  return Float32Array.from({ length: Math.floor(bytes.byteLength / 2) }, (_, i) => bytes.readInt16LE(i * 2) / 32_768);
}

interface Card {
  readonly title: string;
  readonly plays: boolean;
  readonly captures: boolean;
}

/** "00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1" a line. */
function cards({ root }: DoctorContext): readonly Card[] {
  return read(`${root}/proc/asound/pcm`)
    .split('\n')
    .flatMap((line) => {
      const [, title = '', ...rest] = line.split(/\s*:\s*/);
      if (title === '') return [];
      return [
        { title, plays: rest.some((part) => part.startsWith('playback')), captures: rest.some((part) => part.startsWith('capture')) },
      ];
    });
}

async function loudspeaker(context: DoctorContext): Promise<Check> {
  const name = 'loudspeaker';
  if (!context.config.speaking.enabled) return ok(name, 'speaking is off');
  if (context.platform !== 'linux')
    return warn(name, 'its volume cannot be asked here', `Let the kiosk say something, and listen. ${PAGE}`);
  const card = cards(context).find(({ plays }) => plays);
  if (card === undefined)
    return warn(
      name,
      'no sound card that plays; guests read',
      'Connect a loudspeaker, and load its driver if "cat /proc/asound/pcm" lists none.',
    );
  const volume = await askVolume(context);
  if (volume === null) return warn(name, `${card.title}; its volume cannot be asked here`, 'Let the kiosk say something, and listen.');
  if (volume.muted || volume.percent < 15)
    return warn(
      name,
      `${card.title}, ${volume.muted ? 'muted' : `at ${volume.percent} %`}`,
      'Unmute "Master" in alsamixer, or run wpctl set-mute @DEFAULT_AUDIO_SINK@ 0, and turn it up.',
    );
  return ok(name, `${card.title}, at ${volume.percent} %`);
}

/** As PipeWire says it ("Volume: 0.65 [MUTED]"), else as ALSA's mixer does ("[65%] [on]"). */
async function askVolume({ env }: DoctorContext): Promise<{ readonly percent: number; readonly muted: boolean } | null> {
  const wire = await runProgram('wpctl', ['get-volume', '@DEFAULT_AUDIO_SINK@'], { env });
  const factor = wire.ok ? wire.stdout.toString().match(/Volume:\s*([\d.]+)/)?.[1] : undefined;
  if (wire.ok && factor !== undefined) return { percent: Math.round(Number(factor) * 100), muted: wire.stdout.includes('[MUTED]') };
  const mixer = await runProgram('amixer', ['sget', 'Master'], { env });
  const percent = mixer.ok ? mixer.stdout.toString().match(/\[(\d+)%\]/)?.[1] : undefined;
  return mixer.ok && percent !== undefined ? { percent: Number(percent), muted: mixer.stdout.includes('[off]') } : null;
}
