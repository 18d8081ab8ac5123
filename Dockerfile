# Two stages: the first installs the app with the packages that requirements.txt pins, the second contains only the result.
FROM python:3.13-slim AS build
# Parts to install, separated by commas: local, openai, claude, qstash, postgres, s3, oidc, or all of them.
ARG EXTRAS=all
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/speaking
COPY requirements.txt ./
# pip checks each file's hash here; the install below uses these files only.
RUN /opt/speaking/bin/pip download --require-hashes --only-binary :all: --dest /wheels -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
RUN /opt/speaking/bin/pip install --no-index --find-links /wheels ".${EXTRAS:+[$EXTRAS]}"

FROM python:3.13-slim
RUN useradd --uid 10001 --create-home speaking && install --directory --owner speaking /data
COPY --from=build /opt/speaking /opt/speaking
ENV PATH=/opt/speaking/bin:$PATH DATA_DIR=/data PYTHONUNBUFFERED=1
USER speaking
WORKDIR /home/speaking
VOLUME /data
EXPOSE 8000
# The server needs up to 30 seconds to finish running work; give the container more before it is killed.
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=30s --interval=30s --timeout=5s CMD \
    ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["speaking", "serve", "--host", "0.0.0.0", "--port", "8000"]
