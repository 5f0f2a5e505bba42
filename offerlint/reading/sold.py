"""What copy sells, by the words it has for it: the products of telecoms and money, or those of another trade."""

from __future__ import annotations

from collections.abc import Mapping

from offerlint.reading.mention import Mention

_PRODUCTS: Mapping[str, Mention] = {
    "broadband": Mention(
        "broadband", "fib(?:re|er)", "(?:full|giga|hyper|ultra|super|mega)fib(?:re|er)", "wi-?fi", "internet",
        "[0-9.,]*[mg]bps", "[0-9.,]*mb/s", "router", "hub",
    ),
    "mobile": Mention(
        "mobile", "e?sims?", "sim[- ]only", "4g", "5g", "roaming", "pay as you go", "payg", "pay monthly", "handset",
        "airtime", "gb of data", "texts",
    ),
    "landline": Mention("landline", "home phone", "line rental", "digital voice"),
    "tv": Mention("tv", "television", "set-top", "streaming", "box ?sets?"),
    "finance": Mention(
        "apr", "loans?", "on credit", "credit (?:agreement|check|provider|broker)", "interest[- ]free",
        "hire purchase", "finance", "borrow(?:ing)?", "pay later", "instal?ments?",
        "pay (?:in|over) (?:3|4|three|four)", "credit (?:checks?|score|history)", "(?:bad|poor) credit", "lenders?",
        "(?:device|handset) plan", "crypto(?:currency|assets?)?", "bitcoin", "investing", "investors?",
        "capital at risk",
    ),
    "insurance": Mention(
        "insurance", "insured?", "insurers?", "policyholders?",
        "(?:phone|gadget|device|screen|damage|theft|breakdown|boiler|pet|travel|home|car|life) cover",
    ),
    "energy": Mention("electricity", "kwh", "energy (?:tariff|supplier|bills?|plan)", "gas (?:tariff|bills?|supply)"),
    "device": Mention("smartphones?", "iphones?", "handsets?", "tablets?", "laptops?", "smart ?watch(?:es)?"),
}  # fmt: skip
_OTHER_TRADES = Mention(
    "gym", "leisure centre", "swim(?:ming|s)?", "pool", "physio\\w*", "exercise classes", "fitness", "yoga",
    "storage units?", "self[- ]storage", "boilers?",
    "plumbing", "hotels?", "lodges?", "cottages?", "guest house", "bed and breakfast", "campsite", "holidays?",
    "flights?", "tickets?", "theatre", "cinema", "museum", "caf[eé]", "restaurant", "menu", "takeaway", "bakery",
    "parking", "car hire", "car wash", "garage", "mot", "dentists?", "opticians?", "glasses", "hairdressers?",
    "salon", "nursery", "childcare", "tuition", "lessons", "courses?", "lettings?", "tenancy", "rent",
    "conveyancing", "solicitors?", "funerals?", "vets?", "kennels", "furniture", "sofas?", "mattress(?:es)?",
    "kettles?", "washing machines?", "carpets?", "paint", "garden", "plants", "groceries", "food", "coffee", "beer",
    "wine", "clothes", "shoes", "toys", "books", "bikes?", "bicycles?", "couriers?", "parcels?", "laundry",
    "window cleaning", "gutters?", "roof", "kitchens?", "bathrooms?", "solar panels?", "double glazing",
    "inn", "(?:single|double|twin|family) rooms?", "(?:per|a) night", "breakfast", "ferr(?:y|ies)", "sailings?",
    "water (?:bills?|meters?|company|supply|charges)", "wastewater", "sewage", "sewers?", "bookkeeping", "accounting",
    "invoicing", "payroll", "hampers?", "supermarket", "grocers?",
)  # fmt: skip
"""What other trades sell."""
_OF_LINES = Mention(
    "data", "minutes", "calls?", "phones?", "network", "downloads?", "[0-9]+ ?gb", "gigs?", "coverage", "provider",
    "ofcom", "connections?", "speeds?", "online", "stream", "channels",
)  # fmt: skip
"""What may be said of broadband or phones that no product of the list is named for."""
_IN_PASSING = Mention("wi-?fi", "internet", "[0-9.,]*[mg]bps", "mobile", "texts", "tv", "television", "streaming")
"""What any trade may say that it has, or how it is reached."""
_MANY, _MANY_TIMES = 4, 2
"""So many words of other trades, and so many times as many as of lines, show one that only mentions its Wi-Fi."""


def products(words: str) -> tuple[str, ...]:
    """The products that words in small letters name; another where another trade's are named and little of lines."""
    found = tuple(product for product, mentioned in _PRODUCTS.items() if mentioned(words))
    if not found and _OTHER_TRADES(words) and not _OF_LINES(words):
        return ("other",)
    said = sum(_PRODUCTS[product].count(words) for product in found)
    if said > _IN_PASSING.count(words):
        return found
    others = _OTHER_TRADES.count(words)
    return ("other",) if others >= _MANY and others > _MANY_TIMES * (said or _OF_LINES.count(words)) else found
