"""Where fuzzing starts: the examples, some rules and their phrases, and every input that once failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.fuzz.command import line_of
from bench.fuzz.packages import PARTS, part
from bench.fuzz.targets import CASES, ROOT
from offerlint.reading.recognise import recognise

_CONFIG = (
    b"profile: uk-telecoms\nlevel: full\nexclude: ['drafts/**']\nfiles:\n  - match: ['**/*.html']\n    channel: web\n"
)
_TOML = b'[tool.offerlint]\nprofile = "uk-telecoms"\nexclude = ["drafts/**"]\nfields = {plan = ["basic", "plus"]}\n'
_EARLIER = (
    b'{"version": 1, "tool": {"version": "1"}, "as_of": "2026-11-24", "findings": [{"rule": "a/b", '
    b'"topic": "pricing", "severity": "error", "path": "a.md", "where": "line 1", "runs": [[0, 4]], "excerpt": "word", '
    b'"message": "m", "fingerprint": "0123456789abcdef"}], "files": [], "allowed": [], "problems": []}'
)
_TEMPLATES = {
    "read-liquid": b"{% if a %}{{ b | upcase }}{% elsif c == 1 %}x{% endif %}{% for i in l %}{{ i }}{% endfor %}",
    "read-twig": b"{% set x = 1 %}{% if a and not b %}<p>{{ x|raw }}</p>{% endif %}{# no #}{% include 'a.twig' %}",
    "read-handlebars": b"{{#if a}}<p>{{b.c}}</p>{{else}}{{{d}}}{{/if}}{{#each l}}{{this}}{{/each}}{{!-- n --}}{{> p}}",
    "read-erb": b"<% if a %><p><%= b %></p><% else %>c<% end %><%# no %><% l.each do |x| %><%= x %><% end %>",
    "read-mjml": b"<mj-include path='a'/><mj-text font-size='9px'>*|N|*</mj-text><mj-image alt='a'/>",
    "read-vue": b"<template><p v-if='a'>{{ b ? 'c' : `d ${e}` }}</p><p v-else>f</p><A :alt=\"'g'\"/></template>",
    "read-svelte": b"{#if a}<p>{b ? 'c' : `d ${e}`}</p>{:else}f{/if}{#each l as x}<A alt={x} {...y}/>{/each}",
    "read-php": b"<?php if ($a): ?><p><?= $b ?? 'c' ?></p><?php else: echo \"d$e\"; endif; f(function () { ?>h<?php })",
    "read-blade": b"@extends('a')@section('b')@if($c){{ $d ? 'e' : 'f' }}@else {!! $g !!}@endif @endsection{{-- h --}}",
    "read-jsx": b"const a = {title: 'One two'}; x = <p alt={b ? 'c' : `d ${e}`}>{f && <i>g</i>}{h.map(i => <b/>)}</p>",
    "read-go": b'{{if and .A (eq .B "c")}}<p>{{.D | e}}</p>{{else}}f{{end}}{{range $i, $x := .L}}{{$x}}{{end}}',
    "read-smarty": b"{if $a eq 'b'}<p>{$c|d}</p>{elseif !$e}f{/if}{foreach $l as $x}{$x}{/foreach}{* "
    b"n *}{literal}{g}{/literal}",
    "read-jsp": b"<c:choose><c:when test='${a}'>b</c:when><c:otherwise><c:out value='c'/></c:other"
    b"wise></c:choose><%-- n --%>",
    "read-razor": b"@{ var a = 1; }@if (Model.B) {<p>@C.D</p>} else {e}@foreach (var x in L) {@x}@* "
    b"n *@@switch (f) {case 1: g}",
    "read-angular": b'<p *ngIf="a; else b">{{ c }}</p>@if (d) {e} @else {f}@for (x of l; track x) {{{ x }}} @empty {g}',
    "read-thymeleaf": b"<p th:if='${a}'>[[${b}]]</p><p th:unless='${a}'>c</p><i th:each='x : ${l}'>d</i>",
    "read-ampscript": b"%%[ IF @a == 'b' THEN ]%%c%%[ ELSE ]%%%%=v(@d)=%%%%[ ENDIF SET @e = 'f' ]%%%%g%%"
    b"%%=IIF(@h,'i','j')=%%",
    "read-astro": b"---\nconst a = 'One two';\n---\n{b ? <p>c</p> : <p>{d}</p>}{e && <i>f</i>}{l.map"
    b"((x) => (<b>{x}</b>))}",
    "read-freemarker": b"<#if a??><p>${b!'c'}</p><#elseif d gt 1>e<#else>f</#if><#list l as x>${x}</#list><#-- n -->",
    "read-velocity": b'#set($a = "b")#if($c)<p>$!{d.e}</p>#elseif($f)g#{else}h#end#foreach($x in $l)$x#end ## n',
    "read-rst": b"A\n=\n\n.. note:: b\n\n   c `d <e>`_\n\n.. code::\n\n   f\n\n- *g* :h:`i`::\n\n   j\n",
    "read-asciidoc": b"= A\n:b: c\n\nNOTE: *d* link:e[f]\n\n----\ng\n----\n* h\n|===\n|i |j\n|===\n// k\n",
    "read-ical": b"BEGIN:VEVENT\r\nSUMMARY;A=b:c\r\nDESCRIPTION:d\\, e\r\n f\\n\\ng\r\nEND:VEVENT\r\n",
    "open-rtf": b"{\\rtf1{\\fonttbl x;}a \\'a3 \\u8212?\\par b{\\v c}\\line d\\par}",
    "open-form-data": b'{"fields": [{"type": "email", "label": "A b"}, {"type": "checkbox", "label": "Yes, email me",'
    b' "checked": true, "options": [{"label": "c", "selected": 1}]}], "submit": "d"}',
    "open-po": b'msgctxt "a"\nmsgid "b"\nmsgid_plural "c"\nmsgstr[0] "d %d"\nmsgstr[1] ""\n"e {f}"\n',
    "open-strings": b'/* a */\n"b" = "c \\"d\\" \\Ud83d\\Ude00 %@";\n// offerlint: kind=copy\n',
    "open-properties": b"# a\nb.c=d \\\n  e \\u00a3\nf : {n, plural, one {# g} other {h}}\n",
    "open-json-strings": b'{"@@locale": "en", "a": "{n, select, b {c} other {d \'{\'}} {e, date}", "f": ["g"]}',
    "open-yaml-strings": b"en:\n  a: 'b'\n  c: >\n    d\n    e\n  f: [\"g \\u00a3\", 1]\n",
    "open-toml-strings": b'[a.b]\nc = """\nd \\\n  e"""\n[[f]]\ng.h = [\'i\', {j = "k \\U0001F600"}]\n',
    "open-android": b'<string name="a">b\\n</string><plurals name="c"><item quantity="one">d</item></plurals>',
    "open-xliff": b'<xliff><file target-language="en"><trans-unit id="a"><target>b <x id="1"/></target></trans-unit>',
    "open-subtitles": b"WEBVTT\n\nNOTE a\n\n1\n00:01.000 --> 00:02.000\nSUPER: b\n<v C>d</v>\n\ne\n",
    "open-csv": b'Headline 1,Description 1,Channel\n"a ""b""",c,Facebook\nd;e,,\n',
    "open-mbox": b"From a\nFrom: b <c@d>\nContent-Type: message/rfc822\n\nSubject: e\n\n>From f\n\nFrom g\nA: h\n\ni",
    "open-call-data": b'channel: call\nsay: "A {b}, c d."\non_voicemail: {say: "E f, g."}\n'
    b'nodes: [{id: a, say: "H i, j.", next: {k: b}}, {id: b, ask: "L m n?", on_no: a}]\n',
    "open-json-script": b'[{"say": "a {b}", "if": {"c": {"say": ["d"], "go": 0}}}, {"say": "e", "go": "step 1"}]',
    "read-transcript": b"00:00:01 Agent: Hello, um, you're through to Sam.\n00:00:05 Customer: Is it thirty pounds?\n",
    "read-ejs": b"<% if (a) { %><p><%= b %></p><% } else { %>c<% } %><%# no %><%- include('part') %>",
}


