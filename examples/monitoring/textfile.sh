#!/bin/sh
# For Prometheus: the figures where the node exporter's textfile collector looks, written whole or not at all.
#   */15 * * * * siyana /usr/share/doc/siyana/examples/monitoring/textfile.sh /var/lib/prometheus/node-exporter
set -eu
folder=${1:?"usage: $0 FOLDER"}
exec siyana status --format prometheus --output "$folder/siyana.prom"
