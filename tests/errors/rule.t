# What a rule file can get wrong: where, the line, what was expected, and the
# nearest name there is.  All are status 3; a wrong value of a parameter is 2.

$ rbt-fetch synth --end 2010-06-30 | rbt-bundle ingest -q b --calendar XNYS
> cat > t <<'SH'
> #!/bin/sh
> # t LINE...: rbt-backtest with a rule file of these lines
> printf '%s\n' "$@" > x.rule
> exec rbt-backtest -b b -s x.rule > out
> SH
> chmod +x t

# Names.

$ ./t 'enter long when close > smaa(close, 5)' 'size 1 units'
! rbt-backtest: x.rule:1:25: unknown function 'smaa'; did you mean 'sma'?
!     enter long when close > smaa(close, 5)
!                             ^
= 3

$ ./t 'enter long when closee > 5' 'size 1 units'
! rbt-backtest: x.rule:1:17: unknown name 'closee'; did you mean 'close'?
!     enter long when closee > 5
!                     ^
= 3

$ ./t 'enter long when close > fast' 'fast = sma(close, 5)' 'size 1 units'
! rbt-backtest: x.rule:1:25: 'fast' is used before the line that defines it
!     enter long when close > fast
!                             ^
= 3

$ ./t 'entr long when close > 5' 'size 1 units'
! rbt-backtest: x.rule:1:1: unknown clause 'entr'; did you mean 'enter'?
!     entr long when close > 5
!     ^
= 3

$ ./t 'enter lng when close > 5' 'size 1 units'
! rbt-backtest: x.rule:1:7: expected 'long' or 'short', got 'lng'; did you mean 'long'?
!     enter lng when close > 5
!           ^
= 3

$ ./t 'close = sma(open, 5)' 'enter long when close > 5' 'size 1 units'
! rbt-backtest: x.rule:1:1: 'close' is a series and cannot be a name
!     close = sma(open, 5)
!     ^
= 3

$ ./t 'a = 1' 'a = 2' 'enter long when close > a' 'size 1 units'
! rbt-backtest: x.rule:2:1: 'a' has a meaning already
!     a = 2
!     ^
= 3

$ ./t 'when = 1'
! rbt-backtest: x.rule:1:1: 'when' is a keyword and cannot be a name
!     when = 1
!     ^
= 3

$ ./t 'm = macd(close, 12, 26, 9)' 'enter long when m.histo > 0' 'size 1 units'
! rbt-backtest: x.rule:2:19: macd has no output of that name; did you mean 'hist'?
!     enter long when m.histo > 0
!                       ^
= 3

$ ./t 'm = macd(close, 12, 26, 9)' 'enter long when m > 0' 'size 1 units'
! rbt-backtest: x.rule:2:17: macd has several outputs: say which one (.line, .signal, .hist)
!     enter long when m > 0
!                     ^
= 3

$ ./t 'enter long when close.hist > 0' 'size 1 units'
! rbt-backtest: x.rule:1:23: only an indicator with several outputs has fields
!     enter long when close.hist > 0
!                           ^
= 3

# Arguments.

$ ./t 'enter long when close > sma(close)' 'size 1 units'
! rbt-backtest: x.rule:1:25: expected 2 arguments, got 1: sma(x, n)
!     enter long when close > sma(close)
!                             ^
= 3

$ ./t 'enter long when close > sma(close, 5, 6)' 'size 1 units'
! rbt-backtest: x.rule:1:25: expected 2 arguments, got 3: sma(x, n)
!     enter long when close > sma(close, 5, 6)
!                             ^
= 3

$ ./t 'enter long when close > sma(close, 0)' 'size 1 units'
! rbt-backtest: x.rule:1:36: expected a whole number in 1..100000 for 'n' of sma, got 0
!     enter long when close > sma(close, 0)
!                                        ^
= 3

$ ./t 'enter long when close > sma(close, 2.5)' 'size 1 units'
! rbt-backtest: x.rule:1:36: expected a whole number in 1..100000 for 'n' of sma, got 2.5
!     enter long when close > sma(close, 2.5)
!                                        ^
= 3

$ ./t 'enter long when close > sma(close, volume)' 'size 1 units'
! rbt-backtest: x.rule:1:36: sma() needs a constant here: numbers and parameters only
!     enter long when close > sma(close, volume)
!                                        ^
= 3

$ ./t 'enter long when close > sma(5, 5)' 'size 1 units'

$ ./t 'enter long when close > highest(high, 999999999)' 'size 1 units'
! rbt-backtest: x.rule:1:39: expected a whole number in 1..100000 for 'n' of highest, got 999999999
!     enter long when close > highest(high, 999999999)
!                                           ^
= 3

$ ./t 'enter long when close > close[-1]' 'size 1 units'
! rbt-backtest: x.rule:1:31: expected a whole number in 0..100000 for the bars to look back, got -1
!     enter long when close > close[-1]
!                                   ^
= 3

