/** A sum of money in a text, or that there is none to pay; English and German. */
export const PRICE =
  /(\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty))\s?(euros?|eur|cents?|pounds?|dollars?|francs?|franken|kronor|kr|chf|gbp|usd)\b|[€£$]\s?\d|\d\s?[€£$]|\b(free|included|kostenlos|gratis|enthalten|inbegriffen)\b/i;
