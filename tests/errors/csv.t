# What rbt-fetch csv says about rows that are no bars: file:line:column for a
# field, file:line for a row.  Every case ends with status 3, and what was
# written before has no `end` record, so a reader behind the pipe keeps nothing.

$ cat > t <<'SH'
> #!/bin/sh
> # t ROWS [OPTION...]: rbt-fetch csv on a good row and these, records dropped
> printf "Date,Open,High,Low,Close,Volume\n2024-01-02,10,11,9,10.5,1\n$1" > in.csv
> shift
> exec rbt-fetch csv --symbol A "$@" in.csv > /dev/null
> SH
> chmod +x t

# A field that is no number.

$ ./t '2024-01-03,1x,11,9,10,1\n'
! rbt-fetch: in.csv:3:12: open: expected a number, got '1x'
= 3

$ ./t '2024-01-03,10,11,9,1O.5,1\n'
! rbt-fetch: in.csv:3:20: close: expected a number, got '1O.5'
= 3

$ ./t '2024-01-03,,11,9,10,1\n'
! rbt-fetch: in.csv:3:12: open: expected a number, got ''
= 3

$ ./t '2024-01-03,NaN,11,9,10,1\n'
! rbt-fetch: in.csv:3:12: open: expected a number, got 'NaN'
= 3

$ ./t '2024-01-03,10,inf,9,10,1\n'
! rbt-fetch: in.csv:3:15: high: expected a number, got 'inf'
= 3

$ ./t '2024-01-03,10,11,0x9,10,1\n'
! rbt-fetch: in.csv:3:18: low: expected a number, got '0x9'
= 3

$ ./t '2024-01-03,"1,000",1100,900,1000,1\n'
! rbt-fetch: in.csv:3:12: open: '1,000' has a comma: --decimal point or --decimal comma says what it means
= 3

$ ./t '2024-01-03,10,11,9,10,lots\n'
! rbt-fetch: in.csv:3:23: volume: expected a number, got 'lots'
= 3

# A time that no bar can have.

$ ./t '2262-01-01,10,11,9,10,1\n'
! rbt-fetch: in.csv:3: time 2262-01-01 is outside of the years 1678 to 2261
= 3

$ printf 'Date,Open,High,Low,Close\n1677-12-31,1,1,1,1\n' | rbt-fetch csv --symbol A > /dev/null
! rbt-fetch: stdin:2: time 1677-12-31 is outside of the years 1678 to 2261
= 3

# A number that is no price, or no volume.

$ ./t '2024-01-03,0,11,9,10,1\n'
! rbt-fetch: in.csv:3: open 0 is not above 0
= 3

$ ./t '2024-01-03,10,11,-9,10,1\n'
! rbt-fetch: in.csv:3: low -9 is not above 0
= 3

$ ./t '2024-01-03,10,11,9,10,-5\n'
! rbt-fetch: in.csv:3: volume -5 is negative
= 3

$ ./t '2024-01-03,99999999999,99999999999,9,10,1\n'
! rbt-fetch: in.csv:3:12: open overflow: 99999999999
= 3

$ ./t '2024-01-03,10,1e400,9,10,1\n'
! rbt-fetch: in.csv:3:15: high overflow: 1e400
= 3

$ ./t '2024-01-03,10,11,9,10,99999999999999999999\n'
! rbt-fetch: in.csv:3:23: volume overflow: 99999999999999999999
= 3

$ ./t '2024-01-03,10,11,9,10,1e400\n'
! rbt-fetch: in.csv:3:23: volume overflow: 1e400
= 3

# Prices that contradict each other.

$ ./t '2024-01-03,10,9.5,9.7,9.6,1\n'
! rbt-fetch: in.csv:3: high 9.5 below low 9.7
= 3

$ ./t '2024-01-03,10,11,9,12,1\n'
! rbt-fetch: in.csv:3: close 12 above high 11
= 3

$ ./t '2024-01-03,10,11,9,8,1\n'
! rbt-fetch: in.csv:3: close 8 below low 9
= 3

$ ./t '2024-01-03,12,11,9,10,1\n'
! rbt-fetch: in.csv:3: open 12 above high 11
= 3

$ ./t '2024-01-03,8,11,9,10,1\n'
! rbt-fetch: in.csv:3: open 8 below low 9
= 3

# Times.

$ ./t '2024-01-02,10,11,9,10.5,1\n'
! rbt-fetch: in.csv:3: duplicate of the row before
= 3

$ ./t '2024-01-02,10,11,9,10,1\n'
! rbt-fetch: in.csv:3: second row for 2024-01-02 (--period says how long a bar is if not a day)
= 3

