# What every tool has in common: help, version, options, statuses.

$ for t in rbt rbt-fetch rbt-bundle rbt-backtest; do $t --help | head -n 1; done
usage: rbt TOOL [...]
usage: rbt-fetch COMMAND [options] [...]
usage: rbt-bundle COMMAND [options] [...]
usage: rbt-backtest [options]

$ for t in rbt rbt-fetch rbt-bundle rbt-backtest; do $t --version; done
rbt 0.1.0
rbt-fetch 0.1.0
rbt-bundle 0.1.0
rbt-backtest 0.1.0

# Help is for people and goes to standard output; -h is the same.

$ rbt-bundle --help
usage: rbt-bundle COMMAND [options] [...]
|
Ingest, check and store bars; list and export them.
|
commands:
  ingest      check bars and add them to a bundle
  list        the bundles that there are
  info        symbols, spans, gaps and origin of a bundle
  verify      is it, byte by byte, what was ingested?
  export      the bars of a bundle as records
  pack        a bundle as one file, the same for the same bars
  unpack      check a packed bundle and store it
  rollback    go back to the version before
  drop        remove a bundle
|
options:
  -o, --output FILE         write to FILE, whole or not at all
  -q, --quiet               no notes and no progress on standard error
  -h, --help                show this help
      --version             show the version
|
example:
  rbt-bundle ingest --help
|
The manual is rbt-bundle(1).

$ rbt-wfo --help | sed -n '/^commands/,/overfit/p'
commands:
  sweep       try parameters over the whole span
  walk        choose in each window, test behind it
  cpcv        combinatorial purged cross-validation
  sensitivity plateaus and spikes of the grid
  overfit     how much of a result may be luck

$ rbt-wfo walk --help | sed -n '/--param/,/repeat/p; /--method/p'; rbt-montecarlo --help | sed -n '/--method/,/costs/p'
  -p, --param NAME=VALUE    set a parameter, or search it in LO..HI:STEP; may
                            repeat
      --method METHOD       grid (default), random, lhs or bayes
  -m, --method METHOD       stationary (default), block, iid, permutation,
                            trade, trade-permutation, gbm, garch, jump, noise,
                            start or costs

$ rbt-bundle list --help
usage: rbt-bundle list [options]
|
the bundles that there are
|
options:
      --names               the names alone, one a line
      --format FORMAT       ndjson, or table (default on a terminal)
  -o, --output FILE         write to FILE, whole or not at all
  -q, --quiet               no notes and no progress on standard error
  -h, --help                show this help
      --version             show the version
|
example:
  rbt-bundle list
|
The manual is rbt-bundle(1).

$ [ "$(rbt-backtest -h)" = "$(rbt-backtest --help)" ] && echo same
same

$ rbt
! usage: rbt TOOL [...]
!        rbt help [TOOL]
!
! From raw prices to a gated strategy, in a shell.
!
! tools:
!   fetch       get bars from CSV files or a generator
!   bundle      ingest, check and store bars; list and export them
!   backtest    simulate a strategy on a bundle
!   wfo         search parameters, and test them elsewhere
!   montecarlo  draw paths that a run could have taken
!   gate        ask whether a strategy may move on
!
! options:
!   -h, --help                show this help
!       --version             show the version
!
! example:
!   rbt fetch csv --symbol SPY spy.csv | rbt bundle ingest us
!   rbt backtest -b us -s sma-cross.rule
!
! The manual is rbt(1); rbt(7) is the overview.
= 2

$ rbt help | head -n 2
> rbt help bundle | head -n 1
> rbt bundle list --help | head -n 1
usage: rbt TOOL [...]
       rbt help [TOOL]
usage: rbt-bundle COMMAND [options] [...]
usage: rbt-bundle list [options]

# No help is wider than a terminal.

$ (rbt --help; rbt-fetch --help; rbt-fetch csv --help; rbt-fetch synth --help; rbt-backtest --help
> for c in ingest list info export; do rbt-bundle $c --help; done) | awk 'length($0) > 80'

# Options that do not exist, with the nearest one that does.

$ rbt --versoin
! rbt: unknown option '--versoin'
! Try 'rbt --help'.
= 2

