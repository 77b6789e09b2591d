# What rbt-fetch csv says about files and options that do not fit each other.

$ cat > t <<'SH'
> #!/bin/sh
> # t TEXT [OPTION...]: rbt-fetch csv on a text, records dropped
> printf "$1" > in.csv
> shift
> exec rbt-fetch csv --symbol A "$@" in.csv > /dev/null
> SH
> chmod +x t

# Columns.

$ ./t '2024-01-02,1,1,1,1,5,0\n'
! rbt-fetch: in.csv:1: no header, and 7 columns: --columns says what they are
= 3

$ ./t '2024-01-02,1,1,1,1,5\n'
! rbt-fetch: warning: in.csv: no header: columns taken as time, open, high, low, close, volume

$ ./t '2024-01-02,09:30,1,1,1,1\n2024-01-02,09:31,1,1,1\n' --period 1m
! rbt-fetch: warning: in.csv: no header: columns taken as date, time, open, high, low, close
! rbt-fetch: in.csv:2: expected 6 fields as in the first row, got 5
= 3

$ rbt-fetch csv in.csv > /dev/null
! rbt-fetch: in.csv:1: no symbol: there is no column of it, and none was given
= 3

$ ./t 'Date,Open,High,Low,Last\n' --columns close=Settle
! rbt-fetch: in.csv:1: no column named 'Settle' in the header 'Date,Open,High,Low,Last'
= 3

$ ./t '2024-01-02,1\n' --columns date,open,high,low,close
! rbt-fetch: in.csv:1: 5 columns are named, but the row has 2
= 3

$ ./t '' --columns date,open,high,low,closing
! rbt-fetch: --columns: 'closing' is none of date, time, datetime, open, high, low, close, volume, symbol and -
= 2

$ ./t '' --columns date=Day,foo=Bar
! rbt-fetch: --columns: 'foo' is none of date, time, datetime, open, high, low, close, volume, symbol
= 2

$ ./t '' --columns date,open=1
! rbt-fetch: --columns: a list of columns has names behind all of them or none
= 2

$ ./t '' --columns date,close,close
! rbt-fetch: --columns: 'close' stands there twice
= 2

$ ./t '' --columns close
! rbt-fetch: --columns: there is no date, time or datetime in 'close'
= 2

$ ./t '' --columns date,open,close
! rbt-fetch: --columns: there is no high in 'date,open,close'
= 2

$ ./t 'Date,Open,Open,High,Low,Close\n'
! rbt-fetch: in.csv:1:11: columns 'Open' and 'Open' mean the same
= 3

$ ./t 'Date,A,B\n2024-01-02,1,2\n' --wide
! rbt-fetch: in.csv:1: the header names the symbols, so the symbol 'A' cannot be given
= 3

$ printf 'Date,A B\n' | rbt-fetch csv --wide > /dev/null
! rbt-fetch: stdin:1:6: 'A B' is no symbol: 1 to 64 characters of ASCII, no blank, quote or backslash
= 3

$ printf 'x,A\n2024-01-02,1\n' | rbt-fetch csv --wide > /dev/null
! rbt-fetch: stdin:1: no column named date, datetime, time or timestamp in the header 'x,A'
= 3

$ ./t '' --wide --columns date,close
! rbt-fetch: --wide and --columns exclude each other
= 2

$ ./t '' --delimiter space
! rbt-fetch: --delimiter: expected one of: auto comma semicolon tab bar; got 'space'
= 2

$ ./t '' --skip-rows two
! rbt-fetch: --skip-rows: expected a whole number, got 'two'
= 2

$ ./t 'Date,Open,High,Low,Close\n' --skip-rows 1
! rbt-fetch: in.csv: empty file
= 3

# Rows of text between others.

$ ./t 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\nto be continued\n2024-01-03,1,1,1,1\n'
! rbt-fetch: in.csv:3: expected a bar, got 'to be continued'
= 3

$ ./t 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\nthe end\n(c) somebody\n'
! rbt-fetch: warning: in.csv: 2 rows of text behind the bars left out

# Times.

$ ./t 'Date,Open,High,Low,Close\n1/2/2024,1,1,1,1\n'
! rbt-fetch: in.csv:2:1: '1/2/2024' may begin with the month or the day: --dates us or --dates eu says which
= 3

$ ./t 'Date,Open,High,Low,Close\n13/2/2024,1,1,1,1\n' --dates us
! rbt-fetch: in.csv:2:1: there is no day '13/2/2024'
= 3

$ ./t '' --dates uk
! rbt-fetch: --dates: expected one of: iso us eu; got 'uk'
= 2

