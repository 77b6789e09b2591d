/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "store/trialdb.h"

#include "core/buf.h"
#include "core/io.h"

#define APPLICATION_ID "1919054932" /* "rbtT", which file(1) can know it by */
#define VERSION        1
#define NO_LOG                                                                 \
	"%s is damaged or no trial log; if it is moved away, a new one begins"
#define WAIT_MS 5000
/* Memory for pages: a transaction that does not fit would have to sync. */
#define CACHE "-16000" /* KiB */

/* Names are those that the first trial came with. */
static const char create[] =
    "CREATE TABLE study(id INTEGER PRIMARY KEY,"
    " strategy TEXT NOT NULL, strategy_sha256 TEXT NOT NULL,"
    " bundle TEXT NOT NULL, bundle_sha256 TEXT NOT NULL,"
    " options TEXT NOT NULL, options_sha256 TEXT NOT NULL,"
    " annualization INTEGER NOT NULL,"
    " UNIQUE(strategy_sha256, bundle_sha256, options_sha256)) STRICT;"
    "CREATE TABLE trial(study INTEGER NOT NULL REFERENCES study,"
    " params TEXT NOT NULL, sharpe REAL, periods INTEGER NOT NULL,"
    " first INTEGER NOT NULL, PRIMARY KEY(study, params))"
    " STRICT, WITHOUT ROWID;"
    "PRAGMA application_id = " APPLICATION_ID ";"
    "PRAGMA user_version = 1;";

static const char insert_study[] =
    "INSERT INTO study(strategy_sha256, bundle_sha256, options_sha256,"
    " strategy, bundle, options, annualization)"
    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
static const char find_study[] =
    "SELECT id FROM study WHERE strategy_sha256 = ?1 AND bundle_sha256 = ?2"
    " AND options_sha256 = ?3";
static const char insert_trial[] =
    "INSERT INTO trial(study, params, sharpe, periods, first)"
    " VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
#define PASSES(column, n)                                                      \
	"(" n " IS NULL OR " column " = " n " OR (length(" n ") >= ?3 AND "    \
	"substr(" column "_sha256, 1, length(" n ")) = " n "))"
/* A strategy or a bundle that changed its name has the first of its names. */
static const char select_studies[] =
    "SELECT id, min(strategy) OVER (PARTITION BY strategy_sha256) AS s,"
    " strategy_sha256, min(bundle) OVER (PARTITION BY bundle_sha256) AS b,"
    " bundle_sha256, options, options_sha256, annualization FROM study"
    " WHERE " PASSES("strategy", "?1") " AND " PASSES("bundle",
	"?2") " ORDER BY s, strategy_sha256, b, bundle_sha256, options_sha256";
static const char select_trials[] =
    "SELECT params, sharpe, periods, first FROM trial WHERE study = ?1"
    " ORDER BY params";

struct file {
	char *path;
	sqlite3 *db;
	sqlite3_stmt *stmt; /* under way, or NULL */
};

static int
fail(const struct file *f, struct rbt_err *err)
{
	int code = sqlite3_errcode(f->db);

	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return rbt_err_set(err, RBT_E_DATA, NO_LOG, f->path);
	if (code == SQLITE_CANTOPEN && sqlite3_system_errno(f->db) != 0) {
		errno = sqlite3_system_errno(f->db);
		return rbt_err_sys(err, "%s", f->path);
	}
	if (code == SQLITE_BUSY)
		return rbt_err_set(err, RBT_E_SYS,
		    "%s is held by another process", f->path);
	return rbt_err_set(err, RBT_E_SYS, "%s: %s", f->path,
	    sqlite3_errmsg(f->db));
}

static int
run(struct file *f, const char *sql, struct rbt_err *err)
{
	return sqlite3_exec(f->db, sql, NULL, NULL, NULL) == SQLITE_OK
		   ? 0
		   : fail(f, err);
}

/* A single run should not wait long for the disk: syncing one time less and
 * keeping the journal's name spares a third of the wait.  A crash of the system
 * may cost the last trials. */
static const char settings[] =
    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
    "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL;"
    "PRAGMA cache_size = " CACHE;

