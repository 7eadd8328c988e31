import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectSvg } from '../../../host/theme/inspect-svg.ts';
import { loadTheme } from '../../../host/theme/load-theme.ts';
import { serveTheme } from '../../../host/theme/serve-theme.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-theme-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>';

describe('loadTheme', () => {
  it('finds none where there is none', () => expect(loadTheme(folder)).toEqual({ theme: null, problems: [] }));

  it.each(['plain', 'museum', 'event'])('takes the example %s as it is', (name) => {
    const { theme, problems } = loadTheme(fileURLToPath(new URL(`../../../assets/themes/${name}`, import.meta.url)));
    expect(problems).toEqual([]);
    expect(theme?.tokens.day.room).toMatch(/^#/);
  });

  it('gives files addresses that change with their content', () => {
    write('theme.yaml', 'logo: logo.svg');
    write('logo.svg', LOGO);
    const first = loadTheme(folder).theme?.logo;
    expect(first?.day).toMatch(/^\/theme\/logo\.svg\?v=[0-9a-f]{12}$/);
    expect(first?.night).toBe(first?.day);
    write('logo.svg', LOGO.replace('h9', 'h8'));
    expect(loadTheme(folder).theme?.logo?.day).not.toBe(first?.day);
  });

  it.each([
    ['an unknown key', 'colour: "#ffffff"', /colour is not a known key/],
    ['an unknown colour', 'day: { wall: "#ffffff" }', /day/],
    ['a colour by name', 'day: { room: white }', /day\.room is "white": a colour as #rrggbb/],
    ['an address', 'logo: "https://example.org/logo.svg"', /logo/],
    ['a path', 'logo: ../logo.svg', /logo/],
    ['a model of no VRM avatar', 'avatar: { model: a.vrm }', /kind "vrm" needs a model/],
    ['no YAML', 'day: [', /not valid YAML/],
  ])('refuses %s and keeps the own look', (_what, yaml, why) => {
    write('theme.yaml', yaml);
    const { theme, problems } = loadTheme(folder);
    expect(theme).toBeNull();
    expect(problems).toEqual([expect.stringMatching(why)]);
    expect(problems[0]).toContain("Foyer's own look is used");
  });

  it.each([
    ['is not there', () => {}],
    ['is refused: it is not well-formed', () => write('logo.svg', '<svg><g></svg>')],
    ['is refused: it has a <script>', () => write('logo.svg', '<svg><script>alert(1)</script></svg>')],
    ['MB; at most', () => write('logo.svg', `${LOGO}<!--${'x'.repeat(600_000)}-->`)],
    ['is not a plain file', () => symlinkSync('/etc/hostname', join(folder, 'logo.svg'))],
  ])('leaves out a logo that %s, and uses the rest', (why, prepare) => {
    write('theme.yaml', 'logo: logo.svg\nday: { room: "#fafafa", text: "#101010" }');
    prepare();
    const { theme, problems } = loadTheme(folder);
    expect(theme?.logo).toBeUndefined();
    expect(theme?.tokens.day.room).toBe('#fafafa');
    expect(problems).toEqual([expect.stringContaining(why)]);
    expect(problems[0]).toContain("the venue's name is shown");
  });

  it('reads no theme from what is no plain file, which may have no end', () => {
    symlinkSync('/dev/zero', join(folder, 'theme.yaml'));
    const { theme, problems } = loadTheme(folder);
    expect(theme).toBeNull();
    expect(problems).toEqual([expect.stringContaining('is no plain file')]);
  });

  it('tells files by their bytes, not by their names', () => {
    write('theme.yaml', 'logo: logo.png\nfonts: { body: body.woff2 }');
    write('logo.png', '<html><script>alert(1)</script></html>');
    write('body.woff2', 'MZ');
    const { theme, problems } = loadTheme(folder);
    expect(problems.join()).toMatch(/logo\.png is refused: it is not a PNG.*body\.woff2 is refused: it is not a WOFF2/);
    expect(theme?.fonts).toEqual({ displaySize: 1 });
  });
});

describe('inspectSvg', () => {
  it.each([
    '<svg onload="alert(1)"/>',
    '<svg><a href="javascript:alert(1)"><path/></a></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="https://example.org/x.png"/></svg>',
    '<svg><image href="file:///etc/passwd"/></svg>',
    '<svg><use href="other.svg#a"/></svg>',
    '<svg><foreignObject><body/></foreignObject></svg>',
    '<svg><style>@import "https://example.org/x.css";</style></svg>',
    '<svg><style>path{fill:url(https://example.org/x)}</style></svg>',
    '<svg><style><![CDATA[path{fill:u\\72l(https://example.org)}]]></style></svg>',
    '<svg><path style="fill:url(//example.org/x)"/></svg>',
    '<svg><set attributeName="onload" to="alert(1)"/></svg>',
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    '<?xml-stylesheet href="x.css"?><svg/>',
    '<html><svg/></html>',
    '<svg',
    '',
  ])('refuses %s', (text) => expect(inspectSvg(text)).not.toBeNull());

  it.each([
    LOGO,
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><defs><linearGradient id="a"/></defs><path fill="url(#a)"/><use href="#a"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:#f00}</style><image href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="/></svg>',
  ])('takes %s', (text) => expect(inspectSvg(text)).toBeNull());
});

describe('a drawing that draws itself again and again', () => {
  const levels = Array.from({ length: 12 }, (_, i) => i);
  const nested = (again: (id: string) => string) =>
    `<svg><path id="a0"/>${levels.map((i) => `<g id="a${i + 1}">${again(`a${i}`).repeat(8)}</g>`).join('')}</svg>`;

  it.each([
    ['by <use>', nested((id) => `<use href="#${id}"/>`)],
    ['by xlink', nested((id) => `<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#${id}"/>`)],
    ['by masks', nested((id) => `<path mask="url(#${id})"/>`)],
    ['by styles', nested((id) => `<path style="fill: url('#${id}')"/>`)],
    ['in a circle', '<svg><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>'],
  ])('is refused: %s', (_how, text) => expect(inspectSvg(text)).toMatch(/draws more than/));

  it('is refused where its elements are nested without end', () =>
    expect(inspectSvg(`<svg>${'<g>'.repeat(50_000)}${'</g>'.repeat(50_000)}</svg>`)).toMatch(/deep/));

  it('is taken where one part stands in many places', () =>
    expect(inspectSvg(`<svg><g id="leaf"><path/><path/></g>${'<use href="#leaf"/>'.repeat(500)}</svg>`)).toBeNull());
});

describe('serveTheme', () => {
  beforeEach(() => {
    write('logo.svg', LOGO);
    write('theme.yaml', 'name: Secret');
    write('notes.txt', 'secret');
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'logo.svg'), LOGO);
  });

  it('serves a file with its type', () => {
    const file = serveTheme(folder, '/theme/logo.svg');
    expect(file?.type).toBe('image/svg+xml');
    expect(new TextDecoder().decode(file?.bytes)).toBe(LOGO);
  });

  it.each([
    '/theme/theme.yaml',
    '/theme/notes.txt',
    '/theme/deep/logo.svg',
    '/theme/../logo.svg',
    '/theme/%2e%2e%2flogo.svg',
    '/theme/',
    '/theme/.svg',
    '/theme/logo.svg\0',
    '/logo.svg',
  ])('serves nothing at %s', (path) => expect(serveTheme(folder, path)).toBeNull());

  it('serves nothing that has turned into something else', () => {
    write('logo.svg', '<svg><script/></svg>');
    expect(serveTheme(folder, '/theme/logo.svg')).toBeNull();
  });
});
