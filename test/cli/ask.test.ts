import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startLlmServer } from '../fakes/llm-server.ts';

const ROOT = join(import.meta.dirname, '../..');
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-ask-'));
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function foyer(
  args: readonly string[],
  stdin = '',
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['cli/main.ts', 'ask', '--data', dataDir, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(stdin);
  });
}

const answerSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  answer: z.string(),
  cards: z.array(z.object({ kind: z.string() })),
  tools: z.array(z.object({ name: z.string(), input: z.unknown(), ms: z.number() })),
  ms: z.number(),
});
const lines = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('foyer ask', () => {
  it('goes on in the language and at the time that a line of the conversation began with', async () => {
    const { out } = await foyer(
      ['--jsonl'],
      [
        JSON.stringify({ question: 'ich brauche noch zwei Handtücher auf Zimmer 214', session: 'a', now: '2026-05-12T14:00' }),
        JSON.stringify({ question: 'ja', session: 'a' }),
        JSON.stringify({ question: 'where is the gym', session: 'b' }),
      ].join('\n'),
    );
    const told = lines(out).map((line) => answerSchema.extend({ lang: z.string() }).parse(line));
    expect(told.map(({ lang }) => lang)).toEqual(['de', 'de', 'en']);
    expect(told[1]?.tools.map(({ name }) => name)).toContain('hotel_service');
    expect(lines(out)[1]).toMatchObject({ cards: [{ createdAt: '2026-05-12T14:00' }] });
  });

  it('prints the spoken answer and nothing else', async () => {
    const { code, out } = await foyer(['where is the gym', '--now', '2026-05-12T14:00']);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(out).toContain('Gym');
  });

  it('asks the model that the environment names, through its tools, and the local planner when it breaks down', async () => {
    const model = await startLlmServer([
      { kind: 'calls', calls: [{ name: 'opening_hours', arguments: '{"place":"gym"}' }] },
      { kind: 'text', pieces: ['The gym is open ', 'until 23:00.'] },
      { kind: 'status', status: 500 },
    ]);
    const env = { FOYER_LLM_BASE_URL: model.baseUrl, FOYER_LLM_MODEL: 'scripted' };
    const args = ['until when can i use the gym', '--now', '2026-05-12T14:00', '--json'];
    const asked = answerSchema.parse(lines((await foyer(args, '', env)).out)[0]);
    expect(asked.answer).toBe('The gym is open until 23:00.');
    expect(asked.tools.map((tool) => tool.name)).toEqual(['opening_hours']);
    expect(model.requests[0]).toMatchObject({ model: 'scripted' });
    const local = answerSchema.parse(lines((await foyer(args, '', env)).out)[0]);
    expect(local.answer).toMatch(/23:00/);
    expect(local.answer).not.toBe(asked.answer);
    await model.close();
  });

  it('gives cards and tools as JSON, for a time with seconds and a zone', async () => {
    const { out } = await foyer(['was läuft gerade', '--lang', 'de', '--now', '2026-05-12T14:35:00+02:00', '--json']);
    const answer = answerSchema.parse(lines(out)[0]);
    expect(answer.tools[0]?.name).toBe('whats_on');
    expect(answer.cards[0]?.kind).toBe('sessions');
  });

  it('answers lines in order, holds conversations, and goes on after a bad line', async () => {
    const now = '2026-05-12T14:00';
    const { code, out } = await foyer(
      ['--jsonl'],
      [
        JSON.stringify({ id: 1, question: 'where is the roof garden', session: 'a', now, something: 'else' }),
        'not json',
        JSON.stringify({ id: 'x', now }),
        JSON.stringify({ id: 2, question: 'wo ist die bibliothek', lang: 'de', now }),
        '',
        JSON.stringify({ id: 3, question: 'and how do i get there', session: 'a', now }),
        JSON.stringify({ id: 4, question: 'hello', now: 'yesterday' }),
      ].join('\n'),
    );
    expect(code).toBe(0);
    const [first, broken, missing, german, followUp, wrongTime] = lines(out);
    expect(answerSchema.parse(first).answer).toContain('Roof Garden');
    expect(broken).toMatchObject({ error: expect.stringContaining('not JSON') });
    expect(missing).toMatchObject({ id: 'x', error: expect.stringContaining('question') });
    expect(answerSchema.parse(german).answer).toContain('Sie finden');
    expect(answerSchema.parse(followUp)).toMatchObject({ id: 3, answer: expect.stringContaining('Roof Garden') });
    expect(wrongTime).toMatchObject({ id: 4, error: expect.stringContaining('yesterday') });
  });

  it('says what is wrong with its use', async () => {
    expect((await foyer([])).code).toBe(2);
    const wrong = await foyer(['hello', '--now', 'noon']);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('"noon" is no time');
  });
});
