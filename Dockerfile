# Sojourn on Debian 12. Untried: no image could be built where this was written; the two commands are those
# that a Debian 12 without Docker is set up with.
FROM debian:12
WORKDIR /sojourn
COPY . .
RUN tools/deps
RUN tools/build build sojourn
ENTRYPOINT ["build/sojourn"]
