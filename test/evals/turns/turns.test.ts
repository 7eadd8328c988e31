import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ears, openEars } from './ears.ts';
import { noiseOnly } from './noise.ts';
import { play } from './play.ts';
import { record } from './record.ts';
import { SCENES } from './scenes.ts';
import { judge } from './score.ts';
import { openSpeech, type Speech } from './speech.ts';

/** A few recordings of `npm run eval -- turns`, with the detector and the recogniser that guests meet. */
let ears: Ears;
let speech: Speech;
beforeAll(async () => {
  [ears, speech] = await Promise.all([openEars(), openSpeech()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([ears?.close(), speech?.close()]);
});

async function verdictOn(name: string) {
  const scene = SCENES.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`no recording "${name}"`);
  const recording = await record(scene, speech);
  return judge(scene, recording, await play(recording, { ears, asked: scene.asked ?? false }));
}

const FAULTLESS = { cutOffs: 0, missedEnds: 0, falseTurns: 0, falseBargeIns: 0, missedBargeIns: 0 };

describe('turn-taking on recordings', () => {
  it('is quick after a question', async () => {
    const verdict = await verdictOn('complete 1');
    expect(verdict).toMatchObject(FAULTLESS);
    expect(verdict.endDelaysMs[0]).toBeLessThan(450);
  });

  it('waits out a pause where the words are not over', async () => {
    expect(await verdictOn('pause in the sentence 9')).toMatchObject(FAULTLESS);
  });

  it('finds the end of a question in the babble of a foyer', async () => {
    expect(await verdictOn('babble 20 dB 1')).toMatchObject(FAULTLESS);
  });

  it('is not stopped by the kiosk’s own voice', async () => {
    expect(await verdictOn('echo -12 dB')).toMatchObject({ ...FAULTLESS, hesitations: 0 });
  });

  it('goes on after a guest’s "mm-hm"', async () => {
    expect(await verdictOn('nasal mm-hm over kiosk')).toMatchObject(FAULTLESS);
  });

  it('hears a guest over an echo 6 dB weaker than they are', async () => {
    expect(await verdictOn('barge-in, echo -6 dB 1')).toMatchObject(FAULTLESS);
  });

  it('stops the kiosk within 250 ms of a guest’s first sound', async () => {
    const verdict = await verdictOn('barge-in, echo -20 dB 2');
    expect(verdict).toMatchObject(FAULTLESS);
    expect(verdict.bargeInsMs[0]).toBeLessThan(250);
  });
});

it('in a minute without speech hears nobody', async () => {
  const { heard, stops } = await play(noiseOnly(1, 2), { ears, asked: false });
  expect(heard.filter(({ actedOn }) => actedOn)).toEqual([]);
  expect(stops).toEqual([]);
}, 60_000);
