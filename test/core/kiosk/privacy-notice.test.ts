import { describe, expect, it } from 'vitest';
import { configSchema, type KioskConfigInput, privacyNoticeSchema } from '../../../core/contract/index.ts';
import { privacyNotice } from '../../../core/kiosk/privacy-notice.ts';

const noticeOf = (config: KioskConfigInput = {}, connected: string[] = []) =>
  privacyNoticeSchema.parse(privacyNotice(configSchema.parse(config), connected));

describe('the privacy notice', () => {
  it('of a kiosk as it comes: everything on this machine, no model, nothing traced, and how long each kind is kept', () => {
    expect(noticeOf()).toEqual({
      controller: null,
      contact: null,
      url: null,
      hears: true,
      camera: { badges: 'on-request', presence: false },
      model: null,
      memory: { guest: 365, facts: null, threads: null, episodes: null, turns: 180 },
      sync: null,
      desk: { days: 90, bookingDays: 30 },
      crm: null,
      connected: [],
      unansweredDays: 90,
      traces: null,
      counts: false,
      endpoint: null,
    });
  });

  it('names everybody who may get something, and by their host alone', () => {
    const notice = noticeOf(
      {
        llm: { baseUrl: 'https://models.example/v1?key=SECRET', model: 'm' },
        sync: { url: 'https://user:SECRET@cloud.example/path', leaseDays: 3 },
        webhook: { url: 'https://crm.example/hook/SECRET' },
        privacy: { controller: 'Harbour House GmbH', contact: 'privacy@harbour.example', url: 'https://harbour.example/privacy' },
        traces: { enabled: true, texts: 'none', retentionDays: 5 },
        presence: { camera: 'on' },
      },
      ['spa.example', 'pms.example', 'spa.example'],
    );
    expect(notice).toMatchObject({
      model: { host: 'models.example', here: false, memory: true },
      sync: { host: 'cloud.example', leaseDays: 3 },
      crm: 'crm.example',
      connected: ['pms.example', 'spa.example'],
      controller: 'Harbour House GmbH',
      traces: { days: 5, words: false },
      camera: { presence: true },
      counts: true,
      endpoint: { host: 'cloud.example', keeps: null },
    });
    expect(JSON.stringify(notice)).not.toContain('SECRET');
  });

  it.each([
    ['http://127.0.0.1:8080/v1', true],
    ['http://localhost:11434/v1', true],
    ['http://[::1]:1/v1', true],
    ['http://192.168.1.20:8080/v1', false],
    ['https://localhost.example/v1', false],
  ])('a model at %s is on this machine: %s', (baseUrl, here) => {
    expect(noticeOf({ llm: { baseUrl, model: 'm' } }).model).toMatchObject({ here });
  });

  it('of a kiosk that remembers nobody shares nobody, and reads no badges', () => {
    const notice = noticeOf({ memory: { enabled: false }, sync: { url: 'https://cloud.example' }, venue: { unansweredDays: 0 } });
    expect(notice).toMatchObject({ memory: null, sync: null, camera: { badges: 'off' }, unansweredDays: null });
  });

  it('tells what the endpoint said of how long it keeps things', () => {
    const config = configSchema.parse({ sync: { url: 'https://cloud.example/x' } });
    const keeps = { guestDays: null, countDays: 400 };
    expect(privacyNoticeSchema.parse(privacyNotice(config, [], keeps)).endpoint).toEqual({ host: 'cloud.example', keeps });
    expect(privacyNotice(configSchema.parse({}), [], keeps).endpoint).toBeNull();
  });

  it('tells the days that an operator set for a kind', () => {
    expect(noticeOf({ memory: { retention: { facts: 30, turns: 7 } } }).memory).toMatchObject({ facts: 30, threads: null, turns: 7 });
  });
});
