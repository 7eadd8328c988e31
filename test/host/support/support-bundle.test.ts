import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scrub } from '../../../host/support/scrub.ts';
import { writeSupportBundle } from '../../../host/support/support-bundle.ts';
import { createIds } from '../../../host/system.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-support-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const NOW = new Date('2026-05-12T10:00:00Z');
const TOKEN = 'F1K7QABCDEFGHJKLMNPQRSTUVWXYZ23456789ABCDEFGHJKLMNP';

async function bundle() {
  const output = join(dataDir, 'support.zip');
  const contents = await writeSupportBundle(dataDir, output, NOW);
  const bytes = unzipSync(readFileSync(output));
  return { output, contents, text: (name: string) => strFromU8(bytes[name] ?? new Uint8Array()), names: Object.keys(bytes) };
}

describe('a support bundle', () => {
  it('tells what the machine and the kiosk are like', async () => {
    mkdirSync(join(dataDir, 'logs'));
    writeFileSync(join(dataDir, 'logs', 'kiosk.log'), '{"msg":"started"}\n');
    writeFileSync(join(dataDir, 'logs', 'kiosk.log.1'), '{"msg":"earlier"}\n');
    writeFileSync(join(dataDir, 'config.yaml'), 'name: Lobby east\nsync:\n  url: https://ada:secret@cloud.example\n');
    const { names, text, contents, output } = await bundle();
    expect(names).toEqual([
      'about.json',
      'doctor.json',
      'files.json',
      'databases.json',
      'config.yaml',
      'logs/kiosk.log',
      'logs/kiosk.log.1',
    ]);
    expect(contents.map(({ name }) => name)).toEqual(names);
    expect(JSON.parse(text('about.json'))).toMatchObject({ written: '2026-05-12T10:00:00.000Z', node: process.version });
    expect(text('doctor.json')).toContain('"name": "disk"');
    expect(text('logs/kiosk.log.1')).toBe('{"msg":"earlier"}\n');
    expect(text('config.yaml')).toBe('name: Lobby east\nsync:\n  url: https://[credentials]@cloud.example\n');
    if (process.platform !== 'win32') expect(statSync(output).mode & 0o777).toBe(0o600);
  });

  it('counts what is remembered and holds nothing of it, nor a key', async () => {
    const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log: createRecordingLog() });
    store.setConsent('guest0000000000000001', 'remember', '1');
    store.open('guest0000000000000001').remember({ kind: 'name', value: 'Zebediah', source: 'explicit', sessionId: 's', turn: 1 });
    const { text, names } = await bundle();
    store.close();
    expect(JSON.parse(text('databases.json'))).toMatchObject([{ name: 'memory.sqlite', check: 'ok', rows: { guests: 1, records: 2 } }]);
    const all = names.map(text).join('\n');
    expect(all).not.toContain('Zebediah');
    const key = readFileSync(join(dataDir, 'keys', 'device.key'));
    for (const form of [key.toString('hex'), key.toString('base64'), key.toString('latin1')]) expect(all).not.toContain(form);
    expect(text('files.json')).toContain('keys/device.key');
  });

  it('says of a broken database that it is broken', async () => {
    writeFileSync(join(dataDir, 'kiosk.sqlite'), 'not a database, however long it goes on and on');
    const { text } = await bundle();
    expect(JSON.parse(text('databases.json'))).toEqual([{ name: 'kiosk.sqlite', error: 'file is not a database' }]);
  });

  it('keeps the end of a long log, from the beginning of a line', async () => {
    mkdirSync(join(dataDir, 'logs'));
    writeFileSync(join(dataDir, 'logs', 'kiosk.log'), `first\n${'a line of no interest\n'.repeat(120_000)}last\n`);
    const { text } = await bundle();
    expect(text('logs/kiosk.log').length).toBeLessThanOrEqual(2_000_000);
    expect(text('logs/kiosk.log').startsWith('a line of no interest\n')).toBe(true);
    expect(text('logs/kiosk.log').endsWith('last\n')).toBe(true);
  });

  it('names the remedy where there is no kiosk', async () => {
    await expect(writeSupportBundle(join(dataDir, 'none'), join(dataDir, 'x.zip'), NOW)).rejects.toMatchObject({
      code: 'no-data-directory',
    });
    await expect(writeSupportBundle(dataDir, join(dataDir, 'none', 'x.zip'), NOW)).rejects.toMatchObject({ code: 'bundle-not-written' });
  });
});

describe('scrubbing', () => {
  it.each([
    ['mail ada.lovelace@example.org now', 'mail [e-mail] now'],
    ['call +44 20 7946 0958 or (020) 79460958', 'call [number] or ([number]'],
    ['http://127.0.0.1:4310/?t=abcDEF-123_xyz', 'http://127.0.0.1:4310/?t=[token]'],
    ['authorization: Bearer abc.def-ghi', 'authorization: Bearer [token]'],
    ['key sk-proj-0123456789abcdef', 'key [key]'],
    [`badge ${TOKEN} refused`, 'badge [token] refused'],
    ['cannot open /home/ada/kiosk/config.yaml', 'cannot open ~/kiosk/config.yaml'],
  ])('takes out: %s', (text, expected) => {
    expect(scrub(text, '/home/ada')).toBe(expected);
  });

  it.each([
    '{"level":30,"time":1795390124583,"msg":"venue opened","version":"2026-05-12T10-00-00-000Z"}',
    'at createHost (file:///opt/foyer/host/create-host.ts:120:14)',
    'onnxruntime-node 1.30.0 with 2 threads in 119 ms',
    '192.168.10.20:4310 refused',
  ])('leaves what helps: %s', (text) => {
    expect(scrub(text, '/home/ada')).toBe(text);
  });
});
