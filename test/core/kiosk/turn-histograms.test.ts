import { describe, expect, it } from 'vitest';
import { createTurnHistograms } from '../../../core/kiosk/turn-histograms.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

describe('latency histograms', () => {
  it('count into cumulative buckets, in seconds', () => {
    const histograms = createTurnHistograms();
    for (const ms of [40, 600, 601, 20_000]) histograms.observe('voiceToVoiceMs', ms);
    const lines = histograms.prometheus().split('\n');
    const value = (metric: string) => lines.find((line) => line.startsWith(`foyer_voice_to_voice_seconds${metric} `))?.split(' ')[1];
    expect(value('_bucket{le="0.025"}')).toBe('0');
    expect(value('_bucket{le="0.05"}')).toBe('1');
    expect(value('_bucket{le="0.6"}')).toBe('2');
    expect(value('_bucket{le="0.7"}')).toBe('3');
    expect(value('_bucket{le="10"}')).toBe('3');
    expect(value('_bucket{le="+Inf"}')).toBe('4');
    expect(value('_sum')).toBe('21.241');
    expect(value('_count')).toBe('4');
  });

  it('have a HELP and a TYPE line for each metric, and every line is well-formed', () => {
    const text = createTurnHistograms().prometheus();
    expect(text.endsWith('\n')).toBe(true);
    expect(text.match(/^# TYPE foyer_\w+_seconds histogram$/gm)).toHaveLength(5);
    expect(text.match(/^# HELP /gm)).toHaveLength(5);
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \S+ .+|foyer_[a-z_]+(\{le="[^"]+"\})? [\d.]+)$/);
    }
  });

  it('hold each part of a spoken turn once, and nothing that was said', async () => {
    const { open, kiosk } = createKioskHarness({ hears: ['my secret question'] });
    const screen = open();
    await screen.speak(12, 0.02);
    await screen.speak(20, 0.97);
    await screen.speak(8, 0.01);
    await settle();
    await screen.speak(30, 0.01);
    await settle();
    const turn = screen.last('turn.started')?.turn ?? -1;
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 20 });
    screen.send({ type: 'playback', turn, sentence: 0, event: 'finished', heardMs: 300 });
    await settle();
    const text = kiosk.metrics();
    for (const name of ['end_of_turn_delay', 'transcription_delay', 'time_to_first_token', 'time_to_first_byte', 'voice_to_voice']) {
      expect(text).toContain(`foyer_${name}_seconds_count 1\n`);
    }
    expect(text).not.toContain('secret');
  });
});
