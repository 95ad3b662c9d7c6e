"""Every knob of the server, and the only place that reads the environment. An option of the command line wins."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from practicum.live.limits import Limits

Days: TypeAlias = Annotated[float, Meta(gt=0, le=100_000)]
Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Seconds: TypeAlias = Annotated[float, Meta(gt=0)]
T = TypeVar("T", float, None)


class BadSettingError(ValueError):
    """A variable of the environment that says nothing usable; the message is for the person who set it."""


class Settings(Limits, frozen=True, kw_only=True):
    """How to run a server, its limits among it."""

    host: str = "127.0.0.1"
    port: int = 8000
    redis_url: str | None = None  # none: the embedded store
    data: Path
    scenarios: Path
    host_key: str | None = None  # none: one is made and kept in the data folder, where it is needed
    oidc_issuer: str | None = None  # who signs hosts in; none: nobody does, and the host key is all
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_allowed: tuple[str, ...] = ()  # who of them may host: mail addresses, or @ and a domain
    origins: tuple[str, ...] = ()  # further sites whose pages may talk to us
    base_url: str | None = None  # the address that links begin with; none: the one that was asked
    proxies: str = "127.0.0.1"  # whose word on the client's address is taken
    retention: Days | None = None  # days; none: kept until purged
    traces: str | None = None  # the collector that spans go to, by OTLP over HTTP; none: nothing is traced
    traces_share: Share = 0.01  # of the moves
    traces_slow: Seconds = 0.5  # moves that take longer are traced always
    log_level: str = "info"
    log_format: str = "auto"  # console | json | auto: console on a terminal
    colours: bool = True  # on a terminal; https://no-color.org says how not to have them


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment; what is absent has a default."""
    env = os.environ if environ is None else environ
    return Settings(
        redis_url=env.get("PRACTICUM_REDIS_URL") or None,
        data=Path(env["PRACTICUM_DATA"]) if env.get("PRACTICUM_DATA") else _data_folder(env),
        scenarios=Path(env["PRACTICUM_SCENARIOS"]) if env.get("PRACTICUM_SCENARIOS") else _shipped(),
        host_key=env.get("PRACTICUM_HOST_KEY") or None,
        oidc_issuer=env.get("PRACTICUM_OIDC_ISSUER") or None,
        oidc_client_id=env.get("PRACTICUM_OIDC_CLIENT_ID", ""),
        oidc_client_secret=env.get("PRACTICUM_OIDC_CLIENT_SECRET", ""),
        oidc_allowed=_list(env.get("PRACTICUM_OIDC_ALLOWED", "")),
        origins=_list(env.get("PRACTICUM_ORIGINS", "")),
        base_url=env.get("PRACTICUM_BASE_URL") or None,
        proxies=env.get("PRACTICUM_PROXIES") or "127.0.0.1",
        retention=_number(env, "PRACTICUM_RETENTION", Days, "a number of days above 0", None),
        traces=_collector(env.get("PRACTICUM_TRACES", "").strip()),
        traces_share=_number(env, "PRACTICUM_TRACES_SHARE", Share, "a number from 0 to 1: 0.01 is a hundredth", 0.01),
        traces_slow=_number(env, "PRACTICUM_TRACES_SLOW", Seconds, "a number of seconds above 0", 0.5),
        log_level=env.get("PRACTICUM_LOG_LEVEL") or "info",
        log_format=env.get("PRACTICUM_LOG_FORMAT") or "auto",
        colours=not env.get("NO_COLOR") and env.get("TERM") != "dumb",
        **_limits(env),
    )


def _number(env: Mapping[str, str], name: str, kind: Any, cure: str, otherwise: T) -> float | T:
    """Read a number of a kind."""
    said = env.get(name, "").strip()
    if not said:
        return otherwise
    try:
        number: float = msgspec.convert(said, kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadSettingError(f'{name} is "{said[:40]}": give {cure}') from error
    return number


def _collector(said: str) -> str | None:
    """Read where traces go."""
    if not said:
        return None
    where = urlsplit(said)
    if where.scheme not in ("http", "https") or not where.netloc:
        raise BadSettingError(f'PRACTICUM_TRACES is "{said[:40]}": give an address such as http://127.0.0.1:4318')
    return said


def _list(said: str) -> tuple[str, ...]:
    """Read words with commas between."""
    return tuple(part.strip() for part in said.split(",") if part.strip())


def _limits(env: Mapping[str, str]) -> dict[str, Any]:
    """Read the limits that are set."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(Limits):
        name = f"PRACTICUM_{field.name.upper()}"
        if said := env.get(name, "").strip():
            try:
                found[field.name] = msgspec.convert(said, field.type, strict=False)
            except msgspec.ValidationError as error:
                cure = "a whole number from 1 to 10000000" if isinstance(field.default, int) else "a number above 0"
                raise BadSettingError(f'{name} is "{said[:40]}": give {cure}') from error
    return found


def _data_folder(env: Mapping[str, str]) -> Path:
    """Find the user's own data folder."""
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/practicum"
    return Path(env.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "practicum"


def _shipped() -> Path:
    """Find the scenarios that came with the package, or those of the working copy that it runs from."""
    installed = Path(__file__).parent / "scenarios"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "scenarios"
