import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const ARTEFACTS = fileURLToPath(new URL('../../../.artefacts/faults', import.meta.url));
const SIZE = { width: 1280, height: 720 };
const LOOK_EVERY_MS = 200;
/** Every so many pixels in both directions are compared. */
const STEP = 8;

/** Why there is no display to look at; null when there is one. */
export const noDisplay: string | null = spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error === undefined ? null : 'there is no Xvfb';

/** A display of its own that can be photographed and unplugged. */
export interface Display {
  /** For DISPLAY. */
  readonly name: string;
  /** Ends the server, and every window with it. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** Photographs each picture that differs from the one before, named after `fault`; the function ends it and tells them in order. */
  watch(fault: string): () => string;
  close(): Promise<void>;
}

/** @param dir an empty folder for the display's picture */
export async function openDisplay(dir: string): Promise<Display> {
  let server: ChildProcess | null = null;
  const name = `:${100 + (process.pid % 400)}`;
  const file = join(dir, 'Xvfb_screen0');
  const plugIn = async () => {
    const args = [name, '-screen', '0', `${SIZE.width}x${SIZE.height}x24`, '-fbdir', dir, '-nolisten', 'tcp', '-noreset'];
    server = spawn('Xvfb', args, { stdio: 'ignore' });
    while (!existsSync(`/tmp/.X11-unix/X${name.slice(1)}`)) await new Promise((done) => setTimeout(done, 50));
  };
  const unplug = async () => {
    const ended = new Promise((done) => server?.once('exit', done));
    server?.kill('SIGTERM');
    await ended;
    server = null;
  };
  await plugIn();
  const look = () => (server === null ? null : readPicture(file));
  return {
    name,
    unplug,
    plugIn,
    watch(fault) {
      const seen: string[] = [];
      const before = look();
      let last = before;
      const timer = setInterval(() => {
        const picture = look();
        const kind = nameOf(picture, before);
        const same = picture === null || last === null ? picture === last : difference(picture, last) < 0.02;
        if (same && seen.length > 0) return;
        last = picture;
        if (picture !== null) keep(`${fault}-${seen.length + 1}`.replaceAll(/\W+/g, '-'), picture);
        seen.push(kind);
      }, LOOK_EVERY_MS);
      return () => {
        clearInterval(timer);
        return seen.filter((kind, i) => kind !== seen[i - 1]).join(', ');
      };
    },
    async close() {
      if (server !== null) await unplug();
    },
  };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bytesPerLine: number;
  /** Blue, green, red and nothing. */
  readonly pixels: Buffer;
}

/** X window dump, as Xvfb keeps its screen: a header of 32-bit words, the colour map in twelve bytes each, then the pixels. */
function readPicture(file: string): Picture | null {
  // A server that has just been started has none yet.
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const word = (index: number) => bytes.readUInt32BE(index * 4);
  if (bytes.length < 100) return null;
  return { width: word(4), height: word(5), bytesPerLine: word(12), pixels: bytes.subarray(word(0) + word(19) * 12) };
}

function nameOf(picture: Picture | null, before: Picture | null): string {
  if (picture === null) return 'no display';
  const colours = samples(picture);
  const bright = colours.filter((colour) => brightness(colour) > 230).length / colours.length;
  if (bright > 0.8) return 'WHITE';
  const times = new Map<number, number>();
  for (const colour of colours) times.set(colour, (times.get(colour) ?? 0) + 1);
  const commonest = Math.max(...times.values());
  if (commonest > 0.998 * colours.length) return brightness(colours[0] ?? 0) < 80 ? 'dark' : 'one colour';
  return before !== null && difference(picture, before) < 0.02 ? 'the picture of before' : 'another picture';
}

function samples({ width, height, bytesPerLine, pixels }: Picture): number[] {
  const colours: number[] = [];
  for (let y = 0; y < height; y += STEP)
    for (let x = 0; x < width; x += STEP) colours.push(pixels.readUInt32LE(y * bytesPerLine + x * 4) & 0xff_ff_ff);
  return colours;
}

function brightness(colour: number): number {
  return ((colour >> 16) + ((colour >> 8) & 0xff) + (colour & 0xff)) / 3;
}

/** Share of the pixels that are another colour. */
function difference(one: Picture, other: Picture): number {
  const [a, b] = [samples(one), samples(other)];
  return a.filter((colour, i) => Math.abs(brightness(colour) - brightness(b[i] ?? 0)) > 12).length / a.length;
}

function keep(name: string, { width, height, bytesPerLine, pixels }: Picture): void {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, to = 0; y < height; y++) {
    to++;
    for (let x = 0; x < width; x++) {
      const from = y * bytesPerLine + x * 4;
      for (const channel of [2, 1, 0]) rows[to++] = pixels[from + channel] ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of each colour.
  head.set([8, 2], 8);
  mkdirSync(ARTEFACTS, { recursive: true });
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  writeFileSync(
    join(ARTEFACTS, `${name}.png`),
    Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
