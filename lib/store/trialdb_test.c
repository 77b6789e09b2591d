/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes in comes out once, in order, whoever puts it there; and nothing
 * that is no log is touched.  Expected values by hand. */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include <sqlite3.h>

#include "store/trialdb.h"

#include "core/mem.h"
#include "harness/bundle.h"
#include "harness/t.h"

static const struct rbt_study one = {"a.rule", "us", "aaaaaaaa11", "bbbbbbbb22",
    "{}", "cccccccc", 252};

static int
note(void *self, const struct rbt_study *s, const struct rbt_tried *t,
    struct rbt_err *err)
{
	struct rbt_buf *said = self;

	(void)err;
	rbt_buf_printf(said, "%s %s %s %d %s %g %lld %lld;", s->strategy,
	    s->bundle_sha256, s->options, s->annualization, t->params,
	    t->sharpe, (long long)t->periods,
	    (long long)(t->first.ns / RBT_SEC_NS));
	return 0;
}

static int
stop(void *self, const struct rbt_study *s, const struct rbt_tried *t,
    struct rbt_err *err)
{
	(void)s;
	(void)t;
	++*(int *)self;
	return rbt_err_set(err, RBT_E_NO, "enough");
}

static int
count(void *self, const struct rbt_study *s, const struct rbt_tried *t,
    struct rbt_err *err)
{
	(void)s;
	(void)t;
	(void)err;
	++*(int *)self;
	return 0;
}

static int
how_many(const char *strategy, const char *bundle)
{
	struct rbt_trialdb_filter filter = {strategy, bundle};
	int n = 0;

	rbt_err_clear(&t_err);
	return rbt_trialdb_read(t_path, &filter, count, &n, &t_err) == 0 ? n
									 : -1;
}

static int
add(const struct rbt_study *s, const char *params, double sharpe, int64_t first)
{
	struct rbt_tried t = {params, sharpe, 500, {first * RBT_SEC_NS}};

	rbt_err_clear(&t_err);
	return rbt_trialdb_add(t_path, s, &t, 1, &t_err);
}

static void
test_once(void)
{
	struct rbt_study other = one;
	struct rbt_buf said = {0};
	int n = 0;

	T_INT(how_many(NULL, NULL), 0); /* no file, no folder */
	T_INT(add(&one, "{\"f\":2}", 0.5, 1700000000), 0);
	T_INT(add(&one, "{\"f\":1}", (double)NAN, 1700000001), 0);
	T_INT(add(&one, "{\"f\":2}", 0.75, 1700000002), 0); /* again */
	other.strategy = "renamed.rule"; /* the content is what counts */
	T_INT(add(&other, "{\"f\":2}", 0.5, 1700000003), 0);
	other.options = "{\"lot\":0}";
	memcpy(other.options_sha256, "dddddddd", 9);
	T_INT(add(&other, "{\"f\":2}", 0.25, 1700000004), 0);
	T_INT(rbt_trialdb_read(t_path, &(struct rbt_trialdb_filter){0}, note,
		  &said, &t_err),
	    0);
	T_STR(rbt_buf_str(&said),
	    "a.rule bbbbbbbb22 {} 252 {\"f\":1} nan 500 1700000001;"
	    "a.rule bbbbbbbb22 {} 252 {\"f\":2} 0.5 500 1700000000;"
	    "a.rule bbbbbbbb22 {\"lot\":0} 252 {\"f\":2} 0.25 500 "
	    "1700000004;");
	rbt_buf_release(&said);
	T_INT(rbt_trialdb_read(t_path, &(struct rbt_trialdb_filter){0}, stop,
		  &n, &t_err),
	    -1);
	T_INT(n, 1);
}

static void
test_filter(void)
{
	T_INT(how_many("a.rule", NULL), 2);
	T_INT(how_many("a.rule", "us"), 2);
	T_INT(how_many("a.rule", "eu"), 0);
	T_INT(how_many("aaaaaaaa", "bbbbbbbb22"), 3);
	T_INT(how_many("aaaaaaa", NULL), 0); /* too few digits of a hash */
	T_INT(how_many("aaaaaaaa12", NULL), 0);
}

