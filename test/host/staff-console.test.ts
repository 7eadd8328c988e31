import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { configSchema, encodeUploadChunk, STAFF_ONLY, type VenueEdit } from '../../core/contract/index.ts';
import { createMemoryPair } from '../../core/transport/memory-pair.ts';
import { createHost, type Host } from '../../host/create-host.ts';
import { TRANSPORTS } from '../contract/transports.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { FIXTURE_VENUE_DIR } from '../fixtures/fixture-venue.ts';
import { type Command, type LinkedScreen, screenOn } from './staff-screen.ts';

const NOW = '2026-05-12T10:00';
const CSV = 'ID,Title,Date,Start,End,Room\nT1,Buoys,2026-05-12,14:00,15:00,Deck\nT2,Ropes,soon,15:00,16:00,Deck\n';
const SCHEDULE = readFileSync(new URL('../fixtures/import/schedule.xml', import.meta.url));
let dataDir: string;
let host: Host;
let log: ReturnType<typeof createRecordingLog>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-console-'));
  log = createRecordingLog();
  const config = configSchema.parse({ name: 'Lobby east', now: NOW, hearing: { enabled: false }, speaking: { enabled: false } });
  host = await createHost({ dataDir, config, log, demoDir: FIXTURE_VENUE_DIR });
});
afterEach(async () => {
  await host.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const open = (hello: Parameters<typeof screenOn>[1]) => {
  const [screen, kiosk] = createMemoryPair();
  host.connect(kiosk);
  return screenOn(screen, hello);
};
const signIn = async (screen: LinkedScreen) => {
  await screen.next('welcome');
  screen.send({ type: 'staff.signIn', pin: '2468' });
  await screen.next('staff.signedIn');
  return screen;
};
const staff = () => signIn(open({ role: 'staff' }));
const guest = async () => {
  const screen = open({ role: 'guest' });
  await screen.next('welcome');
  return screen;
};
const answerTo = async (screen: LinkedScreen, text: string) => {
  screen.send({ type: 'text.submit', text, source: 'typed' });
  const { turn } = await screen.next('turn.started');
  await screen.next('turn.done', (done) => done.turn === turn);
  return screen.received
    .flatMap((message) => (message.type === 'answer.sentence' && message.turn === turn ? [message.text] : []))
    .join(' ');
};
const draftOf = async (screen: LinkedScreen) => (await screen.next('staff.draft', ({ draft }) => draft !== null)).draft;

describe.each(TRANSPORTS)('files over %s', (_, link) => {
  test('become a draft, are corrected, and are published as seen', async () => {
    const { screen: connection, close } = await link((kiosk) => host.connect(kiosk));
    try {
      const screen = await signIn(screenOn(connection, { role: 'staff' }));
      // Larger than one chunk.
      const padded = `${CSV}T3,${'Sea '.repeat(60_000)},2026-05-12,16:00,17:00,Deck\n`;
      expect(await screen.upload({ 'talks.csv': padded })).toMatchObject({ type: 'staff.done' });
      const draft = await draftOf(screen);
      expect(draft).toMatchObject({ counts: { sessions: 2 }, sources: [{ name: 'talks.csv', importedBy: 'staff at Lobby east' }] });
      expect(screen.received.flatMap((m) => (m.type === 'staff.import.progress' ? [m.phase] : []))).toEqual(
        expect.arrayContaining(['receiving', 'reading']),
      );
      const bad = draft?.findings.items.find(({ fix }) => fix !== undefined);
      expect(bad).toMatchObject({ file: 'talks.csv', line: 3, fix: { value: expect.stringContaining('soon') } });
      expect(await screen.ask({ type: 'staff.draft.fix', findingId: bad?.id ?? '', value: '2026-05-12 15:00' })).toMatchObject({
        type: 'staff.done',
      });
      const fixed = await draftOf(screen);
      expect(fixed?.counts.sessions).toBe(3);
      await screen.ask({ type: 'staff.draft.setTimezone', timezone: 'Europe/Berlin' });
      const zoned = await draftOf(screen);
      const published = await screen.ask({ type: 'staff.publish', revision: zoned?.revision ?? 0 });
      expect(published).toMatchObject({ type: 'staff.done', version: expect.stringMatching(/^2-/) });
      const { versions } = await screen.next('staff.versions', (message) => message.versions.length === 2);
      expect(versions[0]).toMatchObject({ current: true, createdBy: 'staff at Lobby east' });
    } finally {
      await close();
    }
  });
});

describe('hostile screens', () => {
  it('that are not signed in can send nothing of the console', async () => {
    const screen = open({ role: 'staff' });
    await screen.next('welcome');
    const commands: Command[] = [
      { type: 'staff.upload.begin', uploadId: 1, files: [{ name: 'a.csv', bytes: 3 }] },
      { type: 'staff.upload.end', uploadId: 1 },
      { type: 'staff.draft.get' },
      { type: 'staff.draft.discard' },
      { type: 'staff.publish', revision: 1 },
      { type: 'staff.rollback', version: '1-0' },
      { type: 'staff.edit', edit: { kind: 'banner.set', text: { en: 'Free beer' } } },
      { type: 'staff.unanswered' },
      { type: 'staff.preview.open' },
    ];
    for (const command of commands) {
      const seq = screen.send(command);
      expect(await screen.next('refused', (refused) => refused.seq === seq)).toMatchObject({ code: 'not-allowed' });
      expect(STAFF_ONLY.has(command.type)).toBe(true);
    }
    screen.sendBytes(encodeUploadChunk({ uploadId: 1, file: 0, offset: 0, bytes: Uint8Array.of(1, 2, 3) }));
    expect((await screen.next('refused')).code).not.toBe('internal');
    expect(readdirSync(join(dataDir, 'venue'))).not.toContain('draft.sqlite');
  });

  it('cannot upload more than they announced, nor more than the limit', async () => {
    const screen = await staff();
    const files = Array.from({ length: 3 }, (_, i) => ({ name: `${i}.csv`, bytes: 40 * 1024 * 1024 }));
    expect(await screen.ask({ type: 'staff.upload.begin', uploadId: 1, files })).toMatchObject({ code: 'upload-too-large' });
    await screen.ask({ type: 'staff.upload.begin', uploadId: 2, files: [{ name: 'a.csv', bytes: 3 }] });
    for (const [uploadId, file, offset, bytes] of [
      [2, 0, 0, 4],
      [2, 0, 1, 1],
      [2, 1, 0, 1],
      [9, 0, 0, 1],
    ] as const) {
      screen.sendBytes(encodeUploadChunk({ uploadId, file, offset, bytes: new Uint8Array(bytes) }));
      expect(await screen.next('refused')).toMatchObject({ code: 'out-of-order' });
    }
    expect(await screen.ask({ type: 'staff.upload.end', uploadId: 2 })).toMatchObject({
      type: 'staff.failed',
      code: 'upload-incomplete',
      message: expect.stringContaining('a.csv'),
    });
  });

  it('cannot name a file out of the data directory', async () => {
    const screen = await staff();
    expect(await screen.upload({ '../../../evil.csv': CSV, 'C:\\evil\\talks.csv': CSV.replace('T1', 'X1') })).toMatchObject({
      type: 'staff.done',
    });
    expect((await draftOf(screen))?.sources.map(({ name }) => name)).toEqual(['evil.csv', 'talks.csv']);
    expect(existsSync(join(dataDir, '..', 'evil.csv'))).toBe(false);
    for (const name of readdirSync(join(dataDir, 'venue', 'sources'))) expect(name).toMatch(/^[0-9a-f]{64}$/);
  });

  it('with a zip bomb or half a file are told why, and nothing is changed', async () => {
    const screen = await staff();
    await screen.upload({ 'schedule.xml': SCHEDULE });
    const before = await draftOf(screen);
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(80 * 1024 * 1024) }, { level: 9 });
    for (const [name, bytes] of Object.entries({ 'bomb.xlsx': bomb, 'half.json': new TextEncoder().encode('{"schedule": {') })) {
      expect(await screen.upload({ [name]: bytes })).toMatchObject({
        type: 'staff.failed',
        code: 'import-unreadable',
        message: expect.stringContaining(name),
        remedy: expect.stringMatching(/\S/),
      });
    }
    await screen.ask({ type: 'staff.draft.get' });
    expect(await draftOf(screen)).toEqual(before);
  });
});

