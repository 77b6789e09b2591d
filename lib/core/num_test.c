/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of formatted doubles was computed with Python 3: the first of
 * "%.15g", "%.16g" and "%.17g" for which float() gives the double back.
 */
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/num.h"
#include "core/rng.h"

#include "harness/t.h"

static bool
same(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

static void
test_i64(void)
{
	static const char *const bad[] = {"", "-", "+", "x", "1x", " 1", "1 ",
	    "0x10", "1.0", "1e3", "--1"};
	struct rbt_err err = {0};
	int64_t v = 42;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		rbt_err_clear(&err);
		T_INT(rbt_num_i64(bad[i], strlen(bad[i]), INT64_MIN, INT64_MAX,
			  &v, &err),
		    -1);
	}
	T_STR(err.msg, "expected a whole number, got '--1'");
	T_INT(err.code, RBT_E_DATA);
	rbt_err_clear(&err);
	T_INT(rbt_num_i64("12", 2, 1, 10, &v, &err), -1);
	T_STR(err.msg, "12 is outside 1..10");
	rbt_err_clear(&err);
	T_INT(rbt_num_i64("0", 1, 1, 10, &v, &err), -1);
	rbt_err_clear(&err);
	T_INT(rbt_num_i64("9223372036854775808", 19, INT64_MIN, INT64_MAX, &v,
		  &err),
	    -1);
	T_STR(err.msg, "9223372036854775808 is outside "
		       "-9223372036854775808..9223372036854775807");
	rbt_err_clear(&err);
	/* 2^64 + 5: a wrapped sum would look like 5. */
	T_INT(rbt_num_i64("18446744073709551621", 20, 0, 10, &v, &err), -1);
	T_INT(v, 42);
	T_INT(rbt_num_i64("010", 3, 0, 10, &v, NULL), 0);
	T_INT(v, 10);
	T_INT(rbt_num_i64("+7,", 2, 0, 10, &v, NULL), 0);
	T_INT(v, 7);
	T_INT(rbt_num_i64("-9223372036854775808", 20, INT64_MIN, 0, &v, NULL),
	    0);
	T_OK(v == INT64_MIN);
	T_INT(rbt_num_i64("9223372036854775807", 19, 0, INT64_MAX, &v, NULL),
	    0);
	T_OK(v == INT64_MAX);
}

static void
test_f64(void)
{
	static const char *const bad[] = {"", "-", ".", "nan", "inf", "0x1p3",
	    " 1", "1 ", "1e", "1,5", "infinity", "1f"};
	static const char *const good[] = {"0", "-0", "0.1", "1e22", "1e23",
	    "9007199254740993", "9007199254740992e-3", "1.7976931348623157e308",
	    "2.2250738585072011e-308", "4.9e-324", "1e-400", "123456789e-22",
	    "123456789e-23", "+.5", "5.", "1E5", "8.5e+22",
	    /* A tie between two doubles, and just above it. */
	    "9007199254740993.0000000000000000000000000000000000000000000000",
	    "9007199254740993.0000000000000000000000000000000000000000000001"
	    "00000000000000000000000000000000000000000000000000000000000000"
	    "000000000000"};
	struct rbt_err err = {0};
	double x = 42;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_INT(rbt_num_f64(bad[i], strlen(bad[i]), -DBL_MAX, DBL_MAX, &x,
			  &err),
		    -1);
	T_STR(err.msg, "expected a number, got ''");
	T_OK(same(x, 42));
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		T_INT(rbt_num_f64(good[i], strlen(good[i]), -DBL_MAX, DBL_MAX,
			  &x, NULL),
		    0);
		T_OK(same(x, strtod(good[i], NULL)));
	}
	rbt_err_clear(&err);
	T_INT(rbt_num_f64("1e400", 5, -HUGE_VAL, HUGE_VAL, &x, &err), -1);
	T_STR(err.msg, "1e400 is outside -inf..inf");
	rbt_err_clear(&err);
	T_INT(rbt_num_f64("1.5", 3, 0, 1, &x, &err), -1);
	T_STR(err.msg, "1.5 is outside 0..1");
	T_INT(rbt_num_f64("1.5", 1, 0, 1, &x, NULL), 0);
	T_OK(same(x, 1));
}

