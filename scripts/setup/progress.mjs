const QUIET_FIRST_MS = 2000;
const PLAIN_EVERY_MS = 15_000;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Runs one step and shows that it is going on once it takes longer than two seconds: a spinner on a
 * terminal, a plain line now and then elsewhere. Quick steps say nothing.
 * @template T
 * @param {string} title what is being done: "installing the dependencies"
 * @param {(report: (detail: string) => void) => Promise<T>} work `report` sets a short detail such as "42 MB"
 * @param {NodeJS.WriteStream} [out]
 * @returns {Promise<T>}
 */
export async function withProgress(title, work, out = process.stderr) {
  const startedMs = performance.now();
  const seconds = () => Math.round((performance.now() - startedMs) / 1000);
  let detail = '';
  const line = () => `${title}${detail === '' ? '' : ` (${detail})`}`;
  const stop = out.isTTY ? spin(line, seconds, out) : tick(line, seconds, out);
  let done = false;
  try {
    const result = await work((text) => {
      detail = text;
    });
    done = true;
    return result;
  } finally {
    stop();
    if (performance.now() - startedMs >= QUIET_FIRST_MS) out.write(`foyer: ${title}: ${done ? 'done' : 'stopped'} after ${seconds()} s\n`);
  }
}

function spin(line, seconds, out) {
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    const text = `${FRAMES[frame]} ${line()} … ${seconds()} s`;
    out.write(`\r\x1b[2K${text.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`);
  };
  let timer = setTimeout(() => {
    draw();
    timer = setInterval(draw, 100);
  }, QUIET_FIRST_MS);
  return () => {
    clearTimeout(timer);
    clearInterval(timer);
    if (frame > 0) out.write('\r\x1b[2K');
  };
}

function tick(line, seconds, out) {
  const draw = () => out.write(`foyer: ${line()} … ${seconds()} s\n`);
  let timer = setTimeout(() => {
    draw();
    timer = setInterval(draw, PLAIN_EVERY_MS);
  }, QUIET_FIRST_MS);
  return () => {
    clearTimeout(timer);
    clearInterval(timer);
  };
}
