import { expect, it } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import { createSegmenter } from '../../../core/voice/segmenter.ts';
import { feed, frame, frameNumbers, names, track } from './frames.ts';

const { turnTaking } = configSchema.parse({});
const create = () => createSegmenter({ turnTaking });
const TURN = ['speech-start', 'speculate', 'utterance'];

it('samples and probabilities that are not numbers are silence, and spoil nothing after them', () => {
  const segmenter = create();
  const broken = [
    { ...frame(0, 0.99), samples: new Float32Array(512).fill(Number.NaN) },
    { ...frame(1, Number.NaN) },
    { ...frame(2, Number.POSITIVE_INFINITY) },
    { ...frame(3, 0.99), samples: new Float32Array(512).fill(Number.NEGATIVE_INFINITY) },
  ];
  expect(broken.flatMap((one) => segmenter.push(one))).toEqual([]);
  expect(names(feed(segmenter, track([20, 0.02], [30, 0.95], [60, 0.02]), 4))).toEqual(TURN);
});

it('a frame that comes late or twice is left out', () => {
  const segmenter = create();
  feed(segmenter, track([20, 0.02], [10, 0.95]));
  expect([27, 29, 28].flatMap((number) => segmenter.push(frame(number, 0.01)))).toEqual([]);
  const heard = feed(segmenter, track([10, 0.95], [60, 0.02]), 30);
  expect(names(heard)).toEqual(['speculate', 'utterance']);
  const [utterance] = heard.flatMap(({ event }) => (event.type === 'utterance' ? [frameNumbers(event.audio)] : []));
  expect(utterance).toEqual(Array.from({ length: utterance?.length ?? 0 }, (_, i) => 10 + i));
});

it('a hundred utterances one after the other are a hundred utterances', () => {
  const segmenter = create();
  const heard = Array.from({ length: 100 }, (_, n) => feed(segmenter, track([10, 0.02], [20, 0.95], [50, 0.02]), n * 80)).flat();
  expect(names(heard).filter((type) => type === 'utterance')).toHaveLength(100);
});

it('half a minute at full scale is cut under 29 s, and the next guest is heard', () => {
  const segmenter = create();
  const clipped = Array.from({ length: 940 }, (_, n) =>
    segmenter.push({ ...frame(n, 0.95), samples: new Float32Array(512).fill(1) }),
  ).flat();
  const rest = feed(segmenter, track([60, 0.02]), 940);
  const lengths = [...clipped, ...rest.map(({ event }) => event)].flatMap((event) =>
    event.type === 'utterance' ? [event.audio.length / 16] : [],
  );
  expect(lengths.length).toBeGreaterThan(1);
  expect(Math.max(...lengths)).toBeLessThan(29_000);
  expect(names(feed(segmenter, track([20, 0.02], [30, 0.95], [60, 0.02]), 1000))).toEqual(TURN);
});
