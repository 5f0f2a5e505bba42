"""Words on a screen and words spoken, as scripts of films and subtitles tell them apart."""

from __future__ import annotations

from offerlint.text.late import late

SUPER, VOICE = "body.super", "body.voice"
"""The scopes of words that are shown over a picture, and of words that are heard."""

ON_SCREEN = late(
    r"[ \t]*[\[(]?(?:SUPERS?|TITLES?|TITLE CARD|CAPTION|CARD|END ?FRAME|END CARD|LEGALS?|SMALL ?PRINT|GFX|GRAPHICS?|"
    r"CHYRON|ON[- ]SCREEN(?: TEXT)?|TEXT(?: ON SCREEN)?|LOWER THIRD)(?:[ \t]*\([^)\n]{0,40}\))?[ \t]*"
    r"(?:[:\]]|[-–—](?=\s))[ \t]*"
)
"""What stands before words on a screen: `SUPER:`, `[LEGAL]`, `TITLE CARD:`."""

SPOKEN = late(
    r"[ \t]*[\[(]?(?:[A-Z][A-Z0-9 .'’-]{0,40}[ \t]*\((?:V\.?O\.?|O\.?S\.?|O\.?C\.?|VOICE[- ]?OVER)\)|"
    r"V\.?O\.?|MVO|FVO|VOICE[- ]?OVER|NARRATOR|ANNOUNCER|ANNCR)[\])]?[ \t]*:[ \t]*"
)
"""What stands before words that are heard: `VO:`, `ANNA (V.O.):`, `NARRATOR:`."""
