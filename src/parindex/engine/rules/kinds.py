"""The kinds of scoring rule, told apart in data by `kind`. A new kind is a new file and a line here."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from parindex.engine.rules.bands import Bands
from parindex.engine.rules.best_of_group import BestOfGroup
from parindex.engine.rules.checklist import Checklist
from parindex.engine.rules.growth import Growth
from parindex.engine.rules.options import Options
from parindex.engine.rules.pass_fail import PassFail
from parindex.engine.rules.per_event import PerEvent
from parindex.engine.rules.proportion import Proportion
from parindex.engine.rules.published import Published
from parindex.engine.rules.threshold import Threshold

AnyRule: TypeAlias = Annotated[
    PassFail
    | Options
    | Bands
    | Proportion
    | Threshold
    | PerEvent
    | Checklist
    | Growth
    | BestOfGroup
    | Published,
    Field(discriminator="kind"),
]
