import { describe, expect, it } from 'vitest';
import { consentEffect } from '../../../core/memory/consent.ts';
import { currentFacts, factHistory, factsToRetract, judgeFact, slotOf } from '../../../core/memory/facts.ts';
import type { FactRecord } from '../../../core/memory/records.ts';
import type { FactKind } from '../../../core/ports.ts';

function record(
  n: number,
  kind: FactKind,
  value: string,
  source: 'explicit' | 'inferred' = 'explicit',
  retractedAt: string | null = null,
): FactRecord {
  const at = `2026-05-12T10:00:0${n}.000Z`;
  const fact = { factId: `fact-${n}`, kind, value, source, validFrom: at, recordedAt: at, sessionId: 's', turn: n };
  return { fact, stamp: `00000000${n}.0000.a`, retractedAt };
}
const values = (records: FactRecord[]) => currentFacts(records).map(({ kind, value }) => `${kind} ${value}`);

describe('what holds now', () => {
  it('the later name, every diet', () => {
    const records = [record(1, 'name', 'Ada'), record(2, 'diet', 'vegan'), record(3, 'name', 'Bea'), record(4, 'diet', 'halal')];
    expect(values(records)).toEqual(['diet vegan', 'name Bea', 'diet halal']);
  });

  it('something said before something inferred, whichever is later', () => {
    expect(values([record(1, 'language', 'de'), record(2, 'language', 'en', 'inferred')])).toEqual(['language de']);
    expect(values([record(1, 'language', 'de', 'inferred'), record(2, 'language', 'en')])).toEqual(['language en']);
  });

  it('does not depend on the order of arrival', () => {
    const records = [
      record(1, 'name', 'Ada'),
      record(2, 'name', 'Bea', 'inferred'),
      record(3, 'diet', 'vegan'),
      record(4, 'name', 'Cleo'),
      record(5, 'diet', 'vegan'),
    ];
    const expected = currentFacts(records);
    for (let turn = 0; turn < records.length; turn++) {
      const rotated = [...records.slice(turn), ...records.slice(0, turn)];
      expect(currentFacts(rotated)).toEqual(expected);
      expect(currentFacts(rotated.reverse())).toEqual(expected);
    }
  });

  it('nothing that was taken back, and nothing it had replaced', () => {
    const records = [record(1, 'name', 'Ada'), record(2, 'name', 'Bea'), record(3, 'diet', 'vegan')];
    expect(factsToRetract(records, 'name', 'Bea')).toEqual(['fact-1', 'fact-2']);
    expect(factsToRetract(records, 'name', 'Zoe')).toEqual([]);
    expect(factsToRetract(records, 'diet', ' VEGAN ')).toEqual(['fact-3']);
    expect(values([record(1, 'diet', 'vegan', 'explicit', '2026-05-13T00:00:00.000Z')])).toEqual([]);
  });
});

describe('history', () => {
  it('says when a fact held and what replaced it', () => {
    const [ada, bea, vegan] = factHistory([
      record(2, 'name', 'Bea'),
      record(1, 'name', 'Ada'),
      record(3, 'diet', 'vegan', 'explicit', '2026-05-13T00:00:00.000Z'),
    ]);
    expect(ada).toMatchObject({ value: 'Ada', validTo: '2026-05-12T10:00:02.000Z', supersededBy: 'fact-2', retracted: false });
    expect(bea).toMatchObject({ value: 'Bea', validTo: null, supersededBy: null });
    expect(vegan).toMatchObject({ value: 'vegan', validTo: '2026-05-13T00:00:00.000Z', retracted: true });
  });
});

describe('whether to write it down', () => {
  const known = currentFacts([record(1, 'name', 'Ada'), record(2, 'diet', 'vegan', 'inferred')]);
  it.each([
    ['the same again', 'name', 'Ada', 'explicit', 'known'],
    ['another name', 'name', 'Bea', 'explicit', 'kept'],
    ['the same name inferred', 'name', 'Ada', 'inferred', 'known'],
    ['a name inferred against one that was said', 'name', 'Bea', 'inferred', 'doubted'],
    ['an inferred diet, now said', 'diet', 'vegan', 'explicit', 'kept'],
    ['a second diet', 'diet', 'halal', 'inferred', 'kept'],
  ] as const)('%s', (_what, kind, value, source, outcome) => {
    const holder = known.find((fact) => slotOf(fact.kind, fact.value) === slotOf(kind, value)) ?? null;
    expect(judgeFact(holder, { kind, value, source })).toBe(outcome);
  });
});

describe('consent', () => {
  const unknown = { consent: 'unknown', textVersion: null } as const;
  const agreed = { consent: 'remember', textVersion: '1' } as const;
  it.each([
    ['first yes', unknown, 'remember', '1', 'grant'],
    ['first no', unknown, 'visit-only', '1', 'visit'],
    ['yes again', agreed, 'remember', '1', 'nothing'],
    ['yes to a new text', agreed, 'remember', '2', 'renew'],
    ['no after yes', agreed, 'visit-only', '1', 'forget'],
    ['yes after a visit', { consent: 'visit-only', textVersion: null }, 'remember', '1', 'grant'],
  ] as const)('%s', (_what, present, answer, version, effect) => {
    expect(consentEffect(present, answer, version)).toBe(effect);
  });
});