static int
file_open(struct file *f, const char *folder, int flags, struct rbt_err *err)
{
	struct rbt_buf path = {0};

	rbt_buf_printf(&path, "%s/" RBT_TRIALDB_FILE, folder);
	*f = (struct file){.path = path.data};
	if (sqlite3_open_v2(f->path, &f->db, flags | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK)
		return fail(f, err);
	sqlite3_busy_timeout(f->db, WAIT_MS);
	return run(f, settings, err);
}

static void
file_close(struct file *f)
{
	sqlite3_finalize(f->stmt);
	/* What was not committed is rolled back. */
	sqlite3_close(f->db);
	free(f->path);
}

static int
prepare(struct file *f, const char *sql, struct rbt_err *err)
{
	sqlite3_finalize(f->stmt);
	f->stmt = NULL;
	return sqlite3_prepare_v2(f->db, sql, -1, &f->stmt, NULL) == SQLITE_OK
		   ? 0
		   : fail(f, err);
}

/* 1: a row, 0: the end, -1. */
static int
step(struct file *f, struct rbt_err *err)
{
	int code = sqlite3_step(f->stmt);

	return code == SQLITE_ROW ? 1 : code == SQLITE_DONE ? 0 : fail(f, err);
}

static int
number(struct file *f, const char *sql, int64_t *out, struct rbt_err *err)
{
	int rc = prepare(f, sql, err);

	if (rc == 0 && (rc = step(f, err)) == 1)
		*out = sqlite3_column_int64(f->stmt, 0);
	return rc < 0 ? -1 : 0;
}

/* Whether the file is a log that this program knows: 1, 0 if nothing is in it
 * yet, -1. */
static int
recognize(struct file *f, struct rbt_err *err)
{
	int64_t id = 0, version = 0, tables = 0;

	if (number(f, "PRAGMA application_id", &id, err) != 0 ||
	    number(f, "PRAGMA user_version", &version, err) != 0 ||
	    number(f, "SELECT count(*) FROM sqlite_schema", &tables, err) != 0)
		return -1;
	if (id == 0 && version == 0 && tables == 0)
		return 0;
	if (id != atoll(APPLICATION_ID))
		return rbt_err_set(err, RBT_E_DATA, NO_LOG, f->path);
	if (version != VERSION)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s is of version %lld, and this program knows %d", f->path,
		    (long long)version, VERSION);
	return 1;
}

static void
bind_text(struct file *f, int i, const char *text)
{
	/* All texts outlive the statement.  Binding fails for want of memory
	 * alone, and the step after it then says so. */
	(void)sqlite3_bind_text(f->stmt, i, text, -1, SQLITE_STATIC);
}

static int
study_id(struct file *f, const struct rbt_study *s, int64_t *id,
    struct rbt_err *err)
{
	int rc;

	if (prepare(f, insert_study, err) != 0)
		return -1;
	bind_text(f, 1, s->strategy_sha256);
	bind_text(f, 2, s->bundle_sha256);
	bind_text(f, 3, s->options_sha256);
	bind_text(f, 4, s->strategy);
	bind_text(f, 5, s->bundle);
	bind_text(f, 6, s->options);
	(void)sqlite3_bind_int64(f->stmt, 7, s->annualization);
	if (step(f, err) < 0 || prepare(f, find_study, err) != 0)
		return -1;
	bind_text(f, 1, s->strategy_sha256);
	bind_text(f, 2, s->bundle_sha256);
	bind_text(f, 3, s->options_sha256);
	if ((rc = step(f, err)) == 1)
		*id = sqlite3_column_int64(f->stmt, 0);
	return rc < 0 ? -1 : 0;
}

static int
insert(struct file *f, int64_t study, const struct rbt_tried *t,
    struct rbt_err *err)
{
	(void)sqlite3_reset(f->stmt);
	(void)sqlite3_bind_int64(f->stmt, 1, study);
	bind_text(f, 2, t->params);
	if (isnan(t->sharpe))
		(void)sqlite3_bind_null(f->stmt, 3);
	else
		(void)sqlite3_bind_double(f->stmt, 3, t->sharpe);
	(void)sqlite3_bind_int64(f->stmt, 4, t->periods);
	(void)sqlite3_bind_int64(f->stmt, 5, t->first.ns / RBT_SEC_NS);
	return step(f, err) < 0 ? -1 : 0;
}

int
rbt_trialdb_add(const char *folder, const struct rbt_study *study,
    const struct rbt_tried *trials, size_t n, struct rbt_err *err)
{
	struct file f;
	int64_t id = 0;
	int rc = rbt_io_mkdirs(folder, err), known = 0;

	if (rc != 0)
		return -1;
	rc = file_open(&f, folder, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
	    err);
	/* A writer from the start: one that begins as a reader cannot wait. */
	if (rc == 0)
		rc = run(&f, "BEGIN IMMEDIATE", err);
	if (rc == 0)
		rc = (known = recognize(&f, err)) < 0 ? -1 : 0;
	if (rc == 0 && known == 0)
		rc = run(&f, create, err);
	if (rc == 0)
		rc = study_id(&f, study, &id, err);
	if (rc == 0)
		rc = prepare(&f, insert_trial, err);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = insert(&f, id, &trials[i], err);
	if (rc == 0) {
		(void)sqlite3_reset(f.stmt);
		rc = run(&f, "COMMIT", err);
	}
	file_close(&f);
	return rc;
}

