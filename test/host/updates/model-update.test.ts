import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FoyerError } from '../../../core/contract/errors.ts';
import type { SpeechToText } from '../../../core/ports.ts';
import { loadConfig } from '../../../host/config.ts';
import { beginStart } from '../../../host/fleet/begin-start.ts';
import { createModelUpdate } from '../../../host/updates/model-update.ts';
import { createUpdateStore } from '../../../host/updates/update-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createScriptedHearing } from '../../fakes/scripted.ts';
import { tinyModelFiles } from '../models/tiny-model.ts';

const log = createRecordingLog();
const wanted = { url: 'm', sha256: 'ab'.repeat(32), bytes: 1, label: 'whisper-next' };
const FOLDER = 'whisper-next.abababab';
let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-model-update-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const folder = (name = FOLDER) => join(dataDir, 'models', name);
const install = async ({ name }: { name: string }) => void mkdirSync(folder(name), { recursive: true });
function kiosk(hearing: SpeechToText | null = null, how: { install?: typeof install } = { install }) {
  const store = createUpdateStore({ dataDir, log });
  return {
    store,
    ...createModelUpdate({
      dataDir,
      store,
      hearing: async () => hearing,
      needs: () => ['hearing'],
      signal: new AbortController().signal,
      ...how,
    }),
  };
}
const engine = (model: string, ...texts: string[]): SpeechToText => ({ ...createScriptedHearing(texts).stt, model });
/** The next start of the program: the model it hears with. */
const start = () => {
  beginStart(dataDir, log);
  return loadConfig({ dataDir, env: {} }).config.hearing.model;
};

describe('a hearing model of the fleet', () => {
  it('is heard with after a restart, and stays once it has heard something', async () => {
    expect(await kiosk().activate('archive', wanted)).toBe('restart');
    expect(start()).toBe(FOLDER);
    const after = kiosk(engine(FOLDER, 'where is the nearest toilet'));
    expect(await after.settle()).toBe('passed');
    expect([start(), after.nameOf(FOLDER), after.store.read().model.trial]).toEqual([FOLDER, 'whisper-next', null]);
  });

  it.each([
    ['it hears nothing', engine(FOLDER, '', '')],
    ['the kiosk cannot hear with it', null],
    ['the kiosk hears with another one', engine('foyer-whisper-tiny', 'where is the nearest toilet')],
  ])('makes way where %s', async (_what, hearing) => {
    await kiosk().activate('archive', wanted);
    start();
    const after = kiosk(hearing);
    expect(await after.settle()).toBe('rolled-back-restart');
    expect([start(), existsSync(folder())]).toEqual(['foyer-whisper-tiny', false]);
    expect(after.wanted({ model: { name: 'whisper-next', ...wanted }, window: { from: '02:00', to: '05:00' } })).toBeNull();
  });

  it('makes way where the kiosk keeps ending with it', async () => {
    await kiosk().activate('archive', wanted);
    expect([start(), start(), start()]).toEqual([FOLDER, FOLDER, 'foyer-whisper-tiny']);
  });

  it('is not used where somebody removed it', async () => {
    await kiosk().activate('archive', wanted);
    rmSync(folder(), { recursive: true });
    expect(start()).toBe('foyer-whisper-tiny');
  });

  it('is refused for good where the archive is none', async () => {
    writeFileSync(join(dataDir, 'broken.zip'), 'no archive');
    const { activate, store } = kiosk(null, {});
    await expect(activate(join(dataDir, 'broken.zip'), wanted)).rejects.toMatchObject({ code: 'archive-broken' });
    expect(store.read().model.refused).toMatchObject([{ id: wanted.sha256 }]);
  });

  it('is wanted again once there is room for it', async () => {
    const full = new FoyerError('no room', { fault: 'operator', code: 'disk-full' });
    const { activate, store } = kiosk(null, { install: () => Promise.reject(full) });
    await expect(activate('archive', wanted)).rejects.toBe(full);
    expect(store.read().model).toMatchObject({ trial: null, refused: [] });
  });

  it('is installed from a folder or archive as `foyer models install --from` does', async () => {
    for (const [path, content] of tinyModelFiles()) {
      const to = join(dataDir, 'given', path);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, content);
    }
    expect(await kiosk(null, {}).activate(join(dataDir, 'given'), wanted)).toBe('restart');
    expect(existsSync(join(folder(), 'config.json'))).toBe(true);
    expect(start()).toBe(FOLDER);
  }, 60_000);
});
