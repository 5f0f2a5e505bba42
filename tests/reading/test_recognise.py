"""What format a file has, by its name and its words."""

from __future__ import annotations

import pytest

from offerlint.model.vocabulary import NOT_LEGAL_ADVICE
from offerlint.reading.recognise import is_copy_by_name, recognise

CALL = "**Agent:** Hello.\n\n**Customer:** Hi.\n"
FLOW = "script: Renewal\nstart: a\nsteps:\n  a: {say: Hello}\n"


@pytest.mark.parametrize(
    ("path", "head", "format"),
    [
        ("ads/spring.txt", "Fibre for £30", "text"),
        ("ads/spring.md", "# Fibre", "markdown"),
        ("ads/SPRING.HTM", "<p>Fibre", "html"),
        ("mail.html.j2", "", "jinja+html"),
        ("Sent/OFFER.EML", "From: Larkline", "email"),
        ("mail.md.jinja", "", "jinja+markdown"),
        ("sms.txt.jinja2", "", "jinja+text"),
        ("mail.j2", "{% if vip %}<p>Hello</p>{% endif %}", "jinja+html"),
        ("mail.j2", "# Hello {{ name }}", "jinja+markdown"),
        ("sms.j2", "Hello {{ name }}", "jinja+text"),
        ("nginx.conf.j2", "server {}", None),
        ("calls/renewal.yaml", FLOW, "flow"),
        ("calls/renewal.json", '{\n  "script": "Renewal",\n  "start": "a",\n  "steps": {}\n}', "flow"),
        ("compose.yaml", "services:\n  web:\n    steps: 1\n", None),
        ("ci.yml", "script: make test\n", None),
        ("offers.yaml", "offers:\n  fibre: {monthly: 30}\n", None),
        ("posts.json", '{"offerlint": {"kind": "copy"}, "post": "Hello"}', "json-strings"),
        ("posts.json", '{\n  "offerlint": {\n    "kind": "copy"\n  }\n}', "json-strings"),
        ("posts.yaml", "offerlint: {channel: social}\npost: Hello\n", "yaml-strings"),
        ("posts.yaml", "# offerlint: kind=copy\npost: Hello\n", "yaml-strings"),
        ("posts.toml", "[offerlint]\nkind = 'copy'\n", "toml-strings"),
        ("calls/renewal.yaml", f"# offerlint: kind=script\n{FLOW}", "flow"),
        ("package.json", '{"devDependencies": {"offerlint": "1.0"}}', None),
        ("app/en.json", '{"a": "Hello"}', "json-strings"),
        ("app/en-GB.yml", "a: Hello", "yaml-strings"),
        ("app/id.json", '{"a": 1}', None),
        ("note.msg", "Subject: x", None),
        ("page.liquid", "<p>x</p>", "liquid+html"),
        ("page.html.liquid", "", "liquid+html"),
        ("page.hbs", "<p>x</p>", "handlebars+html"),
        ("sms.txt.mustache", "", "handlebars+text"),
        ("page.handlebars", "# Fibre", "handlebars+markdown"),
        ("mail.html.twig", "", "twig+html"),
        ("mail.html.erb", "", "erb+html"),
        ("mail.ejs", "Hello <%= name %>", "ejs+text"),
        ("deploy.yml.erb", "a: 1", None),
        ("report.html", f"<p>{NOT_LEGAL_ADVICE}</p>", None),
        ("summary.md", f"## offerlint\n\n{NOT_LEGAL_ADVICE}\n", None),
        ("sms.csv", "id,template_name,message\n", "csv"),
        ("sms.csv", "ref;SMS text\n", "csv"),
        ("faq.csv", "Question,Answer\n", "csv"),
        ("desk.csv", "Customer says,Response\n", "csv"),
        ("desk.csv", "Node,Parent,Script\n", "csv"),
        ("desk.csv", "Screen,Agent script,Button 1,Button 1 goes to\n", "csv"),
        ("log.csv", "time,level,message\n", None),
        ("log.csv", "id,author,text\n", None),
        ("data.csv", "prompt,response\n", None),
        ("data.csv", "node,parent,text\n", None),
        ("form.html", "<input {{ 'checked' if on else '' }}>", "jinja+html"),
        ("form.html", "<input {{ on }}> else", "html"),
        ("mail.njk", "<p>{% if a %}Hi{% endif %}</p>", "twig+html"),
        ("mail.html", "{% load i18n %}<p>{% trans 'Hi' %}</p>", "twig+html"),
        ("mail.html", "{% for a in b %}<p>Hi</p>{% empty %}{% endfor %}", "twig+html"),
        ("mail.mjml", "", "mjml"),
        ("mail.mjml", "<mj-text>{% if a %}Hi{% else %}Hello{% endif %}</mj-text>", "jinja+mjml"),
        ("mail.html", "{%- for a in b -%}<p>{{ a }}</p>{%- endfor -%}", "jinja+html"),
        ("mail.html", "{% unless a %}<p>Hi</p>{% endunless %}", "liquid+html"),
        ("mail.html", "{% if a %}<p>{{ b | default: 'you' }}</p>{% endif %}", "liquid+html"),
        ("mail.html", "{% comment %}A{% endcomment %}{% if a %}Hi{% elif b %}Hello{% endif %}", "jinja+html"),
        ("mail.html", "{% if a %}Hi{% endif %}<script>x = a | b:c</script>", "jinja+html"),
        ("mail.html", "{{#if a}}<p>Hi</p>{{else}}<p>Hello</p>{{/if}}", "handlebars+html"),
        ("mail.html", "<p>Write {% if a %} before it.</p>", "html"),
        ("mail.html", "<p>Hi {{ name }}</p>", "html"),
        ("mail.md", "{% if a %}Hi{% endif %}", "markdown"),
        ("mail.mjml.hbs", "", "handlebars+mjml"),
        ("src/Plan.vue", "", "vue+html"),
        ("src/Plan.svelte", "", "svelte+html"),
        ("page.php", "<?php if ($a): ?><p>Free</p><?php endif; ?>", "php+html"),
        ("Model.php", "<?php class Model { }", None),
        ("page.phtml", "", "php+html"),
        ("views/home.blade.php", "", "blade+html"),
        ("mail/paid.blade.php", "<x-mail::message>\n# Paid\n</x-mail::message>", "blade+markdown"),
        ("mail/paid.blade.php", "@component('mail::message')\n# Paid\n@endcomponent", "blade+markdown"),
        ("src/Plan.jsx", "", "jsx+html"),
        ("src/Plan.tsx", "", "jsx+html"),
        ("locales/en.ts", "", "jsx+html"),
        ("src/copy.js", "", "jsx+html"),
        ("src/main.ts", "<p>Free</p>", None),
        ("photo.png", "", None),
        ("noname", "Fibre", None),
    ],
)
def test_format(path: str, head: str, format: str | None) -> None:
    assert recognise(path, head) == format