/* clang-format off */
static const struct {
	double x;
	const char *text;
} texts[] = {
    {0x0.0p+0, "0"},
    {-0x0.0p+0, "0"},
    {0x1.999999999999ap-4, "0.1"},
    {0x1.5555555555555p-2, "0.3333333333333333"},
    {-0x1.5555555555555p-1, "-0.6666666666666666"},
    {0x1.ad7f29abcaf48p-24, "1e-07"},
    {0x1.4f8b588e368f1p-17, "1e-05"},
    {0x1.a36e2eb1c432dp-14, "0.0001"},
    {0x1.02e4b6ce5dc68p-13, "0.00012345"},
    {0x1.a36e2eb1c432cp-14, "9.999999999999999e-05"},
    {0x1.02e85be180b71p-13, "0.0001234567890123456"},
    {0x1.c6bf526340000p+49, "1e+15"},
    {0x1.1c37937e08000p+53, "1e+16"},
    {0x1.b69b4ba630f35p+56, "1.2345678901234568e+17"},
    {0x1.c6bf52633ffffp+49, "999999999999999.9"},
    {0x1.c6bf52633fff8p+49, "999999999999999"},
    {0x1.c6bf52633ffffp+49, "999999999999999.9"},
    {0x1.6bcc41e8fffffp+46, "99999999999999.98"},
    {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
    {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
    {0x0.0000000000001p-1022, "4.94065645841247e-324"},
    {0x1.8000000000000p+0, "1.5"},
    {0x1.9c5999999999ap+8, "412.35"},
    {0x1.3333333333334p-2, "0.30000000000000004"},
    {0x1.0f0cf064dd592p+73, "1e+22"},
    {0x1.0000000000000p+53, "9007199254740992"},
    {0x1.0000000000000p-13, "0.0001220703125"},
    {0x1.0000000000000p-10, "0.0009765625"},
    {0x1.0000000000000p+40, "1099511627776"},
    {0x1.0000000000001p+49, "562949953421312.1"},
    {0x1.0000000000001p-1, "0.5000000000000001"},
    {0x1.fffffffffffffp-1, "0.9999999999999999"},
    {0x1.0000000000001p+0, "1.0000000000000002"},
    {0x1.0000000000000p+52, "4503599627370496"},
    {0x1.9000000000000p+6, "100"},
    {-0x1.0624dd2f1a9fcp-10, "-0.001"},
    {0x1.81cd6e63c53d7p+13, "12345.678901234567"},
    {0x1.0000000000000p+53, "9007199254740992"},
    {0x1.ce710c407ef76p+19, "947080.3828730423"},
    {0x1.d1ab9d5dc5ae3p+36, "125002438108.35503"},
    {-0x1.b2ca06c22c095p-16, "-2.5915453769343405e-05"},
    {-0x1.85ae860787836p+34, "-26151098398.117393"},
    {-0x1.ffb26d4672e8bp+31, "-4292425379.2244315"},
    {0x1.a89fbed09905dp+42, "7294984864356.091"},
    {0x1.2d0d84239abcep-1, "0.5879937451803643"},
    {-0x1.e6dcb7bed4e47p+9, "-973.7243574656976"},
    {-0x1.363243c7af260p+40, "-1332283164591.1484"},
    {-0x1.1fb9ea96ea59bp+27, "-150851412.71610722"},
    {-0x1.adbbe1164467ap-11, "-0.0008196523729415283"},
    {-0x1.dcb37f87f8132p+3, "-14.896911397518668"},
    {0x1.b00c3b46793ccp+12, "6912.764471505721"},
    {-0x1.1817b35c5f0b3p-13, "-0.0001335585501570695"},
    {0x1.0d9af32489139p+25, "35337702.28543324"},
    {-0x1.522e6c33efb22p+29, "-709217670.492039"},
    {-0x1.a7028f3875eddp+33, "-14193860208.92132"},
    {0x1.19fca83bd5e33p+0, "1.1015114923556097"},
    {0x1.4fc423d1faa28p-2, "0.32789665192709316"},
    {-0x1.d16be93035844p+34, "-31233909952.836197"},
    {0x1.fd9abb5d422e4p+28, "534358965.8286574"},
    {0x1.efe9bec5bb15fp+17, "253907.49040926524"},
    {-0x1.2f02066746f27p+47, "-166580360291193.22"},
    {0x1.12b768093a6a7p+23, "9001908.018023802"},
    {-0x1.f3ee255183e1fp+9, "-999.8605138677557"},
    {-0x1.a8f93a40e92d7p+17, "-217586.45510592192"},
    {-0x1.29ddf25fcbb75p+13, "-9531.743346778423"},
    {-0x1.4edbb098339f8p+4, "-20.928635210550027"},
    {-0x1.48560e07ce5bap+41, "-2820386066332.716"},
    {-0x1.32af448132416p+46, "-84300831673488.34"},
};
/* clang-format on */
#define N_TEXTS (long)(sizeof texts / sizeof texts[0])

/* What rbt_num_format_f64 promises, the slow way. */
static void
test_option(void)
{
	struct rbt_err err = {0};
	int64_t n = 7;
	double x = 0.5;

	T_INT(rbt_num_option_i64("reps", NULL, 1, 5, &n, &err), 0);
	T_INT(n, 7);
	T_INT(rbt_num_option_i64("reps", "5", 1, 5, &n, &err), 0);
	T_INT(n, 5);
	T_INT(rbt_num_option_i64("reps", "6", 1, 5, &n, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, "--reps: 6 is outside 1..5");
	rbt_err_clear(&err);
	T_INT(rbt_num_option_i64("reps", "", 1, 5, &n, &err), -1);
	rbt_err_clear(&err);
	T_INT(rbt_num_option_f64("rf", NULL, 0, 1, &x, &err), 0);
	T_OK(same(x, 0.5));
	T_INT(rbt_num_option_f64("rf", "0.25", 0, 1, &x, &err), 0);
	T_OK(same(x, 0.25));
	T_INT(rbt_num_option_f64("rf", "nan", 0, 1, &x, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, "--rf: expected a number, got 'nan'");
	T_OK(same(x, 0.25));
}

static bool
matches_printf(double x)
{
	char got[RBT_NUM_F64_MAX], want[40] = "";
	size_t n = rbt_num_format_f64(x, got);

	for (int digits = 15; digits <= 17; digits++) {
		snprintf(want, sizeof want, "%.*g", digits, x);
		if (same(strtod(want, NULL), x))
			break;
	}
	if (strcmp(got, want) == 0 && n == strlen(want))
		return true;
	printf("\tgot  %s\n\twant %s\n", got, want);
	return false;
}

static void
test_format(void)
{
	char out[RBT_NUM_F64_MAX];
	struct rbt_rng r;
	int bad = 0;
	double x;

	for (long i = 0; i < N_TEXTS; i++) {
		T_INT(rbt_num_format_f64(texts[i].x, out),
		    strlen(texts[i].text));
		T_STR(out, texts[i].text);
	}
	rbt_rng_init(&r, 1, "num");
	for (int i = 0; i < 50000; i++) {
		uint64_t bits = rbt_rng_u64(&r);
		int decimals = (int)rbt_rng_below(&r, 12);

		memcpy(&x, &bits, sizeof x); /* any double at all */
		bad += isfinite(x) && !matches_printf(x);
		x = rbt_rng_normal(&r) * ldexp(1, (int)(bits % 66) - 14);
		bad += !matches_printf(x);
		/* Short decimals and their neighbours. */
		x = rint(x * pow(10, decimals)) / pow(10, decimals);
		if (x == 0) /* the sign of zero is not kept */
			continue;
		bad += !matches_printf(x);
		bad += !matches_printf(nextafter(x, HUGE_VAL));
		x = ldexp(1, (int)(bits % 64) - 14); /* uneven neighbours */
		bad += !matches_printf(x);
		bad += !matches_printf(nextafter(x, 0));
	}
	T_INT(bad, 0);
}

int
main(void)
{
	test_i64();
	test_f64();
	test_option();
	test_format();
	T_DONE(28 + 12 + 2 + 2 * 19 + 6 + 16 + 2 * N_TEXTS + 1);
}
