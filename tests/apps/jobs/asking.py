"""`python -m tests.apps.jobs.asking UNITS COMPONENTS`: a site on which somebody asked for a large round.

The environment says where it lives.
"""

from __future__ import annotations

import sys

from parindex.site.started import bring_up


def main(units: int, components: int) -> None:
    bring_up()
    # Made of models, which exist only once Django is set up.
    from parindex.apps.access.roles import Role  # noqa: PLC0415
    from parindex.apps.assessments.acts import OpenRound  # noqa: PLC0415
    from parindex.apps.jobs.services import ask  # noqa: PLC0415
    from tests.apps.assessments.big import plan_of, publish_big  # noqa: PLC0415
    from tests.apps.people import make_world  # noqa: PLC0415

    world = make_world()
    plan = plan_of(world, publish_big(world, units, components))
    ask(OpenRound.of(plan), "Mở đợt lớn", by=world.own[Role.COORDINATOR], turn="open:lon")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
