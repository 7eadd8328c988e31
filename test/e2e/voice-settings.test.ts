import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GuestPage, noChromium, openGuestPage, signInStaff } from './support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from './support/kiosk-process.ts';
import { writeMicrophoneTrack } from './support/microphone-track.ts';

describe.skipIf(noChromium !== null)(`a kiosk with a talk button${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  let kiosk: RunningProcess;
  let guest: GuestPage | null = null;
  const dataDir = newDataDir();
  const scratch = mkdtempSync(join(tmpdir(), 'foyer-settings-'));
  const once = join(scratch, 'once.wav');
  const twice = join(scratch, 'twice.wav');

  beforeAll(async () => {
    writeFileSync(join(dataDir, 'config.yaml'), '# Lobby\nturnTaking:\n  mode: push-to-talk\n');
    const question = { say: 'where-is-the-nearest-toilet' };
    // Asked again for a button that a busy machine was late to press.
    writeMicrophoneTrack(once, [
      { silenceMs: 4000 },
      question,
      { silenceMs: 12_000 },
      question,
      { silenceMs: 15_000 },
      question,
      { silenceMs: 60_000 },
    ]);
    writeMicrophoneTrack(twice, [{ silenceMs: 4000 }, question, { silenceMs: 2000 }, question, { silenceMs: 60_000 }]);
    kiosk = await startKiosk({ dataDir, now: '2026-11-22T10:10' });
    await kiosk.hearing();
  });
  afterEach(async () => {
    await guest?.leave();
    guest = null;
  });
  afterAll(async () => {
    await kiosk?.stop();
    removeDir(scratch);
    removeDir(dataDir);
  });

  it('listens while its button is held with a key, and answers when it is let go', async () => {
    guest = await openGuestPage(kiosk.url, { audioFile: once });
    await guest.part('begin').click();
    const button = guest.part('talk-button');
    await expect.poll(() => button.isEnabled()).toBe(true);
    await button.focus();
    await guest.page.keyboard.down('Space');
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
    await guest.part('captions-guest').filter({ hasText: 'nearest toilet' }).waitFor();
    await guest.photograph('talk-button-held');
    // However long the guest is silent, the turn is theirs.
    expect(guest.kioskMessages().filter((m) => m.type === 'turn.started')).toEqual([]);
    await guest.page.keyboard.up('Space');
    await guest.answer(/metres/i);
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false');
    expect(guest.complaints).toEqual([]);
  });

  it('is calibrated by its operator: the room, a voice, a test phrase, and the gate saved', async () => {
    const address = new URL(kiosk.url);
    address.pathname = '/staff/calibrate';
    guest = await openGuestPage(address.href, { audioFile: twice });
    await signInStaff(guest.page, '2468');
    await guest.part('calibration-heard').filter({ hasText: 'where is the nearest toilet' }).waitFor();
    await guest.photograph('calibration');
    const verdict = guest.part('calibration-verdict');
    await expect.poll(() => verdict.getAttribute('data-verdict')).toBe('good');
    await guest.part('calibration-save').click();
    await guest.part('calibration-saved').filter({ hasText: 'Saved' }).waitFor();
    const config = readFileSync(join(dataDir, 'config.yaml'), 'utf8');
    expect(config).toContain('# Lobby');
    expect(config).toMatch(/nearField:\n {4}enabled: true\n {4}minRms: 0\.\d+/);
    expect(guest.kioskMessages().some((m) => m.type === 'turn.started')).toBe(false);
    expect(guest.complaints).toEqual([]);
  });
});
