import type { Frame } from '../frame.ts';
import type { Wanted } from './read-wanted.ts';
import type { SaidGoal } from './said-goal.ts';

/**
 * A lead or a complaint by what it is made of, not by its wording: an occasion of the guest's own and that a place is looked for;
 * something of theirs and what is wrong with it. Over folded words in the kiosk's languages.
 */

const words = (all: string) => new RegExp(`\\b(?:${all})\\b`);

/** Something of the guest's own that takes a house. */
const OCCASION =
  '(?:weddings?|conferences?|conventions?|off ?sites?|away ?days?|retreats?|seminars?|congress|banquets?|receptions?|galas?|part(?:y|ies)|annual meeting|board meeting|company meeting|team meeting|kick ?off|summit|product launch|launch event|training|agm|birthday|\\d+(?:st|nd|rd|th)|anniversary|celebration|event|hochzeit\\w*|tagung\\w*|konferenz\\w*|\\w*feier|klausur\\w*|schulung\\w*|jahrestagung|\\w*versammlung|geburtstag\\w*|jubilaum|seminare?|firmenevent|veranstaltung|mariage|seminaire|conference|congres|reunion|fete|anniversaire|soiree|bapteme|evenement|boda|conferencia|congreso|seminario|reunion|fiesta|cumpleanos|evento|matrimonio|nozze|conferenza|congresso|convegno|riunione|festa|compleanno)';
const OWN_OCCASION = words(
  `(?:a|an|our|my|your|one|do|host|some|\\w+ing|company|companys|company s|team|mums?|dads?|daughters?|sons?|ein\\w*|unser\\w*|mein\\w*|une?|notre|ma|mon|una|nuestr[oa]|mi|la nostra|il nostro|mi[oa]) (?:\\w+ ){0,4}?${OCCASION}`,
);
/** A word that most often is an entry of the programme: it takes a number of people too. */
const MIXED = words(
  'training|event|party|seminars?|conferences?|receptions?|seminario|conferencia|reunion|conferenza|festa|fiesta|fete|soiree|konferenz\\w*|tagung\\w*',
);
const LOOKS = words(
  'looking (?:at|for|into|to)|scouting|(?:looking|need|want|find|search\\w*) (?:\\w+ ){0,3}?(?:somewhere|venue|place|room|space|hall)|plan\\w*|organi[sz]\\w*|thinking (?:of|about)|considering|hold|host|hosting|do you (?:do|host|cater|offer)|do weddings|arrange|hire|rent|such\\w*|plan\\w*|veranstalt\\w*|feiern|ausricht\\w*|miet\\w*|cherch\\w*|organis\\w*|lou(?:er|ons)|busc\\w*|organiz\\w*|alquil\\w*|celebrar|cerc\\w*|affitt\\w*|festeggiare',
);
const SOME_PEOPLE = words(
  '(?:\\d{2,4}|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|zwanzig|dreissig|vierzig|funfzig|sechzig|hundert|trente|quarante|cinquante|cent|treinta|cuarenta|cincuenta|cien|trenta|quaranta|cinquanta|cento)(?: or so)? (?:of us|people|persons?|guests?|delegates|attendees|participants|leute\\w*|personen|gaste\\w*|teilnehmer\\w*|personnes|invites|personas|invitados|persone|ospiti|invitati)|(?:board |team |company |annual )?meeting of \\d+',
);
const NOT_LEAD = words(
  'table|tables|seats?|tickets?|tisch\\w*|karten?|billets?|mesa|entradas?|tavolo|biglietti|where is|what time|when is|wo ist|wann ist|ou est|donde esta|dov e|lost|register|registration|badge',
);

