/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fmt/utf8.h"
#include "strategy/rule_internal.h"

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int
rbt_rule_lex_check(const struct rbt_rule_text *t, struct rbt_err *err)
{
	size_t n;

	for (uint32_t i = 0; i < t->len; i += (uint32_t)n) {
		if (t->data[i] == '\0')
			return rbt_rule_fail(t, i, RBT_E_DATA, err,
			    "a zero byte");
		n = rbt_utf8_len(t->data + i, t->len - i);
		if (n == 0)
			return rbt_rule_fail(t, i, RBT_E_DATA, err,
			    "byte 0x%02x is not UTF-8",
			    (unsigned)(unsigned char)t->data[i]);
	}
	return 0;
}

bool
rbt_rule_token_is(const struct rbt_rule_text *t,
    const struct rbt_rule_token *tok, const char *word)
{
	return (tok->kind == RBT_RULE_TOK_WORD ||
		   tok->kind == RBT_RULE_TOK_SYMBOL) &&
	       strlen(word) == tok->len &&
	       memcmp(t->data + tok->at, word, tok->len) == 0;
}

/* Spaces, comments and, inside brackets, line ends. */
static void
skip_blank(struct rbt_rule_lex *lex)
{
	const char *s = lex->text->data;

	for (;; lex->at++) {
		char c = s[lex->at];

		if (c == '#')
			while (s[lex->at + 1] != '\n' &&
			       lex->at + 1 < lex->text->len)
				lex->at++;
		else if (c == '\r' && s[lex->at + 1] == '\n')
			continue;
		else if (c != ' ' && c != '\t' && !(c == '\n' && lex->open > 0))
			return;
	}
}

static uint32_t
scan_digits(const char *s, uint32_t at)
{
	while (is_digit(s[at]))
		at++;
	return at;
}

static int
scan_number(struct rbt_rule_lex *lex, struct rbt_rule_token *tok,
    struct rbt_err *err)
{
	const char *s = lex->text->data;
	uint32_t at = scan_digits(s, tok->at);

	if (s[at] == '.' && is_digit(s[at + 1]))
		at = scan_digits(s, at + 1);
	if (s[at] == 'e' || s[at] == 'E') {
		uint32_t exp = at + 1 + (s[at + 1] == '+' || s[at + 1] == '-');

		if (is_digit(s[exp]))
			at = scan_digits(s, exp);
	}
	if (is_letter(s[at]))
		return rbt_rule_fail(lex->text, tok->at, RBT_E_DATA, err,
		    "a number runs into a word: a name begins with a letter, "
		    "and a space stands between a number and a word");
	if (s[at] == '.' && s[at + 1] != '.')
		return rbt_rule_fail(lex->text, at, RBT_E_DATA, err,
		    "a digit is missing behind the point");
	tok->kind = RBT_RULE_TOK_NUMBER;
	tok->len = at - tok->at;
	return 0;
}

static int
scan_word(struct rbt_rule_lex *lex, struct rbt_rule_token *tok,
    struct rbt_err *err)
{
	const char *s = lex->text->data;
	uint32_t at = tok->at;

	while (is_letter(s[at]) || is_digit(s[at]))
		at++;
	tok->kind = RBT_RULE_TOK_WORD;
	tok->len = at - tok->at;
	if (tok->len > RBT_RULE_NAME_MAX)
		return rbt_rule_fail(lex->text, tok->at, RBT_E_DATA, err,
		    "a name of %u characters; %d is the most", tok->len,
		    RBT_RULE_NAME_MAX);
	return 0;
}

static int
scan_symbol(struct rbt_rule_lex *lex, struct rbt_rule_token *tok,
    struct rbt_err *err)
{
	const char *s = lex->text->data + tok->at;
	size_t n = rbt_utf8_len(s, lex->text->len - tok->at);

	tok->kind = RBT_RULE_TOK_SYMBOL;
	tok->len = 1;
	if (s[0] == '.' && is_digit(s[1]))
		return rbt_rule_fail(lex->text, tok->at, RBT_E_DATA, err,
		    "a number begins with a digit, as in 0.5");
	if ((strchr("<>=!", s[0]) != NULL && s[1] == '=') ||
	    (s[0] == '.' && s[1] == '.'))
		tok->len = 2;
	else if (strchr("<>=+-*/%()[],.", s[0]) == NULL)
		return n == 1 && (s[0] < ' ' || s[0] == 0x7f)
			   ? rbt_rule_fail(lex->text, tok->at, RBT_E_DATA, err,
				 "a control character (0x%02x)", (unsigned)s[0])
			   : rbt_rule_fail(lex->text, tok->at, RBT_E_DATA, err,
				 "'%.*s' has no meaning here", (int)n, s);
	if (s[0] == '(' || s[0] == '[')
		lex->open++;
	else if ((s[0] == ')' || s[0] == ']') && lex->open > 0)
		lex->open--;
	return 0;
}

int
rbt_rule_lex_next(struct rbt_rule_lex *lex, struct rbt_rule_token *tok,
    struct rbt_err *err)
{
	const char *s = lex->text->data;
	int rc = 0;

	skip_blank(lex);
	*tok = (struct rbt_rule_token){.at = lex->at};
	if (lex->at >= lex->text->len) {
		tok->kind = RBT_RULE_TOK_END;
	} else if (s[lex->at] == '\n') {
		tok->kind = RBT_RULE_TOK_NEWLINE;
		tok->len = 1;
	} else if (is_digit(s[lex->at])) {
		rc = scan_number(lex, tok, err);
	} else if (is_letter(s[lex->at])) {
		rc = scan_word(lex, tok, err);
	} else {
		rc = scan_symbol(lex, tok, err);
	}
	lex->at += tok->len;
	return rc;
}
