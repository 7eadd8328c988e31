import type { ChangeView, DraftView, FindingView } from '../../core/contract/index.ts';

/** A draft as a busy venue has it: a programme export and a spreadsheet, with what goes wrong in them. */

const cells = (bad: string, row: Readonly<Record<string, string>>): NonNullable<FindingView['row']> =>
  Object.entries(row).map(([column, value]) => ({ column, value, bad: column === bad }));

const FINDINGS: readonly FindingView[] = [
  {
    id: 'f1',
    severity: 'error',
    code: 'unreadable-time',
    file: 'programme.csv',
    line: 14,
    column: 'Start',
    value: '25:30',
    reason: '“25:30” is no time of day',
    remedy: 'Write it as 14:30, or as 2026-05-13 01:30 when it is after midnight.',
    row: cells('Start', {
      Title: 'Closing Concert by the Tide',
      Day: '2026-05-13',
      Start: '25:30',
      End: '23:00',
      Room: 'Lantern Hall',
      Speaker: 'Ines Okafor',
    }),
    fix: { column: 'Start', value: '25:30' },
  },
  {
    id: 'f2',
    severity: 'error',
    code: 'double-booked',
    file: 'programme.csv',
    line: 22,
    column: 'Room',
    value: 'Harbour 2',
    reason: 'Harbour 2 has “Quiet Rooms” and “Wayfinding Without Signs” at 11:00 on 12 May',
    remedy: 'Give one of them another room or time.',
    row: cells('Room', {
      Title: 'Wayfinding Without Signs',
      Day: '2026-05-12',
      Start: '11:00',
      End: '11:45',
      Room: 'Harbour 2',
      Speaker: 'Tomás Rehn',
    }),
    fix: { column: 'Room', value: 'Harbour 2' },
  },
  {
    id: 'f3',
    severity: 'warning',
    code: 'unknown-room',
    file: 'programme.csv',
    line: 31,
    column: 'Room',
    value: 'Teh Deck',
    reason: 'No floor plan has a room “Teh Deck”; guests cannot be shown the way there',
    remedy: 'Did you mean “The Deck”?',
    row: cells('Room', { Title: 'Sketching at Sunset', Day: '2026-05-12', Start: '18:00', End: '19:00', Room: 'Teh Deck', Speaker: '' }),
    fix: { column: 'Room', value: 'Teh Deck' },
  },
  {
    id: 'f4',
    severity: 'warning',
    code: 'no-paths',
    file: 'exhibitors.xlsx',
    reason: 'There are 12 stands that no floor plan knows',
    remedy: 'Import a floor plan too, or give places of the plan these names or aliases.',
  },
];

const CHANGES: readonly ChangeView[] = [
  {
    kind: 'sessions',
    what: 'moved',
    id: 's1',
    name: 'Opening Address',
    fields: [
      { field: 'startsAt', before: 'Tue 12 May, 09:00', after: 'Tue 12 May, 09:30' },
      { field: 'roomId', before: 'Harbour 1', after: 'Lantern Hall' },
    ],
  },
  {
    kind: 'sessions',
    what: 'renamed',
    id: 's2',
    name: 'Rooms That Listen',
    fields: [{ field: 'title', before: 'Rooms that lisen', after: 'Rooms That Listen' }],
  },
  {
    kind: 'sessions',
    what: 'cancelled',
    id: 's3',
    name: 'Night Kitchen',
    fields: [{ field: 'status', before: 'scheduled', after: 'cancelled' }],
  },
  { kind: 'sessions', what: 'added', id: 's4', name: 'Closing Concert by the Tide', fields: [] },
  {
    kind: 'places',
    what: 'changed',
    id: 'p1',
    name: 'Tideline',
    fields: [{ field: 'hours', before: 'Mo-Su 07:00-22:00', after: 'Mo-Th 07:00-22:00; Fr-Su 07:00-24:00' }],
  },
  { kind: 'exhibitors', what: 'removed', id: 'e1', name: 'Northlight Sensors', fields: [] },
];

const SESSION_FIELDS = ['title', 'date', 'start', 'end', 'room', 'people', 'track', 'language', 'abstract', 'status'];
const KINDS = [
  { kind: 'sessions', fields: SESSION_FIELDS },
  { kind: 'people', fields: ['name', 'bio', 'organisation', 'role'] },
  { kind: 'exhibitors', fields: ['name', 'stand', 'description', 'categories', 'website'] },
];

const column = (name: string, field: string | null, samples: readonly string[], confidence: number) => ({
  name,
  field,
  samples: [...samples],
  confidence,
});

export function draft(patch: Partial<DraftView> = {}): DraftView {
  return {
    revision: 4,
    name: 'The Meridian',
    timezone: 'Europe/Lisbon',
    sources: [
      {
        id: 'a',
        name: 'programme.csv',
        format: 'CSV table of sessions',
        files: 1,
        rows: 46,
        importedAt: '2026-05-11T08:12:00Z',
        importedBy: 'Front desk',
      },
      {
        id: 'b',
        name: 'exhibitors.xlsx',
        format: 'Excel table of exhibitors',
        files: 1,
        rows: 38,
        importedAt: '2026-05-11T08:12:00Z',
        importedBy: 'Front desk',
      },
    ],
    tables: [
      {
        id: 't1',
        file: 'programme.csv',
        kind: 'sessions',
        kinds: KINDS,
        edited: false,
        columns: [
          column('Title', 'title', ['Opening Address', 'Rooms That Listen', 'Quiet Rooms'], 1),
          column('Day', 'date', ['2026-05-12'], 1),
          column('Start', 'start', ['09:30', '10:15', '11:00'], 1),
          column('End', 'end', ['10:00', '11:00', '11:45'], 1),
          column('Room', 'room', ['Lantern Hall', 'Harbour 1', 'Harbour 2'], 1),
          column('Speaker', 'people', ['Ines Okafor', 'Tomás Rehn'], 0.9),
          column('Group', 'track', ['Architecture', 'Hospitality'], 0.45),
          column('Internal note', null, ['AV check', 'catering 40'], 0),
        ],
      },
      {
        id: 't2',
        file: 'exhibitors.xlsx',
        kind: 'exhibitors',
        kinds: KINDS,
        edited: true,
        columns: [column('Company', 'name', ['Northlight Sensors', 'Palm & Paper'], 1), column('Booth', 'stand', ['A12', 'B03'], 1)],
      },
    ],
    counts: { floors: 3, places: 61, sessions: 47, speakers: 32, exhibitors: 37, menus: 2, faqs: 18 },
    findings: { errors: 2, warnings: 2, items: [...FINDINGS] },
    changes: {
      first: false,
      any: true,
      counts: [
        { kind: 'sessions', what: 'added', count: 1 },
        { kind: 'sessions', what: 'moved', count: 1 },
        { kind: 'sessions', what: 'renamed', count: 1 },
        { kind: 'sessions', what: 'cancelled', count: 1 },
        { kind: 'places', what: 'changed', count: 1 },
        { kind: 'exhibitors', what: 'removed', count: 1 },
      ],
      settings: ['openers'],
      items: [...CHANGES],
    },
    blocked: true,
    asksTimezone: false,
    ...patch,
  };
}

/** The same after everything was corrected. */
export const CLEAN: DraftView = draft({ findings: { errors: 0, warnings: 0, items: [] }, blocked: false });
