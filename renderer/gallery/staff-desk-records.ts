import type { ToScreen } from '../../core/contract/index.ts';
import { NOW } from './demo.ts';

const DAY = NOW.slice(0, 10);

/** What guests left with staff, beside requests. */
export const DESK_RECORDS: readonly ToScreen[] = [
  {
    type: 'staff.items',
    lost: [
      { id: 'l1', ticket: '4827', what: 'Black umbrella', where: 'Tideline', details: '', day: DAY, createdAt: NOW, state: 'maybe' },
      {
        id: 'l2',
        ticket: '2210',
        what: 'Charger for a phone',
        where: '',
        details: 'white cable',
        day: DAY,
        createdAt: NOW,
        state: 'searching',
      },
      { id: 'l3', ticket: '3391', what: 'Red scarf', where: 'Hall 2', details: '', day: DAY, createdAt: NOW, state: 'found' },
      { id: 'l4', ticket: '1127', what: 'Room key', where: '', details: '', day: DAY, createdAt: NOW, state: 'collected' },
    ],
    found: [
      {
        id: 'f1',
        ticket: '5512',
        what: 'Umbrella, black',
        where: 'Bistro terrace',
        details: 'J.K. on the handle',
        day: DAY,
        createdAt: NOW,
        state: 'kept',
        by: 'staff',
      },
      {
        id: 'f2',
        ticket: '5513',
        what: 'Scarf, red wool',
        where: 'Hall 2',
        details: '',
        day: DAY,
        createdAt: NOW,
        state: 'kept',
        by: 'staff',
      },
      {
        id: 'f3',
        ticket: '5514',
        what: 'Silver watch',
        where: 'by the lift',
        details: '',
        day: DAY,
        createdAt: NOW,
        state: 'kept',
        by: 'guest',
      },
    ],
    matches: [
      { lostId: 'l1', foundId: 'f1', score: 0.98, confirmed: false },
      { lostId: 'l3', foundId: 'f2', score: 0.9, confirmed: true },
    ],
  },
  {
    type: 'staff.cases',
    cases: [
      {
        id: 'c1',
        ticket: '6604',
        about: 'Wrong invoice',
        detail: 'Breakfast was charged twice on the second night.',
        status: 'open',
        note: '',
        createdAt: NOW,
        updatedAt: NOW,
      },
      {
        id: 'c2',
        ticket: '6519',
        about: 'Noisy room',
        detail: '',
        status: 'closed',
        note: 'You have another room from tonight.',
        createdAt: NOW,
        updatedAt: NOW,
      },
    ],
  },
  {
    type: 'staff.leads',
    leads: [
      {
        id: 'd1',
        ticket: '7710',
        need: 'A hall for a company dinner',
        size: '60 people',
        budget: '5000 euros',
        timeframe: 'next month',
        contactName: 'Ada Lovelace',
        contact: 'ada@example.org',
        score: 100,
        createdAt: NOW,
        delivery: 'dead',
        problem: 'answered 500',
      },
      {
        id: 'd2',
        ticket: '7702',
        need: 'A stand next year',
        size: '',
        budget: '',
        timeframe: 'next year',
        contactName: '',
        contact: '',
        score: 25,
        createdAt: NOW,
        delivery: 'off',
        problem: '',
      },
    ],
  },
];
