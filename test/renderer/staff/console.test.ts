import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import type { RequestRow, ToScreen } from '../../../core/contract/index.ts';
import { createTranslate } from '../../../core/i18n/translate.ts';
import { createNotices } from '../../../renderer/parts/notices.ts';
import de from '../../../renderer/staff/i18n/de.json' with { type: 'json' };
import en from '../../../renderer/staff/i18n/en.json' with { type: 'json' };
import { kindOf, labelOf } from '../../../renderer/staff/i18n/staff-i18n.ts';
import { createArrivals } from '../../../renderer/staff/now/arrivals.ts';
import { pathOf, routeOf, SECTIONS } from '../../../renderer/staff/route.ts';
import { failureText } from '../../../renderer/staff/use-command.ts';
import { reduce } from '../../../renderer/store/reduce.ts';
import { INITIAL_STATE } from '../../../renderer/store/screen-state.ts';

const row = (id: string, status: RequestRow['status'] = 'waiting'): RequestRow => ({
  id,
  kind: 'help',
  title: 'Help',
  detail: '',
  status,
  placeName: 'Lobby',
  createdAt: '2026-05-12T10:00',
});

describe('new requests', () => {
  it('are those that were not there when the console opened', () => {
    const arrived = createArrivals();
    expect(arrived([row('a')])).toEqual([]);
    expect(arrived([row('b'), row('a')])).toEqual(['b']);
    expect(arrived([row('b', 'seen'), row('a')])).toEqual([]);
  });

  it('are not announced twice after a lost link, and not missed either', () => {
    const arrived = createArrivals();
    arrived([row('a')]);
    expect(arrived(null)).toEqual([]);
    expect(arrived([row('a'), row('b')])).toEqual(['b']);
  });
});

describe('the address', () => {
  it('names the section, there and back', () => {
    for (const section of SECTIONS) expect(routeOf(pathOf(section))).toBe(section);
    expect(routeOf('/staff/')).toBe('now');
    expect(routeOf('/staff/preview')).toBe('preview');
    expect(routeOf('/staff/nonsense')).toBe('now');
  });
});

describe('notices', () => {
  it('go by themselves when all went well, and stay when it did not', () => {
    const due: (() => void)[] = [];
    const notices = createNotices((_delayMs, callback) => {
      due.push(callback);
      return () => {};
    });
    notices.show({ tone: 'good', text: 'published' });
    notices.show({ tone: 'bad', text: 'refused' });
    for (const callback of due) callback();
    expect(notices.list.get().map(({ text }) => text)).toEqual(['refused']);
  });
});

describe('what the store keeps for staff', () => {
  const kept = (...messages: ToScreen[]) =>
    messages.reduce((state, message) => reduce(state, { type: 'received', message, atMs: 0 }), INITIAL_STATE).staff;

  it('is dropped when the sign-in ends, with the reason why', () => {
    const staff = kept(
      { type: 'staff.signedIn' },
      { type: 'staff.requests', requests: [row('a')] },
      { type: 'staff.draft', draft: null },
      { type: 'staff.versions', versions: [] },
      { type: 'staff.signedOut', reason: 'idle' },
    );
    expect(staff).toEqual({ pinSet: true, signedIn: false, retryAfterMs: null, ended: 'idle', progress: null, requests: null, traces: [] });
  });

  it('tells "no draft" from "not heard yet"', () => {
    expect(kept({ type: 'staff.signedIn' }).draft).toBeUndefined();
    expect(kept({ type: 'staff.signedIn' }, { type: 'staff.draft', draft: null }).draft).toBeNull();
  });
});

describe('the catalogues of the console', () => {
  const argumentsOf = (message: string) => {
    const names = JSON.stringify(new IntlMessageFormat(message, 'en').getAst(), (key, value) =>
      key === 'location' ? undefined : value,
    ).matchAll(/"type":[1-6],"value":"(\w+)"/g);
    return [...new Set([...names].map(([, name]) => name ?? ''))].sort();
  };

  it('have the same keys and take the same values in every language', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
    for (const [key, message] of Object.entries(en)) {
      expect([key, argumentsOf(de[key as keyof typeof de])]).toEqual([key, argumentsOf(message)]);
    }
  });

  it('say what the kiosk refused in their own language, with its words where those say more, and no command line', () => {
    const t = createTranslate({ en, de }, 'de');
    const failed = (code: string, message = 'it said', remedy?: string) =>
      failureText(t, { ok: false, code, message, ...(remedy === undefined ? {} : { remedy }) });
    expect(failed('no-draft', 'there is no draft', 'Run `foyer venue import`.')).toBe(de['error.no-draft']);
    expect(failed('edit-invalid', 'two sessions at 14:00', 'Choose another.')).toBe(
      'Das geht so nicht: two sessions at 14:00 Choose another.',
    );
    expect(failed('never-heard-of', 'it said', 'Do this.')).toBe('it said Do this.');
    const own = Object.entries({ ...en, ...de }).filter(([key]) => /^(?:error|remedy)\./.test(key));
    expect(own.filter(([, words]) => /foyer venue|--\w/.test(words))).toEqual([]);
  });

  it('leave names they do not know as they are', () => {
    const t = createTranslate({ en, de }, 'de');
    expect([kindOf(t, 'sessions', 1), kindOf(t, 'sessions', 3), kindOf(t, 'balloons', 3)]).toEqual([
      'Veranstaltung',
      'Veranstaltungen',
      'balloons',
    ]);
    expect([labelOf(t, 'field', 'room'), labelOf(t, 'field', 'x-track')]).toEqual(['Raum', 'x-track']);
  });
});
