# The price files that rbt-fetch csv reads, each with what it needs to be told.

$ cat > bars <<'SH'
> #!/bin/sh
> # bars [OPTION...] FILE...: the bars alone, without what they share
> rbt-fetch csv "$@" | sed -n 's/^{"type":"bar",\(.*\)}$/\1/p'
> SH
> chmod +x bars

# No header: time, open, high, low, close and perhaps volume.

$ printf '20240102 093000;10;11;9;10.5;100\n' > a.txt
> ./bars -q --symbol A --period 1m a.txt
"symbol":"A","time":"2024-01-02T09:30:00Z","period":"1m","open":10,"high":11,"low":9,"close":10.5,"volume":100

$ printf '2024-01-02,09:30,10,11,9,10.5,100\n' | ./bars -q --symbol A --period 1m
"symbol":"A","time":"2024-01-02T09:30:00Z","period":"1m","open":10,"high":11,"low":9,"close":10.5,"volume":100

# Another order, or another number of columns, has to be named.

$ printf '20240102 00:00,10,11,9,10.5,0,12,13,11,12.5,0\n' > quote.csv
> ./bars --symbol A --columns time,open,high,low,close quote.csv
"symbol":"A","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":null

$ printf 'Date;Last;High;Low;First;Tickvol;Volume\n2024-01-02;10.5;11;9;10;77;0\n' |
> ./bars --symbol A --columns open=First,close=Last,volume=Tickvol
"symbol":"A","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":77

# One price a row is named as the close: open, high and low are the same.

$ printf 'date,price\n2024-01-02,10.5\n' | ./bars --symbol A --columns close=price
"symbol":"A","time":"2024-01-02","period":"1d","open":10.5,"high":10.5,"low":10.5,"close":10.5,"volume":null

# Titles, several rows of header, a footer.

$ printf 'Daily prices, in USD\n\nPrice,Close,High,Low,Open,Volume\nTicker,A,A,A,A,A\nDate,,,,,\n2024-01-02,10.5,11,9,10,100\nSource: somebody\n' |
> ./bars --symbol A
"symbol":"A","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":100
! rbt-fetch: warning: stdin: 1 row of text behind the bars left out

$ printf '2024-01-01,report\nno. "7\nDate,Open,High,Low,Close\n2024-01-02,10,11,9,10.5\n' |
> ./bars --symbol A --skip-rows 2
"symbol":"A","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":null

# Days in other orders, and times in one column or two.

$ printf '\357\273\277Date,Open,High,Low,Close\r\n1/2/2024,10,11,9,10.5\r\n' | ./bars --symbol A --dates us
"symbol":"A","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":null

$ printf 'Date;Open;High;Low;Close\n31.01.24;10;11;9;10,5\n' |
> ./bars --symbol A --dates eu --decimal comma
"symbol":"A","time":"2024-01-31","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":null

$ printf 'Date,Time,Open,High,Low,Close\nJan 2 2024,9:31 AM,10,11,9,10.5\n' |
> ./bars --symbol A --period 1m --stamp close --tz America/New_York
"symbol":"A","time":"2024-01-02T14:30:00Z","period":"1m","open":10,"high":11,"low":9,"close":10.5,"volume":null

$ printf 'date;timestamp;close;high;low;open\nTue, 02 Jan 2024 14:30:00 GMT;1704205800000;10.5;11;9;10\n' |
> ./bars --symbol A --period 1m
"symbol":"A","time":"2024-01-02T14:30:00Z","period":"1m","open":10,"high":11,"low":9,"close":10.5,"volume":null

# The day in the file's name, and milliseconds since midnight.

$ printf '34200000,10,11,9,10.5,100\n' > 20240102_trade.csv
> printf '09:30:01,10,11,9,10.5,100\n' > 20240703_trade.csv
> ./bars -q --symbol A --period 1s --date-from-name --tz America/New_York 202407* 202401*
"symbol":"A","time":"2024-07-03T13:30:01Z","period":"1s","open":10,"high":11,"low":9,"close":10.5,"volume":100
! rbt-fetch: 20240102_trade.csv:1: time 2024-01-02T14:30:00Z is before 2024-07-03T13:30:01Z of the row before: rows must be in rising order (--sort sorts them)

# A daily bar has the date that is written, whatever the zone behind it.

$ printf 'Date,Open,High,Low,Close\n2024-01-02 00:00:00+09:00,10,11,9,10.5\n2024-01-03 23:00:00-05:00,10,11,9,10.5\n' |
> ./bars --symbol A
"symbol":"A","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":null
"symbol":"A","time":"2024-01-03","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":null

