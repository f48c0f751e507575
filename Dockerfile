# SPDX-License-Identifier: AGPL-3.0-or-later
# One image, three processes: `docker run … sportello serve`, `work`, `authority`. compose.yaml puts them together.

FROM node:20-bookworm-slim AS style
WORKDIR /build
COPY package.json package-lock.json ./
COPY bin/assets bin/assets
RUN bin/assets

FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY build.rs .
COPY src src
COPY migrations migrations
COPY templates templates
COPY static static
COPY locales locales
COPY policies policies
COPY data data
COPY --from=style /build/static/vendor static/vendor
RUN cargo build --release --locked --bin sportello

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl postgresql-client tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 64201 --no-create-home sportello-authority \
 && useradd --system --uid 64202 --no-create-home sportello-serve \
 && useradd --system --uid 64203 --no-create-home sportello-work \
 && useradd --system --uid 64204 --no-create-home sportello-sequence
COPY --from=build /build/target/release/sportello /usr/local/bin/sportello
COPY LICENSE /usr/share/doc/sportello/LICENSE
USER sportello-serve
ENV SPORTELLO_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD curl --fail --silent --show-error http://127.0.0.1:8080/health/live || exit 1
ENTRYPOINT ["tini", "--", "sportello"]
CMD ["serve"]
