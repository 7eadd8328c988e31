import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, configSchema, decodeToScreen, PROTOCOL_VERSION, type ToScreen } from '../../core/contract/index.ts';
import { createMemoryPair } from '../../core/transport/memory-pair.ts';
import { createHost } from '../../host/create-host.ts';
import { createLog } from '../../host/log.ts';
import { createIds } from '../../host/system.ts';
import { createBadgeIssuer } from '../../native/badge/badge-issuer.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { drawScene } from '../renderer/camera/degraded-picture.ts';
import { imageData, prepareReader } from '../renderer/camera/read-qr.ts';
import { readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, timeTable } from './support/report.ts';

const DAY_MS = 86_400_000;
/** A screen may not send faster than this. */
const BETWEEN_SCANS_MS = 80;
const GUESTS = 20;
const PICTURES = 30;

/**
 * `npm run bench -- badge [--scans N] [--facts N]`: from the scan's message to the greeting on screen and to its sound, with a
 * whole kiosk: real verification, real sealed store, real voice. And what looking for a code in one camera picture takes.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, ['scans', 'facts']);
  const scans = wholeNumber(options.scans, 200, [1, 10_000]);
  const facts = wholeNumber(options.facts, 100, [0, 10_000]);
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-bench-badge-'));
  try {
    print(machineLine());
    const badges = issueBadges(dataDir, facts);
    const times = await scanAll(dataDir, badges, scans);
    const pictures = await readPictures(badges[0] ?? '');
    print(
      timeTable(
        [
          [`scan to greeting on screen, ${facts} facts known`, times.shown],
          ['scan to greeting as sound', times.heard],
          ['picture of 1280 x 720 with a badge', pictures.held],
          ['picture without one', pictures.empty],
        ],
        1,
      ),
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Guests who agreed to be remembered, each with as many facts. */
function issueBadges(dataDir: string, facts: number): string[] {
  const log = createLog({ level: 'silent' });
  const issuer = createBadgeIssuer({ dataDir, tenant: 'demo' });
  const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log });
  const badges = Array.from({ length: GUESTS }, (_, guest) => {
    progress(`guest ${guest + 1} of ${GUESTS}`);
    const badge = issuer.issue({ expiresAtMs: Date.now() + DAY_MS });
    store.setConsent(badge.guestId, 'remember', 'bench');
    const memory = store.open(badge.guestId);
    for (let i = 0; i < facts; i++)
      memory.remember({ kind: 'interest', value: `interest number ${i}`, source: 'explicit', sessionId: 'bench', turn: i });
    memory.close();
    return badge.token;
  });
  store.close();
  return badges;
}

async function scanAll(dataDir: string, badges: readonly string[], scans: number): Promise<{ shown: number[]; heard: number[] }> {
  const host = await createHost({
    dataDir,
    config: configSchema.parse({ hearing: { enabled: false } }),
    log: createLog({ level: 'silent' }),
  });
  try {
    await host.settled;
    const screen = openScreen(host.connect);
    const [shown, heard]: [number[], number[]] = [[], []];
    for (let i = 0; i < scans; i++) {
      const sentAtMs = performance.now();
      const [text, sound] = [screen.next('answer.sentence'), screen.nextSound()];
      screen.send({ type: 'badge.scan', source: 'camera', payload: badges[i % badges.length] ?? '' });
      shown.push((await text) - sentAtMs);
      heard.push((await sound) - sentAtMs);
      await pause(BETWEEN_SCANS_MS);
    }
    return { shown, heard };
  } finally {
    await host.close();
  }
}

function openScreen(connect: (connection: Connection) => void) {
  const [ours, theirs] = createMemoryPair();
  const waiting = new Map<ToScreen['type'] | 'sound', (atMs: number) => void>();
  const arrived = (what: ToScreen['type'] | 'sound') => {
    waiting.get(what)?.(performance.now());
    waiting.delete(what);
  };
  const wait = (what: ToScreen['type'] | 'sound') => new Promise<number>((resolve) => waiting.set(what, resolve));
  ours.onPayload((payload) => {
    if (typeof payload !== 'string') return arrived('sound');
    const decoded = decodeToScreen(payload);
    if (decoded.ok) arrived(decoded.message.type);
  });
  let seq = 0;
  const send = (message: object) => ours.send(JSON.stringify({ ...message, seq: ++seq }));
  connect(theirs);
  send({ type: 'hello', protocol: PROTOCOL_VERSION, role: 'guest' });
  return { send, next: wait, nextSound: () => wait('sound') };
}

async function readPictures(payload: string): Promise<{ held: number[]; empty: number[] }> {
  await prepareReader();
  const { readCodes } = await import('../../renderer/camera/read-codes.ts');
  const time = async (seed: number, badges: readonly { payload: string; edgePx: number; tiltDeg: number }[]) => {
    const picture = imageData(drawScene({ badges, noise: 6, blurPx: 1, seed }));
    const beganMs = performance.now();
    await readCodes(picture);
    return performance.now() - beganMs;
  };
  const held: number[] = [];
  const empty: number[] = [];
  for (let i = 0; i < PICTURES; i++) {
    progress(`picture ${i + 1} of ${PICTURES}`);
    held.push(await time(i, [{ payload, edgePx: 150 + 5 * i, tiltDeg: i }]));
    empty.push(await time(i, []));
  }
  return { held, empty };
}
