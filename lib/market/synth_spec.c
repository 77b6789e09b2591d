/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/synth_spec.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/num.h"

#define MAX_SYMBOLS 100000
#define N_MODELS    4

/* name=value: a number of struct rbt_synth_params between two bounds. */
struct field {
	const char *name;
	size_t at;
	double min, max;
};

#define MODEL(member) offsetof(struct rbt_synth_params, model.member)

static const struct field garch[] = {
    {"alpha", MODEL(alpha), 0, 1},
    {"beta", MODEL(beta), 0, 1},
    {0},
};
static const struct field jump[] = {
    {"rate", MODEL(rate), 0, 10000},
    {"mean", MODEL(mean), -1, 1},
    {"sd", MODEL(sd), 0, 1},
    {0},
};
static const struct field regime[] = {
    {"ratio", MODEL(ratio), 0, 100},
    {"calm", MODEL(calm), 1, 1e6},
    {"storm", MODEL(storm), 1, 1e6},
    {0},
};
static const struct field effects[] = {
    {"momentum", MODEL(momentum), -0.99, 0.99},
    {"spread", offsetof(struct rbt_synth_params, spread), -10, 10},
    {"monday", MODEL(weekday[0]), -1, 1},
    {"tuesday", MODEL(weekday[1]), -1, 1},
    {"wednesday", MODEL(weekday[2]), -1, 1},
    {"thursday", MODEL(weekday[3]), -1, 1},
    {"friday", MODEL(weekday[4]), -1, 1},
    {"saturday", MODEL(weekday[5]), -1, 1},
    {"sunday", MODEL(weekday[6]), -1, 1},
    {0},
};

static const struct {
	const char *name;
	enum rbt_synth_kind kind;
	const struct field *fields; /* NULL: none */
} models[N_MODELS] = {
    {"gbm", RBT_SYNTH_GBM, NULL},
    {"garch", RBT_SYNTH_GARCH, garch},
    {"jump", RBT_SYNTH_JUMP, jump},
    {"regime", RBT_SYNTH_REGIME, regime},
};

static int
read_day(const char *option, const char *text, int64_t *out,
    struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text != NULL)
		(void)!rbt_date_parse(text, strlen(text), out, &why);
	return rbt_err_option(err, option, &why);
}

/* No field has the name: says which names there are. */
static void
refuse_name(const char *option, const char *name, size_t len,
    const struct field *fields, struct rbt_err *err)
{
	char quoted[RBT_ERR_QUOTE], known[RBT_ERR_QUOTE * 2] = "";

	for (const struct field *f = fields; f->name != NULL; f++) {
		size_t n = strlen(known);

		snprintf(known + n, sizeof known - n, "%s%s",
		    f == fields ? "" : ", ", f->name);
	}
	rbt_err_set(err, RBT_E_USAGE, "--%s: unknown name '%s'; known are %s",
	    option, rbt_err_quote(name, len, quoted), known);
}

/* The field of "name=value", and the length of the name. */
static const struct field *
find_field(const char *option, const char *text, size_t len,
    const struct field *fields, size_t *name_len, struct rbt_err *err)
{
	const char *equals = memchr(text, '=', len);
	char quoted[RBT_ERR_QUOTE];

	if (equals == NULL) {
		rbt_err_set(err, RBT_E_USAGE,
		    "--%s: expected NAME=NUMBER, got '%s'", option,
		    rbt_err_quote(text, len, quoted));
		return NULL;
	}
	*name_len = (size_t)(equals - text);
	for (const struct field *f = fields; f->name; f++) {
		if (strlen(f->name) == *name_len &&
		    memcmp(f->name, text, *name_len) == 0)
			return f;
	}
	refuse_name(option, text, *name_len, fields, err);
	return NULL;
}

/* "name=value,name=value"; a name given twice is an error. */
static int
read_fields(const char *option, const char *text, const struct field *fields,
    struct rbt_synth_params *p, struct rbt_err *err)
{
	unsigned seen = 0, bit;
	double value = 0;
	struct rbt_err why = {0};

