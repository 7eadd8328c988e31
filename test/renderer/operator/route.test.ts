import { expect, it } from 'vitest';
import { pathOf, type Route, routeOf } from '../../../renderer/operator/route.ts';

it.each<Route>([{ at: 'fleet' }, { at: 'groups' }, { at: 'setup' }, { at: 'kiosk', kiosk: 'lobby/east 100%' }])(
  '%o has an address that leads back to it',
  (route) => {
    expect(routeOf(pathOf(route))).toEqual(route);
  },
);

it.each(['/operator/kiosks/%E0%A4%A', '/operator/kiosks/', '/operator/nowhere', '/operator'])('%s is where one begins', (path) => {
  expect(routeOf(path)).toEqual({ at: 'fleet' });
});
