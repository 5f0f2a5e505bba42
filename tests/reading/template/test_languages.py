"""Liquid, Handlebars, Twig, ERB, EJS and merge tags become the tree that the same words in Jinja2 become."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.model.source import Source
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity
from offerlint.reading.template.ampscript import read_ampscript
from offerlint.reading.template.angular import read_angular
from offerlint.reading.template.astro import read_astro
from offerlint.reading.template.embedded import read_ejs, read_erb
from offerlint.reading.template.freemarker_velocity import read_freemarker, read_velocity
from offerlint.reading.template.go import read_go
from offerlint.reading.template.handlebars import read_handlebars
from offerlint.reading.template.jinja import read_jinja, read_twig
from offerlint.reading.template.jsp import read_jsp
from offerlint.reading.template.liquid import read_liquid
from offerlint.reading.template.merge import read_merge
from offerlint.reading.template.razor import read_razor
from offerlint.reading.template.reader import LANGUAGES, read_template
from offerlint.reading.template.smarty import read_smarty
from offerlint.reading.template.thymeleaf import read_thymeleaf
from offerlint.reading.template.tree import Tree

Shown = Callable[[str, Tree], str]
Read = Callable[[str], Tree]

READ: Mapping[str, Read] = {
    "jinja": read_jinja,
    "twig": read_twig,
    "liquid": read_liquid,
    "handlebars": read_handlebars,
    "erb": read_erb,
    "ejs": read_ejs,
    "merge": read_merge,
    "go": read_go,
    "smarty": read_smarty,
    "jsp": read_jsp,
    "ampscript": read_ampscript,
    "razor": read_razor,
    "angular": read_angular,
    "thymeleaf": read_thymeleaf,
    "astro": read_astro,
    "freemarker": read_freemarker,
    "velocity": read_velocity,
}


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("liquid", "{% if a %}x{% elsif b %}y{% else %}z{% endif %}", "(a=yes: x | a=no & b=yes: y | a=no & b=no: z)"),
        ("liquid", "{% unless a %}x{% else %}y{% endunless %}", "(a=no: x | a=yes: y)"),
        (
            "liquid",
            "{% case p %} {% when 'x' %}1{% when 'y', 'z' %}2{% else %}3{% endcase %}",
            "(p == 'x'=yes: 1 | p == 'x'=no & p in ('y', 'z')=yes: 2 | p == 'x'=no & p in ('y', 'z')=no: 3)",
        ),
        ("liquid", "{% for s in c.items limit:3 %}x{% else %}none{% endfor %}", "[for s in c.items: x / none]"),
        ("liquid", "a {{- x | money -}} b", "a<x|money>b"),
        ("liquid", "a {%- if b -%} c {%- endif -%} d", "a(b=yes: c | b=no: )d"),
        ("liquid", "{{ 'a' | append: n | append: 'b' }}{{ 'a' | prepend: 'c' }}", "a<n>bca"),
        ("liquid", "{{ n | append: m }}", "<n|append:m>"),
        ("liquid", "{{ 'a.b' | t: default: 'Fee' }}", "Fee"),
        ("twig", "{% load i18n %}{% trans 'Fee' %}{% blocktrans with a=b %}x{% endblocktrans %}", "Feex"),
        ("twig", "{% for p in ps %}x{% empty %}y{% endfor %}", "[for p in ps: x / y]"),
        ("twig", "{% comment %}x {% if a %}{% endif %}{% endcomment %}y", "y"),
        ("twig", "{% ifequal a b %}x{% else %}y{% endifequal %}", "(a == b=yes: x | a == b=no: y)"),
        ("erb", "<% content_for :title, 'Fee' %><%= simple_format 'x y' %><%= content_tag :p, 'z' %>", "Feex yz"),
        ("erb", "<% @fee = 'Free' %><%= @fee %>", "[fee is Free]<fee>"),
        ("erb", "<%= f.check_box :news, checked: true %>", '<input type="checkbox" name="news" checked>'),
        ("erb", "<%= check_box_tag 'news', '1', true %>", '<input type="checkbox" name="news" checked>'),
        ("erb", "<%= f.check_box :news %>", '<input type="checkbox" name="news">'),
        ("ejs", "<% const fee = 'Free'; %><%= fee %>", "[fee is Free]<fee>"),
        ("ejs", "<% fee == 'Free' %>", ""),
        ("liquid", "{{ 'Fee' }}{{ n | default: 'you' }}", "Fee(n=yes: <n> | n=no: you)"),
        ("liquid", "{% assign t = '24 months' %}{{ t }}", "[t is 24 months]<t>"),
        ("liquid", "{% capture t %}24 {{ unit }}{% endcapture %}", "[t is 24 <unit>]"),
        ("liquid", "{% comment %} no {{ x }} {% endcomment %}{% # short %}", "#no {{ x }}#"),
        ("liquid", "{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("liquid", "{% render 'card', a: 1 %}{% include \"x\" %}", "+card++x+"),
        ("liquid", "{% if a and b or c %}x{% endif %}", "(a and (b or c)=yes: x | a and (b or c)=no: )"),
        (
            "liquid",
            "{% if p.steps.size == 2 %}x{% endif %}",
            "(p.steps|length == 2=yes: x | p.steps|length == 2=no: )",
        ),
        ("liquid", "{% if a != blank %}x{% endif %}", "(a=yes: x | a=no: )"),
        ("liquid", "{% liquid\nif a\necho 'x'\nendif\n%}", "(a=yes: x | a=no: )"),
        ("liquid", "{% form 'cart' %}x{% endform %}", "x"),
        ("handlebars", "{{#if a}}x{{else if b}}y{{else}}z{{/if}}", "(a=yes: x | a=no & b=yes: y | a=no & b=no: z)"),
        ("handlebars", "{{#unless a}}x{{^}}y{{/unless}}", "(a=no: x | a=yes: y)"),
        ("handlebars", "{{#each c.items as |s|}}x{{else}}none{{/each}}", "[for s in c.items: x / none]"),
        ("handlebars", "{{#with a}}{{b}}{{/with}}", "<b>"),
        ("handlebars", "{{#a}}x{{/a}}{{^a}}y{{/a}}", "(a=yes: x | a=no: )(a=no: y | a=yes: )"),
        ("handlebars", "a {{~ x ~}} b {{{y}}}{{&z}}", "a<x>b <y><z>"),
        ("handlebars", "{{! a }}{{!-- b {{c}} --}}{{> foot}}", "#a##b {{c}}#+foot+"),
        (
            "handlebars",
            "{{#if (eq p 'x')}}1{{/if}}{{#if (and a (not b))}}2{{/if}}",
            "(p == 'x'=yes: 1 | p == 'x'=no: )(a and not b=yes: 2 | a and not b=no: )",
        ),
        ("handlebars", "x\n  {{#if a}}\ny\n  {{/if}}\nz\n", "x\n(a=yes: y\n | a=no: )z\n"),
        ("handlebars", "{{this.a}}{{../b}}{{@root.c}}", "<a><b><c>"),
        ("twig", "{% if a %}x{% elseif b %}y{% endif %}", "(a=yes: x | a=no & b=yes: y | a=no & b=no: )"),
        ("twig", "{{ a ? 'x' : 'y' }}{{ n ?? 'you' }}", "(a=yes: x | a=no: y)(n=yes: <n> | n=no: you)"),
        ("twig", "{% for s in items %}x{% endfor %}{# c #}", "[for s in items: x / ]#c#"),
        ("erb", "<% if @a.b? %>x<% elsif c %>y<% else %>z<% end %>",
         "(a.b=yes: x | a.b=no & c=yes: y | a.b=no & c=no: z)"),
        ("erb", "<% unless a && !b -%>\nx<% end %>", "(a and not b=no: x | a and not b=yes: )"),
        ("erb", "<% @items.each do |s| %><%= s.name %><% end %>", "[for s in items: <s.name> / ]"),
        ("erb", "<% case p %><% when :x, :y %>1<% else %>2<% end %>",
         "(p in ('x', 'y')=yes: 1 | p in ('x', 'y')=no: 2)"),
        ("erb", "<%# c %><%% x %>", "#c#<% x %>"),
        ("erb", '<%= form_for x do |f| %>a<%= link_to "Join", y %><% end %>b', "<form_for x do|f|>aJoinb"),
        ("erb", "<%= render 'foot' %>", "+foot+"),
        ("ejs", "<% if (a && b) { %>x<% } else if (c) { %>y<% } else { %>z<% } %>",
         "(a and b=yes: x | a and b=no & c=yes: y | a and b=no & c=no: z)"),
        ("ejs", "<% items.forEach(function(s) { %><%= s.name %><% }); %>", "[for s in items: <s.name> / ]"),
        ("ejs", "<% for (const s of items) { %>x<% } %>", "[for s in items: x / ]"),
        ("ejs", "<%- include('foot', {a: 1}) %><%= a ? 'x' : 'y' %>", "+foot+(a=yes: x | a=no: y)"),
        ("merge", "Hi *|FNAME|*, *|IF:VIP|*gold*|ELSE:|*plain*|END:IF|*",
         "Hi <FNAME>, (VIP=yes: gold | VIP=no: plain)"),
        ("merge", "*|IF:P=x|*1*|ELSEIF:P=y|*2*|END:IF|*",
         "(P == 'x'=yes: 1 | P == 'x'=no & P == 'y'=yes: 2 | P == 'x'=no & P == 'y'=no: )"),
        ("merge", "%%FirstName%% [First Name] <<Name>> ${a.b} {name} {0} {{ x }}",
         "<FirstName> <First Name> <Name> <a.b> <name> <0> <x>"),
        ("merge", "{{!-- not said --}}£{{price}} a month", "#not said#£<price> a month"),
        ("merge", "Dear :firstname,\nyour :tariff is £:price a month.",
         "Dear <firstname>,\nyour <tariff> is £<price> a month."),
        ("merge", "<p>Hello :user.first_name. You pay £:monthly_price on :renewal_date</p>",
         "<p>Hello <user.first_name>. You pay £<monthly_price> on <renewal_date></p>"),
        ("merge", "Your £:price plan ends on :end_date (:ref)", "Your £<price> plan ends on <end_date> (<ref>)"),
        ("merge", "<style>:root{a:b} a :link, :focus {}</style><p>Hi :name</p>",
         "<style>:root{a:b} a :link, :focus {}</style><p>Hi <name></p>"),
        *(("merge", prose, None) for prose in (
            "Note: this costs £30 a month. Note :this", "Open 10:30 to :45, 9:price", "Hi :smile: :tada: thanks :D :P",
            "See https://example.com/a:name/b :name once", "std::price ::name :::note", "Name :John\nPlace :London",
            "<style>a:link :name, b :price {color :red}</style>", '<p :title="a" :name="b">x</p>',
            "<script>x ? :name : :price</script>", "Reply :yes or :no", ":ref:`name` :doc:`price`",
        )),
        ("merge", "[Name](x) [1] [see below] a{color: red} 50%% off %% {a b} x[date]: y", None),
    ],
)  # fmt: skip
def test_a_template_becomes_a_tree(one_line: Shown, language: str, source: str, expected: str | None) -> None:
    tree = READ[language](source)
    assert tree.faults == ()
    assert one_line(source, tree) == (source if expected is None else expected)


@pytest.mark.parametrize(
    ("language", "source", "shown", "offset", "said"),
    [
        ("liquid", "a{% if b %}c", "a(b=yes: c | b=no: )", 1, '"{% if b %}" has no "{% endif %}"'),
        ("liquid", "a {{ b\nc", "a {{ b\nc", 2, '"{{ b" is never closed'),
        ("liquid", "a{% comment %}b", "a##b", 1, '"{% comment %}" has no end'),
        ("handlebars", "a{{/if}}b", "ab", 1, '"{{/if}}" ends a "{{#if}}" that was never begun'),
        ("handlebars", "{{else}}a", "a", 0, '"{{else}}" has no "{{#if}}" to belong to'),
        ("erb", "<% if a %>b", "(a=yes: b | a=no: )", 0, '"<% if a %>" has no "<% end %>"'),
        ("ejs", "a <% } %>", "a ", 2, '"<% } %>" ends a "<% if (...) { %>" that was never begun'),
        ("merge", "{% if vip %}a", "?if vip?a", 0, "say its format in offerlint.yaml"),
    ],
)
def test_a_mistake_is_placed_and_the_rest_is_read(
    one_line: Shown, language: str, source: str, shown: str, offset: int, said: str
) -> None:
    tree = READ[language](source)
    assert [fault.offset for fault in tree.faults] == [offset]
    assert said in tree.faults[0].message
    assert one_line(source, tree) == shown


def test_a_declared_field_is_one_wherever_it_stands(one_line: Shown) -> None:
    source = "You are on :tariff, until :whenever. Note :this"
    assert one_line(source, read_merge(source)) == source
    declared = read_merge(source, frozenset({"tariff"}))
    assert one_line(source, declared) == "You are on <tariff>, until <whenever>. Note <this>"


_SHARDS = (
    "{{", "}}", "{{{", "}}}", "{%", "%}", "{{#", "{{/", "{{^", "{{!--", "--}}", "<%", "%>", "<%=", "<%%", "-", "~",
    "if ", "a", "endif", "else", "for x in y", "endfor", "case", "when 'b'", "end", "each do |x|", "{", "}", "(", ")",
    "'", '"', "*|", "|*", "IF:", "END:IF", "%%", "[Name]", "${", "\n", " ", "raw", "endraw", "liquid", "assign x =",
    "%%[", "]%%", "%%=", "=%%", "IF @a THEN ", " ELSE ", "ENDIF", "{if $a}", "{/if}", "{else}", "{$a}", "{*", "*}",
    "{literal}", "<c:if test='${a}'>", "</c:if>", "<c:choose>", "<c:when test=", "${a}", "<%--", "@if (a) {",
    "} else {", "@else {", "@(", "@", "@switch (a) {", "case 'b':", "@case ('b') {", "<p *ngIf='a'>", "</p>",
    "<p th:if='${a}'>", "{{end}}", "{{if .A}}", "{{range .A}}",
    "---\n", "{a && <p>", "{a ? <p>x</p> : ", "<#if a>", "</#if>", "<#else>", "${a!}", "#if($a)", "#end", "#else",
    "$!{a}",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(LANGUAGES)), st.lists(st.one_of(st.sampled_from(_SHARDS), st.text(max_size=3))))
def test_nothing_that_is_written_breaks_a_reader(language: str, shards: list[str]) -> None:
    source = "".join(shards)
    reading = read_template(Source("copy.html", source), identity(source), language, read_html)
    assert reading.variants


@pytest.mark.parametrize(
    "shard",
    [
        "{{",
        "{%",
        "{{!--",
        "<%",
        "<%=",
        "*|",
        "%%[",
        "{",
        "[Name",
        "${",
        "{{#if a}}",
        "{% if a %}",
        "@if (",
        "@if (a) {",
        "@(",
        "<c:if test='",
    ],
)
def test_work_grows_with_the_length_only(shard: str, calls: Callable[[Callable[[], object]], int]) -> None:
    for language, read in READ.items():
        read(shard)
        few, many = (calls(partial(read, shard * times)) for times in (250, 2_000))
        assert many <= 9 * (few + 100), (language, few, many)