describe('staff', () => {
  it('two at once see the same draft, and the slower one cannot publish what was changed meanwhile', async () => {
    const [ada, bob] = [await staff(), await staff()];
    await ada.upload({ 'schedule.xml': SCHEDULE });
    const seen = await draftOf(bob);
    expect(await draftOf(ada)).toEqual(seen);
    const both = await Promise.all([
      ada.ask({ type: 'staff.draft.setTimezone', timezone: 'Europe/Paris' }),
      bob.ask({ type: 'staff.publish', revision: seen?.revision ?? 0 }),
    ]);
    expect(both[0]).toMatchObject({ type: 'staff.done' });
    expect(both[1]).toMatchObject({ type: 'staff.failed', code: 'draft-changed' });
  });

  it('try the draft on a screen of its own: with its data, at its time, without any effect', async () => {
    const [screen, onKiosk] = [await staff(), await guest()];
    await screen.upload({ 'schedule.xml': SCHEDULE });
    screen.send({ type: 'staff.preview.open' });
    const { token } = await screen.next('staff.preview');
    const preview = open({ role: 'guest', preview: { token, now: '2026-05-12T09:30' } });
    expect(await preview.next('welcome')).toMatchObject({ now: '2026-05-12T09:30', nowPinned: true, venue: { name: 'Harbour Days 2026' } });
    expect(await answerTo(preview, 'When is Tides & timetables?')).toMatch(/10/);
    preview.send({ type: 'help.request' });
    await preview.next('turn.done', ({ turn }) => turn > 1);
    expect(screen.received.filter((m) => m.type === 'staff.requests' && m.requests.length > 0)).toEqual([]);
    // The kiosk's own screen is still there, on what is published.
    expect(await answerTo(onKiosk, 'where is the bistro')).toMatch(/bistro/i);
  });

  it('alone open previews', async () => {
    const screen = await staff();
    for (const token of ['guessed', 'x'.repeat(72)]) {
      const preview = open({ role: 'guest', preview: { token } });
      expect(await preview.next('refused')).toMatchObject({ code: 'not-allowed' });
      await preview.closed;
    }
    screen.send({ type: 'staff.preview.open' });
    const { token } = await screen.next('staff.preview');
    screen.send({ type: 'staff.signOut' });
    await screen.next('staff.signedOut');
    const late = open({ role: 'guest', preview: { token } });
    expect(await late.next('refused')).toMatchObject({ code: 'not-allowed' });
  });

  it('close a lift, and a guest in mid-conversation is led round it; a message is on the screen at once', async () => {
    const [screen, onKiosk] = [await staff(), await guest()];
    const way = 'how do I get to the Great Hall';
    expect(await answerTo(onKiosk, way)).toMatch(/lift/i);
    expect(await screen.ask({ type: 'staff.edit', edit: { kind: 'path.close', pathId: 'place:lift-g' } })).toMatchObject({
      type: 'staff.done',
    });
    const after = await answerTo(onKiosk, way);
    expect(after).not.toMatch(/lift/i);
    expect(after).toMatch(/stairs/i);
    await screen.ask({ type: 'staff.edit', edit: { kind: 'banner.set', text: { en: 'The lift is being repaired' } } });
    expect(await onKiosk.next('venue.banner', ({ banner }) => banner !== null)).toMatchObject({
      banner: { en: 'The lift is being repaired' },
    });
    const { edits } = await screen.next('staff.edits', (message) => message.edits.length === 2);
    await screen.ask({ type: 'staff.edit.undo', editId: edits.find(({ edit }) => edit.kind === 'path.close')?.id ?? '' });
    expect(await answerTo(onKiosk, way)).toMatch(/lift/i);
  });

  it('see what could not be answered, without what tells who asked, and answer it for the next guest', async () => {
    const [screen, onKiosk] = [await staff(), await guest()];
    for (const text of ['where is the planetarium', 'is there a planetarium? call me on 0171 555 0199 or ada@example.org'])
      await answerTo(onKiosk, text);
    const { groups } = await screen.next('staff.unanswered', (message) => message.groups.some(({ count }) => count === 2));
    expect(JSON.stringify(groups)).not.toMatch(/0171|0199|ada@/);
    const faq = {
      kind: 'faq.add' as const,
      questions: ['Where is the planetarium?'],
      answer: 'The planetarium is next door.',
      locale: 'en',
    } satisfies VenueEdit;
    await screen.ask({ type: 'staff.edit', edit: { ...faq, groupId: groups[0]?.groupId ?? '' } });
    expect((await screen.next('staff.unanswered', (message) => message.groups.length === 0)).groups).toEqual([]);
    onKiosk.send({ type: 'session.end' });
    await onKiosk.next('session.ended');
    expect(await answerTo(onKiosk, 'where is the planetarium')).toMatch(/next door/);
    expect(JSON.stringify(log.lines)).not.toMatch(/planetarium/i);
  });

  it('find what an edit can be about, page through findings, and save the report', async () => {
    const screen = await staff();
    const seq = screen.send({ type: 'staff.find', kind: 'session', text: 'knots' });
    expect(await screen.next('staff.found', (found) => found.seq === seq)).toMatchObject({
      total: 1,
      items: [{ title: 'Knots for beginners' }],
    });
    expect(await screen.ask({ type: 'staff.draft.report', format: 'csv' })).toMatchObject({ type: 'staff.failed', code: 'no-draft' });
    await screen.upload({ 'talks.csv': CSV });
    screen.send({ type: 'staff.draft.findings', offset: 0, limit: 1 });
    expect((await screen.next('staff.draft.findings')).items).toHaveLength(1);
    screen.send({ type: 'staff.draft.report', format: 'csv' });
    expect((await screen.next('staff.report')).text).toContain('talks.csv');
  });
});