static const char *
text(sqlite3_stmt *stmt, int i)
{
	const unsigned char *t = sqlite3_column_text(stmt, i);

	return t ? (const char *)t : "";
}

static void
take_hash(sqlite3_stmt *stmt, int i, char out[RBT_HASH_HEX])
{
	const char *t = text(stmt, i);
	size_t len = strlen(t);

	len = len < RBT_HASH_HEX ? len : RBT_HASH_HEX - 1;
	memcpy(out, t, len);
	out[len] = '\0';
}

static void
take_study(sqlite3_stmt *stmt, struct rbt_study *s)
{
	s->strategy = text(stmt, 1);
	take_hash(stmt, 2, s->strategy_sha256);
	s->bundle = text(stmt, 3);
	take_hash(stmt, 4, s->bundle_sha256);
	s->options = text(stmt, 5);
	take_hash(stmt, 6, s->options_sha256);
	s->annualization = sqlite3_column_int(stmt, 7);
}

static void
take_trial(sqlite3_stmt *stmt, struct rbt_tried *t)
{
	t->params = text(stmt, 0);
	t->sharpe = sqlite3_column_type(stmt, 1) == SQLITE_NULL
			? (double)NAN
			: sqlite3_column_double(stmt, 1);
	t->periods = sqlite3_column_int64(stmt, 2);
	t->first.ns = sqlite3_column_int64(stmt, 3) * RBT_SEC_NS;
}

/* All trials of the study that the statement stands on. */
static int
read_study(struct file *f, sqlite3_stmt *trials, rbt_trialdb_take *take,
    void *self, struct rbt_err *err)
{
	struct rbt_study study;
	struct rbt_tried t;
	int code;

	take_study(f->stmt, &study);
	(void)sqlite3_reset(trials);
	(void)sqlite3_bind_int64(trials, 1, sqlite3_column_int64(f->stmt, 0));
	while ((code = sqlite3_step(trials)) == SQLITE_ROW) {
		take_trial(trials, &t);
		if (take(self, &study, &t, err) != 0)
			return -1;
	}
	return code == SQLITE_DONE ? 0 : fail(f, err);
}

/* While the first statement is under way nobody else changes the file. */
static int
read_all(struct file *f, const struct rbt_trialdb_filter *filter,
    rbt_trialdb_take *take, void *self, struct rbt_err *err)
{
	sqlite3_stmt *trials = NULL;
	int rc;

	if (prepare(f, select_studies, err) != 0)
		return -1;
	bind_text(f, 1, filter->strategy);
	bind_text(f, 2, filter->bundle);
	(void)sqlite3_bind_int(f->stmt, 3, RBT_TRIALDB_DIGITS);
	if (sqlite3_prepare_v2(f->db, select_trials, -1, &trials, NULL) !=
	    SQLITE_OK)
		return fail(f, err);
	while ((rc = step(f, err)) == 1)
		if (read_study(f, trials, take, self, err) != 0)
			break;
	sqlite3_finalize(trials);
	return rc == 0 ? 0 : -1;
}

/* Whether there is no file, and nothing in the way of one. */
static bool
is_missing(const char *folder)
{
	struct rbt_buf path = {0};
	bool missing;

	rbt_buf_printf(&path, "%s/" RBT_TRIALDB_FILE, folder);
	missing = access(path.data, F_OK) != 0 && errno == ENOENT;
	rbt_buf_release(&path);
	return missing;
}

int
rbt_trialdb_read(const char *folder, const struct rbt_trialdb_filter *filter,
    rbt_trialdb_take *take, void *self, struct rbt_err *err)
{
	struct file f;
	int rc;

	if (is_missing(folder))
		return 0;
	/* Not read-only: what a writer left when it died has to be undone. */
	rc = file_open(&f, folder, SQLITE_OPEN_READWRITE, err);
	if (rc == 0)
		rc = recognize(&f, err);
	if (rc == 1)
		rc = read_all(&f, filter, take, self, err);
	file_close(&f);
	return rc;
}
