import { describe, expect, test } from 'vitest';
import { isPageUrl } from '../../electron/channels.ts';
import { isTrustedSender, secureContents, secureSession } from '../../electron/security.ts';
import { createFakeApp, createFakeContents, createFakeEvent, createFakeSession } from '../fakes/electron.ts';

const OURS = 'foyer://kiosk/';

describe('permissions', () => {
  test.each([
    ['our page, the microphone', 'media', { requestingUrl: OURS, isMainFrame: true, mediaTypes: ['audio'] }, true],
    ['our page, microphone and camera', 'media', { requestingUrl: OURS, isMainFrame: true, mediaTypes: ['audio', 'video'] }, true],
    ['our staff page', 'media', { requestingUrl: `${OURS}staff`, isMainFrame: true, mediaTypes: ['video'] }, true],
    ['our page, the whole screen', 'fullscreen', { requestingUrl: OURS, isMainFrame: true }, true],
    ['our page, a capture of the screen', 'media', { requestingUrl: OURS, isMainFrame: true, mediaTypes: [] }, false],
    ['a frame inside our page', 'media', { requestingUrl: OURS, isMainFrame: false, mediaTypes: ['audio'] }, false],
    ['another host of our scheme', 'media', { requestingUrl: 'foyer://evil/', isMainFrame: true, mediaTypes: ['audio'] }, false],
    ['a web page', 'media', { requestingUrl: 'https://kiosk/', isMainFrame: true, mediaTypes: ['audio'] }, false],
    ['our page, where it stands', 'geolocation', { requestingUrl: OURS, isMainFrame: true }, false],
    ['our page, notifications', 'notifications', { requestingUrl: OURS, isMainFrame: true }, false],
    ['our page, other programs', 'openExternal', { requestingUrl: OURS, isMainFrame: true }, false],
  ])('%s', (_who, permission, details, granted) => {
    const fake = createFakeSession();
    secureSession(fake.session);
    expect(fake.asks(permission, details)).toBe(granted);
  });

  test('checks without asking follow the same rule', () => {
    const fake = createFakeSession();
    secureSession(fake.session);
    expect(fake.checks('media', OURS, { isMainFrame: true })).toBe(true);
    expect(fake.checks('media', 'https://evil.example/', { isMainFrame: true })).toBe(false);
    expect(fake.checks('clipboard-read', OURS, { isMainFrame: true })).toBe(false);
  });

  test('nothing of a page reaches the network, dictionaries neither', () => {
    const fake = createFakeSession();
    secureSession(fake.session);
    expect(fake.blocked()).toEqual(expect.arrayContaining(['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*']));
    expect(fake.blocked().some((pattern) => pattern.startsWith('foyer:'))).toBe(false);
    expect(fake.spellChecks()).toBe(false);
  });

  test('no devices, no downloads', () => {
    const fake = createFakeSession();
    secureSession(fake.session);
    expect(fake.device()).toBe(false);
    const download = createFakeEvent({});
    fake.emitter.emit('will-download', download);
    expect(download.defaultPrevented).toBe(true);
  });
});

describe('web contents', () => {
  const lock = () => {
    const { app, created } = createFakeApp();
    const fake = createFakeContents();
    secureContents(app);
    created(fake.contents);
    return fake;
  };

  test('open no window, ours neither', () => {
    expect(lock().opens('https://evil.example/')).toBe('deny');
    expect(lock().opens(OURS)).toBe('deny');
  });

  test.each([
    [`${OURS}staff`, true, true],
    [OURS, true, true],
    [`${OURS}assets/app.js`, true, false],
    ['https://evil.example/', true, false],
    ['file:///etc/passwd', true, false],
    ['javascript:alert(1)', true, false],
    ['foyer://kiosk.evil/', true, false],
    ['foyer://kiosk@evil/', true, false],
    [OURS, false, false],
  ])('navigate to %s (main frame: %s): %s', (url, isMainFrame, allowed) => {
    expect(lock().lets('will-frame-navigate', { url, isMainFrame })).toBe(allowed);
    if (isMainFrame) expect(lock().lets('will-redirect', { url })).toBe(allowed);
  });

  test('are loaded anew without asking the page, which may not keep itself', () => {
    expect(lock().lets('will-prevent-unload', {})).toBe(false);
  });

  test('hold no webview', () => {
    expect(lock().lets('will-attach-webview', {})).toBe(false);
  });
});

test.each([
  ['our page', { url: OURS, parent: null }, true],
  ['a frame that is gone', null, false],
  ['a frame inside our page', { url: OURS, parent: {} }, false],
  ['a page that was navigated away', { url: 'https://evil.example/', parent: null }, false],
])('sender check: %s', (_who, frame, trusted) => {
  expect(isTrustedSender(frame as Parameters<typeof isTrustedSender>[0])).toBe(trusted);
});

test.each(['', 'kiosk', 'foyer:kiosk', 'https://kiosk/', 'foyer://kiosk.evil/'])('%j is not our address', (url) => {
  expect(isPageUrl(url)).toBe(false);
});
