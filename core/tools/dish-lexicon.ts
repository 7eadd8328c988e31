/**
 * Sorts of food and drink, and the words dishes of that sort are called by. A guest asks for "something with fish";
 * the menu says trout. English and German; another language adds its words to the rows.
 */
const SORTS: readonly (readonly [asked: string, called: string])[] = [
  ['fish fisch', 'fish fisch trout forelle salmon lachs cod kabeljau haddock tuna thunfisch hake seehecht herring hering mackerel makrele eel aal plaice scholle sole seezunge bass seabass wolfsbarsch bream dorade pike hecht perch zander anchovy anchovies sardines sardinen halibut heilbutt fishcake fishcakes kipper'],
  ['seafood shellfish meeresfruchte', 'seafood meeresfruchte prawn prawns shrimp shrimps garnelen crab krabbe lobster hummer mussels muscheln oysters austern squid calamari tintenfisch octopus scallops clams'],
  ['meat fleisch', 'meat fleisch beef rind rindfleisch steak burger lamb lamm pork schwein schweinefleisch bacon speck ham schinken chicken huhn hahnchen duck ente turkey pute veal kalb schnitzel sausage sausages wurst bratwurst meatballs frikadelle goulash gulasch ribs'],
  ['poultry geflugel', 'chicken huhn hahnchen duck ente turkey pute goose gans'],
  ['pasta nudeln noodles', 'pasta nudeln noodles spaghetti penne lasagne lasagna macaroni maccheroni tagliatelle ravioli gnocchi spatzle ramen'],
  ['dessert desserts sweet sweets pudding puddings nachtisch nachspeise susses', 'dessert cake kuchen torte pudding crumble brownie mousse sorbet gelato tiramisu cheesecake pancake pancakes waffle waffles pear flapjack muffin cookie cookies pastry strudel panna'],
  ['cake cakes kuchen', 'cake kuchen torte cheesecake brownie muffin gateau flapjack strudel'],
  ['sandwich sandwiches roll brotchen', 'sandwich sandwiches panini toast toastie bagel baguette wrap ciabatta roll brotchen scone'],
  ['soup soups suppe suppen', 'soup suppe broth bruhe bisque chowder minestrone gazpacho eintopf'],
  ['salad salads salat salate', 'salad salat slaw'],
  ['beer beers bier biere', 'beer bier lager ale pilsner pils ipa stout weissbier weizen porter'],
  ['wine wines wein weine', 'wine wein riesling merlot chardonnay prosecco sekt champagne rotwein weisswein rose spritz sauvignon'],
  ['hot warm warmes', 'hot soup suppe stew eintopf pie risotto curry pasta lasagne burger schnitzel steak tagine grilled roast gebraten grill ofen'],
  ['heissgetrank heissgetranke', 'coffee kaffee tea tee espresso cappuccino latte americano chocolate kakao mocha macchiato'],
  ['coffee kaffee', 'coffee kaffee espresso cappuccino latte americano mocha macchiato cortado flat filter'],
  ['soft softdrink softdrinks lemonade juice limo saft', 'lemonade limonade juice saft cola soda schorle tonic water wasser smoothie'],
  ['starter starters vorspeise vorspeisen', 'starter starters vorspeise vorspeisen'],
  ['main mains maincourse hauptgericht hauptgerichte hauptspeise', 'main mains hauptgerichte hauptgericht hauptspeisen'],
  ['kids children child kinder', 'kids children child kinder'],
]; // biome-ignore format: a table

/** What makes a drink one with alcohol, unless it says that it has none. */
const ALCOHOL =
  /\b(beer|bier|lager|ale|stout|porter|pils\w*|ipa|cider|wine|wein|rotwein|weisswein|prosecco|champagne|sekt|spritz|cocktail|gin|rum|vodka|wodka|whisk(e?)y|brandy|port|sherry|liqueur|likor|schnapps|schnaps|mimosa|negroni|martini|mojito|alcohol|alkohol)\b|\d\s?%/;
/** "Ginger beer" and "root beer" are soft drinks. */
const WITHOUT = /\b(non.?alcoholic|alcohol.?free|alkoholfrei\w*|0[.,]0|virgin|mocktail|(ginger|root) (beer|ale)|malzbier)\b/;
const DRINKS =
  /drink|beverage|coffee|\btea\b|beer|cider|wine|cocktail|juice|bar\b|getrank|kaffee|\btee\b|bier|wein|saft|boissons|bebidas|bevande/;

const CALLED = new Map<string, ReadonlySet<string>>();
for (const [asked, called] of SORTS) {
  const words = called.split(' ');
  for (const word of asked.split(' ')) CALLED.set(word, new Set([...(CALLED.get(word) ?? []), ...words]));
}

/** Words dishes of a sort are called by; empty for what is no sort. */
export function calledBy(sort: string): ReadonlySet<string> {
  return CALLED.get(sort) ?? new Set();
}

/** Folded texts: a dish's name and description, and the heading it stands under. */
export function hasAlcohol(text: string): boolean {
  return ALCOHOL.test(text) && !WITHOUT.test(text);
}

export function isDrinksHeading(heading: string): boolean {
  return DRINKS.test(heading);
}
