const CODES = 'en|de|fr|es|it|nl|pl|pt|cs|da|sv|fi|uk|ru|tr|ja|zh|ar';
const LONGEST = 200;
const SUFFIX = new RegExp(`^(.+?)(?:[\\s_@.-]+(${CODES})|\\s*[([](${CODES})[)\\]])$`, 'i');

/** "Title DE", "name@fr" or "Exponat (FR)": the name of the column and the language of its cells. */
export function headerLanguage(header: string): { readonly name: string; readonly language: string | undefined } {
  // A cell of a broken table may be as long as the file.
  const cell = header.slice(0, LONGEST).trim();
  const match = SUFFIX.exec(cell);
  const language = (match?.[2] ?? match?.[3])?.toLowerCase();
  return match === null ? { name: cell, language: undefined } : { name: match[1] ?? '', language };
}
