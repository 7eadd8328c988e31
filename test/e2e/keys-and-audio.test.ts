import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { focusNow, wantedStops } from './support/focus-in-page.ts';
import { type Gallery, openGallery } from './support/gallery-page.ts';
import { noChromium } from './support/guest-page.ts';

/** Consent, PIN, memory, map, keyboard, scanner, help, language, privacy: every screen there is something to press on. */
const SCREENS = [
  'attract',
  'start',
  'speaking',
  'tap-to-talk',
  'route-two-floors',
  'sessions',
  'booking',
  'emergency',
  'keyboard',
  'help',
  'consent-badge-name',
  'scan',
  'known',
  'pin-choose',
  'pin-wrong',
  'memory',
  'memory-erase',
  'memory-codes',
  'idle',
  'badge-refused',
  'privacy',
];

describe.skipIf(noChromium !== null)('without seeing or touching the screen', () => {
  let gallery: Gallery;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await gallery.page.keyboard.press(key);
  };
  const said = async () => (await gallery.said()).at(-1) ?? '';
  const focus = () => gallery.page.evaluate(focusNow);

  beforeAll(async () => {
    gallery = await openGallery();
    await gallery.page.setViewportSize({ width: 1080, height: 1920 });
  });
  afterAll(() => gallery?.close());

  describe.each(SCREENS)('on the screen "%s"', (state) => {
    it.each([
      ['Tab', 'a keyboard'],
      ['ArrowDown', 'a keypad'],
    ] as const)('%s reaches every control in order, in sight, and is never trapped (%s)', async (key, _by) => {
      await gallery.show(state);
      const wanted = await gallery.page.evaluate(wantedStops);
      const reached: string[] = [];
      for (let i = 0; i < 2 * wanted.length + 10; i++) {
        await press(key);
        await gallery.settle();
        const at = await focus();
        if (at === null) continue;
        if (wanted.every(({ id }) => reached.includes(id))) break;
        if (reached.includes(at.id)) continue;
        reached.push(at.id);
        expect(at.problem, `focus on ${at.name}`).toBeNull();
      }
      const missed = wanted.filter(({ id }) => !reached.includes(id)).map(({ name }) => name);
      expect(missed).toEqual([]);
    });
  });

  it('a dialog gives the focus back to what opened it', async () => {
    for (const opener of ['help', 'access-open'] as const) {
      await gallery.show('speaking');
      await gallery.page.getByTestId(opener).first().focus();
      await press('Enter', 'Escape');
      await expect.poll(() => gallery.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid)).toBe(opener);
    }
  });

  it('audio mode says how it is used, then each item in turn, and what is a switch is said to be one', async () => {
    await gallery.show('sessions');
    await press('F4');
    await expect.poll(said).toMatch(/The screen is now read to you\. The down arrow goes to the next item.*F4 ends reading/);
    await gallery.page.getByTestId('toggle-speech').focus();
    await expect.poll(said).toBe('Voice on, on');
    await press('ArrowDown');
    await expect.poll(said).toBe('Easier to use, button');
    await press('ArrowUp', 'ArrowUp');
    await expect.poll(said).toMatch(/^Deutsch, off$/);
    await press('F2');
    await expect.poll(said).toMatch(/^Conversation\. \d+ of \d+: Deutsch, off$/);
    await press('F3');
    await expect.poll(said).toMatch(/Deutsch, off$/);
    await press('F1');
    await expect.poll(said).toMatch(/goes to the next item/);
    await press('F9');
    await expect.poll(said).toMatch(/^Loudness: 1\d\d%$/);
    await press('F6');
    await expect.poll(said).toBe('Speaking speed: 80%');
    await press('F4');
    await expect.poll(said).toBe('The screen is no longer read to you.');
  });

  it('reads cards item by item, whatever kind they are', async () => {
    await gallery.show('sessions', ['audio-on']);
    const items: string[] = [];
    await gallery.page
      .locator('.cards h2')
      .first()
      .evaluate((heading: HTMLElement) => {
        heading.tabIndex = -1;
        heading.focus();
      });
    for (let i = 0; i < 4; i++) {
      await press('ArrowDown');
      await gallery.settle();
      items.push(await said());
    }
    expect(items[0]).toMatch(/6 of 9 shown/);
    expect(items[1]).toMatch(/04:00.*story circle.*On now, button$/);
    expect(items[3]).toMatch(/Harbour run/);
  });

  it('says what a dialog is about when it opens, and reads every line of the consent', async () => {
    await gallery.show('start', ['audio-on']);
    await gallery.page.getByTestId('help').first().focus();
    await press('Enter');
    await expect.poll(said).toMatch(/^Shall I call someone\? A member of staff will come to you here.* items on the screen\.$/);
    await gallery.show('consent-badge-name', ['audio-on']);
    const lines: string[] = [];
    await gallery.settle();
    for (let i = 0; i < 16; i++) {
      await press('ArrowDown');
      await gallery.settle();
      lines.push(await said());
    }
    for (const text of ['Never a recording of your voice, never a picture of you', 'Remember me, button', 'Just this visit, button'])
      expect(lines).toContain(text);
  });

  it('does not say digits of a PIN to the room, but to headphones', async () => {
    await gallery.show('pin-wrong', ['audio-on']);
    await gallery.page.locator('.pin-pad .key').nth(4).focus();
    await expect.poll(said).toBe('Digit key');
    await gallery.show('pin-wrong', ['headphones-in']);
    await gallery.page.locator('.pin-pad .key').nth(4).focus();
    await expect.poll(said).toBe('5, button');
    await press('5', '5');
    await expect.poll(said).toBe('2 digits entered');
  });

  it('headphones turn it on, and off when they are gone', async () => {
    await gallery.show('start');
    await gallery.page.evaluate(() => {
      const outputs: MediaDeviceInfo[] = [];
      const plug = (...labels: string[]) => {
        outputs.splice(
          0,
          outputs.length,
          ...labels.map((label) => ({ kind: 'audiooutput', label, deviceId: label, groupId: '' }) as MediaDeviceInfo),
        );
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      };
      navigator.mediaDevices.enumerateDevices = async () => [...outputs];
      Object.assign(globalThis, { plug });
      plug('Built-in speakers');
    });
    const plug = (...labels: string[]) =>
      gallery.page.evaluate((given) => (globalThis as unknown as { plug(...all: string[]): void }).plug(...given), labels);
    await plug('Built-in speakers', 'USB Headphones');
    await expect.poll(said).toMatch(/^The screen is now read to you/);
    await plug('Built-in speakers');
    await expect.poll(said).toBe('The screen is no longer read to you.');
  });

  it('the screen can be hidden; keys go on, and a touch shows it again without pressing anything', async () => {
    await gallery.show('start', ['curtain-on']);
    await gallery.page.getByTestId('curtain').waitFor();
    await gallery.page.getByTestId('help').first().focus();
    await expect.poll(said).toBe('Help from a person, button');
    const { x = 0, y = 0 } = (await gallery.page.getByTestId('help').first().boundingBox()) ?? {};
    await gallery.page.mouse.click(x + 20, y + 20);
    await gallery.page.getByTestId('curtain').waitFor({ state: 'detached' });
    expect(await gallery.page.getByTestId('help-dialog').count()).toBe(0);
  });

  it('one switch is enough: the controls take turns, and it presses the one whose turn it is', async () => {
    await gallery.show('help', ['scanning-on']);
    await expect.poll(focus).toMatchObject({ name: expect.stringMatching(/No, thank you/) });
    await press('Space');
    await gallery.page.getByTestId('help-dialog').waitFor({ state: 'detached' });
  });
});
