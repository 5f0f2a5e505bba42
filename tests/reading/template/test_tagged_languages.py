"""Go, Smarty, JSP, AMPscript, Razor, Angular, Thymeleaf and Braze become the tree that other templates become."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from offerlint.reading.recognise import recognise
from offerlint.reading.template.tree import Tree
from tests.reading.template.test_languages import READ

Shown = Callable[[str, Tree], str]
CHOICE = "(vip=yes: x | vip=no: y)"


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("go", "{{if .vip}}x{{else}}y{{end}}", CHOICE),
        ("go", "{{if eq .plan \"max\"}}x{{else if .b}}y{{else}}z{{end}}",
         "(plan == 'max'=yes: x | b=yes & plan == 'max'=no: y | b=no & plan == 'max'=no: z)"),
        ("go", "{{if and .a (not .b)}}x{{end}}", "(a and not b=yes: x | a and not b=no: )"),
        ("go", "{{range $i, $p := .Plans}}{{$p.Name}}{{else}}none{{end}}", "[for p in Plans: <p.Name> / none]"),
        ("go", "a {{- /* why */ -}} b{{ \"Fee\" }}{{.Price | money}}", "a#why#bFee<Price>"),
        ("go", "{{$fee := \"Free\"}}{{with .offer}}{{.}}{{end}}", "[$fee is Free](offer=yes: <.> | offer=no: )"),
        ("smarty", "{if $vip}x{else}y{/if}", CHOICE),
        ("smarty", "{if $p eq 'max'}x{elseif not $b}y{/if}",
         "(p == 'max'=yes: x | b=no & p == 'max'=no: y | b=yes & p == 'max'=no: )"),
        ("smarty", "{foreach $ps as $p}{$p.name|escape}{foreachelse}none{/foreach}", "[for p in ps: <p.name> / none]"),
        ("smarty", "{* why *}{literal}a {b}{/literal} {l s='Fee'} { color: red }", "#why#a {b} Fee { color: red }"),
        ("smarty", "{assign var='fee' value='Free'}{$n|default:'you'}", "[fee is Free](n=yes: <n> | n=no: you)"),
        ("jsp", "<c:choose> <c:when test=\"${vip}\">x</c:when> <c:otherwise>y</c:otherwise></c:choose>",
         "(vip=yes: x  | vip=no: y)"),
        ("jsp", "<c:if test='${not empty vip}'>x</c:if>", "(vip=yes: x | vip=no: )"),
        ("jsp", "<%-- why --%><%@ page x %><% if (vip) { %>x<% } else { %>y<% } %>", f"#why#{CHOICE}"),
        ("jsp", "<c:forEach var='p' items='${ps}'><c:out value='${p.n}'/></c:forEach>", "[for p in ps: <p.n> / ]"),
        ("ampscript", "%%[ IF @vip THEN ]%%x%%[ ELSE ]%%y%%[ ENDIF ]%%", CHOICE),
        ("ampscript", "%%[ SET @a = Lookup('a') IF NOT EMPTY(@vip) THEN ]%%x%%[ ENDIF ]%%", "(vip=yes: x | vip=no: )"),
        ("ampscript", "%%=v(@name)=%% %%First Name%% 50%% off", "<name> <First Name> 50%% off"),
        ("ampscript", "%%=IIF(@vip, 'x', 'y')=%%", CHOICE),
        ("razor", "@if (Model.vip) {x} else {y}", CHOICE),
        ("razor", "@foreach (var p in Model.ps) {\n  var n = 1;\n<p>@p.Name</p>}", "[for p in ps: <p><p.Name></p> / ]"),
        ("razor", "@* why *@@{ var a = \"}\"; }x @@ a@b.example @(Model.price)", "#why#x @ a@b.example <price>"),
        ("razor", "<input checked=\"@Model.vip\">", "<input (vip=yes: checked | vip=no: )>"),
        ("angular", "@if (vip) {x} @else {y}", "(vip=yes: x | vip=no: y)"),
        ("angular", "<p *ngIf=\"vip; else no\">x</p><ng-template #no>y</ng-template>", None),
        ("angular", "@for (p of ps; track p.id) {{{ p.name }}} @empty {none}", None),
        ("thymeleaf", "<b th:if=\"${vip}\">x</b><b th:unless=\"${vip}\">[[${n}]]</b>", None),
        ("astro", "---\nconst a = 1;\n---\n{vip ? <b>x</b> : <b>y</b>}", "(vip=yes: <b>x</b> | vip=no: <b>y</b>)"),
        ("astro", "{vip && (<b>{n}</b>)}{ps.map((p) => (<b>{p.n}</b>))}",
         "(vip=yes: <b><n></b> | vip=no: )[for p in ps: <b><p.n></b> / ]"),
        ("freemarker", "<#if vip??>x<#else>y</#if>", CHOICE),
        ("freemarker", "<#-- why --><#list ps as p>${p.n!'you'}<#else>no</#list>", "#why#[for p in ps: <p.n> / no]"),
        ("freemarker", "<#assign fee = 'Free'>${fee?upper_case}", "[fee is Free]<fee>"),
        ("velocity", "#if($vip)x#{else}y#end", CHOICE),
        ("velocity", "#set($fee = \"Free\")#foreach($p in $ps)$!{p.n}#end ## why",
         "[fee is Free][for p in ps: <p.n> / ] #why#"),
        ("liquid", "{% if ${vip} %}x{% else %}y{% endif %}", CHOICE),
        ("liquid", "Hi {{${first_name}}}{{custom_attribute.${plan}}}", "Hi <first_name><custom_attribute.plan>"),
    ],
)  # fmt: skip
def test_a_template_becomes_a_tree(one_line: Shown, language: str, source: str, expected: str | None) -> None:
    tree = READ[language](source)
    assert tree.faults == ()
    shown = " ".join(one_line(source, tree).split())
    assert shown == (" ".join(expected.split()) if expected else shown)


def test_attributes_choose(one_line: Shown) -> None:
    angular = '<p *ngIf="vip; else no">x</p><ng-template #no>y</ng-template>'
    shown = one_line(angular, READ["angular"](angular))
    assert shown.startswith("(vip=yes: <p")
    assert "(vip=no: <ng-template" in shown
    page = '<b th:if="${vip}">x</b><b th:unless="${vip}">[[${n}]]</b>'
    shown = one_line(page, READ["thymeleaf"](page))
    assert shown.startswith("(vip=yes: <b")
    assert "(vip=no: <b" in shown
    assert "<n></b>" in shown


@pytest.mark.parametrize(
    ("path", "head", "format"),
    [
        ("mail.gohtml", "<p>{{.Name}}</p>", "go+html"),
        ("mail.tmpl", "Dear {{ .Name }}, your price is £30.", "go+text"),
        ("mail.txt.tmpl", "", "go+text"),
        ("deploy.tmpl", "apiVersion: v1\nname: {{ .Values.name }}", None),
        ("main.go.tmpl", "package main", None),
        ("page.html", "<p>{{ if .Vip }}x{{ end }}</p>", "go+html"),
        ("page.html", "{{#if this.a}}<p>x</p>{{else if this.b}}<p>y</p>{{/if}}", "handlebars+html"),
        ("mail.tpl", "<p>{$name}</p>", "smarty+html"),
        ("mail.tpl", "<p>{{ .Name }}</p>", "go+html"),
        ("helpers.tpl", "{{- define \"x\" -}}{{ .Values.name }}{{- end }}", None),
        ("nginx.tpl", "server { listen 80; }", None),
        ("offer.astro", "<p>x</p>", "astro+html"),
        ("mail.ftl", "<p>${name}</p>", "freemarker+html"),
        ("mail.vm", "<p>$name</p>", "velocity+html"),
        ("Api.java.vm", "package x;", None),
        ("offer.jsp", "<p>${price}</p>", "jsp+html"),
        ("Offer.cshtml", "<p>@Model.Price</p>", "razor+html"),
        ("mail.html", "%%[ IF @a THEN ]%%<p>x</p>%%[ ENDIF ]%%", "ampscript+html"),
        ("offer.component.html", '<p *ngIf="vip">x</p>', "angular+html"),
        ("page.html", "<style>@media print { p { color: red } }</style><p>a@b.example</p>", "html"),
        ("page.html", '<p th:text="${price}">£30</p>', "thymeleaf+html"),
        ("mail.html", "{% if ${vip} == true %}<p>x</p>{% endif %}", "liquid+html"),
    ],
)  # fmt: skip
def test_formats(path: str, head: str, format: str | None) -> None:
    assert recognise(path, head) == format
