import sax from 'sax';
import { createDrawnCount } from './count-drawn.ts';
import { type PictureSize, pictureSize, tooLarge } from './picture-size.ts';

/** Elements that run, load or show what is not a drawing. */
const FORBIDDEN = new Set([
  'script', 'foreignobject', 'iframe', 'object', 'embed', 'audio', 'video', 'handler', 'listener', 'link', 'meta', 'feimage', 'set',
]); // biome-ignore format: a list
const OWN = /^#[\w.-]+$/;
const INLINE = /^data:image\/(?:png|jpeg|webp);base64,([A-Za-z0-9+/=\s]*)$/;

/**
 * Why a drawing is refused; null when it is a drawing and nothing else. It is shown by <img> alone, where a browser runs no
 * script and loads nothing: this is for whoever opens the file's address itself, and for telling the operator.
 */
export function inspectSvg(text: string): string | null {
  const parser = sax.parser(true, { xmlns: false });
  let problem: string | null = null;
  let depth = 0;
  let elements = 0;
  let styled = '';
  let inStyle = false;
  const count = createDrawnCount();
  const pictures: PictureSize[] = [];
  const refuse = (why: string) => {
    problem ??= why;
  };
  parser.onerror = (error) => {
    refuse(`it is not well-formed: ${error.message.split('\n')[0]}`);
    // Else the parser would throw at the next piece.
    parser.error = null as unknown as Error;
  };
  parser.ondoctype = () => refuse('it has a DOCTYPE');
  parser.onprocessinginstruction = ({ name }) => {
    if (name.toLowerCase() !== 'xml') refuse(`it has a <?${name}?>`);
  };
  parser.onopentag = ({ name, attributes }) => {
    const element = local(name);
    if (depth === 0 && element !== 'svg') refuse(`it begins with <${name}>, not <svg>`);
    depth += 1;
    elements += 1;
    if (FORBIDDEN.has(element)) refuse(`it has a <${name}>`);
    inStyle = element === 'style';
    count.open(attributes as Record<string, string>);
    for (const [key, value] of Object.entries(attributes)) refuseAttribute(local(key), String(value), refuse, pictures);
  };
  parser.onclosetag = () => {
    depth -= 1;
    count.close();
    inStyle = false;
  };
  const onText = (piece: string) => {
    if (inStyle) styled += piece;
  };
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.write(text).close();
  if (elements === 0) refuse('there is no drawing in it');
  if (loads(styled)) refuse('its style loads something');
  return problem ?? count.problem() ?? tooLarge(pictures);
}

/** @param pictures takes the sizes of those that are in the drawing */
function refuseAttribute(key: string, value: string, refuse: (why: string) => void, pictures: PictureSize[]): void {
  if (key.startsWith('on')) refuse(`it has the attribute "${key}"`);
  else if (key === 'href' || key === 'src') {
    const inline = INLINE.exec(value.trim())?.[1];
    if (inline === undefined && !OWN.test(value.trim())) refuse(`it refers to "${value.slice(0, 60)}"`);
    if (inline === undefined) return;
    const size = pictureSize(new Uint8Array(Buffer.from(inline, 'base64')));
    if (size === null) refuse('a picture in it is neither PNG, JPEG nor WebP');
    else pictures.push(size);
  } else if (loads(value)) refuse(`its "${key}" loads something`);
}

/** url(…) other than of the drawing itself, and @import; CSS escapes are refused, for they would hide both. */
function loads(css: string): boolean {
  return /@import|\\|url\((?!\s*['"]?\s*#)/i.test(css) || /javascript:/i.test(css);
}

function local(name: string): string {
  return name.toLowerCase().split(':').at(-1) ?? '';
}
