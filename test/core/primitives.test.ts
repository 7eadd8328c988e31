import { expect, it } from 'vitest';
import { idSchema } from '../../core/contract/primitives.ts';

it.each(['a\u0000b', 'a\u001b[2J', 'a\nb', '\u0085', '', 'x'.repeat(201)])('%j is no id', (id) => {
  expect(idSchema.safeParse(id).success).toBe(false);
});

it.each(['k7', 'Grand Hôtel', '東京', 'a b', '😀'])('%j is an id', (id) => {
  expect(idSchema.safeParse(id).success).toBe(true);
});
