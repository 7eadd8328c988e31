import { expect, it } from 'vitest';
import { fits } from '../../../core/tools/views.ts';
import { menuItemSchema } from '../../../core/venue/model.ts';

const dish = (about: Readonly<Record<string, unknown>>) => menuItemSchema.parse({ name: 'Sandwich', ...about });

it('promises freedom of an allergen only of dishes of which the venue says something', () => {
  expect(fits(dish({}), [], ['gluten'])).toBe(false);
  expect(fits(dish({ allergens: ['milk'] }), [], ['gluten'])).toBe(true);
  expect(fits(dish({ allergens: ['gluten'] }), [], ['gluten'])).toBe(false);
  expect(fits(dish({ diets: ['gluten-free'] }), [], ['gluten'])).toBe(true);
  expect(fits(dish({}), [], [])).toBe(true);
});
