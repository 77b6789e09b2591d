# What rbt-fetch says about its options.

# csv.

$ rbt-fetch csv --symbol 'a b' x.csv
! rbt-fetch: --symbol: 'a b' is no symbol: 1 to 64 characters of ASCII, no blank, quote or backslash
= 2

$ rbt-fetch csv --symbol '' x.csv
! rbt-fetch: --symbol: '' is no symbol: 1 to 64 characters of ASCII, no blank, quote or backslash
= 2

$ rbt-fetch csv --symbol A --symbol-from-name x.csv
! rbt-fetch: --symbol and --symbol-from-name exclude each other
= 2

$ rbt-fetch csv --symbol-from-name ' .csv'
! rbt-fetch: the name of the file ' .csv' gives no symbol
= 2

$ rbt-fetch csv --symbol A --period 7 x.csv
! rbt-fetch: --period: expected a period like 30s, 15m, 1h, 1d or 1w, got '7'
= 2

$ rbt-fetch csv --symbol A --period 0m x.csv
! rbt-fetch: --period: expected a period like 30s, 15m, 1h, 1d or 1w, got '0m'
= 2

$ rbt-fetch csv --symbol A --on-bad ignore x.csv
! rbt-fetch: --on-bad: expected one of: error skip repair; got 'ignore'
= 2

# synth.

$ rbt-fetch synth --symbols 0
! rbt-fetch: --symbols: 0 is outside 1..100000
= 2

$ rbt-fetch synth --symbols many
! rbt-fetch: --symbols: expected a whole number, got 'many'
= 2

$ rbt-fetch synth --seed -1
! rbt-fetch: --seed: -1 is outside 0..9223372036854775807
= 2

$ rbt-fetch synth --seed 1.5
! rbt-fetch: --seed: expected a whole number, got '1.5'
= 2

$ rbt-fetch synth --start 2010-02-30
! rbt-fetch: --start: there is no day '2010-02-30'
= 2

$ rbt-fetch synth --start today
! rbt-fetch: --start: expected a date like 2010-01-31, got 'today'
= 2

$ rbt-fetch synth --start 2020-01-01 --end 2019-01-01
! rbt-fetch: --start is after --end
= 2

$ rbt-fetch synth --start 1980-01-01
! rbt-fetch: the calendar XNYS knows 1990-01-01 to 2030-12-31 only
= 2

$ rbt-fetch synth --calendar nyse
! rbt-fetch: unknown calendar 'nyse': known are XNYS, weekdays and 24/7
= 2

$ rbt-fetch synth --volatility -1
! rbt-fetch: --volatility: -1 is outside 0..10
= 2

$ rbt-fetch synth --volatility high
! rbt-fetch: --volatility: expected a number, got 'high'
= 2

$ rbt-fetch synth --drift 1e400
! rbt-fetch: --drift: 1e400 is outside -10..10
= 2

$ rbt-fetch synth more
! rbt-fetch: synth takes no operand, got 'more'
= 2

# A price that grows beyond what a price can hold ends the stream without its
# `end`.

$ rbt-fetch synth --drift 10 --end 2012-12-31 | tail -n 1 | grep -c '"end"'
0
! rbt-fetch: the price of SYN001 grows beyond 7e10 with this drift and volatility
= 1

# Standard input and output that are closed.

$ rbt-fetch csv --symbol A <&-  > out
! rbt-fetch: stdin: reading: Bad file descriptor
= 4

$ rbt-fetch synth >&-
! rbt-fetch: writing standard output: Bad file descriptor
= 4
