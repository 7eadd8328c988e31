import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { configSchema, decodeToScreen, PROTOCOL_VERSION, type ToScreen } from '../../../core/contract/index.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createHost, type Host } from '../../../host/create-host.ts';
import { createBadgeIssuer } from '../../../native/badge/badge-issuer.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'foyer-erased-bytes-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Words that nothing of the venue has. */
const SECRETS = ['Zebedee', 'kaleidoscope', 'quokkas', 'sarsaparilla'];

function openScreen(host: Host) {
  const [ours, theirs] = createMemoryPair();
  const received: ToScreen[] = [];
  let seq = 0;
  ours.onPayload((payload) => {
    const decoded = typeof payload === 'string' ? decodeToScreen(payload) : null;
    if (decoded?.ok === true) received.push(decoded.message);
  });
  host.connect(theirs);
  const send = (message: object) => ours.send(JSON.stringify({ ...message, seq: ++seq }));
  const until = async (reached: () => boolean) => {
    while (!reached()) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const count = (type: ToScreen['type']) => received.filter((message) => message.type === type).length;
  send({ type: 'hello', protocol: PROTOCOL_VERSION, role: 'guest' });
  return {
    received,
    /** Sends, and waits for one more message of a type. */
    async ask(message: object, type: ToScreen['type']): Promise<void> {
      const before = count(type);
      send(message);
      await until(() => count(type) > before);
    },
    say(text: string): Promise<void> {
      return this.ask({ type: 'text.submit', text, source: 'typed' }, 'turn.done');
    },
  };
}
/** Every byte the kiosk owns. */
function allBytes(): Buffer {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}
function sealedRows(): Buffer[] {
  const db = new Database(join(dataDir, 'memory.sqlite'), { readonly: true });
  const rows = db.prepare('SELECT sealed FROM records UNION ALL SELECT sealed FROM outbox').all() as { sealed: Buffer }[];
  db.close();
  return rows.map(({ sealed }) => sealed.subarray(0, 24));
}

it('of an erased guest no byte is left in databases, logs, traces and caches of a whole kiosk', async () => {
  const badge = createBadgeIssuer({ dataDir, tenant: 'demo' }).issue({ expiresAtMs: Date.now() + 86_400_000 });
  const log = createRecordingLog();
  const config = configSchema.parse({ traces: { enabled: true }, hearing: { enabled: false }, speaking: { enabled: false } });
  const host = await createHost({ dataDir, config, log });
  const screen = openScreen(host);
  await screen.ask({ type: 'badge.scan', source: 'camera', payload: badge.token }, 'consent.ask');
  await screen.ask({ type: 'consent.answer', remember: true }, 'guest.recognised');
  for (const text of [
    'My name is Zebedee',
    "I'm interested in quokkas, is there a talk about quokkas?",
    "I'm allergic to nuts, where can I have sarsaparilla?",
    'yes',
    'I lost my kaleidoscope',
    'in the bar, today',
    'Zebedee wants a sarsaparilla with his kaleidoscope, can you juggle one?',
    'what did I ask you today?',
  ])
    await screen.say(text);
  const sealed = sealedRows();
  expect(sealed.length).toBeGreaterThan(10);
  expect(sealed.every((bytes) => allBytes().includes(bytes))).toBe(true);
  expect(JSON.stringify(screen.received)).toContain('Zebedee');

  await screen.say('forget everything about me');
  await screen.ask({ type: 'text.submit', text: 'yes', source: 'typed' }, 'turn.done');
  await host.close();
  const bytes = allBytes();
  expect(sealed.filter((row) => bytes.includes(row))).toEqual([]);
  for (const secret of [...SECRETS, badge.guestId]) {
    expect(bytes.includes(secret), secret).toBe(false);
    expect(bytes.includes(secret.toLowerCase()), secret).toBe(false);
    expect(JSON.stringify(log.lines).toLowerCase(), secret).not.toContain(secret.toLowerCase());
  }
}, 60_000);
