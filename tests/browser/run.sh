#!/bin/bash
# run.sh - starts the program on a fresh sample database and plays the stories in Chromium; ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm ci >/dev/null
exec node stories.mjs "../../${1:-build}"
