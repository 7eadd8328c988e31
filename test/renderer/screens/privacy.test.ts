import { describe, expect, it } from 'vitest';
import type { EndpointKeeps } from '../../../core/contract/cloud-config.ts';
import { configSchema, type KioskConfigInput } from '../../../core/contract/index.ts';
import { createTranslate } from '../../../core/i18n/translate.ts';
import { privacyNotice } from '../../../core/kiosk/privacy-notice.ts';
import { CATALOGUES } from '../../../renderer/i18n/catalogues.ts';
import { noticeSections } from '../../../renderer/privacy/notice-sections.ts';
import { reduce } from '../../../renderer/store/reduce.ts';
import { INITIAL_STATE } from '../../../renderer/store/screen-state.ts';

const EVERYTHING: KioskConfigInput = {
  llm: { baseUrl: 'https://models.example/v1', model: 'm' },
  sync: { url: 'https://cloud.example', leaseDays: 3 },
  webhook: { url: 'https://crm.example/hook' },
  privacy: { controller: 'Harbour House GmbH', contact: 'privacy@harbour.example' },
  traces: { enabled: true, retentionDays: 5 },
  presence: { camera: 'on' },
  memory: { retention: { facts: 44 } },
};
const KEEPS: EndpointKeeps = { guestDays: 333, countDays: 444 };
const linesIn = (locale: string, config: KioskConfigInput, connected: string[] = [], keeps: EndpointKeeps | null = KEEPS) =>
  noticeSections(privacyNotice(configSchema.parse(config), connected, keeps), 'Flora', createTranslate(CATALOGUES, locale));
const whole = (locale: string, config: KioskConfigInput, connected: string[] = [], keeps: EndpointKeeps | null = KEEPS) =>
  linesIn(locale, config, connected, keeps)
    .flatMap(({ lines }) => lines)
    .join('\n');

describe.each(Object.keys(CATALOGUES))('the privacy notice in %s', (locale) => {
  it('names every host, every time and who answers for it', () => {
    const text = whole(locale, EVERYTHING, ['spa.example']);
    for (const part of ['models.example', 'cloud.example', 'crm.example', 'spa.example', 'Harbour House GmbH', 'privacy@harbour.example'])
      expect(text).toContain(part);
    for (const days of ['365', '44', '180', '90', '30', '5', '3', '333', '444']) expect(text).toMatch(new RegExp(`(?<!\\d)${days}(?!\\d)`));
    expect(text).not.toMatch(/undefined|\{|\}/);
  });

  it('says that the kiosk reports to the endpoint, and what is known of how long it keeps things there', () => {
    const { operation, memory } = Object.fromEntries(linesIn(locale, EVERYTHING, [], null).map(({ id, lines }) => [id, lines.join('\n')]));
    expect(operation).toContain('cloud.example');
    expect(memory?.split('cloud.example')).toHaveLength(3);
    expect(whole(locale, EVERYTHING, [], null)).not.toMatch(/333|444/);
    expect(whole(locale, EVERYTHING, [], { ...KEEPS, guestDays: null })).not.toContain('333');
    const alone = { ...EVERYTHING, fleet: { enabled: false } };
    expect(
      linesIn(locale, alone)
        .find(({ id }) => id === 'operation')
        ?.lines.join(),
    ).not.toContain('cloud.example');
  });

  it('of a kiosk as it comes names nobody else', () => {
    const sections = linesIn(locale, {});
    expect(sections.map(({ id }) => id)).toEqual(['machine', 'senses', 'memory', 'staff', 'operation', 'rights']);
    expect(sections.every(({ lines }) => lines.length > 0)).toBe(true);
    expect(whole(locale, {})).not.toMatch(/example/);
  });
});

it('says that a machine answers, and whether a model does', () => {
  expect(whole('en', {})).toMatch(/Flora is a computer program, not a person\.\nNo language model is used/);
  expect(whole('en', EVERYTHING)).not.toContain('No language model');
  expect(whole('en', { llm: { baseUrl: 'http://127.0.0.1:8080/v1', model: 'm' } })).toContain('A language model on this machine');
});

it('says what is remembered and goes to a model elsewhere, also before the PIN', () => {
  expect(whole('en', EVERYTHING)).toMatch(/sent diets, allergies and step-free needs[\s\S]*earlier visits/);
  const { llm } = EVERYTHING;
  expect(whole('en', { llm: { ...llm, sendMemory: false } })).toContain('sent diets, allergies');
  expect(whole('en', { llm: { ...llm, sendMemory: false } })).not.toContain('earlier visits');
  expect(whole('en', { llm, memory: { enabled: false } })).not.toContain('diets');
});

it('does not say that the camera is off while it watches for movement', () => {
  expect(whole('en', EVERYTHING)).not.toMatch(/camera is on only while|camera is not used/);
  expect(whole('en', { memory: { enabled: false } })).toContain('The camera is not used.');
});

it('comes up when the guest has asked for it', () => {
  expect(reduce(INITIAL_STATE, { type: 'received', message: { type: 'privacy.show' }, atMs: 0 }).ui.panel).toBe('privacy');
});
