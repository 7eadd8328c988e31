import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { momentOf } from '../../../cli/memory/bench-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'foyer-memory-bench-test-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function bench(lines: readonly unknown[], ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const file = join(dir, 'lines.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return new Promise((resolve) => {
    execFile(process.execPath, ['cli/main.ts', 'memory', 'bench', file, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

const LINE = {
  id: 7,
  sessions: [
    {
      id: 'S1',
      time: '1:56 pm on 8 May, 2023',
      turns: [
        { id: 'D1:1', role: 'Ann', text: 'I adopted a kitten.' },
        { id: 'D1:2', role: 'Bob', text: 'Lovely!' },
      ],
    },
    { id: 'S2', turns: [{ role: 'Ann', text: 'We repaired the roof with tiles.' }, { text: '' }] },
  ],
  questions: [
    { id: 'q1', kind: 'single', question: 'Which pet did Ann get?', evidence: ['D1:1'] },
    { kind: 'session', question: 'What about the roof?', evidence: 'S2' },
    { kind: 'single', question: 'Roof?', evidence: ['D1:1', 'S2', 'nowhere'], time: '2023-06-01' },
    { kind: 'none', question: 'Unanswerable?', evidence: [] },
  ],
};

describe('foyer memory bench', () => {
  it('counts the evidence among the recalled items, by turn or session, per kind', async () => {
    const { stdout, code } = await bench([LINE, ''], '--k', '1', '--json');
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      k: 1,
      questions: 3,
      turns: 3,
      byKind: { single: { questions: 2, recall: (1 + 1 / 3) / 2 }, session: { questions: 1, recall: 1 } },
    });
    expect(result.recall).toBeCloseTo((1 + 1 + 1 / 3) / 3);
    expect(
      result.answers.map((answer: { items: { turn: string; session: string }[] }) =>
        answer.items.map(({ turn, session }) => [turn, session]),
      ),
    ).toEqual([[['D1:1', 'S1']], [['S2:1', 'S2']], [['S2:1', 'S2']]]);
  }, 60_000);

  it('names the line and the field that it cannot read', async () => {
    expect(await bench([LINE, '{'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('line 2: is not JSON') });
    expect((await bench([{ sessions: [{ id: 1, turns: [{}] }], questions: [] }])).stderr).toContain('line 1: sessions.0.turns.0.text');
    expect((await bench([LINE], '--k', 'many')).stderr).toContain('"many"');
  }, 60_000);
});

describe('momentOf', () => {
  it.each([
    ['1:56 pm on 8 May, 2023', '2023-05-08T13:56:00.000Z'],
    ['12:09 am on 13 September, 2023', '2023-09-13T00:09:00.000Z'],
    ['May 8th, 2023', '2023-05-08T12:00:00.000Z'],
    ['2023-05-08T13:56', '2023-05-08T13:56:00.000Z'],
    ['2023/05/30 (Tue) 23:40', expect.stringContaining('2023-05-30')],
    ['some day', null],
    [undefined, null],
  ])('%s', (text, moment) => {
    expect(momentOf(text)).toEqual(moment);
  });
});