$ ./t 'Date,Open,High,Low,Close\n2024-03-10 02:30,1,1,1,1\n' --period 1m --tz America/New_York
! rbt-fetch: in.csv:2:1: there is no time '2024-03-10 02:30' in America/New_York: clocks go forward over it
= 3

$ ./t '' --tz Mars/Olympus
! rbt-fetch: --tz: there is no time zone 'Mars/Olympus' in /usr/share/zoneinfo
= 2

$ ./t '' --tz ../etc
! rbt-fetch: --tz: '../etc' is no time zone: expected a name like America/New_York
= 2

$ ./t 'Date,Open,High,Low,Close\n2024-01-02 24:00,1,1,1,1\n' --period 1m
! rbt-fetch: in.csv:2:1: expected a date or time like 2024-01-02T14:30:00Z, got '2024-01-02 24:00'
= 3

$ ./t 'Date,Time,Open,High,Low,Close\n2024-01-02,this is a time of far too many characters to be one of a day,1,1,1,1\n' --period 1m
! rbt-fetch: in.csv:2:1: a date and a time of more than 64 characters
= 3

$ ./t '' --stamp middle
! rbt-fetch: --stamp: expected one of: open close; got 'middle'
= 2

$ ./t '' --stamp close
! rbt-fetch: --stamp close is for periods below a day: a daily bar has the date of its session
= 2

$ ./t '' --date-from-name
! rbt-fetch: the name of the file 'in.csv' gives no day like 20240131
= 2

$ cp in.csv 20241301.csv && rbt-fetch csv --symbol A --date-from-name 20241301.csv
! rbt-fetch: the name of the file '20241301.csv' gives no day like 20240131
= 2

$ printf '86400000,1,1,1,1\n' > 20240102.csv && rbt-fetch csv -q --symbol A --period 1s --date-from-name 20240102.csv > /dev/null
! rbt-fetch: 20240102.csv:1:1: expected a date or time like 2024-01-02T14:30:00Z, got '86400000'
= 3

$ ./t 'Date,Open,High,Low,Close\n2024-01-03,1,1,1,1\n2024-01-02,1,1,1,1\n'
! rbt-fetch: in.csv:3: time 2024-01-02 is before 2024-01-03 of the row before: rows must be in rising order (--sort sorts them)
= 3

$ ./t 'Date,Open,High,Low,Close\n2024-01-03,1,1,1,1\n2024-01-03,2,2,2,2\n' --sort
! rbt-fetch: in.csv:3: second row for 2024-01-03 (--period says how long a bar is if not a day)
= 3

# Numbers.

$ ./t 'Date,Open,High,Low,Close\n2024-01-02,"1,234",1300,1200,1250\n'
! rbt-fetch: in.csv:2:12: open: '1,234' has a comma: --decimal point or --decimal comma says what it means
= 3

$ ./t 'Date;Open;High;Low;Close\n2024-01-02;1.23;1300;1200;1250\n' --decimal comma
! rbt-fetch: in.csv:2:12: open: expected a number, got '1.23'
= 3

$ ./t '' --decimal dot
! rbt-fetch: --decimal: expected one of: plain point comma; got 'dot'
= 2

# Bytes.

$ ./t '\377\376D\000a\000'
! rbt-fetch: in.csv: UTF-16: convert it first, with iconv -f UTF-16 -t UTF-8
= 3

$ ./t 'Date,Open\n' --member x
! rbt-fetch: in.csv: no zip archive, so it holds no file 'x'
= 3

$ mkdir d && python3 -m zipfile -c none.zip d && python3 -m zipfile -c two.zip in.csv t
> rbt-fetch csv --symbol A none.zip > /dev/null
! rbt-fetch: none.zip: the zip archive holds no file
= 3

$ rbt-fetch csv --symbol A --member x two.zip > /dev/null
! rbt-fetch: two.zip: there is no file 'x' in the zip archive
= 3

$ printf 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\n' > ok.csv && python3 -m zipfile -c two.zip ok.csv t
> rbt-fetch csv --symbol A two.zip > /dev/null
! rbt-fetch: two.zip: the zip archive holds more than one file: --member says which
= 3

$ head -c 60 two.zip > cut.zip && rbt-fetch csv --symbol A cut.zip > /dev/null
! rbt-fetch: cut.zip: damaged or truncated zip: ZIP decompression failed (-5)
= 3

$ rbt-fetch csv --symbol A --symbol-from-name ok.csv
! rbt-fetch: --symbol and --symbol-from-name exclude each other
= 2

$ ./t 'Date;Open;High;Low;Close;Volume\n2024-01-02;1;1;1;1;1.5\n' --decimal comma
! rbt-fetch: in.csv:2:20: volume: expected a number, got '1.5'
= 3
