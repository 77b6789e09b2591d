/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `bar` records written and read, whole as the tools do it, against bare loops
 * that know the shape of the lines and check nothing: one million one-minute
 * bars, best of several rounds.  The bytes and the bars of both must be equal.
 */
#include <fcntl.h>
#include <unistd.h>

#include "fmt/rec.h"
#include "market/bar.h"

#include "bench/bench.h"

#define N          1000000
#define LINE_BYTES 200

static char *
put_text(char *p, const char *text)
{
	size_t n = strlen(text);

	memcpy(p, text, n);
	return p + n;
}

static char *
put_two(char *p, int64_t v)
{
	p[0] = (char)('0' + v / 10);
	p[1] = (char)('0' + v % 10);
	return p + 2;
}

/* Dollars and cents without zeros behind the point. */
static char *
put_price(char *p, const char *key, int64_t v)
{
	int64_t dollars = v / RBT_DEC_ONE, cents = v % RBT_DEC_ONE / CENT;
	int64_t unit = 1;

	p = put_text(p, key);
	while (dollars / unit >= 10)
		unit *= 10;
	for (; unit > 0; unit /= 10)
		*p++ = (char)('0' + dollars / unit % 10);
	if (cents == 0)
		return p;
	*p++ = '.';
	p = put_two(p, cents);
	return p - (p[-1] == '0');
}

/* The bare writer: returns the end of the text. */
static char *
bare_write(const struct columns *c, char *p)
{
	for (size_t i = 0; i < c->n; i++) {
		int64_t second = c->time[i] / RBT_SEC_NS % 86400;
		int year, month, day;

		rbt_day_to_civil(c->time[i] / RBT_DAY_NS, &year, &month, &day);
		p = put_text(p, "{\"type\":\"bar\",\"symbol\":\"BENCH\",");
		p = put_text(p, "\"time\":\"");
		p = put_two(put_two(p, year / 100), year % 100);
		*p++ = '-';
		p = put_two(p, month);
		*p++ = '-';
		p = put_two(p, day);
		*p++ = 'T';
		p = put_two(p, second / 3600);
		*p++ = ':';
		p = put_two(p, second / 60 % 60);
		*p++ = ':';
		p = put_two(p, second % 60);
		p = put_text(p, "Z\",\"period\":\"1m\"");
		p = put_price(p, ",\"open\":", c->open[i]);
		p = put_price(p, ",\"high\":", c->high[i]);
		p = put_price(p, ",\"low\":", c->low[i]);
		p = put_price(p, ",\"close\":", c->close[i]);
		p = put_text(p, ",\"volume\":null}\n");
	}
	return p;
}

static const char *
get_number(const char *p, int n, int *out)
{
	for (*out = 0; n > 0; n--)
		*out = *out * 10 + (*p++ - '0');
	return p + 1;
}

static const char *
get_price(const char *p, size_t key, int64_t *out)
{
	int64_t v = 0, unit = RBT_DEC_ONE;

	for (p += key; *p >= '0'; p++)
		v = v * 10 + (*p - '0');
	if (*p == '.')
		for (p++; *p >= '0'; p++, unit /= 10)
			v = v * 10 + (*p - '0');
	*out = v * unit;
	return p;
}

/* The bare reader: adds up what it finds, so that it has to find it. */
static int64_t
bare_read(const char *p, const char *end)
{
	int64_t sum = 0;

	while (p < end) {
		int year, month, day, h, m, s;
		int64_t open, high, low, close;

		p += sizeof "{\"type\":\"bar\",\"symbol\":\"BENCH\"," - 1;
		p = get_number(p + sizeof "\"time\":\"" - 1, 4, &year);
		p = get_number(get_number(p, 2, &month), 2, &day);
		p = get_number(get_number(p, 2, &h), 2, &m);
		p = get_number(p, 2, &s);
		p += sizeof "\",\"period\":\"1m\"" - 1;
		p = get_price(p, sizeof ",\"open\":" - 1, &open);
		p = get_price(p, sizeof ",\"high\":" - 1, &high);
		p = get_price(p, sizeof ",\"low\":" - 1, &low);
		p = get_price(p, sizeof ",\"close\":" - 1, &close);
		p += sizeof ",\"volume\":null}\n" - 1;
		sum += rbt_day_from_civil(year, month, day) * 86400 + h * 3600 +
		       m * 60 + s;
		sum += open + high + low + close;
	}
	return sum;
}

