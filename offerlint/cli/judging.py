"""What a run holds copy to, as options: the rules, the day, the configuration."""

from __future__ import annotations

from pathlib import Path

import click

from offerlint.app import Terms
from offerlint.cli.choices import NO_CACHE, as_date, load_config, load_decisions, load_register, load_rulebook
from offerlint.cli.options import gathered
from offerlint.model.vocabulary import LEVELS, PROFILES
from offerlint.rules.select import unknown_names
from offerlint.text.frozen import dataclass
from offerlint.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Judging:
    """The options, as they were given."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    level: str | None
    as_of: str | None
    config_path: str | None
    rule_folders: tuple[str, ...]
    waivers: Path | None
    baseline: Path | None

    def terms(self, *, new_baseline: bool = False) -> Terms:
        """What the options and the configuration say together; a mistake in either ends the command.

        With `new_baseline`, the baseline that they name need not be there yet.
        """
        for word, known, what in ((self.profile, PROFILES, "profile"), (self.level, LEVELS, "level")):
            if word and word not in known:
                raise click.UsageError(f"“{word}” is no {what}; {did_you_mean(word, known)}")
        config = load_config(self.config_path)
        rulebook = load_rulebook(config, self.rule_folders)
        for mistake in unknown_names(rulebook, (*self.select, *self.ignore)).values():
            raise click.UsageError(mistake)
        config = config.asked(profile=self.profile, level=self.level, select=self.select, ignore=self.ignore)
        day = as_date(self.as_of or config.as_of or None)
        decisions = load_decisions(config, self.waivers, self.baseline, new_baseline=new_baseline)
        return Terms(rulebook, config, config.selection(), day, load_register(config, rulebook), decisions)


def _use_no_cache(context: click.Context, _option: click.Parameter, value: bool) -> None:
    context.meta[NO_CACHE] = value


_FILE = click.Path(path_type=Path, dir_okay=False)

judging_options = gathered(
    "judging",
    Judging,
    click.option(
        "--select", multiple=True, metavar="NAME", help="Only these rules, rulesets or topics; may be repeated."
    ),
    click.option("--ignore", multiple=True, metavar="NAME", help="Not these rules, rulesets or topics."),
    click.option("--profile", metavar="NAME", help="The set of rules: uk-telecoms, uk-general or uk-finance."),
    click.option("--level", metavar="NAME", help="Start small: minimum (errors), standard (and warnings), full."),
    click.option("--as-of", metavar="DATE", help="The day the copy is live, YYYY-MM-DD (today)."),
    click.option("--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration."),
    click.option(
        "--rules", "rule_folders", multiple=True, type=click.Path(), help="A folder of your own rules as well."
    ),
    click.option("--waivers", type=_FILE, help="What was decided about findings (waivers.yaml)."),
    click.option("--baseline", type=_FILE, help="The old debt that does not fail (offerlint-baseline.yaml)."),
    click.option(
        "--no-cache",
        is_flag=True,
        expose_value=False,
        callback=_use_no_cache,
        help="Use nothing that earlier runs kept, and keep nothing.",
    ),
)
