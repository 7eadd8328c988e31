export type Danger = 'medical' | 'fire' | 'threat' | 'distress';

/** Danger to life or health, English and German, misspelt as a recogniser might; looked for before anything else. */
const DANGERS: readonly (readonly [Danger, RegExp])[] = [
  [
    'distress',
    /\b(kill myself|killing myself|end my life|ending my life|suicid\w*|want to die|wanna die|hurt myself|harm myself|self harm|do not want to live|no reason to live|mich umbringen|mir das leben nehmen|selbstmord|suizid\w*|nicht mehr leben|will sterben|mir etwas antun)\b/,
  ],
  [
    'medical',
    /\b(heart attack|cardiac|chest pain|can not breathe|cannot breathe|cant breathe|not breathing|stopped breathing|unconscious|passed out|fainted|collapsed|having a (stroke|seizure|fit)|seizure|is choking|am choking|choking|overdose|anaphyla\w*|allergic (reaction|shock)|bleeding|(call|need|get) (an |a )?(ambulance|paramedics?|doctor|medic)|ambulance|medical emergency|(broke|broken) (my|his|her) (leg|arm|hip)|(is|am) (badly |seriously )?(hurt|injured)|someone (is )?(hurt|injured|fell|has fallen|is sick|is ill)|going into labou?r|herzinfarkt|schlaganfall|bewusstlos\w*|ohnmachtig|atmet nicht|keine luft|kann nicht atmen|notarzt|krankenwagen|rettungswagen|rettungsdienst|blutet|zusammengebrochen|allergische (reaktion|schock)|allergischer schock|erstickt|medizinischer notfall|(ist|bin|wurde) (schwer )?verletzt|brauche (einen )?arzt|jemand ist (gesturzt|umgefallen|umgekippt|verletzt)|krampfanfall|brustschmerzen)\b/,
  ],
  [
    'fire',
    /\b(there is a fire|(there is|there are|i see|i can see|we see|so much) (\w+ ){0,2}(smoke|flames)\b|(smoke|flames) (in|from|coming|everywhere|on)\b|fire in the|on fire|building is burning|something is burning|i smell (smoke|gas)|smell of (smoke|gas)|^fire( fire)*$|gas leak|es brennt|(da ist|hier ist|es gibt|ich sehe|wir sehen|uberall) (\w+ ){0,2}(rauch|flammen|feuer)\b|feuer im|^feuer( feuer)*$|rauch im|riecht nach (rauch|gas)|rieche (rauch|gas))\b/,
  ],
  [
    'threat',
    /\b((has|have|with|pulled) a (gun|knife|weapon|bomb)|there is a bomb|bomb threat|(is|are|being|am) (being )?(attacked|assaulted|threatened|robbed|followed|harassed)|(attacked|assaulted|robbed|threatening|following|harassing|groped|touching) me|someone is (fighting|threatening)|call (the )?police|hat (eine |ein )?(waffe|messer|pistole|bombe)|bombe|(werde|wurde) (gerade )?(bedroht|angegriffen|verfolgt|uberfallen|belastigt)|ruf\w* (die )?polizei|polizei rufen|uberfall)\b/,
  ],
];

/** "I need a doctor" is danger, "is there a doctor on site" or "where is the defibrillator" a question. */
const ONLY_ASKING =
  /^(where|what|is there|do you have|in case|how do i (report|call)|wo |was |gibt es|haben sie|im notfall).*(defibrillator|aed|first aid|in an emergency|in case of|evacuation|assembly|fire exit|emergency exit|erste hilfe|defi|notausgang|im notfall|sammel)/;
const BARE_EMERGENCY =
  /^(help )*(emergency|this is an emergency|it is an emergency|notfall|das ist ein notfall|ein notfall|help help( help)*|hilfe hilfe( hilfe)*)( help| hilfe)*$/;

/** "What happens in a medical emergency?" asks ahead; with somebody down or hurt it does not. */
const ASKING_AHEAD =
  /^(what happens|what (should|do|can) (i|we|you) (do )?(in|if|when|for)|who (do|should|can) (i|we) (call|contact|ask)|how do (i|we) (report|reach)|is there (a|an) (doctor|nurse|paramedic|medic)|do you have (a|an) (doctor|nurse|paramedic|medic|first aider)|where (is|can i find) (the|a|an) (doctor|nurse|medic|first aid)|was (passiert|mache ich|tue ich|tun sie|mache ich)|wer hilft|gibt es (einen|eine|hier) (arzt|arztin|sanitater)|wo (ist|finde ich) (der|die|den|einen|ein) (arzt|sanitater|erste hilfe))/;
const HAPPENING =
  /\b(help|hurry|quick|quickly|now|right away|breathing|collapsed|unconscious|bleeding|dying|my (wife|husband|child|son|daughter|friend|mother|father)|schnell|sofort|blutet|bewusstlos|zusammengebrochen|meine? (frau|mann|kind|sohn|tochter|freund\w*|mutter|vater))\b/;

export function dangerIn(text: string): Danger | null {
  if (ONLY_ASKING.test(text) || (ASKING_AHEAD.test(text) && !HAPPENING.test(text))) return null;
  if (BARE_EMERGENCY.test(text)) return 'medical';
  return DANGERS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** Asks what to do in an emergency, without being in one. */
export function asksAboutEmergency(text: string): boolean {
  return /\b(what (do|should) (i|we) do (in|if)|in case of|in an emergency|emergency (number|exit|information|plan|contact)s?|evacuat\w*|assembly (point|area)|fire alarm|im notfall|notfallnummer|notruf|sammelplatz|sammelstelle|evakuierung|feueralarm|was (tun|mache ich|soll ich) (im|bei))\b/.test(
    text,
  );
}
