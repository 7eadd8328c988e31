/** Abbreviations with what is said; keys lower case, without the final dot. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['dr', 'doctor'],
  ['prof', 'professor'],
  ['mr', 'mister'],
  ['mrs', 'missus'],
  ['ms', 'miz'],
  ['e.g', 'for example'],
  ['i.e', 'that is'],
  ['etc', 'et cetera'],
  ['vs', 'versus'],
  ['approx', 'approximately'],
  ['ca', 'about'],
  ['incl', 'including'],
  ['excl', 'excluding'],
  ['max', 'maximum'],
  ['tel', 'telephone'],
  ['ext', 'extension'],
  ['dept', 'department'],
  ['mon', 'monday'],
  ['tue', 'tuesday'],
  ['tues', 'tuesday'],
  ['wed', 'wednesday'],
  ['thu', 'thursday'],
  ['thur', 'thursday'],
  ['thurs', 'thursday'],
  ['fri', 'friday'],
  ['sat', 'saturday'],
  ['sun', 'sunday'],
]);

/** Short words that are also abbreviations: only expanded when written with the dot. */
export const ONLY_WITH_DOT: ReadonlySet<string> = new Set(['mon', 'wed', 'sat', 'sun', 'max', 'ca', 'ms', 'tel', 'fri', 'ext']);

/** Words the engine's letter rules get wrong, respelt. */
export const RESPELT: ReadonlyMap<string, string> = new Map([
  ['wifi', 'why fye'],
  ['wi-fi', 'why fye'],
  ['vegan', 'veegun'],
  ['latte', 'lottay'],
  ['metre', 'meter'],
  ['metres', 'meters'],
  ['centre', 'center'],
  ['theatre', 'theater'],
  ['foyer', 'foy yay'],
  ['buffet', 'buffay'],
  ['entrée', 'ontray'],
  ['crêpe', 'crape'],
  ['q&a', 'q and a'],
  ['b&b', 'b and b'],
  ['r&d', 'r and d'],
]);

/** Capitals that are spelt although they could be read as a word; those without a vowel are spelt anyway. */
export const SPELT: ReadonlySet<string> = new Set(
  'AI API ATM CEO CIO COO CTO EU FAQ HIV HR IBM ID IOT IT OK PA SUV UI UK UN UNO USA USB US UX VIP XXL AC DIY ETA ERP IP IPA AV EV'.split(
    ' ',
  ),
);

export const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['&', 'and'],
  ['+', 'plus'],
  ['@', 'at'],
  ['#', 'number'],
  ['=', 'equals'],
  ['×', 'by'],
  ['½', 'half'],
  ['¼', 'a quarter'],
  ['¾', 'three quarters'],
  ['→', 'to'],
  ['°', 'degrees'],
  ['%', 'percent'],
  ['€', 'euros'],
  ['$', 'dollars'],
  ['£', 'pounds'],
]);

/** [one, many] by unit as written after a number. */
export const UNITS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['m', ['meter', 'meters']],
  ['km', ['kilometer', 'kilometers']],
  ['cm', ['centimeter', 'centimeters']],
  ['mm', ['millimeter', 'millimeters']],
  ['m²', ['square meter', 'square meters']],
  ['sqm', ['square meter', 'square meters']],
  ['ft', ['foot', 'feet']],
  ['min', ['minute', 'minutes']],
  ['mins', ['minute', 'minutes']],
  ['h', ['hour', 'hours']],
  ['hr', ['hour', 'hours']],
  ['hrs', ['hour', 'hours']],
  ['s', ['second', 'seconds']],
  ['sec', ['second', 'seconds']],
  ['kg', ['kilo', 'kilos']],
  ['g', ['gram', 'grams']],
  ['l', ['liter', 'liters']],
  ['ml', ['milliliter', 'milliliters']],
  ['cl', ['centiliter', 'centiliters']],
  ['km/h', ['kilometer an hour', 'kilometers an hour']],
  ['°c', ['degree', 'degrees']],
  ['°f', ['degree fahrenheit', 'degrees fahrenheit']],
  ['°', ['degree', 'degrees']],
  ['%', ['percent', 'percent']],
  ['kb', ['kilobyte', 'kilobytes']],
  ['mb', ['megabyte', 'megabytes']],
  ['gb', ['gigabyte', 'gigabytes']],
  ['mbit/s', ['megabit a second', 'megabits a second']],
]);

/** [one, many, one hundredth of it, many] by sign or code. */
export const CURRENCIES: ReadonlyMap<string, readonly [string, string, string, string]> = new Map([
  ['€', ['euro', 'euros', 'cent', 'cents']],
  ['eur', ['euro', 'euros', 'cent', 'cents']],
  ['$', ['dollar', 'dollars', 'cent', 'cents']],
  ['usd', ['dollar', 'dollars', 'cent', 'cents']],
  ['£', ['pound', 'pounds', 'penny', 'pence']],
  ['gbp', ['pound', 'pounds', 'penny', 'pence']],
  ['chf', ['franc', 'francs', 'centime', 'centimes']],
  ['¥', ['yen', 'yen', 'sen', 'sen']],
  ['jpy', ['yen', 'yen', 'sen', 'sen']],
]);