@pytest.mark.parametrize(
    ("head", "is_script"),
    [
        pytest.param(CALL, True, id="bold turns"),
        pytest.param(CALL.replace("\n", "\r\n"), True, id="CRLF"),
        pytest.param(CALL.replace("\n", "\r"), True, id="CR"),
        pytest.param("Advisor: Hello.\nCX: Hi.\n", True, id="plain turns"),
        pytest.param("You: Hello.\nYou: Is now a good time?\n", True, id="two turns of the agent"),
        pytest.param("Agent: Hello.\n", False, id="one turn"),
        pytest.param("Customer: Great!\nCustomer: Superb!\n", False, id="only customers speak"),
        pytest.param("Our agents: ready.\nYour agent: ready too.\n", False, id="labels inside words"),
        pytest.param("---\nofferlint: {kind: script}\n---\nHello.\n", True, id="said in front matter"),
        pytest.param("---\nofferlint:\n  kind: script\n---\nHello.\n", True, id="said in block style"),
        pytest.param("<!-- offerlint: kind=script -->\nHello.\n", True, id="said in a comment"),
        pytest.param("<!-- offerlint: kind=copy -->\n" + CALL, False, id="said to be copy"),
    ],
)
@pytest.mark.parametrize(("path", "other"), [("call.md", "markdown"), ("call.txt", "text")])
def test_scripts_are_told_by_their_turns_or_by_what_is_said(path: str, other: str, head: str, is_script: bool) -> None:
    assert recognise(path, head) == ("script" if is_script else other)


def test_the_config_decides_before_the_words() -> None:
    assert recognise("page.tmpl", "<p>", "jinja+html") == "jinja+html"
    assert recognise("call.md", "Hello", kind="script") == "script"
    assert recognise("call.md", CALL, kind="internal") == "markdown"


@pytest.mark.parametrize(
    "path",
    [
        "ads/spring.md", "./spring.txt", "../calls/call.md", "news/spring.md", "readable.md", "news.eml", "notice.html",
        "News.docx", "news.odt", "notice.pptx", "ads.csv", "ads.xlsx",
    ],
)  # fmt: skip
def test_copy_met_on_a_walk(path: str) -> None:
    assert is_copy_by_name(path)


@pytest.mark.parametrize(
    "path",
    [
        "README.md", "docs/readme.txt", "LICENSE", "LICENCE.txt", "requirements.txt", "requirements-dev.txt",
        "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "robots.txt", "CMakeLists.txt",
        "node_modules/x/page.html", ".github/ISSUE_TEMPLATE.md", "site/.cache/page.html", "venv/lib/page.html",
    ],
)  # fmt: skip
def test_what_is_no_copy_on_a_walk(path: str) -> None:
    assert not is_copy_by_name(path)
