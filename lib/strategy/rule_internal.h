/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of a rule file between its text and its signals, for the files
 * rule*.c only.  Text is cut into tokens (rule_lex), parsed into nodes
 * (rule_parse, rule_clause) that are checked as they are made (rule_check).
 * When the parameters are fixed, constants are computed (rule_const), the plan
 * made (rule_plan) and the rest turned into a list of column operations without
 * repetitions (rule_program), which rule_eval runs with the loops of
 * rule_column.
 *
 * Nodes lie in one array, arguments before what uses them, so every pass behind
 * the parser is a loop over the array.
 */
#ifndef RBT_STRATEGY_RULE_INTERNAL_H
#define RBT_STRATEGY_RULE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/attr.h"
#include "core/err.h"
#include "core/vec.h"
#include "strategy/rule.h"
#include "ta/registry.h"

#define RBT_RULE_TEXT_MAX  (1u << 20) /* bytes of a file */
#define RBT_RULE_NAME_MAX  64         /* characters of a name */
#define RBT_RULE_DEPTH_MAX 64         /* parentheses in each other */
#define RBT_RULE_NODE_MAX  16384
#define RBT_RULE_BACK_MAX  RBT_TA_MAX_PERIOD
#define RBT_RULE_ARG_MAX   (RBT_TA_MAX_IN + RBT_TA_MAX_PARAM)
#define RBT_RULE_NONE      UINT32_MAX /* no node, no column, no slot */

/* ---- text ---- */

struct rbt_rule_text {
	const char *data; /* NUL-terminated */
	uint32_t len;
	const char *name; /* of the file */
};

/*
 * Fills *err with "name:line:col: message", the line and a caret under byte
 * `at`.  Returns -1.
 */
int rbt_rule_fail(const struct rbt_rule_text *t, uint32_t at,
    enum rbt_code code, struct rbt_err *err, const char *fmt, ...)
    RBT_PRINTF(5, 6);

enum {
	RBT_RULE_TOK_END,
	RBT_RULE_TOK_NEWLINE,
	RBT_RULE_TOK_NUMBER,
	RBT_RULE_TOK_WORD,
	RBT_RULE_TOK_SYMBOL,
};

struct rbt_rule_token {
	uint8_t kind;
	uint32_t at, len; /* bytes of the text */
};

struct rbt_rule_lex {
	const struct rbt_rule_text *text;
	uint32_t at;
	uint32_t open; /* ( and [ not closed: line ends do not count there */
};

