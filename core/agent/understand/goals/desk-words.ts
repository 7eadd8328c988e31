/** What guests ask of what they left with us, by language; regular expressions over folded words. */
export interface DeskWords {
  /** "Has somebody seen that yet?", "where are my towels?" */
  readonly requestStatus: RegExp;
  /** That something is not wanted any more; only of what the guest has asked for. */
  readonly cancelRequest: RegExp;
  /** What they call it without naming it. */
  readonly request: RegExp;
  readonly lostStatus: RegExp;
  readonly myBookings: RegExp;
  readonly myCases: RegExp;
  readonly closeCase: RegExp;
  readonly toPhone: RegExp;
  /** Of what is to be sent: a way, a booking. */
  readonly way: RegExp;
  readonly booking: RegExp;
  readonly checkIn: RegExp;
}

const EN: DeskWords = {
  cancelRequest:
    /\b(cancel|call off|withdraw|take back|scrap|drop the|skip the|(?:will not|wont) be needing|without the|(?:do not|dont|no longer|not) (?:need|want|wanted)|never mind the|forget (?:about )?the)\b/,
  request: /\b(request|requests|order)\b/,
  requestStatus:
    /\b((?:any idea |do you know )?(?:when|how soon) (?:are|is|will) (?:they|he|she|someone|somebody|anyone|the (?:technician|engineer|plumber|porter|taxi|cab)) (?:be )?(?:coming|come|here|get here|arriving?)|when (?:they|he|she|someone|somebody) (?:is |are |s |will )?(?:coming|come|be here)|when they re coming|(?:is|are) (?:somebody|someone|anybody|anyone|they|staff) (?:coming|on (?:the|their) way)|is (?:somebody|someone|anybody|anyone) (?:going to come|there soon)|has (?:somebody|someone|anybody|anyone|staff) (?:seen|read|got|taken)|(?:any|some) (?:news|update|word) (?:on|about|of) (?:my|the|our)|status of (?:my|the|our)|(?:is|are) (?:my|our|the) [\w ]{2,30} (?:coming|ready|on (?:its|their|the) way|done)|where (?:is|are) (?:my|our|the) (?:towels?|taxi|cab|pillows?|luggage|bags?|order|request)|how long (?:for|until|till) (?:my|our|the) (?:towels?|taxi|cab|request)|(?:nobody|noone|no one) (?:has )?(?:came|come|been|turned up|showed up)|still waiting for|what happened to (?:my|our) (?:request|towels?|taxi))\b/,
  lostStatus:
    /\b((?:has|have|did) (?:it|they|my \w+|anyone|anybody|somebody|someone) (?:been )?(?:turned? (?:it |them )?up|found|find|hand(?:ed)? (?:it|them|one) in|handed in)|(?:any|some) (?:sign|trace|news|luck) (?:of|about|with|on) (?:my|the) (?:lost )?\w+|did (?:you|they) find (?:it|my))\b/,
  myBookings:
    /\b(?:what (?:have|did|do) i (?:got |have )?(?:book(?:ed)?|reserved?)|(?:my|our) (?:bookings|reservations)|what i have (?:got )?(?:booked|reserved)|what am i booked|(?:show|tell|remind) (?:me )?(?:of |about )?(?:my|our) (?:booking|reservation)s?|do (?:i|we) have (?:a |any )?(?:booking|reservation)s?|when is (?:my|our) (?:table|booking|reservation|tour)|what time is (?:my|our) (?:table|booking|reservation|tour))\b/,
  myCases:
    /\b(?:what (?:happened|is happening)|any news|anything come|update) (?:\w+ )?(?:of|with|on|about|to) (?:my|our|the) (?:case|complaint)\b|\b(?:my|our|the) (?:open )?(?:case|cases|ticket|tickets|complaint|complaints)\b(?!.*\b(?:close|lost)\b)/,
  closeCase:
    /\b(?:close|closing|shut) (?:it|that|this|(?:my|the|our) (?:case|ticket|complaint))\b|\b(?:case|ticket|complaint) (?:is|can be) (?:closed|settled|solved|resolved)\b/,
  toPhone:
    /\b(?:(?:send|put|get|have|show|give|take|load|copy) .*(?:on|to|onto|with) (?:my|the|our) (?:phone|mobile|cell ?phone|smartphone)|qr(?: code)?)\b/,
  way: /\b(way|route|directions?|map)\b/,
  booking: /\b(booking|reservation|table|seat|ticket)\b/,
  checkIn:
    /\b(?:can (?:i|we) check ?in\b(?!.*\bearl)|(?:i|we) (?:want|would like|need) to check ?in|check ?in (?:now|here|please)|^check ?in$|how do (?:i|we) check ?in|what do (?:i|we) need (?:to|for) check ?in)/,
};
const DE: DeskWords = {
  cancelRequest: /\b(abbestell\w*|storni\w*|absagen|abbrechen|zuruckzieh\w*|zurucknehmen|nicht mehr|doch nicht|doch kein\w*)\b/,
  request: /\b(anfrage|bitte zuruck\w*|auftrag|bestellung)\b/,
  requestStatus:
    /\b((?:kommt|kommen) (?:da |jetzt |noch |bald |schon )*(?:jemand|einer|wer|sie)|ist (?:schon |da )*jemand unterwegs|hat (?:das |es |die anfrage )?(?:schon )?(?:jemand|einer|wer) (?:schon )?(?:gesehen|gelesen)|(?:wo|wann) (?:bleibt|bleiben|kommt|kommen|ist|sind) (?:mein|meine|unser|unsere|das|die) (?:handtuch\w*|taxi|kissen|koffer|gepack)|status (?:meiner|von|der)|(?:gibt es )?(?:was |etwas )?neues zu (?:meiner|unserer|der) (?:anfrage|bitte)|niemand (?:ist )?gekommen|(?:warte|warten) (?:\w+ )?noch (?:immer )?auf)\b/,
  lostStatus:
    /\b((?:ist|sind|wurde|wurden) (?:es|er|sie|mein\w* \w+) (?:schon |wieder )?(?:aufgetaucht|gefunden|abgegeben)|hat (?:es |ihn |sie )?(?:schon )?jemand (?:gefunden|abgegeben)|wiedergefunden)\b/,
  myBookings:
    /\b(?:was habe ich (?:\w+ )?(?:gebucht|reserviert)|mein\w* (?:buchungen|reservierungen)|habe ich (?:eine |noch )?(?:buchung|reservierung)|wann ist mein\w* (?:tisch|reservierung|fuhrung))\b/,
  myCases: /\bmein\w* (?:offene\w* )?(?:fall|falle|ticket|tickets|beschwerden?|reklamation)\b/,
  closeCase: /\b(?:fall|ticket|beschwerde|es|das) (?:\w+ ){0,3}?(?:schliessen|zumachen|abschliessen|erledigt)\b/,
  toPhone: /\b(?:(?:aufs|auf mein|auf das|auf dem|auf meinem) (?:handy|telefon|smartphone)|qr ?code)\b/,
  way: /\b(weg|route|wegbeschreibung|karte)\b/,
  booking: /\b(buchung|reservierung|tisch|platz)\b/,
  checkIn:
    /\b(?:kann (?:ich|man) (?:jetzt |schon |hier )?(?:einchecken|checkin)|(?:mochte|will|wollen|mochten) (?:\w+ )?einchecken|^einchecken$|^checkin$)\b/,
};
const FR: DeskWords = {
  cancelRequest: /\b(annul\w*|plus besoin|plus la peine|finalement pas)\b/,
  request: /\b(demande|commande)\b/,
  requestStatus:
    /\b((?:est ce que )?quelqu un (?:vient|arrive|est en route)|quelqu un a (?:deja )?vu|ou (?:sont|est) (?:mes|mon|ma|nos) (?:serviettes?|taxi|oreillers?|bagages?)|ou en est (?:ma|notre) demande|personne n est venu|j attends toujours)\b/,
  lostStatus:
    /\b(a t on (?:retrouve|trouve)|avez vous (?:retrouve|trouve) (?:mon|ma|mes)|quelqu un l a (?:trouve|rapporte)|(?:mon|ma) \w+ a (?:ete )?(?:retrouve\w*|trouve\w*))\b/,
  myBookings:
    /\b(mes reservations|qu est ce que j ai reserve|ai je (?:une )?reservation|qu ai je reserve|a quelle heure est ma (?:table|reservation))\b/,
  myCases: /\b(?:mon|mes) (?:dossiers?|reclamations?|plaintes?|tickets?)\b/,
  closeCase: /\b(?:clore|fermer|cloturer|fermez) (?:le|la|mon|ma|ce) ?(?:dossier|reclamation|ticket)?\b/,
  toPhone: /\b(?:sur mon (?:telephone|portable|mobile)|code qr|qr code)\b/,
  way: /\b(chemin|itineraire|plan)\b/,
  booking: /\b(reservation|table|place)\b/,
  checkIn: /\b(?:faire (?:le |mon )?check ?in|m enregistrer|enregistrement)\b/,
};
const ES: DeskWords = {
  cancelRequest: /\b(cancel\w*|anul\w*|ya no (?:necesito|quiero|hace falta)|no hace falta)\b/,
  request: /\b(peticion|solicitud|pedido)\b/,
  requestStatus:
    /\b((?:viene|vendra|va a venir) (?:ya )?alguien|alguien (?:viene|esta en camino)|(?:lo )?ha visto alguien|donde (?:estan|esta) (?:mis|mi|nuestras?) (?:toallas?|taxi|almohadas?|maletas?)|como va (?:mi|nuestra) (?:peticion|solicitud)|no ha venido nadie|nadie ha venido|sigo esperando)\b/,
  lostStatus: /\b((?:ha|han) (?:aparecido|encontrado|entregado) (?:mi|mis|el|la)?|lo (?:ha|han) encontrado|ha aparecido)\b/,
  myBookings: /\b(mis reservas|que (?:he|tengo) reservad\w*|tengo (?:alguna |una )?reserva|a que hora es mi (?:mesa|reserva))\b/,
  myCases: /\bmis? (?:casos?|quejas?|reclamacion\w*)\b/,
  closeCase: /\b(?:cerrar|cierre|cierren|cerrarlo|cerrarla) ?(?:el|la|mi)? ?(?:caso|queja|reclamacion)?\b/,
  toPhone: /\b(?:(?:en|a) mi (?:telefono|movil|celular)|codigo qr|qr)\b/,
  way: /\b(camino|ruta|mapa)\b/,
  booking: /\b(reserva|mesa|plaza)\b/,
  checkIn: /\b(?:hacer (?:el )?check ?in|registrarme)\b/,
};
const IT: DeskWords = {
  cancelRequest: /\b(annull\w*|cancell\w*|disdi\w*|serv\w* piu|piu bisogno)\b/,
  request: /\b(richiesta|ordine)\b/,
  requestStatus:
    /\b((?:viene|arriva|sta arrivando) qualcuno|qualcuno (?:viene|sta arrivando|arriva)|l ha (?:gia )?visto qualcuno|qualcuno l ha visto|dove (?:sono|e) (?:i miei|il mio|la mia|le mie) (?:asciugamani|taxi|cuscini|valigie)|a che punto e la mia richiesta|non e venuto nessuno|sto ancora aspettando)\b/,
  lostStatus: /\b((?:avete|hanno|ha) (?:ritrovato|trovato|consegnato)|e stat[oa] (?:ritrovat|trovat)\w*|qualcuno l ha trovat\w*)\b/,
  myBookings: /\b(le mie prenotazioni|che cosa ho prenotato|cosa ho prenotato|ho (?:una )?prenotazione|a che ora e il mio tavolo)\b/,
  myCases: /\b(?:il mio|i miei) (?:cas[oi]|reclam[oi])\b/,
  closeCase: /\b(?:chiudere|chiuda|chiudete|chiuderlo) ?(?:il|la|mio)? ?(?:caso|reclamo)?\b/,
  toPhone: /\b(?:sul mio (?:telefono|cellulare)|codice qr|qr)\b/,
  way: /\b(strada|percorso|mappa|indicazioni)\b/,
  booking: /\b(prenotazione|tavolo|posto)\b/,
  checkIn: /\b(?:fare (?:il )?check ?in|registrarmi)\b/,
};

const WORDS: Readonly<Record<string, DeskWords>> = { en: EN, de: DE, fr: FR, es: ES, it: IT };

export function deskWordsOf(language: string): DeskWords {
  return WORDS[language] ?? EN;
}
