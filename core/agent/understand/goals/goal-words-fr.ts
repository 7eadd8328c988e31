import type { GoalWords } from './goal-words.ts';

export const GOAL_WORDS_FR: GoalWords = {
  wants: [
    [
      'cancel-booking',
      /\b(?:annul\w*|decommand\w*|supprim\w*) (?:\w+ ){0,3}?(?:table|reservation|place|places|visite)\b|\b(?:table|reservation|place|visite) (?:\w+ ){0,3}?annul\w*\b/,
    ],
    [
      'change-booking',
      /\b(?:chang\w*|modifi\w*|deplac\w*|decal\w*|repouss\w*|avanc\w*|report\w*) (?:\w+ ){0,3}?(?:table|reservation|place|visite)\b|\b(?:la|le) (?:decaler|deplacer|repousser|changer|modifier)\b/,
    ],
    [
      'support-case',
      /\b(?:ouvrir|signaler|deposer|faire) (?:un |une )?(?:dossier|probleme|reclamation|plainte|ticket)\b|\b(?:facture|debite)\w* (?:deux fois|en double)\b|\bme plaindre\b|\bj ai un probleme\b|\bfont (?:trop )?(?:de |du )?bruit\b|\bpas ete (?:nettoye\w*|faite)\b/,
    ],
    [
      'lead',
      /\b(?:organis\w*|celebr\w*|feter|faire|tenir) (?:\w+ ){0,3}?(?:mariage|conference|seminaire|congres|fete d entreprise|gala|evenement)\b|\b(?:louer|location)\b.*\b(?:salle|espace|salon|stand|lieu)\b|\b(?:obtenir|avoir|voudrais|demander) (?:un )?devis\b|\bexposer (?:chez vous|ici)\b/,
    ],
    [
      'book-tour',
      /\b(?:reserv\w*|voudrais|voudrions|aimerais|inscri\w*|participer)\b.*\b(?:visite|visites|tour)\b|\bplaces? pour la visite\b/,
    ],
    [
      'book-seat',
      /\b(?:reserv\w*|voudrais|voudrions|aimerais|garder|inscri\w*)\b.*\b(?:place|places|siege)\b|\b(?:inscri\w*) (?:moi|nous|me)\b|\bm inscrire\b|\bparticiper (?:a|au)\b/,
    ],
    [
      'book-table',
      /\b(?:reserv\w*|voudrais|voudrions|aimerais|aimerions|avoir|souhait\w*|prendre)\b.*\btables?\b|\btable (?:pour|au|a|chez|ce soir|demain|libre|de)\b|\breserver (?:pour|au) (?:diner|dejeuner|restaurant)\b/,
    ],
  ],
  book: /\b(reserv\w*)\b/,
  bookOnly:
    /^(?:(?:je|on|nous|voudrais|voudrions|veux|aimerais|peux|puis|faire|une|bonjour|quelque|chose|reserver|reservation|s|il|vous|plait) ?)+$/,
  cancels: /\b(annul\w*)\b/,
  names: {
    'book-table': /\b(table|restaurant|reservation|diner|dejeuner)\b/,
    'book-seat': /\b(place|places|atelier|conference|reservation)\b/,
    'book-tour': /\b(visite|reservation)\b/,
    'change-booking': /\b(reservation|table|place|visite|annulation|changement)\b/,
    'cancel-booking': /\b(reservation|table|place|visite|annulation|changement)\b/,
    'hotel-request': /\b(demande|serviettes?|taxi|bagages?|reveil|oreillers?|chambre)\b/,
    'lost-item': /\b(perdu\w*|trouve\w*|objet|declaration)\b/,
    'found-item': /\b(perdu\w*|trouve\w*|objet|declaration)\b/,
    lead: /\b(devis|demande|mariage|conference|evenement|fete|offre)\b/,
    'support-case': /\b(dossier|reclamation|plainte|probleme|ticket)\b/,
  },
  leave:
    /\b(laisse(z)? (tomber|ca)|oublie(z)? (ca|la|le|cela)|tant pis|annule(z)? tout|plus besoin|je ne veux plus|on ne veut plus|finalement non|peu importe|j ai change d avis)\b|^(stop|annulez|annuler)$/,
  back: /\b(revenons|retour a|on en etait ou|ou en etions nous|ou en etait on|on continue|continuons|reprenons|pour la table)\b/,
  yes: /^(?:(?:ah|oh|ok|bon|alors|eh bien|tres bien|parfait|super|d accord) )*(?:oui|ouais|si|bien sur|d accord|ok|okay|volontiers|exactement|exact|c est (?:ca|bon|exact|parfait|correct)|allez y|faites (?:le|ca)|parfait|avec plaisir|je veux bien|s il vous plait|svp|tout a fait|entendu|confirme\w*|reservez)\b/,
  yesBut: /\b(mais|pas|non|attendez|quoi|comment|quand|ou est|combien|quelle?|qui|plutot|peut etre|plus tard|d abord)\b/,
  change: /\b(non|plutot|en fait|finalement|je voulais dire|mettez|changez|pardon|desole\w*|attendez|pas|au lieu)\b/,
  swap: /\b(plutot|mettez|changez|changer|decaler|au lieu|finalement|je voulais dire)\b/,
  asks: /^(?:(?:et|mais|attendez|au fait|d abord|ok|bon|avant|merci|pardon) )*(ou|quand|quel\w*|qu|que|qui|pourquoi|comment|combien|est ce|y a t il|il y a|avez vous|peut on|puis je|c est ou|a quelle)\b/,
  numbers: {
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
    douze: 12,
    vingt: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    soixante: 60,
    cent: 100,
  },
  partyBefore: /\b(?:pour|on est|on sera|nous sommes|nous serons|nous serions) (?:environ )?$/,
  partyAfter: /^ (?:personnes?|couverts?|places?|adultes?|convives|billets?|invites?)\b/,
  notParty:
    /^ (?:h|heures?|minutes?|jours?|nuits?|euros?|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|mille|metres)\b/,
  alone: /\b(juste moi|pour moi|moi seul\w*|seulement moi|tout seul|toute seule|seul\w*)\b/,
  couple: /\b(nous deux|tous les deux|(ma|mon) \w+ et moi|moi et (ma|mon) \w+)\b/,
  not: /\bpas (?:pour |a |le )?(?:aujourd hui|demain|ce soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d+(?::\d\d)?|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)\b/g,
  morning: /\b(matin|petit dejeuner|brunch)\b/,
  declines: /\b(je ne sais pas|aucune idee|pas encore|je prefere pas|prefere ne pas|peu importe|non merci|pas d idee)\b/,
};
