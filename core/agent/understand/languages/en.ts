import type { Language } from './language.ts';

/** English; read by cues-en.ts. */
export const EN: Language = {
  code: 'en',
  names: ['english', 'englisch', 'anglais', 'ingles', 'inglese'],
  marks: {
    plain:
      'i is where how the and not a an there when with on please can me my have has who which for to at in of do does what are it this that english am you need next today tomorrow thanks hello about show get',
    sure: '',
  },
  speak: '(speak|in|talk|use|switch to|change to|do you speak)',
  emergency: {
    dangers: {
      distress:
        'kill myself|killing myself|end my life|ending my life|suicid\\w*|want to die|wanna die|hurt myself|harm myself|self harm|do not want to live|no reason to live',
      medical:
        'heart attack|cardiac|chest pain|can not breathe|cannot breathe|cant breathe|not breathing|stopped breathing|unconscious|passed out|fainted|collapsed|having a (stroke|seizure|fit)|seizure|is choking|am choking|choking|overdose|anaphyla\\w*|allergic (reaction|shock)|bleeding|(call|need|get) (an |a )?(ambulance|paramedics?|doctor|medic)|ambulance|medical emergency|(broke|broken) (my|his|her) (leg|arm|hip)|(is|am) (badly |seriously )?(hurt|injured)|someone (is )?(hurt|injured|fell|has fallen|is sick|is ill)|going into labou?r',
      fire: 'there is a fire|(there is|there are|i see|i can see|we see|so much) (\\w+ ){0,2}(smoke|flames)\\b|(smoke|flames) (in|from|coming|everywhere|on)\\b|fire in the|on fire|building is burning|something is burning|i smell (smoke|gas)|smell of (smoke|gas)|^fire( fire)*$|gas leak',
      threat:
        '(has|have|with|pulled) a (gun|knife|weapon|bomb)|there is a bomb|bomb threat|(is|are|being|am) (being )?(attacked|assaulted|threatened|robbed|followed|harassed)|(attacked|assaulted|robbed|threatening|following|harassing|groped|touching) me|someone is (fighting|threatening)|call (the )?police',
    },
    bare: '(help )*(emergency|this is an emergency|it is an emergency|help help( help)*)( help)*',
    only: {
      asks: 'where|what|is there|do you have|in case|how do i (report|call)',
      about: 'defibrillator|aed|first aid|in an emergency|in case of|evacuation|assembly|fire exit|emergency exit',
    },
    ahead:
      '(what happens|what (should|do|can) (i|we|you) (do )?(in|if|when|for)|who (do|should|can) (i|we) (call|contact|ask)|how do (i|we) (report|reach)|is there (a|an) (doctor|nurse|paramedic|medic)|do you have (a|an) (doctor|nurse|paramedic|medic|first aider)|where (is|can i find) (the|a|an) (doctor|nurse|medic|first aid))',
    happening:
      'help|hurry|quick|quickly|now|right away|breathing|collapsed|unconscious|bleeding|dying|my (wife|husband|child|son|daughter|friend|mother|father)',
    information:
      'what (do|should) (i|we) do (in|if)|in case of|in an emergency|emergency (number|exit|information|plan|contact)s?|evacuat\\w*|assembly (point|area)|fire alarm',
  },
  lexicon: null,
};
