"""What is asked about a node: whether it is up, whether it can serve, and its counts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from practicum.live.sessions import Sessions
from practicum.web.answers import STORE_DOWN, answer, problem
from practicum.web.metrics import TYPE, Metrics


class Health:
    """The endpoints for operators; each method is one."""

    def __init__(self, sessions: Sessions, metrics: Metrics) -> None:
        self._sessions = sessions
        self._metrics = metrics

    async def healthz(self, _request: Request) -> Response:
        """Say that the process is up."""
        return answer({"up": True})

    async def readyz(self, _request: Request) -> Response:
        """Say whether the store answers."""
        if self._sessions.draining:
            return problem(503, "restart", "The server is going down.")
        return answer({"ready": True}) if await self._sessions.ready() else problem(503, *STORE_DOWN)

    async def metrics(self, _request: Request) -> Response:
        """Tell the node's counts."""
        return Response(self._metrics.text(), media_type=TYPE)
