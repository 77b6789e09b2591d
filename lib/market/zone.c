/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/zone.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/io.h"
#include "core/mem.h"

#define FILE_MAX   (1u << 20)
#define HEADER     44
#define DAY        86400
#define OFFSET_MIN (-25 * 3600 + 1) /* RFC 8536 section 3.2, utoff */
#define OFFSET_MAX (26 * 3600 - 1)

/* The counts of a header, in the order of the file. */
struct counts {
	uint32_t isut, isstd, leap, time, type, chars;
};

static uint64_t
big_endian(const char *p, int n)
{
	uint64_t v = 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

/* false if no header stands at data[0..len-1]. */
static bool
read_header(const char *data, size_t len, struct counts *c)
{
	uint32_t *const out[] = {&c->isut, &c->isstd, &c->leap, &c->time,
	    &c->type, &c->chars};

	if (len < HEADER || memcmp(data, "TZif", 4) != 0 || data[4] < '2')
		return false;
	for (int i = 0; i < 6; i++)
		*out[i] = (uint32_t)big_endian(data + 20 + 4 * i, 4);
	return true;
}

/* Bytes of the block behind a header whose times have `size` bytes. */
static size_t
block_size(const struct counts *c, size_t size)
{
	return c->time * (size + 1) + c->type * (size_t)6 + c->chars +
	       c->leap * (size + 4) + c->isstd + c->isut;
}

/* The transitions, each with what holds before it; false if one is amiss. */
static bool
read_transitions(struct rbt_zone *z, const char *p, const struct counts *c)
{
	const char *index = p + c->time * (size_t)8;
	const char *types = index + c->time;

	z->n = c->time;
	z->at = rbt_xcalloc(z->n + 1, sizeof *z->at);
	z->offset = rbt_xcalloc(z->n + 1, sizeof *z->offset);
	for (size_t i = 0; i <= z->n; i++) {
		size_t type = i == 0 ? 0 : (unsigned char)index[i - 1];
		int32_t offset;

		if (type >= c->type)
			return false;
		offset = (int32_t)big_endian(types + 6 * type, 4);
		if (offset < OFFSET_MIN || offset > OFFSET_MAX)
			return false;
		z->offset[i] = offset;
		if (i == z->n)
			return true;
		z->at[i] = (int64_t)big_endian(p + 8 * i, 8);
		if (i > 0 && z->at[i] <= z->at[i - 1])
			return false;
	}
	return true;
}

/* Everything behind the first block, which is for older readers. */
static bool
read_body(struct rbt_zone *z, const char *p, const char *end)
{
	struct counts c;
	const char *stop;

	if (!read_header(p, (size_t)(end - p), &c))
		return false;
	p += HEADER;
	/* The database proper counts no leap seconds. */
	if (c.type == 0 || c.leap != 0 ||
	    block_size(&c, 8) > (size_t)(end - p) ||
	    !read_transitions(z, p, &c))
		return false;
	p += block_size(&c, 8);
	if (end - p < 2 || *p != '\n')
		return false;
	p++;
	stop = memchr(p, '\n', (size_t)(end - p));
	if (stop == NULL)
		return false;
	z->has_rule = stop > p;
	return stop == p ||
	       rbt_zone_rule_parse(p, (size_t)(stop - p), &z->rule);
}

int
rbt_zone_parse(struct rbt_zone *z, const char *name, const char *data,
    size_t len, struct rbt_err *err)
{
	struct counts c;

	*z = (struct rbt_zone){.name = rbt_xstrdup(name)};
	if (read_header(data, len, &c) && block_size(&c, 4) <= len - HEADER &&
	    read_body(z, data + HEADER + block_size(&c, 4), data + len))
		return 0;
	rbt_zone_release(z);
	return rbt_err_set(err, RBT_E_DATA,
	    "%s: no time zone file of version 2 or later", name);
}

/* Letters, digits and _+-, in parts between single slashes. */
static bool
is_name(const char *name)
{
	size_t part = 0;

	for (const char *p = name; *p != '\0'; p++) {
		bool plain =
		    (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		    (*p >= '0' && *p <= '9') || strchr("_+-", *p) != NULL;

		if (!plain && (*p != '/' || part == 0))
			return false;
		part = plain ? part + 1 : 0;
	}
	return part > 0 && strlen(name) < 64;
}

int
rbt_zone_load(struct rbt_zone *z, const char *name, struct rbt_err *err)
{
	char path[sizeof RBT_ZONE_FOLDER + 64], quote[RBT_ERR_QUOTE];
	struct rbt_buf text = {0};
	struct rbt_err why = {0};
	struct rbt_map map;
	int rc = -1;

	(void)rbt_err_quote(name, strlen(name), quote);
	if (!is_name(name))
		return rbt_err_set(err, RBT_E_USAGE,
		    "'%s' is no time zone: expected a name like "
		    "America/New_York",
		    quote);
	snprintf(path, sizeof path, "%s/%s", RBT_ZONE_FOLDER, name);
	if (rbt_io_read_file(path, FILE_MAX, &text, &why) == 0) {
		rc = rbt_zone_parse(z, name, rbt_buf_str(&text), text.len, err);
	} else if (rbt_map_open(&map, RBT_ZONE_FOLDER "/UTC", NULL) != 0) {
		rbt_err_set(err, RBT_E_USAGE,
		    "there is no time zone database in %s: install tzdata",
		    RBT_ZONE_FOLDER);
	} else {
		rbt_map_release(&map);
		rbt_err_set(err, RBT_E_USAGE,
		    "there is no time zone '%s' in %s", quote, RBT_ZONE_FOLDER);
	}
	rbt_buf_release(&text);
	return rc;
}

void
rbt_zone_release(struct rbt_zone *z)
{
	free(z->name);
	free(z->at);
	free(z->offset);
	*z = (struct rbt_zone){0};
}

/* The span that holds t, from the transitions or, behind them, the rule. */
static struct rbt_zone_span
find(const struct rbt_zone *z, int64_t t)
{
	struct rbt_zone_span s = {INT64_MIN, INT64_MAX, 0};
	size_t low = 0, high = z->n; /* how many transitions are <= t */

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (z->at[mid] <= t)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == z->n && z->has_rule)
		s = rbt_zone_rule_span(&z->rule, t);
	else
		s.offset = z->offset[low];
	if (low > 0 && s.from < z->at[low - 1])
		s.from = z->at[low - 1];
	if (low < z->n)
		s.to = z->at[low];
	return s;
}

int32_t
rbt_zone_offset(struct rbt_zone *z, int64_t utc)
{
	if (utc < z->last.from || utc >= z->last.to)
		z->last = find(z, utc);
	return z->last.offset;
}

int
rbt_zone_to_utc(struct rbt_zone *z, int64_t local, int64_t utc[2])
{
	struct rbt_zone_span s = z->last;
	int32_t before, after;
	int n = 0;

	/* Well inside of a span there is no doubt. */
	if (s.from < local - 4 * DAY && local + 4 * DAY < s.to) {
		utc[0] = local - s.offset;
		return 1;
	}
	/* An offset is less than 26 hours, so what holds then is one of what
	 * holds two days before and behind. */
	after = rbt_zone_offset(z, local + 2 * DAY);
	before = rbt_zone_offset(z, local - 2 * DAY);
	for (int i = 0; i < 2; i++) {
		int64_t t = local - (i == 0 ? before : after);

		if (rbt_zone_offset(z, t) == (i == 0 ? before : after) &&
		    (n == 0 || t != utc[0]))
			utc[n++] = t;
	}
	if (n == 2 && utc[0] > utc[1]) { /* two changes in a few days */
		int64_t t = utc[0];

		utc[0] = utc[1];
		utc[1] = t;
	}
	return n;
}
