import { expect, it } from 'vitest';
import { readOptions, wholeNumber } from './support/options.ts';
import { summarise, table } from './support/report.ts';
import { readTurnMetrics } from './support/turn-metrics.ts';

it('ranks by nearest rank, whatever the order', () => {
  const oneToTwenty = Array.from({ length: 20 }, (_, i) => ((i * 7) % 20) + 1);
  expect(summarise(oneToTwenty)).toEqual({ n: 20, p50: 10, p95: 19, max: 20 });
  expect(summarise([3])).toEqual({ n: 1, p50: 3, p95: 3, max: 3 });
  expect(summarise([])).toBeNull();
});

it('keeps the last line of each turn, also of one whose speech was never played', () => {
  const line = (first: number, byte: number | null, whole: number | null) =>
    JSON.stringify({
      level: 30,
      endOfTurnDelayMs: 450,
      transcriptionDelayMs: 0,
      timeToFirstSentenceMs: first,
      timeToFirstByteMs: byte,
      voiceToVoiceMs: whole,
      msg: 'turn metrics',
    });
  const log = [
    '{"msg":"whisper.ready"}',
    line(1, null, null),
    line(1, 5, null),
    line(1, 5, 700),
    'noise "turn metrics"',
    line(2, null, null),
  ];
  expect(readTurnMetrics(log.join('\n')).map((turn) => [turn.timeToFirstSentenceMs, turn.voiceToVoiceMs])).toEqual([
    [1, 700],
    [2, null],
  ]);
});

it('lines up its tables', () => {
  const lines = table([
    ['ms', 'n'],
    ['a long name', '20'],
  ]).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});

it('names a wrong option', () => {
  expect(() => readOptions(['--speed', '3'], ['motion'])).toThrow(/--speed/);
  expect(() => wholeNumber('0', 20, [1, 20])).toThrow(/"0" is not a whole number from 1 to 20/);
});
