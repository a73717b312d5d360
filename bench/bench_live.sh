#!/bin/sh
# bench_live.sh GIAOBAN - live updates of a briefing: live.py.
exec python3 "$(dirname "$0")/live.py" "$1"