$ ./t '2024-01-02 14:31,10,11,9,10,1\n'
! rbt-fetch: in.csv:3: second row for 2024-01-02 (--period says how long a bar is if not a day)
= 3

$ ./t '2024-01-01,10,9,11,10,1\n'
! rbt-fetch: in.csv:3: high 9 below low 11
= 3

$ ./t '2024-01-01,10,11,9,10,1\n'
! rbt-fetch: in.csv:3: time 2024-01-01 is before 2024-01-02 of the row before: rows must be in rising order (--sort sorts them)
= 3

$ ./t '2024-02-30,10,11,9,10,1\n'
! rbt-fetch: in.csv:3:1: there is no day '2024-02-30'
= 3

$ ./t '01/03/2024,10,11,9,10,1\n'
! rbt-fetch: in.csv:3:1: '01/03/2024' may begin with the month or the day: --dates us or --dates eu says which
= 3

$ ./t ',10,11,9,10,1\n'
! rbt-fetch: in.csv:3:1: expected a date or time like 2024-01-02T14:30:00Z, got ''
= 3

$ ./t '1500-01-03,10,11,9,10,1\n'
! rbt-fetch: in.csv:3:1: time '1500-01-03' is outside 1678..2262
= 3

# The shape of the text.

$ ./t '2024-01-03,10,11,9,10\n'
! rbt-fetch: in.csv:3: expected 6 fields as in the header, got 5
= 3

$ ./t '2024-01-03,10,11,9,10,1,1\n'
! rbt-fetch: in.csv:3: expected 6 fields as in the header, got 7
= 3

$ ./t '2024-01-03,"10,11,9,10,1\n'
! rbt-fetch: in.csv:3:12: quote without end
= 3

$ ./t '2024-01-03,10"5,11,9,10,1\n'
! rbt-fetch: in.csv:3:14: quote in the wrong place
= 3

$ ./t '2024-01-03,1\0000,11,9,10,1\n'
! rbt-fetch: in.csv:3:13: NUL byte
= 3

$ ./t '2024-01-03,1\377,11,9,10,1\n'
! rbt-fetch: in.csv:3:13: invalid UTF-8
= 3

$ printf 'Date,Open,High,Low,Close\n' | rbt-fetch csv --symbol A > /dev/null
! rbt-fetch: stdin: no rows of A
= 3

$ rbt-fetch csv --symbol A < /dev/null > /dev/null
! rbt-fetch: stdin: empty file
= 3

$ printf 'Date,Open,High,Low,Volume\n' | rbt-fetch csv --symbol A > /dev/null
! rbt-fetch: stdin:1: no column named close in the header 'Date,Open,High,Low,Volume'
= 3

$ printf 'Open,High,Low,Close\n' | rbt-fetch csv --symbol A > /dev/null
! rbt-fetch: stdin:1: no column named date, datetime, time or timestamp in the header 'Open,High,Low,Close'
= 3

$ printf 'Date,Open,open,High,Low,Close\n' | rbt-fetch csv --symbol A > /dev/null
! rbt-fetch: stdin:1:11: columns 'Open' and 'open' mean the same
= 3

$ printf 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\n' | rbt-fetch csv > /dev/null
! rbt-fetch: stdin:1: no symbol: no column named symbol or ticker in the header 'Date,Open,High,Low,Close', and none was given
= 3

$ printf 'Ticker,Date,Open,High,Low,Close\nA,2024-01-02,1,1,1,1\n' > ticker.csv
> rbt-fetch csv --symbol B ticker.csv > /dev/null
! rbt-fetch: ticker.csv:1: the file has a symbol column, so the symbol 'B' cannot be given
= 3

$ printf 'Symbol,Date,Open,High,Low,Close\n,2024-01-02,1,1,1,1\n' | rbt-fetch csv > /dev/null
! rbt-fetch: stdin:2:1: '' is no symbol: 1 to 64 characters of ASCII, no blank, quote or backslash
= 3

# Bytes of no text at all, the same every time: a generator, not /dev/urandom.

$ awk 'BEGIN { for (i = 0; i < 4000; i++) { x = (x * 69069 + 12345) % 4294967296; printf "%c", 128 + int(x / 65536) % 128 } }' > noise.csv
> rbt-fetch csv --symbol A noise.csv > /dev/null
! rbt-fetch: noise.csv:1:1: invalid UTF-8
= 3

# Compressed files.