# Clocks that were put back: the hour that is there twice, in the file's order.

$ (echo datetime,open,high,low,close; for t in 00:59 01:00 01:59 01:00 01:59 02:00; do echo "2024-11-03 $t,1,1,1,1"; done) |
> ./bars --symbol A --period 1m --tz America/New_York | cut -d, -f2
"time":"2024-11-03T04:59:00Z"
"time":"2024-11-03T05:00:00Z"
"time":"2024-11-03T05:59:00Z"
"time":"2024-11-03T06:00:00Z"
"time":"2024-11-03T06:59:00Z"
"time":"2024-11-03T07:00:00Z"

# Thousands, with what parts them.

$ printf 'Date,Close/Last,Volume,Open,High,Low\n01/02/2024,"$1,234.50","1,000,000","$1,200","$1,300.25","$1,100"\n' |
> ./bars --symbol A --dates us --decimal point
"symbol":"A","time":"2024-01-02","period":"1d","open":1200,"high":1300.25,"low":1100,"close":1234.5,"volume":1000000

$ printf "2024-01-02|1'234.5|1'300|1'200|1'250\n" | ./bars -q --symbol A --decimal point
"symbol":"A","time":"2024-01-02","period":"1d","open":1234.5,"high":1300,"low":1200,"close":1250,"volume":null

# Rows in any order, also over files.

$ printf 'Date,Open,High,Low,Close\n2024-01-04,3,3,3,3\n2024-01-02,1,1,1,1\n' > b.csv
> printf 'Date,Open,High,Low,Close\n2024-01-03,2,2,2,2\n' > a.csv
> ./bars --symbol A --sort b.csv a.csv | cut -d, -f2,4
"time":"2024-01-02","open":1
"time":"2024-01-03","open":2
"time":"2024-01-04","open":3

$ (echo Symbol,Date,Open,High,Low,Close; for d in 05 02 04 03; do for s in C A B; do echo "$s,2024-01-$d,1,1,1,1"; done; done) > mixed.csv
> ./bars --sort mixed.csv > sorted
> (head -n 1 mixed.csv; tail -n +2 mixed.csv | sort) | ./bars | cmp - sorted && wc -l < sorted
12

# A column for each symbol.

$ printf 'Date,KO,PEP\n2024-01-02,60.5,\n2024-01-03,61,170.25\n' | ./bars --wide
"symbol":"KO","time":"2024-01-02","period":"1d","open":60.5,"high":60.5,"low":60.5,"close":60.5,"volume":null
"symbol":"KO","time":"2024-01-03","period":"1d","open":61,"high":61,"low":61,"close":61,"volume":null
"symbol":"PEP","time":"2024-01-03","period":"1d","open":170.25,"high":170.25,"low":170.25,"close":170.25,"volume":null

# zip archives of one file, or of several with the name of one.

$ python3 -m zipfile -c one.zip a.csv && python3 -m zipfile -c two.zip a.csv b.csv
> ./bars --symbol A one.zip && ./bars --symbol A --sort --member b.csv two.zip | cut -d, -f2
"symbol":"A","time":"2024-01-03","period":"1d","open":2,"high":2,"low":2,"close":2,"volume":null
"time":"2024-01-02"
"time":"2024-01-04"

# Decimals beyond eight are rounded half to even and counted.

$ printf 'Date,Open,High,Low,Close\n2024-01-02,0.123456785,0.123456795,0.1,0.12345678501\n' | ./bars --symbol A
"symbol":"A","time":"2024-01-02","period":"1d","open":0.12345678,"high":0.1234568,"low":0.1,"close":0.12345679,"volume":null
! rbt-fetch: warning: rows rounded to 8 decimals: 1

# Thousands of files at once, in the order of the command line.

$ mkdir many && for i in $(seq 1000 2999); do printf 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\n' > many/x$i.csv; done
> ./bars --symbol-from-name many/* > out
> wc -l < out; sed -n '1p;$p' out | cut -d, -f1
2000
"symbol":"X1000"
"symbol":"X2999"

# A file that changes after its hash was taken, which stands in the first
# record, ends the run.  The pipe holds it up until then.

$ printf 'Date,Open,High,Low,Close\n2024-01-03,1,1,1,1\n' > late.csv
> mkfifo pipe
> rbt-fetch csv --symbol A pipe late.csv > out & pid=$!
> exec 3> pipe
> printf 'Date,Open,High,Low,Close\n2024-01-03,2,2,2,2\n' > late.csv
> printf 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\n' >&3
> exec 3>&-
> wait $pid
! rbt-fetch: late.csv: changed while it was read
= 3
