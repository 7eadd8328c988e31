import { describe, expect, it } from 'vitest';
import { decodeUploadChunk, MAX_CHUNK_BYTES, MAX_UPLOAD_BYTES, type UploadChunk } from '../../../core/contract/index.ts';
import type { CommandDesk, Done, Outcome } from '../../../renderer/staff/command-desk.ts';
import { createUploader } from '../../../renderer/staff/data/uploader.ts';

type Command = Parameters<CommandDesk['run']>[0];
const DONE: Outcome<Done> = { ok: true, type: 'staff.done', seq: 1 };

/** A kiosk that takes what is sent; `answer` may refuse a command, and `full` says how much the line still holds. */
function setUp({
  answer = async () => DONE,
  full = () => 0,
}: {
  answer?: (command: Command) => Promise<Outcome<Done>>;
  full?: () => number;
} = {}) {
  const commands: Command[] = [];
  const chunks: UploadChunk[] = [];
  const uploader = createUploader({
    desk: {
      run: (command) => {
        commands.push(command);
        return answer(command);
      },
    },
    link: {
      sendBytes: (bytes) => {
        const chunk = decodeUploadChunk(bytes);
        if (chunk !== null) chunks.push(chunk);
        return chunk !== null;
      },
      get bufferedBytes() {
        return full();
      },
    },
    wait: () => Promise.resolve(),
  });
  return { uploader, commands, chunks };
}

const fileOf = (path: string, bytes: number) => ({ path, file: new Blob([new Uint8Array(bytes).map((_, i) => i % 251)]) });
const types = (commands: readonly Command[]) => commands.map(({ type }) => type);

describe('the uploader', () => {
  it('sends every byte of every file once, in order, between begin and end', async () => {
    const { uploader, commands, chunks } = setUp();
    const bytes = MAX_CHUNK_BYTES * 2 + 17;
    await uploader.start([fileOf('venue/a.csv', bytes), fileOf('venue/b.csv', 5)]);
    expect(commands[0]).toMatchObject({
      files: [
        { name: 'venue/a.csv', bytes },
        { name: 'venue/b.csv', bytes: 5 },
      ],
    });
    expect(types(commands)).toEqual(['staff.upload.begin', 'staff.upload.end']);
    const first = chunks.filter(({ file }) => file === 0);
    expect(first.map(({ offset }) => offset)).toEqual([0, MAX_CHUNK_BYTES, MAX_CHUNK_BYTES * 2]);
    const whole = first.flatMap((chunk) => [...chunk.bytes]);
    expect(whole.length).toBe(bytes);
    expect(whole.every((byte, i) => byte === i % 251)).toBe(true);
    expect(uploader.state.get()).toEqual({ step: 'idle' });
  });

  it('waits while the line is full', async () => {
    let held = 4 * 1024 * 1024;
    const { uploader, chunks } = setUp({
      full: () => {
        expect(chunks).toHaveLength(0);
        held -= 1024 * 1024;
        return held;
      },
    });
    await uploader.start([fileOf('a.csv', 9)]);
    expect(held).toBeLessThanOrEqual(1024 * 1024);
    expect(chunks).toHaveLength(1);
  });

  it('shows why the kiosk refused, until that is put away', async () => {
    const refusal = { ok: false, code: 'import-unreadable', message: 'a.csv is no text', remedy: 'Export it again.' } as const;
    const { uploader } = setUp({ answer: async ({ type }) => (type === 'staff.upload.end' ? refusal : DONE) });
    await uploader.start([fileOf('a.csv', 9)]);
    expect(uploader.state.get()).toEqual({ step: 'failed', files: ['a.csv'], failure: refusal });
    uploader.dismiss();
    expect(uploader.state.get()).toEqual({ step: 'idle' });
  });

  it('cancels in the middle of a file, and can start again', async () => {
    let cancels = true;
    const { uploader, commands, chunks } = setUp({
      full: () => {
        if (cancels && chunks.length === 1) uploader.cancel();
        return 0;
      },
    });
    await uploader.start([fileOf('a.csv', MAX_CHUNK_BYTES * 3)]);
    expect(types(commands)).toEqual(['staff.upload.begin', 'staff.upload.cancel']);
    expect(chunks).toHaveLength(1);
    expect(uploader.state.get()).toEqual({ step: 'idle' });
    cancels = false;
    await uploader.start([fileOf('b.csv', 3)]);
    expect(types(commands).slice(2)).toEqual(['staff.upload.begin', 'staff.upload.end']);
  });

  it('asks the kiosk nothing about what is too much anyway', async () => {
    const { uploader, commands } = setUp();
    const huge = { path: 'film.mov', file: Object.assign(new Blob([]), {}) };
    Object.defineProperty(huge.file, 'size', { value: MAX_UPLOAD_BYTES + 1 });
    await uploader.start([huge]);
    expect(uploader.state.get()).toMatchObject({ step: 'failed', failure: { code: 'too-big' } });
    await uploader.start(Array.from({ length: 101 }, (_, i) => fileOf(`${i}.csv`, 1)));
    expect(uploader.state.get()).toMatchObject({ step: 'failed', failure: { code: 'too-many' } });
    expect(commands).toEqual([]);
  });
});
