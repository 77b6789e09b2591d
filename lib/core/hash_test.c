/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first three digests are the examples of FIPS 180-4 (NIST, "SHA-256
 * examples"); the one over all lengths was computed with Python's hashlib.
 */
#include "core/hash.h"

#include "harness/t.h"

static void
check(const char *text, const char *want)
{
	char hex[RBT_HASH_HEX];

	rbt_hash_hex(text, strlen(text), hex);
	T_STR(hex, want);
}

int
main(void)
{
	struct rbt_hash h, all;
	char hex[RBT_HASH_HEX], again[RBT_HASH_HEX];
	uint8_t data[300], digest[RBT_HASH_BYTES];
	int bad = 0;

	check("",
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	check("abc",
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	rbt_hash_init(&h);
	memset(data, 'a', sizeof data);
	for (int i = 0; i < 8000; i++)
		rbt_hash_update(&h, data, 125);
	rbt_hash_final_hex(&h, hex);
	T_STR(hex,
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");

	/* The digest of the digests of every length below 300. */
	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (uint8_t)(i * 7 + 3);
	rbt_hash_init(&all);
	for (size_t n = 0; n < sizeof data; n++) {
		rbt_hash_init(&h);
		rbt_hash_update(&h, data, n);
		rbt_hash_final(&h, digest);
		rbt_hash_update(&all, digest, sizeof digest);
	}
	rbt_hash_final_hex(&all, hex);
	T_STR(hex,
	    "7b074096cabb18dd0d1b468a173cb2f97f80e952525bca29542e606fd6d0753a");

	/* However it is cut in two. */
	rbt_hash_hex(data, 200, hex);
	for (size_t cut = 0; cut <= 200; cut++) {
		rbt_hash_init(&h);
		rbt_hash_update(&h, data, cut);
		rbt_hash_update(&h, NULL, 0);
		rbt_hash_update(&h, data + cut, 200 - cut);
		rbt_hash_final_hex(&h, again);
		bad += strcmp(hex, again) != 0;
	}
	T_INT(bad, 0);
	T_DONE(6);
}