$ ./t 'enter long when close > close[bar]' 'size 1 units'
! rbt-backtest: x.rule:1:31: [n] needs a constant here: numbers and parameters only
!     enter long when close > close[bar]
!                                   ^
= 3

# Types: conditions and numbers are two things.

$ ./t 'enter long when close' 'size 1 units'
! rbt-backtest: x.rule:1:17: this clause needs a condition here; this is a number
!     enter long when close
!                     ^
= 3

$ ./t 'enter long when close > 5 + (open > 3)' 'size 1 units'
! rbt-backtest: x.rule:1:29: '+' needs a number here; this is a condition
!     enter long when close > 5 + (open > 3)
!                                 ^
= 3

$ ./t 'enter long when (close > 5) > 3' 'size 1 units'
! rbt-backtest: x.rule:1:17: '>' needs a number here; this is a condition
!     enter long when (close > 5) > 3
!                     ^
= 3

$ ./t 'enter long when not close' 'size 1 units'
! rbt-backtest: x.rule:1:21: 'not' needs a condition here; this is a number
!     enter long when not close
!                         ^
= 3

$ ./t 'enter long when close and open' 'size 1 units'
! rbt-backtest: x.rule:1:17: 'and' needs a condition here; this is a number
!     enter long when close and open
!                     ^
= 3

$ ./t 'x = if(close, 1, 2)' 'enter long when x > 1' 'size 1 units'
! rbt-backtest: x.rule:1:8: if() needs a condition here; this is a number
!     x = if(close, 1, 2)
!            ^
= 3

# The text itself.

$ ./t 'enter long when close >' 'size 1 units'
! rbt-backtest: x.rule:1:24: expected an expression, got the end of the line
!     enter long when close >
!                            ^
= 3

$ ./t 'enter long when (close > 5' 'size 1 units'
! rbt-backtest: x.rule:2:1: expected ')' or an operator, got 'size'
!     size 1 units
!     ^
= 3

$ ./t 'enter long when close > 5)' 'size 1 units'
! rbt-backtest: x.rule:1:26: expected an operator or the end of the line, got ')'
!     enter long when close > 5)
!                              ^
= 3

$ ./t 'enter long when close >> 5' 'size 1 units'
! rbt-backtest: x.rule:1:24: expected an expression, got '>'
!     enter long when close >> 5
!                            ^
= 3

$ ./t 'enter long when close = 5' 'size 1 units'
! rbt-backtest: x.rule:1:23: '=' defines a name; '==' compares
!     enter long when close = 5
!                           ^
= 3

$ ./t 'enter long when close > 5 @' 'size 1 units'
! rbt-backtest: x.rule:1:27: '@' has no meaning here
!     enter long when close > 5 @
!                               ^
= 3

$ ./t 'enter long when close > 1e999' 'size 1 units'
! rbt-backtest: x.rule:1:25: the number is larger than 1e300
!     enter long when close > 1e999
!                             ^
= 3

$ ./t 'enter long when 1 < close < 2' 'size 1 units'
! rbt-backtest: x.rule:1:27: comparisons do not chain: write 'a < b and b < c'
!     enter long when 1 < close < 2
!                               ^
= 3

$ ./t 'enter long close > 5' 'size 1 units'
! rbt-backtest: x.rule:1:12: expected 'when', got 'close'
!     enter long close > 5
!                ^
= 3

$ printf 'enter long when close > 5\0\n' > x.rule
> rbt-backtest -b b -s x.rule
! rbt-backtest: x.rule:1:26: a zero byte
!     enter long when close > 5?
!                              ^
= 3

$ printf 'enter long when close > 5 \377\n' > x.rule
> rbt-backtest -b b -s x.rule
! rbt-backtest: x.rule:1:27: byte 0xff is not UTF-8
!     enter long when close > 5 ?
!                               ^
= 3

