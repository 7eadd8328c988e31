import { describe, expect, it } from 'vitest';
import { readDetectedLanguage, readOutput } from '../../../native/whisper-cpp/read-output.ts';

const token = (colour: number, text: string) =>
  Buffer.concat([Buffer.from(`\x1b[38;5;${colour}m`), Buffer.from(text, 'latin1'), Buffer.from('\x1b[0m')]);
const SURE = 82;
const UNSURE = 196;

describe("what whisper.cpp's program prints", () => {
  it('is put together from its tokens, a character that two of them share included', () => {
    const cafe = Buffer.from('é', 'utf8').toString('latin1');
    const output = Buffer.concat([token(SURE, ' a caf'), token(SURE, cafe.slice(0, 1)), token(SURE, cafe.slice(1)), Buffer.from('\n\n')]);
    expect(readOutput(output).text).toBe('a café');
  });

  it('tells how sure it was by colours', () => {
    const sure = readOutput(token(SURE, ' yes'));
    const unsure = readOutput(token(UNSURE, ' yes'));
    const both = readOutput(Buffer.concat([token(SURE, ' yes'), token(UNSURE, ' yes')]));
    expect(sure.avgLogprob).toBeLessThan(0);
    expect(sure.avgLogprob).toBeGreaterThan(-0.05);
    expect(unsure.avgLogprob).toBeLessThan(-0.7);
    expect(both.avgLogprob).toBeCloseTo((sure.avgLogprob + unsure.avgLogprob) / 2);
    expect(both.tokens).toBe(2);
  });

  it('holds sounds in brackets that nobody said', () => {
    const output = Buffer.concat([
      token(SURE, ' [BLANK'),
      token(SURE, '_AUDIO]'),
      token(SURE, ' (upbeat music) where'),
      token(SURE, ' *coughs*'),
    ]);
    expect(readOutput(output).text).toBe('where');
    expect(readOutput(Buffer.from('\n'))).toEqual({ text: '', avgLogprob: 0, tokens: 0 });
  });

  it('names the language it made out', () => {
    expect(readDetectedLanguage('x\nwhisper_full_with_state: auto-detected language: de (p = 0.97)\n')).toBe('de');
    expect(readDetectedLanguage('nothing of the kind')).toBeUndefined();
  });
});