const SPONSORS = words(
  'sponsor\\w*|exhibit(?:ing)?|advertis\\w*|take a (?:stand|booth)|have a (?:stand|booth)|partner with you|aussteller werden|ausstellen|sponsern|sponsoriser|exposer|patrocin\\w*|sponsorizz\\w*|esporre',
);
const MIGHT = words(
  '(?:i|we|our company|my company|my firm)\\b.*\\b(?:might|may|could|would|want|like|thinking|considering|interested|plan\\w*|keen|love)|(?:wir|ich)\\b.*\\b(?:wurd\\w*|mocht\\w*|woll\\w*|interess\\w*|uberleg\\w*)|(?:nous|je|on)\\b.*\\b(?:voudri\\w*|voudrais|aimeri\\w*|pourr\\w*|interess\\w*)|quis\\w+|queremos|quiero|interes\\w+|vorre\\w*|vogliamo|interess\\w+',
);
const BUYS = words(
  '(?:interested|interest) in (?:\\w+ )?(?:your|the) (?:product|products|solution|solutions|software|services?|platform|system|company|offer\\w*)|interested in what you (?:make|do|sell|offer|build)|(?:buy|buying|purchase|purchasing|order|licen[cs]e) (?:your|this|one of your)|(?:sales|account) (?:team|person|people|rep\\w*|manager|department)|(?:who is|who does|someone from|somebody from|speak to|talk to|contact|meet) (?:\\w+ ){0,2}?sales|get back to (?:me|us) (?:about|on|with)|(?:a|your) (?:demo|quote|quotation|offer|price list) (?:for|of) (?:us|our|my|your)|vertrieb|an (?:ihrem|ihren) produkt\\w*|interess\\w* (?:\\w+ ){0,2}?produkt\\w*|service commercial|(?:vos|votre) produits?|(?:sus|su) productos?|departamento de ventas|(?:vostr\\w+|suo|suoi) prodott\\w+|ufficio vendite',
);

/** A house's own sale: a place to hold something in, a stand, what it makes. Null where it is none. */
function leadIn(said: SaidGoal): Wanted | null {
  const { whole } = said;
  if (NOT_LEAD.test(whole)) return null;
  if (isForSale(said)) return { kind: 'lead', slots: { size: '' } };
  const counted = SOME_PEOPLE.test(whole);
  const occasion = OWN_OCCASION.test(whole) || (counted && words(OCCASION).test(whole));
  if (!occasion || !LOOKS.test(whole)) return null;
  return !counted && MIXED.test(whole) && !DOES.test(whole) && !OURS.test(whole) ? null : { kind: 'lead', slots: {} };
}

/** A sponsorship, a stand, a product: how many people come is no question there. */
export function isForSale({ whole }: SaidGoal): boolean {
  return (SPONSORS.test(whole) && MIGHT.test(whole)) || BUYS.test(whole);
}

const DOES = words('do you (?:do|host|cater for)|hire|rent|miet\\w*|lou(?:er|ons)|alquil\\w*|affitt\\w*|venue');
const OURS = words('our|company|companys|unser\\w*|firm\\w*|notre|entreprise|nuestr[oa]|empresa|nostr[oa]|azienda\\w*|aziendale');

const BILL = '(?:bill|invoice|receipt|statement|charge|charges|rechnung|facture|addition|note|cuenta|factura|conto|fattura)';
const WRONG_BILL =
  '(?:wrong|incorrect|mistake|error|does not add up|too (?:high|much)|not mine|not ours|never had|did not (?:have|order|drink|eat)|should not be|twice|double|falsch|stimmt nicht|fehler\\w*|zu hoch|doppelt|fausse?|erreur|trompe\\w*|pas (?:juste|correct\\w*)|mal|incorrect[oa]|equivocad\\w*|error|dos veces|sbagliat\\w*|errore|non (?:e|torna) (?:giusto|corretto)|non torna|due volte)';