static double
whole_write(const struct columns *c, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	struct rbt_bar_writer bars;
	struct rbt_err err = {0};
	struct rbt_out out;
	double t = now();

	rbt_out_open_fd(&out, fd, path);
	rbt_bar_writer_start(&bars, "BENCH", (rbt_period){MINUTE_NS});
	for (size_t i = 0; i < c->n; i++) {
		struct rbt_bar b = {.time = {c->time[i]},
		    .open = {c->open[i]},
		    .high = {c->high[i]},
		    .low = {c->low[i]},
		    .close = {c->close[i]},
		    .volume_digits = RBT_BAR_NO_VOLUME};

		rbt_bar_emit(&bars, &out, &b, NULL);
	}
	if (rbt_out_close(&out, &err) != 0 || close(fd) != 0) {
		fprintf(stderr, "text: %s: %s\n", path, err.msg);
		exit(1);
	}
	return now() - t;
}

/* A source of memory. */
struct text {
	const char *p, *end;
};

static ptrdiff_t
read_text(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct text *t = self;
	size_t n = (size_t)(t->end - t->p);

	(void)err;
	n = n < cap ? n : cap;
	memcpy(buf, t->p, n);
	t->p += n;
	return (ptrdiff_t)n;
}

static double
whole_read(const char *p, const char *end, int64_t *sum)
{
	struct text text = {p, end};
	struct rbt_source src = {.self = &text, .name = "text", read_text};
	struct rbt_bar_check check = {0};
	struct rbt_bar_symbol symbol;
	struct rbt_rec_reader r;
	struct rbt_err err = {0};
	struct rbt_rec rec;
	rbt_period period;
	struct rbt_bar b;
	bool rounded;
	double t = now();

	rbt_rec_reader_init(&r, src);
	for (*sum = 0; rbt_rec_next(&r, &rec, &err) == 1;) {
		if (rbt_bar_parse(&rec, &symbol, &period, &b, &rounded, &err) !=
			0 ||
		    rbt_bar_check(&check, &b, period, false, NULL, &err) != 0)
			break;
		*sum += b.time.ns / RBT_SEC_NS + b.open.v + b.high.v + b.low.v +
			b.close.v;
	}
	rbt_rec_reader_release(&r);
	if (err.code != RBT_OK) {
		fprintf(stderr, "text: %s\n", err.msg);
		exit(1);
	}
	return now() - t;
}

/* Whether the file has these bytes. */
static int
is_same_file(const char *path, const char *text, size_t n)
{
	struct rbt_map map;
	int same = 0;

	if (rbt_map_open(&map, path, NULL) == 0)
		same = map.size == n && memcmp(map.data, text, n) == 0;
	rbt_map_release(&map);
	return same;
}

static void
say(const char *what, double bare, double whole, size_t bytes, double memory)
{
	printf("%s\n  bare loop %6.2f million lines/s\n", what, N / bare / 1e6);
	printf("  rbt       %6.2f million lines/s   %.2f of the bare loop, "
	       "%.3f of the memory's %.1f GB/s\n",
	    N / whole / 1e6, bare / whole, (double)bytes / whole / memory,
	    memory / 1e9);
}

/* usage: text SCRATCH-FILE */
int
main(int argc, char **argv)
{
	struct columns c = make_columns(N, MINUTE_NS);
	char *text = rbt_xcalloc(N, LINE_BYTES), *end = text;
	double wrote[2] = {1e9, 1e9}, read[2] = {1e9, 1e9}, t;
	double memory = memory_bandwidth();
	int64_t sums[2] = {0, 0};
	size_t n;

	if (argc != 2)
		return 2;
	for (int i = 0; i < ROUNDS; i++) {
		t = now();
		end = bare_write(&c, text);
		keep_least(&wrote[0], now() - t);
		keep_least(&wrote[1], whole_write(&c, "/dev/null"));
		t = now();
		sums[0] = bare_read(text, end);
		keep_least(&read[0], now() - t);
		keep_least(&read[1], whole_read(text, end, &sums[1]));
	}
	n = (size_t)(end - text);
	(void)whole_write(&c, argv[1]);
	if (sums[0] != sums[1] || !is_same_file(argv[1], text, n)) {
		fprintf(stderr, "text: the loops do not agree\n");
		return 1;
	}
	say("bar records written", wrote[0], wrote[1], n, memory);
	say("bar records read and checked", read[0], read[1], n, memory);
	return 0;
}
