# rbt-bundle ingest, list, info and export.

$ cat > spy.csv <<'CSV'
> Date,Open,High,Low,Close,Volume
> 2024-01-02,10,11,9,10.5,100
> 2024-01-03,10.5,12,10,11,200
> 2024-01-05,11,12,10.5,11.5,300
> CSV
> rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest us
! rbt-bundle: warning: SPY: 1 session of weekdays without a bar: 2024-01-04
! rbt-bundle: calendar weekdays is assumed from the dates; --calendar names another
! rbt-bundle: us: version 1: 3 rows added, 0 replaced, 0 already there; 1 symbol, 3 rows

# The second time nothing changes.

$ rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest us
! rbt-bundle: us: version 1 unchanged: 0 rows added, 0 replaced, 3 already there; 1 symbol, 3 rows

$ rbt-bundle list
> rbt-bundle list --names
> rbt-bundle list --format table
{"type":"stream","v":1,"tool":"rbt-bundle","version":"0.1.0","seed":null,"inputs":[]}
{"type":"bundle","name":"us","version":1,"sha256":"607daafad01f8d2a90fc867b539b3e2c90f24b6ce1d9e7643f630bbba6aaf641","period":"1d","calendar":"weekdays","calendar_assumed":true,"symbols":1,"rows":3,"from":"2024-01-02","to":"2024-01-05","missing":1}
{"type":"end","records":1,"status":"ok","skipped":0}
us
NAME  PERIOD  SYMBOLS  ROWS  FROM        TO          MISSING  CALENDAR
us    1d            1     3  2024-01-02  2024-01-05        1  weekdays

$ rbt-bundle info us
{"type":"stream","v":1,"tool":"rbt-bundle","version":"0.1.0","seed":null,"inputs":[]}
{"type":"bundle","name":"us","version":1,"sha256":"607daafad01f8d2a90fc867b539b3e2c90f24b6ce1d9e7643f630bbba6aaf641","period":"1d","calendar":"weekdays","calendar_assumed":true,"symbols":1,"rows":3,"from":"2024-01-02","to":"2024-01-05","missing":1}
{"type":"symbol","symbol":"SPY","rows":3,"from":"2024-01-02","to":"2024-01-05","missing":1,"extra":0,"moves":0,"volume":true,"sha256":"50fcf5350611c9e61aefc32b335777527a94aacb760e027b42a1a968916dd95b"}
{"type":"source","tool":"rbt-fetch","name":"spy.csv","sha256":"1aceec23e80ad7de872b472b341ec364031d657b87f278b5fb9ffeb06b3281a5"}
{"type":"end","records":3,"status":"ok","skipped":0}

$ rbt-bundle info us --format table
us, version 1
|
  period    1d
  calendar  weekdays (assumed)
  symbols   1
  rows      3
  span      2024-01-02 to 2024-01-05
  missing   1 session
  sha256    607daafad01f8d2a90fc867b539b3e2c90f24b6ce1d9e7643f630bbba6aaf641
|
SYMBOL  ROWS  FROM        TO          MISSING  EXTRA  MOVES
SPY        3  2024-01-02  2024-01-05        1      0      0
|
sources
  rbt-fetch spy.csv 1aceec23e80ad7de872b472b341ec364031d657b87f278b5fb9ffeb06b3281a5

# What comes out is what went in, and both lie under RBT_DATA.

$ rbt-bundle export us
{"type":"stream","v":1,"tool":"rbt-bundle","version":"0.1.0","seed":null,"inputs":[{"name":"us","sha256":"607daafad01f8d2a90fc867b539b3e2c90f24b6ce1d9e7643f630bbba6aaf641"}]}
{"type":"bar","symbol":"SPY","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":100}
{"type":"bar","symbol":"SPY","time":"2024-01-03","period":"1d","open":10.5,"high":12,"low":10,"close":11,"volume":200}
{"type":"bar","symbol":"SPY","time":"2024-01-05","period":"1d","open":11,"high":12,"low":10.5,"close":11.5,"volume":300}
{"type":"end","records":3,"status":"ok","skipped":0}

$ rbt-fetch csv --symbol SPY spy.csv | grep '"bar"' > in
> rbt-bundle export us | grep '"bar"' | cmp - in && ls data/us
000001.seg
lock
manifest.json

# A part of it; an end that is a date is the whole of that day.

$ rbt-bundle export us --start 2024-01-03 --end 2024-01-03 | grep -c '"bar"'
1

# New rows and new symbols make a new version.  The hash depends on what is in
# the bundle, not on the order in which it came.

