"""These tests start many servers: each has one case on its shelf, which is quicker to load than all."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from practicum.settings import Settings
from tests.web.conftest import SCENARIOS


@pytest.fixture(scope="session")
def one_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put Alder Mutual alone on a shelf."""
    shelf = tmp_path_factory.mktemp("shelf")
    (shelf / "alder-mutual").symlink_to(SCENARIOS / "alder-mutual")
    return shelf


@pytest.fixture
def settings(settings: Settings, one_case: Path) -> Settings:
    """Settings as everywhere, but for the shelf."""
    return replace(settings, scenarios=one_case)
