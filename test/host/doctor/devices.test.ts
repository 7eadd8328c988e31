import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { audioProbe, judgeLevel } from '../../../host/doctor/audio.ts';
import { cameraProbe } from '../../../host/doctor/camera.ts';
import type { DoctorContext } from '../../../host/doctor/check.ts';
import { displayProbes } from '../../../host/doctor/display.ts';
import { kioskFlagsProbe } from '../../../host/doctor/kiosk-flags.ts';
import { contextOf, newDir, programs, put } from './support.ts';

const DEPLOY = fileURLToPath(new URL('../../../deploy/linux/', import.meta.url));
const CARD = '00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1\n';

/** A microphone that brings a tone of this loudness, 0..1, for a second. */
const tone = (amplitude: number) => `
const b = Buffer.alloc(32000);
for (let i = 0; i < 16000; i++) b.writeInt16LE(Math.round(32767 * Math.max(-1, Math.min(1, ${amplitude} * Math.sin(i / 7)))), 2 * i);
process.stdout.write(b);`;

function machine(scripts: Readonly<Record<string, string>>, pcm = CARD): DoctorContext {
  const context = contextOf({ env: { PATH: programs(scripts) } });
  if (pcm !== '') put(context.root, 'proc/asound/pcm', pcm);
  return context;
}
const sound = async (context: DoctorContext) => {
  const checks = await audioProbe.run(context);
  return { microphone: checks[0], loudspeaker: checks[1] };
};

describe('sound', () => {
  test('is measured where there is a program for it: a level in, a volume out', async () => {
    const { microphone, loudspeaker } = await sound(
      machine({ arecord: tone(0.1), amixer: 'console.log("  Front Left: Playback 57 [65%] [-15.00dB] [on]")' }),
    );
    expect(microphone).toMatchObject({ state: 'ok', message: expect.stringMatching(/ALC257 Analog, -23 dB/) });
    expect(loudspeaker).toMatchObject({ state: 'ok', message: expect.stringContaining('65 %') });
  });

  test.each([
    ['muted by ALSA', { amixer: 'console.log("[65%] [off]")' }, 'muted'],
    ['muted by PipeWire', { wpctl: 'console.log("Volume: 0.65 [MUTED]")' }, 'muted'],
    ['turned down', { wpctl: 'console.log("Volume: 0.05")' }, '5 %'],
  ])('out that is %s', async (_how, scripts, said) => {
    expect((await sound(machine(scripts))).loudspeaker).toMatchObject({ state: 'warn', message: expect.stringContaining(said) });
  });

  test('in that is silent, too loud, or taken is told apart', async () => {
    const of = async (arecord: string) => (await sound(machine({ arecord }))).microphone;
    expect(await of(tone(0))).toMatchObject({ state: 'warn', message: expect.stringContaining('silence') });
    expect(await of(tone(40))).toMatchObject({ state: 'warn', message: expect.stringContaining('far too loud') });
    const busy = 'console.error("arecord: main:830: audio open error: Device or resource busy"); process.exit(1);';
    expect(await of(busy)).toMatchObject({
      state: 'warn',
      message: expect.stringContaining('busy'),
      remedy: expect.stringContaining('calibration'),
    });
  });

  test('that cannot be measured is said to be so, and where it can', async () => {
    const none = await sound(machine({}));
    expect(none.microphone).toMatchObject({ state: 'warn', remedy: expect.stringContaining('/staff/calibrate') });
    expect(none.loudspeaker).toMatchObject({ state: 'warn', message: expect.stringContaining('cannot be asked here') });
    const elsewhere = await sound(contextOf({ platform: 'darwin' }));
    expect(elsewhere.microphone).toMatchObject({ state: 'warn', remedy: expect.stringContaining('/staff/calibrate') });
    const nothing = await sound(machine({}, ''));
    expect(nothing.microphone).toMatchObject({ message: expect.stringContaining('no sound card') });
    expect(nothing.loudspeaker).toMatchObject({ message: expect.stringContaining('no sound card') });
  });

  test('of a running kiosk is what its own screen brings', async () => {
    const vitals = { screen: true, mic: 'on', camera: 'off', noiseRms: 0.001, lastTurnAtMs: null } as const;
    const of = async (part: object) =>
      (await sound(contextOf({ running: { hearing: () => null, vitals: () => ({ ...vitals, ...part }) } }))).microphone;
    expect(await of({})).toMatchObject({ state: 'ok', message: expect.stringContaining('-60 dB') });
    expect(await of({ mic: 'silent' })).toMatchObject({ state: 'warn' });
    expect(await of({ mic: 'denied' })).toMatchObject({ state: 'warn', remedy: expect.stringContaining('policy') });
  });

  test('too short to judge is not read as silence of the card', () => {
    expect(judgeLevel('Card', new Float32Array(100).fill(0.01))).toMatchObject({ state: 'ok' });
  });
});

