/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vec.h"

#include "harness/t.h"

struct int_vec RBT_VEC(int);

int
main(void)
{
	struct int_vec v = {0};
	long sum = 0;

	for (int i = 0; i < 1000; i++)
		RBT_VEC_PUSH(&v, i);
	T_INT(v.n, 1000);
	T_OK(v.cap >= v.n);
	for (size_t i = 0; i < v.n; i++)
		sum += v.at[i];
	T_INT(sum, 499500); /* 999 x 1000 / 2 */
	RBT_VEC_RELEASE(&v);
	T_OK(v.at == NULL && v.n == 0 && v.cap == 0);
	RBT_VEC_PUSH(&v, 7);
	T_INT(v.at[0], 7);
	RBT_VEC_RELEASE(&v);
	RBT_VEC_RELEASE(&v);
	T_DONE(5);
}
