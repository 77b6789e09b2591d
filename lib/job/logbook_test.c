/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told comes back as a count; what cannot be written is said once and
 * changes nothing.  Counts and spreads by hand. */
#include <fcntl.h>

#include "job/logbook.h"

#include "harness/bundle.h"
#include "harness/t.h"

static const struct rbt_context ctx = {.tool = "rbt-test", .quiet = true};

static struct rbt_study
study(const char *options_sha256, int annualization)
{
	struct rbt_study s = {.strategy = "a.rule",
	    .bundle = "us",
	    .strategy_sha256 = "aaaaaaaa",
	    .bundle_sha256 = "bbbbbbbb",
	    .options = "{}",
	    .annualization = annualization};

	snprintf(s.options_sha256, sizeof s.options_sha256, "%s",
	    options_sha256);
	return s;
}

static void
tell(struct rbt_logbook *book, const struct rbt_study *s, const char *params,
    double sharpe)
{
	char text[32]; /* not kept by the caller */
	const struct rbt_tried t = {.params = text, .sharpe = sharpe};

	snprintf(text, sizeof text, "%s", params);
	book->log.add(book->log.self, s, &t);
}

static struct rbt_trial_count
counted(const char *strategy, int annualization)
{
	struct rbt_logbook book;
	struct rbt_trial_count c;

	rbt_logbook_init(&book, &ctx, false);
	T_INT(book.log.count(book.log.self, strategy, "bbbbbbbb", annualization,
		  &c, &t_err),
	    0);
	rbt_logbook_close(&book);
	return c;
}

int
main(void)
{
	const struct rbt_study daily = study("01", 256),
			       other = study("02", 64);
	struct rbt_trial_count c;
	struct rbt_logbook book;
	char path[128];

	t_enter();
	setenv("RBT_STATE", t_path, 1);
	rbt_logbook_init(&book, &ctx, false);
	tell(&book, &daily, "{\"f\":1}", 0.125);
	tell(&book, &daily, "{\"f\":2}", (double)NAN);
	tell(&book, &daily, "{\"f\":1}", 0.125);
	tell(&book, &other, "{\"f\":1}", 0.5); /* 0.25 of 256 a year */
	rbt_logbook_close(&book);
	c = counted("aaaaaaaa", 256);
	T_INT(c.n, 3);
	T_INT(c.sharpe.n, 2);
	T_NEAR(c.sharpe.mean, 0.1875, 1e-15, 0);
	T_NEAR(rbt_spread_sd(&c.sharpe), 0.0625 * sqrt(2), 1e-15, 0);
	T_INT(counted("cccccccc", 256).n, 0);

	rbt_logbook_init(&book, &ctx, true);
	tell(&book, &daily, "{\"f\":3}", 0.5);
	rbt_logbook_close(&book);
	T_INT(counted("aaaaaaaa", 256).n, 3);

	/* where a folder would have to be a file */
	snprintf(path, sizeof path, "%s/" RBT_TRIALDB_FILE "/x", t_path);
	setenv("RBT_STATE", path, 1);
	rbt_logbook_init(&book, &ctx, false);
	tell(&book, &daily, "{\"f\":3}", 0.5);
	tell(&book, &other, "{\"f\":3}", 0.5); /* writes the first: it fails */
	T_OK(book.off);
	tell(&book, &other, "{\"f\":4}", 0.5);
	T_INT(book.trials.n, 0);
	rbt_logbook_close(&book);
	setenv("RBT_STATE", t_path, 1);
	T_INT(counted("aaaaaaaa", 256).n, 3);
	t_leave();
	T_DONE(4 + 4 + 5);
}