test('cameras are named; none is a warning, as a scanner reads badges too', async () => {
  const context = contextOf();
  expect(await cameraProbe.run(context)).toMatchObject([{ state: 'warn', message: expect.stringContaining('scanner') }]);
  put(context.root, 'dev/video0');
  put(context.root, 'sys/class/video4linux/video0/name', 'Integrated Camera\n');
  expect(await cameraProbe.run(context)).toMatchObject([{ state: 'ok', message: 'Integrated Camera' }]);
});

test('a GPU is looked for, and what its lack means is said', async () => {
  const probe = displayProbes.find(({ name }) => name === 'graphics');
  const context = contextOf();
  expect(await probe?.run(context)).toMatchObject([{ state: 'warn', message: expect.stringContaining('WebGL') }]);
  put(context.root, 'dev/dri/renderD128');
  expect(await probe?.run(context)).toMatchObject([{ state: 'ok', message: '/dev/dri/renderD128' }]);
});

describe('kiosk flags', () => {
  const POLICY = readFileSync(join(DEPLOY, 'chromium-policy.json'), 'utf8');
  const flags = async (context: DoctorContext) =>
    Object.fromEntries((await kioskFlagsProbe.run(context)).map((check) => [check.name, check]));

  test('as deploy/linux has them are well', async () => {
    const context = contextOf();
    put(context.root, 'etc/chromium/policies/managed/foyer.json', POLICY);
    put(context.root, 'etc/systemd/system/foyer.service', readFileSync(join(DEPLOY, 'foyer.service')));
    for (const unit of ['foyer.service', 'foyer-screen.service']) put(context.root, `etc/systemd/system/multi-user.target.wants/${unit}`);
    expect(await flags(context)).toMatchObject({
      'browser policy': { state: 'ok' },
      'start at power on': { state: 'ok' },
      watchdog: { state: 'ok' },
    });
  });

  test('of the desktop shell are one unit', async () => {
    const context = contextOf();
    put(context.root, 'etc/systemd/system/foyer-shell.service', readFileSync(join(DEPLOY, 'foyer-shell.service')));
    put(context.root, 'etc/systemd/system/multi-user.target.wants/foyer-shell.service');
    expect(await flags(context)).toMatchObject({
      'start at power on': { state: 'ok', message: 'foyer-shell.service' },
      watchdog: { state: 'ok' },
    });
  });

  test('that are missing, of another address, or without a watchdog are named', async () => {
    expect(await flags(contextOf())).toMatchObject({ 'browser policy': { state: 'warn' }, 'start at power on': { state: 'warn' } });
    const context = contextOf({ config: { web: { port: 8080 } } });
    put(context.root, 'etc/opt/chrome/policies/managed/foyer.json', POLICY);
    put(context.root, 'etc/systemd/system/foyer.service', '[Service]\nExecStart=/bin/true\n');
    const elsewhere = newDir();
    const wants = put(context.root, 'etc/systemd/system/multi-user.target.wants/foyer-screen.service');
    symlinkSync(elsewhere, join(wants, '../foyer.service'));
    const found = await flags(context);
    expect(found['browser policy']).toMatchObject({
      state: 'warn',
      message: expect.stringContaining('AudioCaptureAllowedUrls http://127.0.0.1:8080'),
    });
    expect(found.watchdog).toMatchObject({ state: 'warn' });
    expect((await flags(contextOf({ platform: 'win32' })))['kiosk flags']).toMatchObject({
      state: 'warn',
      remedy: expect.stringContaining('lockdown.md'),
    });
  });

  test('that are no JSON are as if there were none', async () => {
    const context = contextOf();
    put(context.root, 'etc/chromium/policies/managed/foyer.json', '{ nonsense');
    expect((await flags(context))['browser policy']).toMatchObject({ state: 'warn', message: expect.stringContaining('URLBlocklist') });
  });
});
