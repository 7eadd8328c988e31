/** What one run of the program said. */
export interface Heard {
  readonly text: string;
  /** Mean natural-log probability of the tokens, as finely as the program tells it; 0 without any. */
  readonly avgLogprob: number;
  readonly tokens: number;
}

/**
 * The program's colours for sure and unsure tokens, from p = 0 to 1: token by token it prints the colour number
 * floor(10 p^3). It has no other way to tell on its standard output how sure it was.
 */
const COLOURS = [196, 202, 208, 214, 220, 226, 190, 154, 118, 82];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const TOKEN = /\x1b\[38;5;(\d+)m([\s\S]*?)\x1b\[0m/g;
/** Stands for the lowest colour, p from 0 to 0.46. */
const LOWEST = 0.32;

/** Sounds that whisper.cpp writes down in brackets: "[BLANK_AUDIO]", "(upbeat music)", "*coughs*". */
const SOUND = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|♪+/g;

/** Reads what the program prints with --print-colors and --no-timestamps. */
export function readOutput(output: Buffer): Heard {
  // A character of several bytes may be spread over tokens: bytes first, text at the end.
  const bytes = output.toString('latin1');
  const tokens = [...bytes.matchAll(TOKEN)];
  const logprobs = tokens.map(([, colour]) => logprobOf(COLOURS.indexOf(Number(colour))));
  const text = Buffer.from(tokens.map((token) => token[2]).join(''), 'latin1').toString('utf8');
  return {
    text: text.replace(SOUND, ' ').replace(/\s+/g, ' ').trim(),
    avgLogprob: logprobs.length === 0 ? 0 : logprobs.reduce((sum, value) => sum + value, 0) / logprobs.length,
    tokens: tokens.length,
  };
}

function logprobOf(colour: number): number {
  return Math.log(colour <= 0 ? LOWEST : Math.cbrt((colour + 0.5) / COLOURS.length));
}

/** The language that --language auto settled on, from the program's messages. */
export function readDetectedLanguage(messages: string): string | undefined {
  return /auto-detected language: (\w+)/.exec(messages)?.[1];
}
