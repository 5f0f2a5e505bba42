"""What strangers wrote never runs, starts no program, reaches no network and opens no file outside of its folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links of Unix")

WATCH = """
import os, sys

outside = os.environ["OUTSIDE"]
STARTS = ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn", "ctypes.dlopen")

def opens_outside(path):
    return isinstance(path, (str, bytes)) and os.path.realpath(os.fsdecode(path)).startswith(outside)

def note(event, arguments):
    if event in STARTS or event.startswith("socket.") or event == "open" and opens_outside(arguments[0]):
        os.write(2, f"BROKE OUT: {event} {arguments}\\n".encode("utf-8", "replace"))

sys.addaudithook(note)
"""
SECRET = "The password is hunter2. Prices rise by CPI plus 3.9%."

COPY = {
    "a.html.j2": "{{ cycler.__init__.__globals__.os.system('RUN') }}"
    "{{ ''.__class__.__mro__[1].__subclasses__() }}{% include 'BESIDE.html' %}{% include 'AWAY.html' %}"
    "{% extends 'BESIDE.html' %}{% import 'BESIDE.html' as s %}{% include 'link.html' %}",
    "a.html.twig": "{{ ['RUN']|map('system') }}{{ source('BESIDE.html') }}{% include 'link.html' %}"
    "{% embed 'BESIDE.html' %}{% endembed %}",
    "a.html.liquid": "{% render 'BESIDE' %}{% include 'AWAY' %}{% layout 'BESIDE' %}",
    "a.html.hbs": "{{> BESIDE }}{{> link }}{{#with (lookup this 'constructor')}}{{this}}{{/with}}",
    "a.html.erb": "<% system('RUN') %><%= `RUN` %><%= render 'BESIDE' %>",
    "a.html.ejs": "<% require('child_process').execSync('RUN') %><%- include('BESIDE.html') %>",
    "a.phtml": "<?php system('RUN'); include 'BESIDE.html'; ?><?= file_get_contents('AWAY.html') ?>",
    "a.blade.php": "@php system('RUN'); @endphp @include('BESIDE') @include('link')",
    "a.mjml": "<mjml><mj-body><mj-include path='BESIDE.mjml'/><mj-include path='AWAY.html'/></mj-body></mjml>",
    "a.vue": "<template><p :a=\"$el.constructor('x')()\">Hi</p></template><script src='BESIDE.html'></script>",
    "a.svelte": "<script>import s from 'BESIDE.json'</script>{@html s}<p>Hi {s}</p>",
    "a.tsx": "import {secret} from 'BESIDE';\nexport default () => <p>Hi {secret}</p>;\n",
    "a.html": "<base href='file://AWAY'><iframe src='file://AWAY.html'></iframe><img src='http://example.com/x.png'>"
    "<object data='BESIDE.html'></object><script>document.write('x')</script><p>Hi</p>",
    "a.md": "![x](file://AWAY.html) [x]: <http://example.com> <!-- offerlint: include BESIDE.html -->",
    "a.xliff": "<!DOCTYPE x [<!ENTITY s SYSTEM 'file://AWAY.html'>]><xliff version='1.2'><file target-language='en'>"
    "<body><trans-unit id='a'><target>&s;</target></trans-unit></body></file></xliff>",
    "a.eml": "Subject: x\nContent-Type: message/external-body; access-type=local-file; name=\"AWAY.html\"\n\n"
    "Content-Type: text/html\n\n",
    "call.yaml": "script: x\nstart: a\nsteps:\n  a: {say: !!python/object/apply:os.system ['RUN']}\n",
    "front.md": "---\nabout: !!python/object/apply:os.system ['RUN']\n---\n\nHi\n",
}  # fmt: skip

RUNS = "!!python/object/apply:os.system ['RUN']"
SETTINGS: dict[str, tuple[str, str | None, bool]] = {
    "the house's own folder of templates": ("offerlint.yaml", "templates: [copy]\n", True),
    "a configuration": ("offerlint.yaml", f"profile: {RUNS}\n", False),
    "waivers": ("waivers.yaml", f"waivers: {RUNS}\n", False),
    "a baseline": ("offerlint-baseline.yaml", f"baseline: {RUNS}\n", False),
    "offers": ("offers.yaml", f"offers: {RUNS}\n", True),
    "evidence": ("evidence.yaml", f"evidence: {RUNS}\n", False),
    "a rule": ("house/our-brand/x.yaml", f"title: {RUNS}\n", True),
    "a rule that links out": ("house/our-brand/x.yaml", None, True),
}
"""What stands beside the copy: a file, what it holds or None for a link, and whether the copy is still checked."""


def spelt(words: str, outside: Path) -> str:
    """`words` with what runs and what lies outside spelt out."""
    return words.replace("RUN", "touch ran").replace("BESIDE", "../outside/secret").replace("AWAY", f"{outside}/secret")


@pytest.mark.parametrize("name", SETTINGS)
def test_nothing_runs_and_nothing_leaves_its_folder(name: str, tmp_path: Path) -> None:
    here, outside = tmp_path / "here", tmp_path / "outside"
    (here / "copy").mkdir(parents=True)
    outside.mkdir()
    for ending in ("html", "json", "mjml", "tsx", "blade.php", "liquid", "hbs"):
        (outside / f"secret.{ending}").write_text(SECRET, "utf-8")
    for title, text in COPY.items():
        (here / "copy" / title).write_text(spelt(text, outside), "utf-8")
    for title in ("link.html", "link.html.twig", "link.hbs", "link.blade.php"):
        (here / "copy" / title).symlink_to(outside / "secret.html")
    file, words, checked = SETTINGS[name]
    (here / file).parent.mkdir(parents=True, exist_ok=True)
    if words is None:
        (here / file).symlink_to(outside / "secret.html")
    else:
        (here / file).write_text(spelt(words, outside), "utf-8")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(WATCH, "utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path / "hook"), os.environ.get("PYTHONPATH"))))
    more = {"PYTHONPATH": path, "OUTSIDE": str(outside)}
    house = ["--rules", "house"] if file.startswith("house/") else []
    command = [sys.executable, "-m", "offerlint", "check", "copy", "--format", "json", *house]
    done = subprocess.run(
        command, cwd=here, env=os.environ | more, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert "BROKE OUT" not in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    assert not list(tmp_path.rglob("ran"))
    assert done.returncode in ((1, 2) if checked else (2,)), done.stderr
    if checked:
        report = json.loads(done.stdout)
        assert not [one for one in report["problems"] if "fault of ours" in one["message"]]
        assert {one["path"] for one in report["files"]} >= {f"copy/{title}" for title in COPY if title != "call.yaml"}


def test_the_watch_is_kept(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH, "utf-8")
    more = {"PYTHONPATH": str(tmp_path), "OUTSIDE": str(tmp_path)}
    for deed in ("import os; os.system('true')", "import socket; socket.socket()", "open('sitecustomize.py')"):
        done = subprocess.run(
            [sys.executable, "-c", deed],
            cwd=tmp_path,
            env=os.environ | more,
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert b"BROKE OUT" in done.stderr