$ ./t "enter long when close > $(printf '%0200d' 0 | tr 0 '(')1" 'size 1 units'
! rbt-backtest: x.rule:1:89: nested deeper than 64 levels
!     ...((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((...
!                                                ^
= 3

# Clauses.

$ ./t 'enter long when close > 5'
! rbt-backtest: x.rule:1:17: an 'enter' needs a 'size' clause in the file, as in 'size 100% of equity'
!     enter long when close > 5
!                     ^
= 3

$ ./t 'a = 1'
! rbt-backtest: warning: no enter clause: nothing will be traded

$ ./t ''
! rbt-backtest: warning: no enter clause: nothing will be traded

$ ./t 'enter long when close > 5' 'size 1 units' 'size 2 units'
! rbt-backtest: x.rule:3:1: a second clause of this kind; the first is on line 2
!     size 2 units
!     ^
= 3

$ ./t 'enter long when close > 5' 'size 1 shares'
! rbt-backtest: x.rule:2:8: expected 'units' or 'cash' or '%', got 'shares'
!     size 1 shares
!            ^
= 3

$ ./t 'enter long when close > 5' 'size 100%'
! rbt-backtest: x.rule:2:10: expected 'of', got the end of the line
!     size 100%
!              ^
= 3

$ ./t 'enter long when close > 5' 'size 0 units'
! rbt-backtest: x.rule:2:6: expected a number above 0 and below 92 billion, got 0
!     size 0 units
!          ^
= 3

$ ./t 'enter long when close > 5' 'size risk 1% of equity'
! rbt-backtest: x.rule:2:1: 'size risk' needs a 'stop loss' or a 'stop trail'
!     size risk 1% of equity
!     ^
= 3

$ ./t 'enter long when close > 5' 'size 1 units' 'stop loss 0%'
! rbt-backtest: x.rule:3:11: expected a number above 0 and below 92 billion, got 0
!     stop loss 0%
!               ^
= 3

$ ./t 'enter long when close > 5' 'size 1 units' 'stop loss'
! rbt-backtest: x.rule:3:10: expected an expression, got the end of the line
!     stop loss
!              ^
= 3

$ ./t 'enter long when close > 5' 'size 1 units' 'stop lose 5%'
! rbt-backtest: x.rule:3:6: expected 'loss' or 'trail', got 'lose'; did you mean 'loss'?
!     stop lose 5%
!          ^
= 3

$ ./t 'enter long when close > 5' 'size 1 units' 'exit after 0 bars'
! rbt-backtest: x.rule:3:12: expected a whole number in 1..1000000000 for the bars to exit after, got 0
!     exit after 0 bars
!                ^
= 3

$ ./t 'enter long when close > 5' 'size 1 units' 'exit after 2.5 bars'
! rbt-backtest: x.rule:3:12: expected a whole number in 1..1000000000 for the bars to exit after, got 2.5
!     exit after 2.5 bars
!                ^
= 3

$ ./t 'enter long when close > 5' 'size 1 units' 'exit short when close > 6'

$ ./t 'exit long when close > 6'
! rbt-backtest: warning: no enter clause: nothing will be traded

# Parameters.

$ ./t 'param n = 5 in 10..20' 'enter long when close > sma(close, n)' 'size 1 units'
! rbt-backtest: x.rule:1:13: the default 5 is outside the range
!     param n = 5 in 10..20
!                 ^
= 3

$ ./t 'param n = 5 in 20..10' 'enter long when close > sma(close, n)' 'size 1 units'
! rbt-backtest: x.rule:1:13: the range ends below its start
!     param n = 5 in 20..10
!                 ^
= 3

$ ./t 'param x = 0.5 in 0..1' 'enter long when close > x' 'size 1 units'
! rbt-backtest: x.rule:1:22: expected 'step' (a range that is not whole needs one), got the end of the line
!     param x = 0.5 in 0..1
!                          ^
= 3

$ ./t 'param n = 5 in 1..9 step 0' 'enter long when close > sma(close, n)' 'size 1 units'
! rbt-backtest: x.rule:1:26: a step is more than 0
!     param n = 5 in 1..9 step 0
!                              ^
= 3

$ ./t 'param n = close' 'enter long when close > n' 'size 1 units'
! rbt-backtest: x.rule:1:11: expected a number, got 'close'
!     param n = close
!               ^
= 3

$ ./t 'param a = 5' 'param b = 3' 'require a < b' 'enter long when sma(close, a) > sma(close, b)' 'size 1 units'
! rbt-backtest: x.rule:3:1: this requirement does not hold: a = 5, b = 3
!     require a < b
!     ^
= 3

$ rbt-backtest -b b -s sma-cross.rule -p fsat=12
! rbt-backtest: sma-cross.rule has no parameter 'fsat'; did you mean 'fast'?
= 2

$ rbt-backtest -b b -s sma-cross.rule -p fast
! rbt-backtest: --param: expected NAME=VALUE, got 'fast'
= 2

$ rbt-backtest -b b -s sma-cross.rule -p fast=
! rbt-backtest: parameter fast: expected a number, got ''
= 2

$ rbt-backtest -b b -s sma-cross.rule -p fast=ten
! rbt-backtest: parameter fast: expected a number, got 'ten'
= 2

$ rbt-backtest -b b -s sma-cross.rule -p fast=51
! rbt-backtest: parameter fast: 51 is outside 2..50
= 2

$ rbt-backtest -b b -s sma-cross.rule -p fast=2.5
! rbt-backtest: sma-cross.rule:5:16: expected a whole number in 1..100000 for 'n' of sma, got 2.5
!     a = sma(close, fast)
!                    ^
= 2

$ rbt-backtest -b b -s sma-cross.rule -p fast=5 -p fast=6 > out
! rbt-backtest: parameter fast: given twice
= 2

$ rbt-backtest -b b -s sma-cross.rule -p fast=40 -p slow=40
! rbt-backtest: sma-cross.rule:4:1: this requirement does not hold: fast = 40, slow = 40
!     require fast < slow
!     ^
= 2

# Off the step is allowed.

$ rbt-backtest -b b -s sma-cross.rule -p fast=5 -p slow=12 | grep -o '"params":{[^}]*}'
"params":{"fast":5,"slow":12}
