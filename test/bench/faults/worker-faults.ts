import { join } from 'node:path';
import type { GuestPage } from '../../e2e/support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from '../../e2e/support/kiosk-process.ts';
import { writeMicrophoneTrack } from '../../e2e/support/microphone-track.ts';
import { type FaultResult, untilRecovered } from './fault.ts';
import { ask, isWaiting, openGuest, watchGuest } from './guest-watch.ts';
import { ANY_PORT, type Inspector, openInspector } from './inspector.ts';

const NOW = '2026-11-22T10:10';
/** A question now and then, each answered before the next. */
const SPOKEN = Array.from({ length: 12 }, () => [{ silenceMs: 9000 }, { say: 'where-is-the-nearest-toilet' }]).flat();
const LOUD = 0.05;

/** The threads that speak and hear end in the midst of a conversation. */
export async function runWorkerFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const dataDir = newDataDir();
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    const audioFile = join(dataDir, 'spoken.wav');
    writeMicrophoneTrack(audioFile, SPOKEN);
    kiosk = await startKiosk({ dataDir, now: NOW, env: { NODE_OPTIONS: ANY_PORT, FOYER_LOG_LEVEL: 'debug' } });
    await kiosk.hearing();
    const inspector = await openInspector(kiosk);
    guest = await openGuest(kiosk.url, { microphone: 'denied' });
    onResult(await endSpeech(kiosk, inspector, guest));
    await guest.close();
    guest = await openGuest(kiosk.url, { audioFile });
    onResult(await endHearing(kiosk, inspector, guest));
    inspector.close();
  } finally {
    await guest?.close();
    await kiosk?.stop();
    removeDir(dataDir);
  }
}

async function endSpeech(kiosk: RunningProcess, inspector: Inspector, guest: GuestPage): Promise<FaultResult> {
  await guest.part('attract').waitFor();
  const seen = watchGuest(guest, 'speech worker dies');
  const spoken = () => guest.kioskMessages().filter(({ type }) => type === 'speech.sentence').length;
  await inspector.runInThread('speech synthesis', 'process.exit(1)');
  await kiosk.waitFor(/"speech synthesis".*worker\.crashed/);
  const brokenAtMs = performance.now();
  await ask(guest);
  const answeredMs = performance.now() - brokenAtMs;
  const heard = await untilRecovered(async () => spoken() > 0 && (await guest.loudestSample()) > LOUD);
  const recoveredMs = heard === null ? null : performance.now() - brokenAtMs;
  await guest.part('start-over').first().tap();
  await untilRecovered(() => isWaiting(guest));
  return {
    fault: 'speech worker dies',
    caused: 'its thread exits as the guest asks',
    recoveredMs,
    guestSaw: `the answer in writing after ${(answeredMs / 1000).toFixed(1)} s, then spoken: ${await seen()}`,
  };
}

async function endHearing(kiosk: RunningProcess, inspector: Inspector, guest: GuestPage): Promise<FaultResult> {
  const messages = (type: string) => guest.kioskMessages().filter((message) => message.type === type).length;
  const until = async (condition: () => boolean) => {
    if ((await untilRecovered(async () => condition())) === null) throw new Error('the guest was not heard');
  };
  // Heard once as ever, then lost while the guest speaks.
  await until(() => messages('turn.started') > 0);
  const partials = messages('hearing.partial');
  await until(() => messages('hearing.partial') > partials);
  const seen = watchGuest(guest, 'hearing worker dies');
  const before = messages('turn.started');
  const nothing = messages('hearing.nothing');
  await inspector.runInThread('speech recognition', 'process.exit(1)');
  await kiosk.waitFor(/"speech recognition".*worker\.crashed/);
  const recoveredMs = await untilRecovered(async () => messages('turn.started') > before);
  const unheard = messages('hearing.nothing') - nothing;
  return {
    fault: 'hearing worker dies',
    caused: 'its thread exits while the guest speaks',
    recoveredMs,
    guestSaw: `${unheard === 0 ? 'this question answered' : `${unheard} not understood, the next answered`}: ${await seen()}`,
  };
}
