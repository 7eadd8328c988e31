import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ToScreen } from '../../core/contract/index.ts';
import { type GuestPage, noChromium, openGuestPage } from './support/guest-page.ts';
import { PATIENT, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';
import { writeMicrophoneTrack } from './support/microphone-track.ts';

/** Spoken questions in a real Chromium: fake microphone -> VAD -> Whisper -> agent -> Flite -> played audio. */
describe.skipIf(noChromium !== null)(`a guest who speaks${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  let kiosk: RunningProcess;
  let guest: GuestPage | null = null;
  const scratch = mkdtempSync(join(tmpdir(), 'foyer-spoken-'));

  beforeAll(async () => {
    kiosk = await startKiosk({ config: PATIENT, now: '2026-11-22T10:10' });
    await kiosk.hearing();
  });
  afterEach(async () => {
    await guest?.leave();
    guest = null;
  });
  afterAll(async () => {
    await kiosk?.stop();
    removeDir(scratch);
    removeDir(kiosk?.dataDir ?? scratch);
  });

  it('is heard, answered with a card and out loud, and may ask on from there', async () => {
    const audioFile = join(scratch, 'two-questions.wav');
    writeMicrophoneTrack(audioFile, [
      { silenceMs: 2500 },
      { say: 'where-is-the-nearest-toilet' },
      // Longer than the answer takes to speak, so that the second question is not an interruption.
      { silenceMs: 16_000 },
      { say: 'show-me-the-way' },
      { silenceMs: 30_000 },
    ]);
    guest = await openGuestPage(kiosk.url, { audioFile, orientation: 'portrait' });

    await guest.part('captions-guest').filter({ hasText: 'where is the nearest toilet' }).waitFor();
    await guest.answer(/toilet[\s\S]*\d+ metres|\d+ metres[\s\S]*toilet/i);
    await guest.part('card-place').first().waitFor();
    await guest.photograph('spoken-first-answer-portrait');
    await expect.poll(() => guest?.loudestSample()).toBeGreaterThan(0.05);

    await guest.part('captions-guest').filter({ hasText: 'show me the way' }).waitFor();
    await guest.answer(/straight ahead|left|right/i);
    await expect.poll(() => guest?.part('floor-map').count(), { timeout: 15_000 }).toBeGreaterThan(0);
    await guest.photograph('spoken-second-answer-portrait');
    expect(takenBack(guest.kioskMessages())).toEqual([]);
    expect(guest.complaints).toEqual([]);
  });

  it('over the kiosk stops it, and the new question is answered instead', async () => {
    const audioFile = join(scratch, 'barge-in.wav');
    writeMicrophoneTrack(audioFile, [
      { silenceMs: 2500 },
      { say: 'what-is-happening-now' },
      // Into the answer, which takes several seconds to speak.
      { silenceMs: 3200 },
      { say: 'where-is-the-nearest-toilet' },
      { silenceMs: 30_000 },
    ]);
    guest = await openGuestPage(kiosk.url, { audioFile });
    await guest.part('captions-guest').filter({ hasText: 'where is the nearest toilet' }).waitFor();
    await guest.answer(/metres/i);
    const types = guest.kioskMessages().map((m) => m.type);
    expect(types).toContain('speech.pause');
    expect(types).toContain('speech.cancel');
    // The first answer was cut off while it was being spoken, not after.
    expect(types.indexOf('speech.cancel')).toBeGreaterThan(types.indexOf('speech.sentence'));
    await guest.photograph('barge-in-landscape');
    expect(guest.complaints).toEqual([]);
  });
});

/** Words that were shown as settled, and then shown otherwise while the same thing was still being said. */
function takenBack(messages: readonly ToScreen[]): string[] {
  const broken: string[] = [];
  let settled: readonly string[] = [];
  for (const message of messages) {
    if (message.type === 'turn.started' || message.type === 'hearing.nothing') settled = [];
    if (message.type !== 'hearing.partial') continue;
    const words = message.text.split(' ');
    if (settled.some((word, i) => words[i] !== word)) broken.push(message.text);
    settled = words.slice(0, message.settledWords ?? 0);
  }
  return broken;
}
