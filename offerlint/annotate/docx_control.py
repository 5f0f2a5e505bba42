"""From where a comment may be referred to: LibreOffice drops the words before a reference in some content controls."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.reading.ooxml import local
from offerlint.reading.package import Element


def refer_from(end: Element, reference: Element, body: Element) -> None:
    """Puts the reference to a comment behind the end of its range.

    In a control of plain text, or the first paragraph of a control of paragraphs, it goes behind the control or into
    the next paragraph, where there is one: the range stays on its words.
    """
    control = next((one for one in end.iterancestors() if local(one) == "sdt" and _is_plain(one)), None)
    paragraph = next((one for one in end.iterancestors() if local(one) == "p"), None)
    if paragraph is not None and _begins_control(paragraph):
        other = _safe_paragraph(paragraph, body)
        if other is not None:
            first = next((one for one in other if local(one) != "pPr"), None)
            other.append(reference) if first is None else first.addprevious(reference)
            return
    (end if control is None else control).addnext(reference)


def _is_plain(control: Element) -> bool:
    """Whether a control among the words of a paragraph holds plain text."""
    above = control.getparent()
    return (
        above is not None
        and any(local(one) == "p" for one in control.iterancestors())
        and any(local(one) == "text" for part in control if local(part) == "sdtPr" for one in part)
    )


def _begins_control(paragraph: Element) -> bool:
    """Whether a control of paragraphs begins with this one, other than one that Word keeps as a building block."""
    for above in paragraph.iterancestors():
        if local(above) != "sdt" or any(local(one) == "p" for one in above.iterancestors()):
            continue
        if any(local(one) == "docPartObj" for part in above if local(part) == "sdtPr" for one in part):
            continue
        if next((one for one in above.iter(paragraph.tag)), None) is paragraph:
            return True
    return False


def _safe_paragraph(paragraph: Element, body: Element) -> Element | None:
    """The next paragraph of the body that begins no control."""
    return next((one for one in _after(paragraph, body) if not _begins_control(one)), None)


def _after(paragraph: Element, body: Element) -> Iterator[Element]:
    is_past = False
    for one in body.iter(paragraph.tag):
        if is_past and not any(local(above) == "txbxContent" for above in one.iterancestors()):
            yield one
        is_past = is_past or one is paragraph
