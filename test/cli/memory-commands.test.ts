import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openKioskRecords } from '../../host/kiosk-records.ts';
import { createIds } from '../../host/system.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { dinner } from '../native/booking-race.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let dataDir = '';
let served: ChildProcess | null = null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-cli-'));
});
afterEach(() => {
  served?.kill('SIGKILL');
  served = null;
  rmSync(dataDir, { recursive: true, force: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One foyer command on the test's data directory. */
function foyer(...args: string[]): Promise<Run> {
  const env = { ...process.env, FOYER_DATA: dataDir };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, stdout, stderr });
    });
  });
}

describe('foyer badge', () => {
  it('issues a badge that inspect accepts, until it is revoked', async () => {
    const issued = await foyer('badge', 'issue');
    const token = issued.stdout.trim();
    expect(token).toMatch(/^FOYER1[0-9A-Z]{143}$/);
    expect(issued.stderr).toContain('█');
    const inspected = JSON.parse((await foyer('badge', 'inspect', token, '--json')).stdout);
    expect(inspected).toMatchObject({ accepted: true, issue: 0 });
    expect((await foyer('badge', 'revoke', inspected.guestId)).stdout).toContain(`--guest ${inspected.guestId}`);
    expect(JSON.parse((await foyer('badge', 'inspect', token, '--json')).stdout)).toMatchObject({ accepted: false, reason: 'revoked' });
    const again = JSON.parse((await foyer('badge', 'issue', '--guest', inspected.guestId, '--json')).stdout);
    expect(again.badges).toMatchObject([{ guestId: inspected.guestId, issue: 1 }]);
  }, 60_000);

  it('issues one badge per attendee, whose image reads back and holds nothing of theirs', async () => {
    const csv = join(dataDir, 'attendees.csv');
    writeFileSync(csv, '\ufeffname,company\n"Ada, Countess","Engines ""R"" Us"\nBob,\n');
    const out = join(dataDir, 'out');
    expect(await foyer('badge', 'issue', '--csv', csv, '--out', out)).toMatchObject({ code: 0, stdout: '' });
    const table = readFileSync(join(out, 'badges.csv'), 'utf8').trimEnd().split('\r\n');
    expect(table).toHaveLength(3);
    expect(table[1]).toMatch(/^"Ada, Countess","Engines ""R"" Us",badge-0001-/);
    const images = readdirSync(out).filter((name) => name.endsWith('.png'));
    expect(images).toHaveLength(2);
    const wasmBinary = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer;
    prepareZXingModule({ overrides: { wasmBinary } });
    const [read] = await readBarcodes(readFileSync(join(out, images[0] ?? '')), { formats: ['QRCode'] });
    expect(table[1]).toContain(read?.text);
    expect(read?.text).toMatch(/^FOYER1/);
  }, 60_000);

  it('keygen makes a key once, rotate-key keeps the old one good', async () => {
    expect((await foyer('badge', 'keygen')).code).toBe(0);
    const token = (await foyer('badge', 'issue')).stdout.trim();
    const twice = await foyer('badge', 'keygen');
    expect(twice).toMatchObject({ code: 1, stdout: '' });
    expect(twice.stderr).toContain('rotate-key');
    expect(JSON.parse((await foyer('badge', 'rotate-key', '--json')).stdout)).toMatchObject({ retired: 1 });
    expect((await foyer('badge', 'inspect', token)).stdout).toContain('Accepted  yes');
  }, 60_000);

  it.each([
    [['badge', 'inspect', 'https://example.org'], 1, 'no badge of Foyer'],
    [['badge', 'revoke', 'somebody'], 1, '"somebody"'],
    [['badge', 'issue', '--csv', '/no/such/file.csv'], 1, '/no/such/file.csv'],
    [['badge', 'issue', '--count', 'many'], 2, 'many'],
    [['memory', 'show', 'somebody', '--reason', 'test'], 1, 'neither a badge token nor a guest id'],
    [['memory', 'show', '0123456789abcdefghjg'], 2, '--reason'],
    [['cloud', 'serve', '--port', '99999'], 2, '99999'],
  ])('%j fails with %i and says why', async (args, code, why) => {
    const run = await foyer(...args);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toContain(why);
  });
});

describe('foyer memory', () => {
  it('shows, exports and erases a guest, and logs who was asked for without naming them', async () => {
    const token = (await foyer('badge', 'issue')).stdout.trim();
    const guestId: string = JSON.parse((await foyer('badge', 'inspect', token, '--json')).stdout).guestId;
    const open = () => openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log: createRecordingLog() });
    const store = open();
    store.setConsent(guestId, 'remember', '1');
    store.open(guestId).remember({ kind: 'diet', value: 'vegetarian', source: 'explicit', sessionId: 's', turn: 4 });
    const owner = { kind: 'guest' as const, id: store.pseudonym(guestId) };
    store.close();
    const records = () => openKioskRecords({ dataDir, ids: createIds(), log: createRecordingLog() });
    const kiosk = records();
    kiosk.bookings.book({ ...dinner, from: '2099-05-12T19:00', to: '2099-05-12T20:00', owner }, 9, 'key');
    kiosk.close();

    const shown = await foyer('memory', 'show', token, '--reason', 'asked at the desk');
    expect(shown.stdout).toMatch(/diet: vegetarian \(explicit, session s, turn 4\)/);
    const file = join(dataDir, 'guest.json');
    await foyer('memory', 'export', guestId, '--reason', 'access request', '-o', file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      format: 'foyer-memory',
      version: 1,
      facts: [{ value: 'vegetarian', validTo: null }],
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await foyer('memory', 'erase', token, '--reason', 'asked')).stdout).toContain('is erased on this kiosk');
    expect(await foyer('memory', 'show', token, '--reason', 'check')).toMatchObject({ code: 1, stdout: '' });

    const log = readFileSync(join(dataDir, 'logs', 'memory-access.jsonl'), 'utf8');
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ action, reason }) => [action, reason])).toEqual([
      ['show', 'asked at the desk'],
      ['export', 'access request'],
      ['erase', 'asked'],
      ['show', 'check'],
    ]);
    expect(log).not.toContain(guestId);
    const kept = records();
    expect(kept.bookings.ofOwner(owner, '2026-01-01T00:00')).toEqual([]);
    kept.close();
    const after = open();
    expect(after.consent(guestId)).toBe('unknown');
    after.close();
  }, 60_000);
});

describe('foyer cloud serve', () => {
  it('just works: prints its address and how to point a kiosk at it, answers, and stops on SIGTERM', async () => {
    const child = spawn(process.execPath, [MAIN, 'cloud', 'serve', '--port', '0', '--data', dataDir], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    served = child;
    let notes = '';
    const noted = new Promise<void>((resolve) => {
      createInterface(child.stderr).on('line', (line) => {
        notes += `${line}\n`;
        if (line.startsWith('Badges:')) resolve();
      });
    });
    const ready = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('exit', () => reject(new Error(`ended early:\n${notes}`)));
    });
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(ready)?.[0] ?? '';
    await noted;
    const token = /FOYER_SYNC_TOKEN=(\S+)/.exec(notes)?.[1];
    expect(notes).toContain(`FOYER_SYNC_URL=${url}`);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    const erasures = await fetch(`${url}/v1/erasures`, { headers: { authorization: `Bearer ${token}` } });
    expect(await erasures.json()).toEqual({ erasures: [], sequence: 0, more: false });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 60_000);
});
