# The server with its client and scenarios, as one image. It keeps sessions in /data, or in a Redis that
# PRACTICUM_REDIS_URL names. Build, with BuildKit or Podman: docker build -t practicum .
# Run: docker run -p 8000:8000 -v practicum:/data practicum

FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
# Makes the wheel of the project (hatch_build.py builds the client) and collects the pinned wheels that it needs.
RUN pip wheel --no-cache-dir --constraint constraints.txt --wheel-dir /wheels ".[oidc,traces]"

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links=/wheels "practicum[oidc,traces]" \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin practicum \
    && mkdir /data && chown practicum:practicum /data
USER practicum
# Commands beside the server (docker exec … practicum export) find its store by this, too.
ENV PRACTICUM_DATA=/data
VOLUME /data
EXPOSE 8000
# A drain tells every browser when to come back, and takes a few seconds.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["practicum", "serve", "--host", "0.0.0.0", "--port", "8000"]
