"""Who ran a check and where, as pipelines and git say it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from offerlint.record.checkout import look
from offerlint.record.origin import Checkout, origin
from offerlint.record.run import Origin

GITHUB = {
    "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_ACTOR": "ann", "GITHUB_SERVER_URL": "https://github.example",
    "GITHUB_REPOSITORY": "larkline/ads", "GITHUB_RUN_ID": "77", "GITHUB_REF_NAME": "5/merge",
    "GITHUB_HEAD_REF": "spring", "GITHUB_SHA": "abc",
}  # fmt: skip
ON_GITHUB = Origin(
    "ann", "github", "github.example/larkline/ads", "spring", "abc", False,
    "https://github.example/larkline/ads/actions/runs/77",
)  # fmt: skip
GITLAB = {
    "CI": "true", "GITLAB_CI": "true", "GITLAB_USER_LOGIN": "bo", "CI_PROJECT_URL": "https://gitlab.example/larkline/ads",
    "CI_COMMIT_REF_NAME": "main", "CI_COMMIT_SHA": "abc", "CI_JOB_URL": "https://gitlab.example/larkline/ads/-/jobs/8",
}  # fmt: skip
JENKINS = {
    "BUILD_URL": "https://me:secret@ci.example/job/ads/9/", "GIT_URL": "git@git.example:larkline/ads.git",
    "GIT_BRANCH": "origin/main", "GIT_COMMIT": "abc", "BUILD_USER_ID": "cy",
}  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (GITHUB, ON_GITHUB),
        (GITHUB | {"GITHUB_HEAD_REF": ""}, replace(ON_GITHUB, branch="5/merge")),
        (GITLAB, Origin("bo", "gitlab", "gitlab.example/larkline/ads", "main", "abc", False,
                        "https://gitlab.example/larkline/ads/-/jobs/8")),
        (JENKINS, Origin("cy", "ci", "git.example/larkline/ads", "main", "abc", False, "https://ci.example/job/ads/9/")),
        ({"CI": "true"}, Origin(system="ci")),
        ({"USER": "dee"}, Origin("dee")),
        ({}, Origin()),
    ],
    ids=["a pull request", "a push", "GitLab", "Jenkins", "another pipeline", "a person", "nothing"],
)  # fmt: skip
def test_an_origin_without_git(environment: Mapping[str, str], expected: Origin) -> None:
    assert origin(environment, Checkout()) == expected


def test_git_says_which_commit_and_the_pipeline_says_who() -> None:
    checkout = Checkout("def", "", "git@github.example:larkline/ads.git", "robot@example.com", changed=True)
    made = origin(GITHUB, checkout)
    assert (made.commit, made.by, made.branch, made.changed) == ("def", "ann", "spring", True)


@pytest.mark.parametrize(
    ("remote", "repository"),
    [
        ("https://git.example/larkline/ads.git", "git.example/larkline/ads"),
        ("https://user:token@git.example/larkline/ads", "git.example/larkline/ads"),
        ("git@git.example:larkline/ads.git", "git.example/larkline/ads"),
        ("ssh://git@git.example:2222/larkline/ads.git", "git.example:2222/larkline/ads"),
        ("/srv/git/ads.git", "ads"),
        ("file:///srv/git/ads.git/", "ads"),
        (r"C:\git\ads.git", "ads"),
        ("../ads", "ads"),
        ("", ""),
    ],
)
def test_a_repository_has_one_name_and_no_password(remote: str, repository: str) -> None:
    assert origin({}, Checkout(remote=remote)).repository == repository


@pytest.mark.needs_git
def test_what_git_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
        ).stdout.strip()

    assert look(tmp_path) == Checkout()
    git("init", "-q", "-b", "main")
    git("config", "user.email", "ann@larkline.example")
    git("config", "user.name", "Ann")
    git("remote", "add", "origin", "https://git.example/larkline/ads.git")
    (tmp_path / "ad.md").write_text("Hello.\n", "utf-8")
    git("add", "ad.md")
    assert look(tmp_path).commit == ""
    git("commit", "-qm", "First")
    clean = Checkout(git("rev-parse", "HEAD"), "main", "https://git.example/larkline/ads.git", "ann@larkline.example")
    assert look(tmp_path) == clean
    (tmp_path / "ad.md").write_text("Goodbye.\n", "utf-8")
    assert look(tmp_path).changed


def test_without_git_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert look(tmp_path) == Checkout()
