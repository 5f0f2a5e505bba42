"""Who ran a check and where: from the environment of a pipeline, else from git."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.record.run import Origin
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Checkout:
    """What git says of a folder; empty where git is not there or says nothing. `remote` is an address."""

    commit: str = ""
    branch: str = ""
    remote: str = ""
    user: str = ""
    changed: bool = False


def origin(environment: Mapping[str, str], checkout: Checkout) -> Origin:
    """The origin of a run. The commit is what is checked out, and only without git what the pipeline says."""
    said = _said(environment)
    return Origin(
        by=said.by or checkout.user or environment.get("USER", "") or environment.get("USERNAME", ""),
        system=said.system,
        repository=_repository(said.repository or checkout.remote),
        branch=said.branch or checkout.branch,
        commit=checkout.commit or said.commit,
        changed=checkout.changed,
        link=_without_password(said.link),
    )


def _said(environment: Mapping[str, str]) -> Origin:
    """What the environment of a pipeline says; the first variable that is set counts."""

    def first(*names: str) -> str:
        return next((environment[name] for name in names if environment.get(name)), "")

    if environment.get("GITHUB_ACTIONS") == "true":
        server, repository, run = (first(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "RUN_ID"))
        return Origin(
            by=first("GITHUB_TRIGGERING_ACTOR", "GITHUB_ACTOR"),
            system="github",
            repository=f"{server}/{repository}" if server and repository else repository,
            branch=first("GITHUB_HEAD_REF", "GITHUB_REF_NAME"),
            commit=first("GITHUB_SHA"),
            link=f"{server}/{repository}/actions/runs/{run}" if server and repository and run else "",
        )
    if environment.get("GITLAB_CI") == "true":
        return Origin(
            by=first("GITLAB_USER_LOGIN", "GITLAB_USER_NAME"),
            system="gitlab",
            repository=first("CI_PROJECT_URL", "CI_PROJECT_PATH"),
            branch=first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"),
            commit=first("CI_COMMIT_SHA"),
            link=first("CI_JOB_URL", "CI_PIPELINE_URL"),
        )
    if environment.get("CI", "").lower() in ("true", "1") or environment.get("BUILD_URL"):
        return Origin(
            by=first("BUILD_USER_ID", "BUILD_REQUESTEDFOR", "BUILD_USER"),
            system="ci",
            repository=first("GIT_URL", "BUILD_REPOSITORY_URI"),
            branch=re.sub(r"^(refs/heads|origin)/", "", first("CHANGE_BRANCH", "BRANCH_NAME", "GIT_BRANCH")),
            commit=first("GIT_COMMIT", "BUILD_SOURCEVERSION"),
            link=first("BUILD_URL"),
        )
    return Origin()


def _repository(address: str) -> str:
    """One name for a repository, however it was cloned: no scheme, user, password or `.git`."""
    if re.match(r"^(?:[a-z]:[\\/]|[/.\\]|file:)", address, re.IGNORECASE):
        return re.split(r"[\\/]", address.rstrip("/\\"))[-1].removesuffix(".git")
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", address, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/") if bare != address else bare.replace(":", "/", 1).partition("/")
    return f"{host.rpartition('@')[2]}{slash}{path.rstrip('/').removesuffix('.git')}"


def _without_password(address: str) -> str:
    return re.sub(r"^([a-z]+://)[^/@]*@", r"\1", address, flags=re.IGNORECASE)
