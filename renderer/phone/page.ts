import type { Point } from '../../core/contract/index.ts';
import { directionOf } from '../../core/i18n/tags.ts';
import { boundsOf, grow, pathOf } from '../components/map/geometry.ts';
import { decodePhoneRoute, type PhoneFloor, type PhoneRoute } from './phone-route.ts';
import { phoneWords } from './words.ts';

/**
 * The page a phone opens: one file without requests of its own, so it goes on working where there is no network.
 * Its content comes from the link, which anybody can make: it is only ever set as text.
 */
const SVG = 'http://www.w3.org/2000/svg';

function show(): void {
  const root = document.getElementById('way');
  if (root === null) return;
  const route = decodePhoneRoute(location.hash.slice(1));
  root.replaceChildren(...(route === null ? noWay() : drawn(route)));
}

function drawn(route: PhoneRoute): HTMLElement[] {
  speak(route.locale);
  document.title = route.title;
  const header = element('header', element('p', route.venue), element('h1', route.title), element('p', route.summary));
  return [header, ...route.floors.map((floor) => floorSection(floor, route.locale))];
}

function speak(locale: string): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}

function floorSection(floor: PhoneFloor, locale: string): HTMLElement {
  const steps = floor.steps.map(({ text, metres }) =>
    metres >= 1 ? element('li', `${text} `, element('span', `(${phoneWords(locale).metres(metres)})`)) : element('li', text),
  );
  return element('section', element('h2', floor.name), plan(floor), element('ol', ...steps));
}

function plan({ outline, way, name }: PhoneFloor): SVGElement | string {
  const [start, end] = [way[0], way.at(-1)];
  if (start === undefined || end === undefined) return '';
  const box = boundsOf(outline.length > 2 ? [...outline, ...way] : way);
  const size = Math.max(box.width, box.height, 8);
  const view = grow(box, size * 0.06);
  const svg = drawing('svg', { viewBox: `${view.x} ${view.y} ${view.width} ${view.height}`, role: 'img', 'aria-label': name });
  svg.append(
    drawing('path', { class: 'outline', d: pathOf(outline, true), 'stroke-width': String(size / 150) }),
    drawing('path', { class: 'way', d: pathOf(way), 'stroke-width': String(size / 60) }),
    dot('start', start, size / 55),
    dot('end', end, size / 38),
  );
  return svg;
}

function dot(kind: string, [x, y]: Point, radius: number): SVGElement {
  return drawing('circle', { class: kind, cx: String(x), cy: String(y), r: String(radius), 'stroke-width': String(radius / 2) });
}

function noWay(): HTMLElement[] {
  speak(navigator.language);
  const words = phoneWords(navigator.language);
  return [element('header', element('h1', words.noWay), element('p', words.scanAgain))];
}

function element(name: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function drawing(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

addEventListener('hashchange', show);
show();