$ (echo Date,Open,High,Low,Close; for i in $(seq 10 31); do echo 2024-01-$i,$((i * 37 % 89)).5,99,1,$((i * 53 % 97)).25; done) > ok.csv
> gzip -n < ok.csv > ok.csv.gz
> head -c 200 ok.csv.gz > cut.csv.gz
> rbt-fetch csv --symbol A cut.csv.gz > /dev/null
! rbt-fetch: cut.csv.gz: damaged or truncated gzip: truncated gzip input
= 3

$ printf 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\n' | gzip -nc > whole.gz
> size=$(wc -c < whole.gz)
> (head -c $((size - 8)) whole.gz; printf abcd; tail -c 4 whole.gz) > sum.csv.gz
> rbt-fetch csv --symbol A sum.csv.gz > /dev/null
! rbt-fetch: sum.csv.gz: damaged gzip: a checksum is not that of the data
= 3

$ (cat ok.csv.gz; echo tail) > tail.csv.gz
> rbt-fetch csv --symbol A tail.csv.gz > /dev/null
! rbt-fetch: tail.csv.gz: 5 bytes behind the compressed data are not part of it
= 3

# Files that are not there or cannot be read.

$ rbt-fetch csv --symbol A nowhere.csv > /dev/null
! rbt-fetch: nowhere.csv: No such file or directory
= 4

$ rbt-fetch csv --symbol A . > /dev/null
! rbt-fetch: .: reading: Is a directory
= 4

# With --on-bad skip the rest goes on, and everything left out is said.

$ ./t '2024-01-03,1x,11,9,10,1\n2024-01-04,10,9.5,9.7,9.6,1\n2024-01-05,10,11,9,10,1\n' --on-bad skip
! rbt-fetch: warning: in.csv:3:12: open: expected a number, got '1x'
! rbt-fetch: warning: in.csv:4: high 9.5 below low 9.7
! rbt-fetch: warning: in.csv: 2 bad rows left out

$ cp in.csv b.csv
> rbt-fetch csv --symbol-from-name --on-bad skip b.csv nowhere.csv > out
> tail -n 1 out
{"type":"end","records":2,"status":"ok","skipped":2}
! rbt-fetch: warning: nowhere.csv: No such file or directory; left out
! rbt-fetch: warning: b.csv:3:12: open: expected a number, got '1x'
! rbt-fetch: warning: b.csv:4: high 9.5 below low 9.7
! rbt-fetch: warning: b.csv: 2 bad rows left out

$ printf 'Date,Open,High,Low,Close\n2024-01-02,x,1,1,1\n' | rbt-fetch csv --symbol A --on-bad skip | cut -c 1-24
{"type":"stream","v":1,"
! rbt-fetch: warning: stdin:2:12: open: expected a number, got 'x'
! rbt-fetch: warning: stdin: 1 bad row left out
! rbt-fetch: warning: A: no row left; left out
! rbt-fetch: stdin: no good rows

# The first twenty bad rows of a file are shown, then the count.

$ (echo Date,Open,High,Low,Close; for i in $(seq 10 34); do echo "2024-01-$i,x,1,1,1"; done; echo 2024-03-01,1,1,1,1) > bad.csv
> rbt-fetch csv --symbol A --on-bad skip bad.csv 2>&1 >/dev/null | sed -n '1p;20p;21,$p'
rbt-fetch: warning: bad.csv:2:12: open: expected a number, got 'x'
rbt-fetch: warning: bad.csv:21:12: open: expected a number, got 'x'
rbt-fetch: warning: bad.csv: 25 bad rows left out

# --on-bad repair widens high and low, drops exact duplicates, and does nothing
# else: a letter in a price stays a bad row.

$ ./t '2024-01-03,10,9.5,9.7,11,1\n2024-01-03,10,9.5,9.7,11,1\n2024-01-04,1x,11,9,10,1\n' --on-bad repair
! rbt-fetch: warning: in.csv:5:12: open: expected a number, got '1x'
! rbt-fetch: warning: in.csv: 1 bad row left out
! rbt-fetch: warning: rows with high or low widened: 1
! rbt-fetch: warning: exact duplicates dropped: 1

$ ./t '2024-01-03,10,11,9,10,1\n2024-01-02,10,11,9,10,1\n' --on-bad repair
! rbt-fetch: warning: in.csv:4: time 2024-01-02 is before 2024-01-03 of the row before: rows must be in rising order (--sort sorts them)
! rbt-fetch: warning: in.csv: 1 bad row left out

# More than eight decimals are rounded half to even, and counted.

$ ./t '2024-01-03,10.123456785,11,9,10,1\n'
! rbt-fetch: warning: rows rounded to 8 decimals: 1
