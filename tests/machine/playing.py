"""How a machine is played: how often, how long, and what it is to do when something does not hold."""

from hypothesis import HealthCheck, Phase, settings

ALL = (Phase.generate, Phase.shrink)


def settings_of(examples: int, steps: int, *, derandomize: bool = False, phases: tuple[Phase, ...] = ALL) -> settings:
    """Play so many examples of so many steps."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=derandomize,
        phases=phases,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