const COMPLAINTS: readonly RegExp[] = [
  words(`${BILL}\\b.*\\b${WRONG_BILL}|${WRONG_BILL}\\b.*\\b${BILL}|over ?charged|charged (?:me|us)`),
  // A reservation that the house does not find.
  words(
    '(?:booked|reserved|booking|reservation|reservierung|gebucht|reserve|reservado|reserva|prenotat\\w*|prenotazione)\\b.*\\b(?:no (?:reservation|booking|record|trace)|not (?:find|found|there|in the system)|can not find|lost|gone|disappeared|vanished|do not have (?:it|us|me)|nicht (?:gefunden|finden|da)|weg|introuvable|ne trouve\\w* pas|no (?:la )?encuentr\\w*|non (?:la )?trov\\w*)|(?:lost|can not find|no record of|do not have) (?:my|our) (?:booking|reservation)',
  ),
  // Noise, where somebody suffers from it.
  words(
    '(?:nois\\w*|loud|stomp\\w*|shout\\w*|scream\\w*|bang\\w*|blaring|barking|partying|drilling|racket|laut|larm\\w*|krach|brull\\w*|bruit|bruyant\\w*|ruid\\w*|gritos|rumor\\w*|chiasso|urla\\w*)\\b.*\\b(?:night|sleep|slept|awake|morning|above|below|next door|neighbours?|my room|our room|nacht|schlaf\\w*|nebenan|zimmer|nuit|dorm\\w*|voisins?|chambre|noche|vecinos?|habitacion|notte|vicini|camera|stanza)',
  ),
  words(
    '(?:upstairs|above|below|next door|neighbours?)\\b.*\\b(?:music|nois\\w*|shout\\w*|part(?:y|ying)|sleep|all night)|(?:people|guests|neighbours?|party|music) (?:\\w+ ){0,3}?(?:above|below|next door|upstairs)\\b.*\\b(?:night|morning|sleep|all)|(?:could not|can not|did not|no) (?:get (?:any|to) )?sleep\\b.*\\b(?:because|noise|music|neighbours?|next door)',
  ),
  // Not clean.
  words(
    '(?:filthy|dirty|disgusting|stained|mou?ldy|grubby|unclean|cockroach\\w*|bed ?bugs?|hairs? in|dreckig|schmutzig|verdreckt|eklig|sale|crade|suci[oa]s?|sporc[ohie]+|schifo)\\b.*\\b(?:room|bathroom|bed|sheets|shower|carpet|towels|unhappy|not happy|unacceptable|zimmer|bad|bett|chambre|lit|draps|salle de bain|habitacion|bano|cama|camera|bagno|letto)|(?:room|bathroom|bed|sheets|shower|carpet|zimmer|bad|bett|chambre|lit|draps|salle de bain|habitacion|bano|cama|camera|bagno|letto|lenzuola)\\b.*\\b(?:filthy|dirty|disgusting|stained|mou?ldy|grubby|unclean|not (?:been )?(?:clean|cleaned)|dreckig|schmutzig|verdreckt|sale|suci[oa]|sporc[ohie]+)',
  ),
  words(
    '(?:wifi|wi fi|internet|wlan|connection)\\b.*\\b(?:keeps|slow|drops?|dropping|cuts? out|terrible|awful|useless|does not work|not working|down|langsam|geht nicht|funktioniert nicht|bricht|lent\\w*|ne marche pas|coupe\\w*|lento|no funciona|no va|non funziona|non va)',
  ),
  words(
    '(?:rude|unfriendly|ignored (?:me|us)|unacceptable|appalling|a disgrace|ripped off|not (?:at all )?(?:happy|satisfied) with|really (?:unhappy|disappointed)|unverschamt|unfreundlich|inakzeptabel|unmoglich behandelt|inadmissible|inacceptable|impoli\\w*|inaceptable|maleducad\\w*|inaccettabile|maleducat\\w*)',
  ),
];
const ASKS_WIFI = words('how|what|password|wie|passwort|comment|mot de passe|como|contrasena|come|where|which');

/** Something went wrong that staff have to look into. */
function complaintIn(said: SaidGoal): boolean {
  const { whole, words: own } = said;
  if (own.asks.test(whole) && !/\b(?:you|desk|bill|charged)\b/.test(whole)) return false;
  return (
    !ASKS_WIFI.test(whole.split(' ').slice(0, 2).join(' ')) && COMPLAINTS.some((pattern) => pattern.test(whole) || pattern.test(said.text))
  );
}

export function readDeskWanted(said: SaidGoal, { input, heard }: Frame): Wanted | null {
  if (said.length < 3 || heard('lost')) return null;
  const lead = leadIn(said);
  if (lead !== null && lead.kind !== 'what') return { ...lead, slots: { ...lead.slots, need: input.text.trim().slice(0, 400) } };
  return complaintIn(said) ? { kind: 'support-case', slots: { detail: input.text.trim().slice(0, 500) } } : null;
}