/* Processes that add at once, some of the same trials. */
static void
test_together(void)
{
	enum {
		PROCESSES = 4,
		EACH = 25
	};
	int failed = 0;

	for (int p = 0; p < PROCESSES; p++) {
		struct rbt_study s = one;
		char params[32];
		int rc = 0;

		s.strategy_sha256[0] = 'e';
		if (fork() != 0)
			continue;
		for (int i = 0; rc == 0 && i < EACH; i++) {
			snprintf(params, sizeof params, "{\"f\":%d}",
			    p / 2 * EACH + i);
			rc = add(&s, params, 0.1, 1700000000);
		}
		_exit(rc == 0 ? 0 : 1);
	}
	for (int p = 0; p < PROCESSES; p++) {
		int status = 0;

		wait(&status);
		failed += status != 0;
	}
	T_INT(failed, 0);
	T_INT(how_many("eaaaaaaa11", NULL), 2 * EACH);
}

/* One that is killed while it adds leaves all of its trials or none. */
static void
test_killed(void)
{
	enum {
		N = 20000
	};
	struct rbt_study s = one;
	int whole = 0;

	s.strategy_sha256[0] = 'f';
	for (int round = 0; round < 8; round++) {
		pid_t pid;

		s.strategy_sha256[1] = (char)('0' + round);
		pid = fork();
		if (pid == 0) {
			struct rbt_tried *t = rbt_xcalloc(N, sizeof *t);
			char(*params)[24] = rbt_xcalloc(N, sizeof *params);

			for (int i = 0; i < N; i++) {
				snprintf(params[i], sizeof *params,
				    "{\"f\":%d}", i);
				t[i] = (struct rbt_tried){.params = params[i]};
			}
			_exit(rbt_trialdb_add(t_path, &s, t, N, &t_err) != 0);
		}
		nanosleep(&(struct timespec){0, round * 4000000L}, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		s.strategy_sha256[8] = '\0';
		whole += how_many(s.strategy_sha256, NULL) % N == 0;
		s.strategy_sha256[8] = '1';
	}
	T_INT(whole, 8);
	T_INT(add(&one, "{\"f\":99}", 0.5, 1700000000), 0);
}

/* Runs SQL on the file as another program would. */
static void
alter(const char *sql)
{
	char path[128];
	sqlite3 *db;

	snprintf(path, sizeof path, "%s/" RBT_TRIALDB_FILE, t_path);
	T_INT(sqlite3_open(path, &db), SQLITE_OK);
	T_INT(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static const char no_log[] =
    "damaged or no trial log; if it is moved away, a new one begins";

static void
refused(const char *why)
{
	char want[256];

	snprintf(want, sizeof want, "%s/" RBT_TRIALDB_FILE " is %s", t_path,
	    why);
	T_INT(add(&one, "{}", 0.5, 0), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_STR(t_err.msg, want);
	T_INT(how_many(NULL, NULL), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_STR(t_err.msg, want);
}

static void
test_refused(void)
{
	char path[128];
	int fd;

	alter("PRAGMA user_version = 2");
	refused("of version 2, and this program knows 1");
	alter("PRAGMA user_version = 1; PRAGMA application_id = 7");
	refused(no_log);
	snprintf(path, sizeof path, "%s/" RBT_TRIALDB_FILE, t_path);
	fd = open(path, O_WRONLY | O_TRUNC);
	T_OK(fd >= 0 && write(fd, "not a database, not at all", 26) == 26);
	close(fd);
	refused(no_log);
	unlink(path);
	T_INT(mkdir(path, 0700), 0);
	T_INT(add(&one, "{}", 0.5, 0), -1);
	T_INT(t_err.code, RBT_E_SYS);
	rmdir(path);
}

int
main(void)
{
	t_enter();
	test_once();
	test_filter();
	test_together();
	test_killed();
	test_refused();
	t_leave();
	T_DONE(46);
}
