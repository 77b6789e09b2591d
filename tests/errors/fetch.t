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

$ rbt-fetch csv --symbol-from-name < /dev/null
! rbt-fetch: standard input has no name that gives a symbol
= 2

$ rbt-fetch csv --symbol A --date-from-name -
! rbt-fetch: standard input has no name that gives a day
= 2

$ rbt-fetch csv --symbol A --period 7 x.csv
! rbt-fetch: --period: expected a period like 30s, 15m, 1h, 1d or 1w, got '7'
= 2

$ rbt-fetch csv --symbol A --period 0m x.csv
! rbt-fetch: --period: expected a period like 30s, 15m, 1h, 1d or 1w, got '0m'
= 2

$ rbt-fetch synth --period 999999999w
! rbt-fetch: --period: period '999999999w' is too long
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
! rbt-fetch: --start: expected a date like 2024-01-02, got 'today'
= 2

$ rbt-fetch synth --start 2020-01-01 --end 2019-01-01
! rbt-fetch: --start is after --end
= 2

$ rbt-fetch synth --calendar XNYS --start 1980-01-01
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

$ rbt-fetch synth --period 36h
! rbt-fetch: a period above 1d has to be whole days
= 2

$ rbt-fetch synth --model arma
! rbt-fetch: --model: expected gbm, garch, jump or regime, got 'arma'
= 2

$ rbt-fetch synth --model gbm,alpha=0.1
! rbt-fetch: --model: gbm takes no parameters
= 2

$ rbt-fetch synth --model garch,alfa=0.1
! rbt-fetch: --model: unknown name 'alfa'; known are alpha, beta
= 2

$ rbt-fetch synth --model garch,alpha
! rbt-fetch: --model: expected NAME=NUMBER, got 'alpha'
= 2

$ rbt-fetch synth --model garch,alpha=0.1,alpha=0.1
! rbt-fetch: --model: alpha is given twice
= 2

$ rbt-fetch synth --model garch,alpha=0.5,beta=0.5
! rbt-fetch: --model: alpha and beta together have to be below 1
= 2

$ rbt-fetch synth --model jump,sd=-1
! rbt-fetch: --model: sd: -1 is outside 0..1
= 2

$ rbt-fetch synth --model regime,calm=a
! rbt-fetch: --model: calm: expected a number, got 'a'
= 2

$ rbt-fetch synth --correlation 1.5
! rbt-fetch: --correlation: 1.5 is outside 0..1
= 2

$ rbt-fetch synth --overnight -0.1
! rbt-fetch: --overnight: -0.1 is outside 0..1
= 2

$ rbt-fetch synth --gaps 1
! rbt-fetch: --gaps: 1 is outside 0..0.9
= 2

$ rbt-fetch synth --effect momentum=1
! rbt-fetch: --effect: momentum: 1 is outside -0.99..0.99
= 2

$ rbt-fetch synth --effect momentun=0.1
! rbt-fetch: --effect: unknown name 'momentun'; known are momentum, spread, monday, tuesday, wednesday, thursday, friday, saturday, sunday
= 2

$ rbt-fetch synth more
! rbt-fetch: unexpected operand 'more'
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
