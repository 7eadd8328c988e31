import { STOP_WORDS } from '../venue/search/everyday-words.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { lettersAlike } from '../venue/search/likeness.ts';
import type { ToolContext } from './tool.ts';

/** Said of anything that was lost or left open: they name nothing. */
const NAMELESS =
  /^(?:lost|lose|losing|found|left|missing|thing|things|stuff|something|item|items|request|requests|verloren|verlor|gefunden|sache|sachen|etwas|anfrage|perdu|perdue|perdus|trouve|chose|demande|perdido|perdida|perdi|encontrado|cosa|cosas|solicitud|perso|persa|trovato|cose|richiesta)$/;
const ALIKE = 0.8;

/**
 * Whoever names a matter in this conversation knows of it, and may hear how far it is. A badge alone, which anybody may
 * hold, is told of nothing else from earlier visits.
 */
export function isNamed(matter: string, { said = '', recent = [] }: Pick<ToolContext, 'said' | 'recent'>): boolean {
  const named = [said, ...recent.map(({ question }) => question)].flatMap(namingWords);
  return namingWords(matter).some((word) => named.some((other) => lettersAlike(word, other) >= ALIKE));
}

function namingWords(text: string): string[] {
  return foldedWords(text).filter((word) => word.length > 2 && !STOP_WORDS.has(word) && !NAMELESS.test(word));
}