/* Checks the encoding of the whole text. */
int rbt_rule_lex_check(const struct rbt_rule_text *t,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_rule_lex_next(struct rbt_rule_lex *lex, struct rbt_rule_token *tok,
    struct rbt_err *err) RBT_MUST_USE;
bool rbt_rule_token_is(const struct rbt_rule_text *t,
    const struct rbt_rule_token *tok, const char *word);

/* ---- nodes ---- */

/* What a node is, and (from ADD on) what a column operation does. */
enum rbt_rule_kind {
	RBT_RULE_NUMBER,
	RBT_RULE_PARAM,
	RBT_RULE_SERIES,
	RBT_RULE_REF,
	/* of two numbers */
	RBT_RULE_ADD,
	RBT_RULE_SUB,
	RBT_RULE_MUL,
	RBT_RULE_DIV,
	RBT_RULE_MOD,
	RBT_RULE_MIN,
	RBT_RULE_MAX,
	/* of one number */
	RBT_RULE_NEG,
	RBT_RULE_ABS,
	RBT_RULE_LOG,
	RBT_RULE_EXP,
	RBT_RULE_SQRT,
	/* comparisons */
	RBT_RULE_LT,
	RBT_RULE_LE,
	RBT_RULE_GT,
	RBT_RULE_GE,
	RBT_RULE_EQ,
	RBT_RULE_NE,
	/* of conditions */
	RBT_RULE_AND,
	RBT_RULE_OR,
	RBT_RULE_NOT,
	RBT_RULE_IF,
	/* with a memory of earlier bars */
	RBT_RULE_BACK,
	RBT_RULE_CROSSOVER,
	RBT_RULE_CROSSUNDER,
	RBT_RULE_CROSS,
	RBT_RULE_BARSSINCE,
	RBT_RULE_VALUEWHEN,
	RBT_RULE_TA,
	RBT_RULE_FIELD,
	/* operations without a node of their own */
	RBT_RULE_PX,      /* a price series as numbers */
	RBT_RULE_PX_BACK, /* the same, n bars earlier */
	RBT_RULE_VOLUME,
	RBT_RULE_BAR,
	RBT_RULE_RELATION, /* of two numbers: enum rbt_rule_relation */
};

enum {
	RBT_RULE_OPEN,
	RBT_RULE_HIGH,
	RBT_RULE_LOW,
	RBT_RULE_CLOSE,
	RBT_RULE_SERIES_VOLUME,
	RBT_RULE_SERIES_BAR,
};

enum {
	RBT_RULE_IS_NUMBER,
	RBT_RULE_IS_CONDITION,
	RBT_RULE_IS_GROUP, /* an indicator with several outputs */
};

struct rbt_rule_node {
	uint8_t kind;
	uint8_t type;
	bool constant; /* of numbers and parameters only */
	uint8_t n_arg;
	uint32_t at; /* where its text begins */
	uint32_t arg[RBT_RULE_ARG_MAX];
	uint32_t index; /* PARAM, SERIES, FIELD: which; REF: definition */
	const struct rbt_ta *ta;
	double f;   /* NUMBER */
	int64_t e8; /* NUMBER in units of 1e-8, if exact */
	bool exact;
};

/* A name: a parameter or a definition. */
struct rbt_rule_name {
	const char *text; /* in the arena */
	uint32_t len, at, node;
};

struct rbt_rule_setting {
	struct rbt_rule_param pub;
	int64_t e8;
	bool exact, given;
};

/* A clause of which there is one at most. */
struct rbt_rule_clause {
	bool on;
	bool percent;
	uint8_t size; /* enum rbt_size_kind */
	uint32_t at, node;
};

struct rbt_rule_when {
	uint8_t side; /* bit number of the signal */
	uint32_t node;
};

struct rbt_rule_require {
	uint32_t at, first, node; /* nodes first .. node are its own */
};

/* The value of a constant node. */
struct rbt_rule_value {
	double f;
	int64_t e8; /* f in units of 1e-8 if exact */
	bool exact;
	bool given;    /* depends on a parameter that was set */
	uint8_t truth; /* of a condition: 0, 1, 2 unknown */
};

/* ---- the program: operations on columns ---- */

#define RBT_RULE_CHUNK  512 /* rows of a column */
#define RBT_RULE_PRICES 4

/* Columns 0 .. RBT_RULE_PRICES-1 are the price series as integers. */
struct rbt_rule_column {
	bool condition;
	bool constant;
	double f; /* of a constant; 0, 1, 2 of a condition */
	size_t warmup;
	uint32_t last; /* operation that reads it last */
	uint32_t reg;  /* place among the numbers or the conditions */
};

struct rbt_rule_op {
	uint8_t kind;
	uint8_t n_in, n_out;
	bool condition; /* the result of IF and BACK */
	uint32_t in[RBT_TA_MAX_IN], out[RBT_TA_MAX_OUT];
	uint32_t n; /* bars back; nth; series */
	const struct rbt_ta *ta;
	double param[RBT_TA_MAX_PARAM];
	uint32_t slot; /* in the state of an instrument */
	uint32_t ring; /* offset of its ring there */
};

struct rbt_rule_program {
	struct RBT_VEC(struct rbt_rule_op) op;
	struct RBT_VEC(struct rbt_rule_column) col;
	uint32_t side[4]; /* columns of the signals */
	uint32_t stop, trail, target;
	uint32_t n_number, n_condition; /* registers */
	uint32_t n_slot, ring_numbers, ring_conditions;
	size_t warmup;
};

struct rbt_rule {
	struct rbt_arena arena;
	struct rbt_rule_text text;
	struct RBT_VEC(struct rbt_rule_node) node;
	struct RBT_VEC(struct rbt_rule_name) name;
	struct RBT_VEC(struct rbt_rule_setting) param;
	struct RBT_VEC(struct rbt_rule_when) when;
	struct RBT_VEC(struct rbt_rule_require) require;
	struct rbt_rule_clause size, stop, trail, target, after;
	struct RBT_VEC(struct rbt_rule_value) value; /* one a node; bound */
	struct rbt_rule_program program;
	struct rbt_trade_plan plan;
	bool bound;
};

/* ---- words ---- */

/* An operator or function: its arguments are n number, c condition, k constant
 * number, x either (all x of one kind); so is its result. */
struct rbt_rule_form {
	uint8_t kind;
	const char *name;
	const char *args;
	uint8_t min_args;
	char result;
	const char *usage; /* of a function, else NULL */
};

/* NULL if there is none. */
const struct rbt_rule_form *rbt_rule_form_of(uint8_t kind);
const struct rbt_rule_form *rbt_rule_form_find(const char *word, size_t len);
/* RBT_RULE_NONE if there is none. */
uint32_t rbt_rule_series_find(const char *word, size_t len);
/* "a keyword", "a series", "a function", or NULL for a free name. */
const char *rbt_rule_word_use(const char *word, size_t len);

/* How the function is written: "sma(x, n)". */
#define RBT_RULE_USAGE_MAX 96
void rbt_rule_ta_usage(const struct rbt_ta *ta, char out[RBT_RULE_USAGE_MAX]);

/* The known name nearest to the word, NULL if none is near. */
enum {
	RBT_RULE_NEAR_NAMES = 1, /* definitions and parameters */
	RBT_RULE_NEAR_SERIES = 2,
	RBT_RULE_NEAR_FUNCTIONS = 4,
	RBT_RULE_NEAR_PARAMS = 8,
};
const char *rbt_rule_near(const struct rbt_rule *r, unsigned where,
    const char *word, size_t len);

/* ---- parser ---- */

struct rbt_rule_parser {
	struct rbt_rule *r;
	struct rbt_rule_lex lex;
	struct rbt_rule_token tok, ahead;
	unsigned depth;
	struct rbt_err *err;
};

int rbt_rule_parser_init(struct rbt_rule_parser *p) RBT_MUST_USE;
/* On to the next token. */
int rbt_rule_parser_step(struct rbt_rule_parser *p) RBT_MUST_USE;
bool rbt_rule_parser_at(const struct rbt_rule_parser *p, const char *word);
/* Fails with "expected WHAT, got ...". */
int rbt_rule_parser_expected(struct rbt_rule_parser *p, const char *what);
/* Over a word or symbol that must stand here. */
int rbt_rule_parser_take(struct rbt_rule_parser *p,
    const char *word) RBT_MUST_USE;
/* A number into f, e8 and exact of *n, a sign allowed. */
int rbt_rule_parser_number(struct rbt_rule_parser *p, bool sign,
    struct rbt_rule_node *n) RBT_MUST_USE;
/* Adds a checked node; RBT_RULE_NONE with *err if it is wrong. */
uint32_t rbt_rule_parser_add(struct rbt_rule_parser *p,
    const struct rbt_rule_node *n, uint32_t at);
/* An expression of a type; RBT_RULE_NONE with *err. */
uint32_t rbt_rule_expression(struct rbt_rule_parser *p);
uint32_t rbt_rule_expression_of(struct rbt_rule_parser *p, uint8_t type);
/* All clauses to the end of the text. */
int rbt_rule_clauses(struct rbt_rule_parser *p) RBT_MUST_USE;

/* Sets type and constant of n from its arguments; `at` is the place of the
 * operator or function. */
int rbt_rule_check(const struct rbt_rule *r, struct rbt_rule_node *n,
    uint32_t at, struct rbt_err *err) RBT_MUST_USE;
/* Whether node i is of the type; `what` needs it there. */
int rbt_rule_check_type(const struct rbt_rule *r, uint32_t i, uint8_t type,
    const char *what, struct rbt_err *err) RBT_MUST_USE;
/* The node behind references. */
const struct rbt_rule_node *rbt_rule_target(const struct rbt_rule *r,
    uint32_t i);

/* ---- bind ---- */

/* Values of all constant nodes into r->value. */
void rbt_rule_constants(struct rbt_rule *r);
/* Checks `require`, periods and amounts and fills r->plan. */
int rbt_rule_plan_make(struct rbt_rule *r, struct rbt_err *err) RBT_MUST_USE;
/* The operations of r->program, placed. */
void rbt_rule_program_make(struct rbt_rule *r);
/* Drops what is not needed and assigns registers and slots. */
void rbt_rule_program_place(struct rbt_rule_program *p);

/* ---- columns: n rows each.  Comparisons and logic go eight rows at a time:
 * their arrays have room up to a multiple of 8, and one row in front ---- */

/* Conditions: 0 false, 1 true, 2 unknown.  Relations of a to b: */
enum rbt_rule_relation {
	RBT_RULE_LESS,
	RBT_RULE_EQUAL,
	RBT_RULE_GREATER,
	RBT_RULE_UNDEFINED,
};

void rbt_rule_column_binary(uint8_t kind, const double *a, const double *b,
    size_t n, double *out);
void rbt_rule_column_unary(uint8_t kind, const double *a, size_t n,
    double *out);
void rbt_rule_column_compare(uint8_t kind, const double *a, const double *b,
    size_t n, uint8_t *out);
void rbt_rule_column_logic(uint8_t kind, const uint8_t *a, const uint8_t *b,
    size_t n, uint8_t *out);
void rbt_rule_column_choose(const uint8_t *c, const double *a, const double *b,
    size_t n, double *out);
void rbt_rule_column_choose_condition(const uint8_t *c, const uint8_t *a,
    const uint8_t *b, size_t n, uint8_t *out);
void rbt_rule_column_relation(const double *a, const double *b, size_t n,
    uint8_t *out);
/* rel[-1] is the relation of the bar before. */
void rbt_rule_column_crossing(uint8_t kind, const uint8_t *rel, size_t n,
    uint8_t *out);
/* bits |= 1 << bit where c is true; where rel is EQUAL. */
void rbt_rule_column_mark(const uint8_t *c, unsigned bit, size_t n,
    uint8_t *bits);
void rbt_rule_column_mark_equal(const uint8_t *rel, unsigned bit, size_t n,
    uint8_t *bits);
/* Prices as numbers. */
void rbt_rule_column_prices(const int64_t *px, size_t n, double *out);

#endif