$ rbt bakctest
! rbt: unknown tool 'bakctest'; did you mean 'backtest'?
! Try 'rbt --help'.
= 2

$ rbt-fetch cvs
! rbt-fetch: unknown command 'cvs'; did you mean 'csv'?
! Try 'rbt-fetch --help'.
= 2

$ rbt-fetch csv --symbl SPY
! rbt-fetch: unknown option '--symbl'; did you mean '--symbol'?
! Try 'rbt-fetch csv --help'.
= 2

$ rbt-fetch synth --frobnicate
! rbt-fetch: unknown option '--frobnicate'
! Try 'rbt-fetch synth --help'.
= 2

$ rbt-bundle ingest --on-bda skip us
! rbt-bundle: unknown option '--on-bda'; did you mean '--on-bad'?
! Try 'rbt-bundle ingest --help'.
= 2

$ rbt-bundle -x
! rbt-bundle: unknown option '-x'
! Try 'rbt-bundle --help'.
= 2

$ rbt-backtest --slipage bps=1
! rbt-backtest: unknown option '--slipage'; did you mean '--slippage'?
! Try 'rbt-backtest --help'.
= 2

$ rbt-backtest -z
! rbt-backtest: unknown option '-z'
! Try 'rbt-backtest --help'.
= 2

# Options with too much or too little.

$ rbt-fetch
! rbt-fetch: expected a command
! Try 'rbt-fetch --help'.
= 2

$ rbt-fetch csv --symbol
! rbt-fetch: --symbol: expected a value
! Try 'rbt-fetch csv --help'.
= 2

$ rbt-fetch csv --symbol A --symbol B
! rbt-fetch: --symbol: given twice
! Try 'rbt-fetch csv --help'.
= 2

$ rbt-bundle list --names=yes
! rbt-bundle: --names=yes: option does not take an argument
! Try 'rbt-bundle list --help'.
= 2

$ rbt-backtest -s
! rbt-backtest: -s: expected a value
! Try 'rbt-backtest --help'.
= 2

$ rbt-backtest us-daily
! rbt-backtest: unexpected operand 'us-daily'
= 2

# -- ends the options; a file may be called anything.

$ rbt-fetch csv --symbol A -- --help
! rbt-fetch: --help: No such file or directory
= 4

# Output goes to a file whole or not at all.

$ rbt-bundle list -o out && cat out
{"type":"stream","v":1,"tool":"rbt-bundle","version":"0.1.0","seed":null,"inputs":[]}
{"type":"end","records":0,"status":"ok","skipped":0}

$ rbt-bundle list -o nowhere/out
! rbt-bundle: nowhere/out: No such file or directory
= 4

$ rbt-bundle list -o out -o out2
! rbt-bundle: --output: given twice
! Try 'rbt-bundle list --help'.
= 2

# A reader that has seen enough ends the writer without a word.

$ rbt-fetch synth --symbols 100 | head -n 1
{"type":"stream","v":1,"tool":"rbt-fetch","version":"0.1.0","seed":1,"inputs":[]}

# A full disk is status 4 for every tool.

$ rbt --version > /dev/full
! rbt: writing standard output: No space left on device
= 4

$ rbt-fetch --version > /dev/full
! rbt-fetch: writing standard output: No space left on device
= 4

$ rbt-fetch synth > /dev/full
! rbt-fetch: writing standard output: No space left on device
= 4

$ rbt-bundle list > /dev/full
! rbt-bundle: writing standard output: No space left on device
= 4

$ rbt-backtest --help > /dev/full
! rbt-backtest: writing standard output: No space left on device
= 4

# --quiet silences notes and warnings, never errors.

$ rbt-fetch synth --end 2010-02-01 | rbt-bundle ingest -q quiet

$ rbt-bundle info -q nowhere
! rbt-bundle: no bundle at $PWD/data/nowhere
= 2

# The locale, the time zone and the environment do not change a byte.

$ rbt-fetch synth --end 2010-02-01 | cksum
> env -i LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo HOME=/ "$(command -v rbt-fetch)" synth --end 2010-02-01 | cksum
4254099827 3114
4254099827 3114
