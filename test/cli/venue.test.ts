import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-cli-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function foyer(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'venue', ...args], { cwd: dir, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('foyer venue', () => {
  it('takes staff from the template to a published venue and back', () => {
    const init = foyer('init', 'mine');
    expect(init).toMatchObject({ status: 0, stderr: expect.stringContaining('foyer venue import mine') });
    expect(init.stdout).toContain('places.csv');

    const first = foyer('import', 'mine', '--data', 'data', '--publish');
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /My Venue \(Europe\/Berlin\): 2 floors, 8 places.*\n\nNo findings\.[\s\S]*Published as version 1-[0-9a-f]{8}\.\n$/,
    );

    const sessions = join(dir, 'mine', 'sessions.csv');
    writeFileSync(sessions, readFileSync(sessions, 'utf8').replace('hall-1,ada', 'cellar,ada'));
    const blocked = foyer('import', 'mine/sessions.csv', '--data', 'data', '--publish', '--report', 'report.json');
    expect(blocked.status).toBe(1);
    expect(blocked.stdout).toContain('error    sessions.csv:2  roomId (opening)  refers to the place "cellar", which does not exist');
    expect(JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8'))).toMatchObject({
      blocked: true,
      findings: [{ line: 2, value: 'cellar' }],
    });
    expect(foyer('check', '--data', 'data').status).toBe(1);
    expect(foyer('publish', '--data', 'data')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('remedy: Run `foyer venue check`'),
    });

    writeFileSync(sessions, readFileSync(sessions, 'utf8').replace('cellar,ada', 'room-101,ada'));
    expect(JSON.parse(foyer('import', 'mine/sessions.csv', '--data', 'data', '--json').stdout)).toMatchObject({
      blocked: false,
      published: null,
    });
    expect(foyer('diff', '--data', 'data').stdout).toContain('~ Opening (roomId)');
    expect(foyer('publish', '--data', 'data').stdout).toMatch(/^Published version 2-/);
    expect(foyer('rollback', '--data', 'data').stdout).toMatch(/^Guests get version 1-[0-9a-f]{8} again\.\n$/);
    expect(foyer('versions', '--data', 'data').stdout).toMatch(/^ {2}2-\S+ {2}.*1 session changed\n\* 1-/);
    expect(foyer('export', 'out', '--data', 'data').stdout).toBe('Wrote 12 files to out.\n');
    expect(readFileSync(join(dir, 'out', 'sessions.csv'), 'utf8')).toContain('hall-1,ada');
  }, 60_000);

  it('takes a table whose columns nobody knows by a mapping file', () => {
    writeFileSync(join(dir, 'liste.csv'), 'Was,Ab wann,Wo genau\nBojen,2026-05-12 14:00,Deck\n');
    writeFileSync(join(dir, 'columns.yaml'), 'kind: sessions\ncolumns: { was: title, Ab wann: start, Wo genau: room }\n');
    const common = ['liste.csv', '--timezone', 'Europe/Berlin', '--data', 'data'];
    expect(foyer('import', ...common).status).toBe(1);
    expect(foyer('import', ...common, '--mapping', 'columns.yaml').stdout).toContain('1 session');
    writeFileSync(join(dir, 'columns.yaml'), '{kind: sessions, columns: {Was: colour}}');
    expect(foyer('import', ...common, '--mapping', 'columns.yaml')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/"colour" is no field of sessions\n {2}remedy: Fields: title/),
    });
  }, 60_000);

  it('publishes quick edits and takes them back', () => {
    foyer('init', 'mine');
    foyer('import', 'mine', '--data', 'data', '--publish');
    const edit = (...args: string[]) => foyer('edit', ...args, '--now', '2026-05-12T10:00', '--data', 'data');
    const closed = edit('close', 'bistro', '--until', '2026-05-12T18:00');
    expect(closed.stdout).toMatch(/^Published version 2-\S+; undo: foyer venue edit undo \S+\n$/);
    expect(edit('list').stdout).toContain('  Closed until 2026-05-12 18:00: Bistro  (');
    expect(edit('undo', closed.stdout.trim().split(' ').at(-1) ?? '').stdout).toMatch(
      /^Undone: Closed until .*: Bistro\. Published version 3-/,
    );
    expect(edit('cancel', 'no such talk')).toMatchObject({ status: 1, stderr: expect.stringContaining('"no such talk"') });
  }, 60_000);

  it('says what is wrong and how to go on', () => {
    expect(foyer('import', 'nowhere', '--data', 'data')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('there is no file or folder nowhere'),
    });
    expect(foyer('import')).toMatchObject({ status: 2 });
    expect(foyer('frobnicate')).toMatchObject({ status: 2 });
    expect(foyer('rollback', '9-nine', '--data', 'data')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Known versions: none'),
    });
    expect(foyer('import', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Example:') });
  }, 60_000);
});