$ cat > more.csv <<'CSV'
> Symbol,Date,Open,High,Low,Close
> QQQ,2024-01-02,20,21,19,20
> SPY,2024-01-04,11,12,10,11
> QQQ,2024-01-03,20,21,19,20
> CSV
> rbt-fetch csv more.csv | rbt-bundle ingest us
! rbt-bundle: calendar weekdays is assumed from the dates; --calendar names another
! rbt-bundle: us: version 2: 3 rows added, 0 replaced, 0 already there; 2 symbols, 6 rows

$ rbt-fetch csv more.csv | rbt-bundle ingest -q other
> rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest -q other
> for b in us other; do rbt-bundle info $b | grep -o '"bundle".*' | sed 's/.*sha256":"//; s/".*//'; done | uniq | wc -l
1

# Rows that disagree with those already there.

$ sed 's/10.5,100/10.6,100/' spy.csv > fix.csv
> rbt-fetch csv --symbol SPY fix.csv | rbt-bundle ingest us
! rbt-bundle: SPY 2024-01-02: close 10.6 disagrees with 10.5 already there (--on-conflict keep or replace decides)
= 3

$ sed 's/10.5,100/10.5,101/' spy.csv | rbt-fetch csv --symbol SPY | rbt-bundle ingest us
! rbt-bundle: SPY 2024-01-02: volume 101 disagrees with 100 already there (--on-conflict keep or replace decides)
= 3

$ rbt-fetch csv --symbol SPY fix.csv | rbt-bundle ingest us --on-conflict keep
! rbt-bundle: warning: rows kept although the new ones disagree: 1
! rbt-bundle: us: version 2 unchanged: 0 rows added, 0 replaced, 2 already there; 2 symbols, 6 rows

