import { describe, expect, it } from 'vitest';
import type { Point } from '../../../core/contract/index.ts';
import { lengthOf } from '../../../core/venue/wayfinding/geometry.ts';
import { boundsOf, contains, fitAspect, roundedPath, viewFor } from '../../../renderer/components/map/geometry.ts';
import { labelFor, largestRoom, wrap } from '../../../renderer/components/map/labels.ts';
import { overlaps, placeTags, sample } from '../../../renderer/components/map/tags.ts';
import { turnedBox, turnedFloor, turnFor } from '../../../renderer/components/map/turn.ts';

const rectangle = (x: number, y: number, width: number, height: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const L_SHAPE: Point[] = [
  [0, 0],
  [10, 0],
  [10, 4],
  [4, 4],
  [4, 20],
  [0, 20],
];

describe('geometry', () => {
  it('knows inside from outside, concave shapes too', () => {
    expect(contains(L_SHAPE, [2, 15])).toBe(true);
    expect(contains(L_SHAPE, [8, 15])).toBe(false);
  });

  it('measures', () => {
    expect(
      lengthOf([
        [0, 0],
        [3, 4],
        [3, 10],
      ]),
    ).toBe(11);
    expect(boundsOf(L_SHAPE)).toEqual({ x: 0, y: 0, width: 10, height: 20 });
    expect(fitAspect({ x: 0, y: 0, width: 10, height: 10 }, 2)).toEqual({ x: -5, y: 0, width: 20, height: 10 });
  });

  it('rounds corners and keeps the ends', () => {
    const path = roundedPath(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      2,
    );
    expect(path).toBe('M0 0L8 0Q10 0 10 2L10 10');
    expect(roundedPath([[1, 1]], 2)).toBe('M1 1');
    expect(roundedPath([], 2)).toBe('');
  });
});

describe('the view', () => {
  const floor = { x: 0, y: 0, width: 100, height: 60 };

  it('shows the whole floor when there is nothing to look at', () => {
    const view = viewFor(floor, [], 1.5);
    expect(view.width).toBeGreaterThanOrEqual(100);
    expect(view.height).toBeGreaterThanOrEqual(60);
  });

  it('comes closer to a short way, has the shape of its frame, and holds the way', () => {
    const way: Point[] = [
      [80, 50],
      [90, 55],
    ];
    const view = viewFor(floor, way, 1.5);
    expect(view.width).toBeLessThan(90);
    expect(view.width / view.height).toBeCloseTo(1.5);
    for (const [x, y] of way) {
      expect(x).toBeGreaterThan(view.x);
      expect(x).toBeLessThan(view.x + view.width);
      expect(y).toBeGreaterThan(view.y);
      expect(y).toBeLessThan(view.y + view.height);
    }
  });
});

describe('labels', () => {
  it('wraps words and refuses what does not fit', () => {
    expect(wrap('Main lifts', 5)).toEqual(['Main', 'lifts']);
    expect(wrap('Konferenzanmeldung', 10)).toBeNull();
    expect(wrap('a b c d', 1)).toBeNull();
  });

  it('finds the larger arm of an L', () => {
    const room = largestRoom(L_SHAPE);
    expect(room.x + room.width).toBeLessThanOrEqual(10.01);
    expect(contains(L_SHAPE, [room.x + room.width / 2, room.y + room.height / 2])).toBe(true);
  });

  it('takes the largest size that fits, and none where none does', () => {
    expect(labelFor('Hall', rectangle(0, 0, 20, 10), [2, 1])?.fontSize).toBe(2);
    expect(labelFor('Harbour Hall', rectangle(0, 0, 6, 6), [2, 1])?.fontSize).toBe(1);
    expect(labelFor('Harbour Hall', rectangle(0, 0, 1, 1), [2, 1])).toBeNull();
    expect(labelFor(' ', rectangle(0, 0, 9, 9), [1])).toBeNull();
  });
});

describe('tags', () => {
  const view = { x: 0, y: 0, width: 100, height: 60 };
  const px = (pixels: number) => pixels / 10;

  it('stay in the picture, off each other and off the way', () => {
    const way: Point[] = [
      [50, 30],
      [50, 40],
    ];
    const tags = placeTags(
      [
        { id: 'here', at: [50, 30], text: 'You are here', clear: 2 },
        { id: 'pin', at: [50, 40], text: 'Café', clear: 2, clearAbove: 7 },
      ],
      { view, px, keep: sample(way, 1) },
    );
    const [here, pin] = tags.map((tag) => tag.box);
    if (here === undefined || pin === undefined) throw new Error('two tags were asked for');
    expect(overlaps(here, pin)).toBe(false);
    const covered = sample(way, 1).filter(([x, y]) => overlaps(here, { x, y, width: 0.01, height: 0.01 }));
    expect(covered).toEqual([]);
  });

  it('are pushed in from the edge', () => {
    const [tag] = placeTags([{ id: 'x', at: [99, 59], text: 'A long name indeed', clear: 2 }], { view, px, keep: [] });
    expect((tag?.box.x ?? 0) + (tag?.box.width ?? 0)).toBeLessThanOrEqual(100);
    expect((tag?.box.y ?? 0) + (tag?.box.height ?? 0)).toBeLessThanOrEqual(60);
  });
});

describe('a map turned the way the guest stands', () => {
  const plan = { id: 'g', name: 'Ground', level: 0, widthM: 40, heightM: 20, outline: rectangle(0, 0, 40, 20), areas: [] };
  const rounded = ([x, y]: Point) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];

  it.each([
    [0, [20, 5]],
    [90, [25, 10]],
    [180, [20, 15]],
    [270, [15, 10]],
  ] as const)('heading %d: what lies ahead is up', (headingDeg, ahead) => {
    expect(rounded(turnFor(plan, headingDeg)([ahead[0], ahead[1]]))).toEqual([20, 5]);
  });

  it('turns the outline with everything else, and covers all of it', () => {
    const turn = turnFor(plan, 90);
    expect(boundsOf(turnedFloor(plan, turn).outline)).toEqual({
      x: expect.closeTo(10),
      y: expect.closeTo(-10),
      width: expect.closeTo(20),
      height: expect.closeTo(40),
    });
    expect(turnedBox(plan, turnFor(plan, 45)).width).toBeCloseTo(60 / Math.SQRT2);
  });
});