	for (size_t len;; text += len + 1) {
		const struct field *f;
		size_t name = 0;

		len = strcspn(text, ",");
		f = find_field(option, text, len, fields, &name, err);
		if (f == NULL)
			return -1;
		bit = 1u << (f - fields);
		if ((seen & bit) != 0)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--%s: %s is given twice", option, f->name);
		seen |= bit;
		if (rbt_num_f64(text + name + 1, len - name - 1, f->min, f->max,
			&value, &why) != 0)
			return rbt_err_set(err, RBT_E_USAGE, "--%s: %s: %s",
			    option, f->name, why.msg);
		memcpy((char *)p + f->at, &value, sizeof value);
		if (text[len] == '\0')
			return 0;
	}
}

/* A model's name, and behind it its parameters. */
static int
read_model(const char *text, struct rbt_synth_params *p, struct rbt_err *err)
{
	char quoted[RBT_ERR_QUOTE];
	size_t len = strcspn(text, ","), i = 0;

	while (i < N_MODELS && (strlen(models[i].name) != len ||
				   memcmp(models[i].name, text, len) != 0))
		i++;
	if (i == N_MODELS)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--model: expected gbm, garch, jump or regime, got '%s'",
		    rbt_err_quote(text, len, quoted));
	p->model.kind = models[i].kind;
	if (text[len] == ',' && models[i].fields == NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--model: %s takes no parameters", models[i].name);
	if (text[len] == ',' &&
	    read_fields("model", text + len + 1, models[i].fields, p, err) != 0)
		return -1;
	if (p->model.kind == RBT_SYNTH_GARCH &&
	    p->model.alpha + p->model.beta >= 1)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--model: alpha and beta together have to be below 1");
	return 0;
}

/* By default a fifth of a session's movement lies before its open, nothing
 * where there are sessions at weekends: that market never closes. */
static double
default_overnight(const struct rbt_calendar *c)
{
	int64_t saturday = rbt_day_from_civil(2024, 1, 6);

	return rbt_calendar_is_session(c, saturday) ? 0 : 0.2;
}

int
rbt_synth_spec_read(const struct rbt_synth_spec *spec,
    struct rbt_synth_params *params, int64_t *symbols, struct rbt_err *err)
{
	struct rbt_synth_params p = {
	    .calendar =
		rbt_calendar_find(spec->calendar ? spec->calendar : "weekdays",
		    err),
	    .period = params->period,
	    .first_day = rbt_day_from_civil(2010, 1, 1),
	    .last_day = rbt_day_from_civil(2023, 12, 31),
	    .model = {.drift = 0.07,
		.volatility = 0.25,
		.alpha = 0.08,
		.beta = 0.9,
		.rate = 5,
		.mean = -0.02,
		.sd = 0.04,
		.ratio = 3,
		.calm = 200,
		.storm = 40},
	};
	struct rbt_synth_model *m = &p.model;
	int64_t seed = 1;

	*symbols = 1;
	if (p.calendar == NULL)
		return -1;
	p.overnight = default_overnight(p.calendar);
	if (rbt_num_option_i64("seed", spec->seed, 0, INT64_MAX, &seed, err) !=
		0 ||
	    rbt_num_option_i64("symbols", spec->symbols, 1, MAX_SYMBOLS,
		symbols, err) ||
	    read_day("start", spec->start, &p.first_day, err) != 0 ||
	    read_day("end", spec->end, &p.last_day, err) != 0 ||
	    rbt_num_option_f64("drift", spec->drift, -10, 10, &m->drift, err) !=
		0 ||
	    rbt_num_option_f64("volatility", spec->volatility, 0, 10,
		&m->volatility, err) != 0 ||
	    rbt_num_option_f64("correlation", spec->correlation, 0, 1,
		&p.correlation, err) != 0 ||
	    rbt_num_option_f64("overnight", spec->overnight, 0, 1, &p.overnight,
		err) != 0 ||
	    rbt_num_option_f64("gaps", spec->gaps, 0, 0.9, &p.gaps, err) != 0 ||
	    read_model(spec->model ? spec->model : "gbm", &p, err) != 0)
		return -1;
	if (spec->effect != NULL &&
	    read_fields("effect", spec->effect, effects, &p, err) != 0)
		return -1;
	if (p.first_day > p.last_day)
		return rbt_err_set(err, RBT_E_USAGE, "--start is after --end");
	p.seed = (uint64_t)seed;
	*params = p;
	return rbt_synth_check(params, err);
}
