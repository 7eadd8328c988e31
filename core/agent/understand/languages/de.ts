import type { Language } from './language.ts';

/** German, umlauts folded; read by cues-de.ts. */
export const DE: Language = {
  code: 'de',
  names: ['german', 'deutsch', 'allemand', 'aleman', 'tedesco'],
  marks: {
    plain:
      'ich ist wo wie der die das und nicht ein eine einen gibt es wann mit auf bitte kann mir mein meine haben habe wer welche welcher fur zum zur im den dem bin kommt komme offnet noch heute morgen mochte brauche sind danke hallo deutsch uber was wir auch',
    sure: '',
  },
  speak: '(auf|sprich|sprechen sie|sprichst du|rede|reden sie)',
  emergency: {
    dangers: {
      distress:
        'mich umbringen|mir das leben nehmen|selbstmord|suizid\\w*|nicht mehr leben|will sterben|mir etwas antun|bringe? mich um(?! den)|leben beenden|dem leben ein ende|will nicht mehr leben|zu viele tabletten',
      medical:
        '(fasst|greift) sich an(s| die| den)? (herz|brust)|umgekippt|ganz (grau|blau|weiss) im gesicht|kriegt (er |sie )?keine luft|wacht nicht (mehr )?auf|nicht ansprechbar|kollabiert|(hals|zunge|gesicht|lippen?|rachen) (\\w+ ){0,3}(schwillt|schwellen|geschwollen|zugeschwollen|zuschwillt)|(schwillt|schwellen) (\\w+ ){0,4}(hals|zunge|gesicht|lippen?|rachen)|herzinfarkt|schlaganfall|bewusstlos\\w*|ohnmachtig|atmet nicht|keine luft|kann nicht atmen|notarzt|krankenwagen|rettungswagen|rettungsdienst|blutet|zusammengebrochen|allergische[nrms]? (reaktion|schock)|erstickt|medizinischer notfall|(ist|bin|wurde) (schwer )?verletzt|brauche (einen )?arzt|jemand ist (gesturzt|umgefallen|umgekippt|verletzt)|krampfanfall|brustschmerzen|brauch\\w* (\\w+ ){0,3}(arzt|arztin|sanitater\\w*)|epileptisch\\w* anfall|krampfanfall|krampft|schmerzen in der brust|brust (tut|schmerzt)|(bewegt|ruhrt|regt) sich nicht|reagiert nicht|regungslos|(treppe|rolltreppe|leiter|buhne|balkon) (\\w*gesturzt|\\w*gefallen)|schwer gesturzt|ertrink\\w*|fruchtblase|wehen|vergift\\w*|uberdosis|liegt (\\w+ )?(ein mann|eine frau|jemand|ein kind|eine person|ein mensch|ein junge|ein madchen|einer)|ruf\\w* (\\w+ ){0,2}(112|144|110)',
      fire: '(brandgeruch|verbrannter geruch|riecht (\\w+ )?verbrannt|riecht angebrannt|qualmt)|es brennt|(da ist|hier ist|es gibt|ich sehe|wir sehen|uberall) (\\w+ ){0,2}(rauch|flammen|feuer)\\b|feuer im|^feuer( feuer)*$|rauch im|riecht nach (rauch|gas)|rieche (rauch|gas)|brennt es|(vorhang|kuche|zimmer|haus|auto|wagen|mulleimer|dach|keller|herd|baum) brennt|(steht|stehen) in flammen|gasgeruch|gasleck',
      threat:
        'hat (eine |ein )?(waffe|messer|pistole|bombe)|(eine|die) bombe (im|in|unter|liegt|gefunden)|da ist eine bombe|bombendrohung|bombenalarm|(werde|wurde) (gerade )?(bedroht|angegriffen|verfolgt|uberfallen|belastigt)|ruf\\w* (die )?polizei|polizei rufen|uberfall|(mann|frau|typ|jemand|person|kerl) (\\w+ ){0,2}mit (einem |einer )?(messer|waffe|pistole|gewehr|axt)|(verfolgt|bedroht|belastigt|schlagt|begrapscht) (mich|uns)|(mich|uns) (\\w+ ){0,2}(verfolgt|bedroht|angegriffen|geschlagen|belastigt|uberfallen|ausgeraubt|vergewaltigt)|greift (mich|uns|jemanden) an|geschossen|schiesst|schusse gefallen|amok\\w*|ruf\\w* (\\w+ ){0,3}polizei|polizei holen',
    },
    bare: '(notfall|das ist ein notfall|ein notfall|hilfe hilfe( hilfe)*)( hilfe)*',
    only: {
      asks: 'wo |was |gibt es|haben sie|im notfall',
      about: 'defibrillator|erste hilfe|defi|notausgang|im notfall|sammel',
    },
    ahead:
      '(was (passiert|mache ich|tue ich|tun sie)|wer hilft|gibt es (einen|eine|hier) (arzt|arztin|sanitater)|wo (ist|finde ich) (der|die|den|einen|ein) (arzt|sanitater|erste hilfe))',
    happening: 'hilfe|schnell|sofort|blutet|bewusstlos|zusammengebrochen|meine? (frau|mann|kind|sohn|tochter|freund\\w*|mutter|vater)',
    information: 'im notfall|notfallnummer|notruf|sammelplatz|sammelstelle|evakuierung|feueralarm|was (tun|mache ich|soll ich) (im|bei)',
  },
  lexicon: null,
};