$ rbt-fetch csv --symbol SPY fix.csv | rbt-bundle ingest us --on-conflict replace
> rbt-bundle export us --symbol SPY | grep 2024-01-02
{"type":"bar","symbol":"SPY","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.6,"volume":100}
! rbt-bundle: calendar weekdays is assumed from the dates; --calendar names another
! rbt-bundle: us: version 3: 0 rows added, 1 replaced, 2 already there; 2 symbols, 6 rows

# The calendar that data is held against: sessions that are missing and bars on
# days that are none are said.

$ rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest ny --calendar XNYS
! rbt-bundle: warning: SPY: 1 session of XNYS without a bar: 2024-01-04
! rbt-bundle: ny: version 1: 3 rows added, 0 replaced, 0 already there; 1 symbol, 3 rows

$ printf 'Date,Open,High,Low,Close\n2024-01-12,1,1,1,1\n2024-01-15,1,1,1,1\n' |
> rbt-fetch csv --symbol SPY | rbt-bundle ingest mlk --calendar XNYS
! rbt-bundle: warning: SPY: bars on 1 day that is no session of XNYS: 2024-01-15
! rbt-bundle: mlk: version 1: 2 rows added, 0 replaced, 0 already there; 1 symbol, 2 rows

# A jump of the price that looks like a split.

$ printf 'Date,Open,High,Low,Close\n2024-01-02,100,100,100,100\n2024-01-03,50,50,50,50\n' |
> rbt-fetch csv --symbol SPLIT | rbt-bundle ingest split
! rbt-bundle: warning: SPLIT: 1 unusual move: 2024-01-03 100 to 50 (-50.0 %, a 2:1 split?)
! rbt-bundle: calendar weekdays is assumed from the dates; --calendar names another
! rbt-bundle: split: version 1: 2 rows added, 0 replaced, 0 already there; 1 symbol, 2 rows

# Data with weekends gets the calendar of every day.

$ rbt-fetch synth --calendar 24/7 --start 2024-01-01 --end 2024-01-14 | rbt-bundle ingest coin
! rbt-bundle: calendar 24/7 is assumed from the dates; --calendar names another
! rbt-bundle: coin: version 1: 14 rows added, 0 replaced, 0 already there; 1 symbol, 14 rows

# Any program can write bars, without a stream around them.

$ echo '{"type":"bar","symbol":"A","time":"2024-01-02","period":"1d","open":1,"high":2,"low":0.5,"close":1.5,"volume":null}' |
> rbt-bundle ingest -q mine && rbt-bundle info mine | tail -n 3
{"type":"bundle","name":"mine","version":1,"sha256":"e54c37a044c312aac7d8afd10b62a49ad42d4c4b56f1cd2033bd3ed28ee0c616","period":"1d","calendar":"weekdays","calendar_assumed":true,"symbols":1,"rows":1,"from":"2024-01-02","to":"2024-01-02","missing":0}
{"type":"symbol","symbol":"A","rows":1,"from":"2024-01-02","to":"2024-01-02","missing":0,"extra":0,"moves":0,"volume":false,"sha256":"0b9e5277a1518008458525e2fc2b43e047afd9ea93c956d248a0f8c41d4cd7c0"}
{"type":"end","records":2,"status":"ok","skipped":0}

# A name with a / is a path; -o takes what goes to standard output.

$ rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest -q ./here && ls -d here
> rbt-bundle export ./here -o bars.ndjson
> wc -l < bars.ndjson
here
5

# Streams one after the other, and records that are no bars.

$ (rbt-fetch csv --symbol SPY spy.csv; rbt-bundle info us; rbt-fetch csv more.csv) | rbt-bundle ingest both
! rbt-bundle: warning: records passed over that are no bars: 6
! rbt-bundle: calendar weekdays is assumed from the dates; --calendar names another
! rbt-bundle: both: version 1: 6 rows added, 0 replaced, 0 already there; 2 symbols, 6 rows

# Without a bundle, list is an empty stream.

$ RBT_DATA=$PWD/none rbt-bundle list
> RBT_DATA=$PWD/none rbt-bundle list --names
{"type":"stream","v":1,"tool":"rbt-bundle","version":"0.1.0","seed":null,"inputs":[]}
{"type":"end","records":0,"status":"ok","skipped":0}

# verify reads everything again; damage is the answer no.

$ rbt-bundle verify us
{"type":"stream","v":1,"tool":"rbt-bundle","version":"0.1.0","seed":null,"inputs":[{"name":"us","sha256":"9759efecbd8c239bea517711599be71d5f1ebcc614f003149a8dba1450c55381"}]}
{"type":"verify","symbol":"QQQ","segment":2,"rows":2,"ok":true,"problem":null}
{"type":"verify","symbol":"SPY","segment":4,"rows":4,"ok":true,"problem":null}
{"type":"end","records":2,"status":"ok","skipped":0}

$ rbt-bundle verify us --format table
QQQ: ok
SPY: ok

$ cp -r data/us data/hit
> printf X | dd of=data/hit/000002.seg bs=1 seek=66 conv=notrunc 2> dd.log
> rbt-bundle verify hit --format table
QQQ: $PWD/data/hit/000002.seg: is not what the manifest says of QQQ
SPY: ok
! rbt-bundle: hit: 1 of 2 symbols are not what was ingested
= 1

# pack gives the same bytes for the same bars, in whatever order they came and
# wherever that was; unpack gives back every byte of content.

$ rbt-bundle export us | rbt-bundle ingest -q copy
> rbt-bundle pack us -o us.tar.zst && TZ=Asia/Tokyo rbt-bundle pack copy | cmp - us.tar.zst
> rbt-bundle pack us -o us.zip && TZ=Asia/Tokyo rbt-bundle pack copy --format zip | cmp - us.zip && echo same
same

$ rbt-bundle unpack us.tar.zst back && rbt-bundle unpack us.zip back
> for b in us back; do rbt-bundle export $b | grep '"bar"' | cksum; done | uniq | wc -l
> rbt-bundle info back | grep '"source"' | cut -c 1-58
1
{"type":"source","tool":"rbt-bundle","name":"us.tar.zst","
! rbt-bundle: back: version 1: 2 symbols, 6 rows
! rbt-bundle: back: version 1 unchanged: 2 symbols, 6 rows

# A bundle with other content is replaced if that is asked for, and rollback
# takes it back.

$ rbt-bundle unpack us.zip other
! rbt-bundle: us.zip: $PWD/data/other has other content or is damaged; --replace makes this its next version
= 3

$ rbt-bundle unpack us.zip other --replace
> rbt-bundle info other --previous | grep -o '"version":[0-9]*,"sha256'
> rbt-bundle rollback other
> for o in '' --previous; do rbt-bundle info other $o | grep -o '"bundle".*' | cut -c 1-60; done
"version":2,"sha256
"bundle","name":"other","version":4,"sha256":"f7bf66c9a75346
"bundle","name":"other","version":3,"sha256":"9759efecbd8c23
! rbt-bundle: other: version 3: 2 symbols, 6 rows
! rbt-bundle: other: version 4 is what version 2 was

# drop removes what belongs to a bundle and nothing else.

$ rbt-bundle drop back && touch data/copy/notes && rbt-bundle drop copy
> ls data data/copy
data:
both
coin
copy
hit
mine
mlk
ny
other
split
us
|
data/copy:
notes
! rbt-bundle: warning: $PWD/data/copy: the folder is left, there are other files in it
