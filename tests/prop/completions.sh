#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the committed completions offer: bash by calling their functions, fish
# by asking it; and each shell, zsh too, accepts its files.
set -u
cd "$(dirname "$0")/../.." || exit 4
PATH=${RBT_BIN:-$PWD/bin}:$PATH
passed=0 failed=0 skipped=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
export PATH RBT_DATA="$tmp/data" RBT_STATE="$tmp/state" HOME="$tmp" XDG_CONFIG_HOME="$tmp"

# same WHAT WANT GOT
same() {
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '%s\n  want %s\n  got  %s\n' "$1" "$2" "$3"
	fi
}

# What bash offers for the last of these words, as one line.
in_bash() {
	bash -c '
		compopt() { :; } # a builtin that works only while completing
		for f in completions/bash/*; do . "$f"; done
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
		f=${1//-/_}
		"_$f"
		echo "${COMPREPLY[*]}"' bash "$@"
}

# What fish offers for a line, sorted, without the descriptions.
in_fish() {
	fish -N -c "for f in completions/fish/*; source \$f; end; complete -C '$1'" |
	    cut -f 1 | sort | tr '\n' ' '
}

rbt-fetch synth --end 2010-02-01 | rbt-bundle ingest -q demo
rbt-fetch synth --end 2010-02-01 | rbt-bundle ingest -q other

# bash gets its words through /dev/fd, which a bare root may lack.
if command -v bash >/dev/null && [ -e /dev/fd ]; then
	same 'a tool' 'backtest bundle' "$(in_bash rbt b)"
	same 'a command' 'ingest info' "$(in_bash rbt-bundle i)"
	same 'a command through rbt' 'ingest info' "$(in_bash rbt bundle i)"
	same 'an option' '--slippage' "$(in_bash rbt-backtest --sl)"
	same 'a word' 'next-open next-close' \
	    "$(in_bash rbt-backtest --fill next)"
	same 'a word behind =' 'next-open next-close' \
	    "$(in_bash rbt-backtest --fill = next)"
	same 'nothing behind =' 'ndjson table' \
	    "$(in_bash rbt-backtest --format =)"
	same 'a bundle' 'demo other' "$(in_bash rbt-backtest -b '')"
	same 'a bundle as operand' 'other' "$(in_bash rbt-bundle info o)"
	same 'a file' 'examples/acme.csv' \
	    "$(in_bash rbt-fetch csv examples/ac)"
	same 'no file' '' "$(in_bash rbt-backtest --cash '')"
else
	skipped=$((skipped + 11))
fi
if command -v fish >/dev/null; then
	same 'fish: a tool' 'backtest bundle ' "$(in_fish 'rbt b')"
	same 'fish: an option' '--slippage ' "$(in_fish 'rbt-backtest --sl')"
	same 'fish: a word' 'next-close next-open ' \
	    "$(in_fish 'rbt-backtest --fill next')"
	same 'fish: a bundle' 'demo other ' "$(in_fish 'rbt-backtest -b ')"
else
	skipped=$((skipped + 4))
fi
for shell in bash zsh fish; do
	if ! command -v "$shell" >/dev/null; then
		skipped=$((skipped + 1))
		continue
	fi
	for f in completions/"$shell"/*; do
		same "$f" '' "$("$shell" -n "$f" 2>&1)"
	done
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
