import type { Frame } from './frame.ts';

/** The notice itself, over folded words. */
const NAMES =
  /\b(?:your |the )?privacy(?: notice| policy| statement| information)?$|^privacy\b|\bdata protection\b|\bdatenschutz\w*\b|\bconfidentialite$|\bvie privee$|\bprotection des donnees\b|\bprivacidad$|\bproteccion de datos\b|\briservatezza$|\bprotezione dei dati\b/;
/** As they were said, and as they are read through English. */
const ASKS = [
  /\b(?:what|which) (?:personal )?(?:data|information) (?:do|are|will) you (?:collect|keep|store|save|hold|have|gather|record)\w*\b/,
  /\bwhat (?:do|will) you (?:keep|store|save|record|collect)(?: about| of| on| from)?(?: me| us)?$/,
  /\bwhat (?:happens|will happen|do you do) (?:to|with) (?:my|our|the) (?:data|voice|questions?|recordings?|words|information)\b/,
  /\b(?:are you|is this|is it|am i being|are we being|is anybody|is anyone) (?:recording|recorded|filming|filmed|listening to me|spying)\b/,
  /\b(?:do|will) you (?:record|film|store|save|keep) (?:me|us|my voice|my face|what i say|this|everything)\b|\bis (?:my voice|the camera|the microphone) (?:being )?(?:recorded|recording|filming|on|stored)\b/,
  /\bwho (?:gets|has|sees|is responsible for|looks after) (?:my|our|the) (?:data|information)\b/,
  /\bpersonenbezogene\w* daten\b|\bwas (?:passiert|geschieht|macht ihr|machen sie|machst du) mit (?:meinen daten|meiner stimme|den daten)\b/,
  /\b(?:was|welche daten) (?:speicher\w*|sammel\w*|erheb\w*|merk\w*) (?:du|sie|ihr)(?: sich| dir)?(?: (?:uber|von) (?:mich|mir|uns))?$|\b(?:nehmen sie|nimmst du|nehmt ihr) (?:mich|das|alles|meine stimme)? ?(?:gerade )?auf$|\bwerde ich (?:\w+ )?(?:gefilmt|aufgenommen|aufgezeichnet|abgehort)\b|\b(?:filmen sie|filmst du|filmt ihr) mich\b/,
  /\bdonnees personnelles\b|\bque (?:faites|fait) (?:vous|on) (?:de|avec) mes donnees\b|\bque (?:gardez|conservez|enregistrez|stockez) vous\b|\b(?:vous m enregistrez|m enregistrez vous|suis je (?:filmee?|enregistree?))\b/,
  /\bdatos personales\b|\bque (?:hace|hacen|haces) con mis datos\b|\bque datos (?:guarda|recoge|almacena)\w*\b|\bme (?:esta|estan|estas) (?:grabando|filmando)\b/,
  /\bdati personali\b|\b(?:cosa|che) (?:fate|fa|fai) (?:con i|dei) miei dati\b|\b(?:quali|che) dati (?:conserva|raccogli|salva)\w*\b|\bmi (?:sta|stai|state) (?:registrando|filmando)\b/,
]; // biome-ignore format: a list
const MOST_WORDS = 10;

/** Whether the guest wants to know what becomes of what they say; not of a talk about it. */
export function asksPrivacy({ percept, text, heard, targets }: Frame): boolean {
  if (percept.words.length > MOST_WORDS) return false;
  const said = percept.said.join(' ');
  const hears = (words: RegExp) => words.test(text) || words.test(said);
  const ofTalk = heard('where') || heard('programme') || heard('talk') || targets.best.has('session');
  return ASKS.some(hears) || (!ofTalk && hears(NAMES));
}