def seeds(target: str) -> list[bytes]:
    """The inputs that fuzzing of `target` begins with, small ones first."""
    kept = [path.read_bytes() for path in sorted((CASES / target).glob("*"))]
    return sorted({*kept, *_given(target)}, key=lambda data: (len(data), data))


def _given(target: str) -> Iterator[bytes]:
    kind, _, what = target.partition("-")
    if kind == "open" and what in (*PARTS, "pdf"):
        yield part(what)
    elif target == "command":
        yield from _commands()
    elif target == "earlier":
        yield _EARLIER
    elif target in _TEMPLATES:
        yield _TEMPLATES[target]
    elif kind in ("read", "whole"):
        yield from (path.read_bytes() for path in _copy() if _fits(path, kind, what))
    elif target in ("phrase", "regex"):
        for path in _rule_files():
            for line in re.findall(r'"([^"\n]{3,120})"', path.read_text("utf-8")):
                yield line.encode()
    elif target == "rules":
        yield from (path.read_bytes() for path in _rule_files())
    elif target == "registers":
        yield from (path.read_bytes() for path in sorted((ROOT / "examples").rglob("*.yaml")))
        yield b"waivers:\n  - {rule: a/b, decision: not-a-fault, reason: r, by: Ann, on: 2026-01-01}\n"
        yield b"baseline:\n  - {path: \"a.md\", rule: a/b, fingerprint: '0123456789abcdef', count: 2}\n"
        yield b"evidence:\n  - {claim: 'UK (fastest|best)', document: D1, owner: Ann, valid: {from: 2026-01-01}}\n"
    else:
        yield _CONFIG if target.endswith("yaml") else _TOML


def _commands() -> Iterator[bytes]:
    copy = b"<!-- offerlint: kind=copy products=landline -->\n\nPrices rise by CPI. PSTN closes in December 2025!!\n"
    yield line_of("a.md", "check", "a.md", "--format", "html", "--fix", "--record", "audit.db") + b"\n" + copy
    yield (
        line_of("a.md", "check", "-", "--select", "uk-price-rises", "--output", "html=r.html", "--statistics")
        + b"\n"
        + copy
    )
    yield line_of("a.md", "baseline", ".") + b"\n" + copy
    yield line_of("offerlint.yaml", "check", ".", "--quiet") + b"\n" + _CONFIG
    yield (
        line_of("call.yaml", "flow", "call.yaml", "--mermaid")
        + b"\nscript: x\nstart: a\nsteps:\n  a: {say: Hi, do: end}\n"
    )
    yield line_of("a.json", "diff", "a.json", "a.json") + b"\n" + _EARLIER


def _fits(path: Path, kind: str, what: str) -> bool:
    if kind == "whole":
        return path.name.endswith(what.removeprefix("a"))
    format = recognise(path.name, path.read_text("utf-8", "replace")) or ""
    return format == what or (what == "jinja" and format == "jinja+html")


def _copy() -> list[Path]:
    return [path for path in sorted((ROOT / "examples").rglob("*")) if path.is_file() and path.stat().st_size < 8_000]


def _rule_files() -> list[Path]:
    return sorted((ROOT / "rulesets").glob("*/*.yaml"))[::25]
