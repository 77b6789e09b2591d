/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exact division, multiplication and the way to doubles and back.  The tables
 * were computed with Python 3: whole numbers and the fractions module, int/int
 * for the correctly rounded quotient, round() for half to even.
 */
#include <math.h>
#include <stdlib.h>

#include "core/dec.h"
#include "core/rng.h"

#include "harness/t.h"

/* A 128-bit number as its two halves. */
struct wide {
	uint64_t high, low;
};

static rbt_i128
join(struct wide w)
{
	return (rbt_i128)((rbt_u128)w.high << 64 | w.low);
}

/* clang-format off */
static const struct {
	struct wide num, den;
	double want;
} ratios[] = {
    {{0x0000000000000000, 0x0000000000000000}, {0x0000000000000000, 0x0000000000000001}, 0x0.0p+0},
    {{0x0000000000000000, 0x0000000000000000}, {0x0000000c9f2c9cd0, 0x4674edea40000000}, 0x0.0p+0},
    {{0x0000000000000000, 0x0000000000000001}, {0x0000000000000000, 0x0000000000000003}, 0x1.5555555555555p-2},
    {{0xffffffffffffffff, 0xffffffffffffffff}, {0x0000000000000000, 0x0000000000000003}, -0x1.5555555555555p-2},
    {{0x0000000000000000, 0x002386f26fc10000}, {0x0000000000000000, 0x002386f26fc10000}, 0x1.0000000000000p+0},
    {{0x0000000000000000, 0x0020000000000001}, {0x0000000000000000, 0x0000000000000001}, 0x1.0000000000000p+53},
    {{0x0000000000000000, 0x0020000000000003}, {0x0000000000000000, 0x0000000000000001}, 0x1.0000000000002p+53},
    {{0xffffffffffffffff, 0xffdfffffffffffff}, {0x0000000000000000, 0x0000000000000001}, -0x1.0000000000000p+53},
    {{0x7fffffffffffffff, 0xffffffffffffffff}, {0x0000000000000000, 0x0000000000000001}, 0x1.0000000000000p+127},
    {{0x8000000000000000, 0x0000000000000000}, {0x0000000000000000, 0x0000000000000001}, -0x1.0000000000000p+127},
    {{0x0000000000000000, 0x0000000000000001}, {0x7fffffffffffffff, 0xffffffffffffffff}, 0x1.0000000000000p-127},
    {{0x7fffffffffffffff, 0xffffffffffffffff}, {0x7fffffffffffffff, 0xffffffffffffffff}, 0x1.0000000000000p+0},
    {{0x8000000000000000, 0x0000000000000000}, {0x7fffffffffffffff, 0xffffffffffffffff}, -0x1.0000000000000p+0},
    {{0x0785ee10d5da46d9, 0x00f436a000000000}, {0x0000000000000000, 0x002386f26fc10000}, 0x1.b1ae4d6e2ef50p+69},
    {{0x0000000000000000, 0x8000000000000000}, {0x0000000000000000, 0x0000000000000003}, 0x1.5555555555555p+61},
    {{0x0000000000000000, 0x7fffffffffffffff}, {0x0000000000000000, 0x7fffffffffffffff}, 0x1.0000000000000p+0},
    {{0x0000000000000000, 0x8000000000000000}, {0x0000000000000000, 0x8000000000000000}, 0x1.0000000000000p+0},
    {{0x0000000000000001, 0x0000000000000001}, {0x0000000000000000, 0x8000000000000000}, 0x1.0000000000000p+1},
    {{0x0000000020000000, 0x0000010000000000}, {0x0000000000000000, 0x0000010000000000}, 0x1.0000000000000p+53},
    {{0x0000000020000000, 0x0000010000000001}, {0x0000000000000000, 0x0000010000000000}, 0x1.0000000000001p+53},
    {{0x0000000020000000, 0x000002ffffffffff}, {0x0000000000000000, 0x0000010000000000}, 0x1.0000000000001p+53},
    {{0x00000470de4df820, 0x002386f26fc10000}, {0x0000000000000000, 0x002386f26fc10000}, 0x1.0000000000000p+53},
    {{0x00000470de4df820, 0x002386f26fc0ffff}, {0x0000000000000000, 0x002386f26fc10000}, 0x1.0000000000000p+53},
    {{0x00000470de4df820, 0x002386f26fc10001}, {0x0000000000000000, 0x002386f26fc10000}, 0x1.0000000000001p+53},
    {{0x1000000000000080, 0x0040000000000002}, {0x0000000000000080, 0x0000000000000002}, 0x1.0000000000000p+53},
    {{0x1000000000000080, 0x0040000000000003}, {0x0000000000000080, 0x0000000000000002}, 0x1.0000000000001p+53},
    {{0x1000000000000080, 0x0040000000000001}, {0x0000000000000080, 0x0000000000000002}, 0x1.0000000000000p+53},
    {{0x0000000000000000, 0x079c8c296b93b5b5}, {0x0000000c515c6123, 0x6c88c5373cf3bd59}, 0x1.3c60f4df54c39p-41},
    {{0xf93a5bf0da1b1950, 0x60c40eb788718c96}, {0x0000000000000000, 0x0000352ef9a3638f}, -0x1.04c75d78ed689p+77},
    {{0xfffc00cb964e03c0, 0xb4a3165de1ab3e01}, {0x0000000000000000, 0x0000000000013cf7}, -0x1.9d33780d17e42p+97},
    {{0x00000000002f0261, 0x428474c15e9ecba7}, {0x0000000000000000, 0x001d92b9359e9d03}, 0x1.96efa93a143b4p+32},
    {{0x0000000000000435, 0x79fdda8fd41f11db}, {0x0000000000000000, 0x0000002c347a2e48}, 0x1.85fe239065006p+36},
    {{0xffffffffffffffff, 0xfffffffe57810ce8}, {0x0121043fa22fa1f7, 0x25601b2f4a7ce6e6}, -0x1.7800a0e1fcea6p-88},
    {{0x0000000000000000, 0x000000015043396d}, {0x00000003352e4941, 0x1098d6a904943816}, 0x1.a35079603f727p-66},
    {{0x000000000000237b, 0xc91b6da33f0279a1}, {0x00000000001af4cf, 0xd703d5b062c4a229}, 0x1.50fb61b1664eep-8},
    {{0x0000016862f56763, 0x55236ac1c8bd8770}, {0x0000000000000000, 0x0000000000021804}, 0x1.583d6439e42f2p+87},
    {{0x00000000034da910, 0x61626bcdd6a19e4f}, {0x0000000000000000, 0x0000000036225fae}, 0x1.f3e39c5fa0900p+59},
    {{0x0000000000000007, 0xcbe7b7419e8c1878}, {0x0000000000002d15, 0x7d67145952bd78ef}, 0x1.622aba34f0e8ep-11},
    {{0x0000000000000000, 0x0001432132ae8f10}, {0x000038875654e963, 0x457642bd65feb06d}, 0x1.6dd6612045b95p-62},
    {{0x0000000000000000, 0x0389bc12a2982e5b}, {0x0043ec02bd29370d, 0x036fcbe0d077e1bf}, 0x1.aab7d34ba1607p-61},
    {{0x0000000000000000, 0x0ba75e532205dad7}, {0x0000000000000000, 0x00000000000002ba}, 0x1.118bf315752adp+50},
    {{0x2ea523f658caa18a, 0xa7e567e387ed23b1}, {0x0000000000000009, 0xe600b110226a6c29}, 0x1.2d975ad24a3d7p+58},
    {{0xfffffffffffed137, 0x34bea62d788c5f34}, {0x0000000000000001, 0xa4296461beddd097}, -0x1.70f76c9ef3262p+15},
    {{0xffffffffffffffff, 0xffffff8f851d62b5}, {0x0000000000000000, 0x0780dbfd150fb7fe}, -0x1.dfb336d0c9799p-21},
    {{0x0000000002a05ba1, 0x8a6e83730bc9404e}, {0x000000000000038c, 0x50b7c84fcfda60dd}, 0x1.7afece33ccbf4p+15},
    {{0xf6c3d5912c0188bb, 0x717eafff25aac128}, {0x0000002918498d88, 0x387946848f841a8b}, -0x1.cc3c54c1be663p+21},
    {{0xffffea3ef12e9059, 0x5ea3927838b6a352}, {0x0000000000000000, 0x000000000014bc2a}, -0x1.0c951071f68b4p+88},
    {{0xfff5583fc43ae8dd, 0xfba0608ffaaad081}, {0x0000000000000000, 0x000000006cdfd850}, -0x1.90dda114b25c5p+84},
    {{0xfff215ae4f2d1cae, 0xed61ef1faa94cfa4}, {0x000000000000b810, 0xc76ca69148cb821d}, -0x1.35a81551c2f88p+36},
    {{0xfffffffd819a4670, 0xfb12493a5bc0fd02}, {0x000a3afa97006895, 0x512cf3b8c5ee21f8}, -0x1.f33774ef84c0cp-19},
    {{0xffceff0627630c4c, 0x121dead79d20de26}, {0x00000000000384a6, 0xd979f2e0044cc6e8}, -0x1.bdb8870c08d89p+35},
    {{0xffffffffee2c1201, 0xe8ab4b4b652345e9}, {0x00000001b4bafea8, 0x85eb78cd7911c210}, -0x1.4e6835a95521fp-5},
};
static const struct {
	struct wide a;
	int64_t b;
	struct wide c;
	bool even_fits;
	struct wide even;
	bool floor_fits;
	struct wide floor;
} products[] = {
    {{0x0000000000000036, 0x35c9adc5dea00000}, 100000000, {0x0000000000000000, 0x0000000000000003}, true, {0x000000006bb4afe4, 0xcf2607ee35555555}, true, {0x000000006bb4afe4, 0xcf2607ee35555555}},
    {{0xffffffffffffffc9, 0xca36523a21600000}, 100000000, {0x0000000000000000, 0x0000000000000003}, true, {0xffffffff944b501b, 0x30d9f811caaaaaab}, true, {0xffffffff944b501b, 0x30d9f811caaaaaaa}},
    {{0x0000000000000000, 0x0000000000000005}, 1, {0x0000000000000000, 0x0000000000000002}, true, {0x0000000000000000, 0x0000000000000002}, true, {0x0000000000000000, 0x0000000000000002}},
    {{0x0000000000000000, 0x0000000000000007}, 1, {0x0000000000000000, 0x0000000000000002}, true, {0x0000000000000000, 0x0000000000000004}, true, {0x0000000000000000, 0x0000000000000003}},
    {{0xffffffffffffffff, 0xfffffffffffffffb}, 1, {0x0000000000000000, 0x0000000000000002}, true, {0xffffffffffffffff, 0xfffffffffffffffe}, true, {0xffffffffffffffff, 0xfffffffffffffffd}},
    {{0xffffffffffffffff, 0xfffffffffffffff9}, 1, {0x0000000000000000, 0x0000000000000002}, true, {0xffffffffffffffff, 0xfffffffffffffffc}, true, {0xffffffffffffffff, 0xfffffffffffffffc}},
    {{0x0000000000000000, 0x0000000000000000}, 5, {0x0000000000000000, 0x0000000000000007}, true, {0x0000000000000000, 0x0000000000000000}, true, {0x0000000000000000, 0x0000000000000000}},
    {{0x7fffffffffffffff, 0xffffffffffffffff}, 9223372036854775807, {0x0000000000000000, 0x7fffffffffffffff}, true, {0x7fffffffffffffff, 0xffffffffffffffff}, true, {0x7fffffffffffffff, 0xffffffffffffffff}},
    {{0x8000000000000000, 0x0000000000000000}, 1, {0x0000000000000000, 0x0000000000000001}, true, {0x8000000000000000, 0x0000000000000000}, true, {0x8000000000000000, 0x0000000000000000}},
    {{0x8000000000000000, 0x0000000000000000}, -1, {0x0000000000000000, 0x0000000000000001}, false, {0, 0}, false, {0, 0}},
    {{0x8000000000000000, 0x0000000000000000}, INT64_MIN, {0x0000000000000000, 0x8000000000000000}, false, {0, 0}, false, {0, 0}},
    {{0x8000000000000000, 0x0000000000000000}, INT64_MIN, {0x0000000000000001, 0x0000000000000000}, true, {0x4000000000000000, 0x0000000000000000}, true, {0x4000000000000000, 0x0000000000000000}},
    {{0x7fffffffffffffff, 0xffffffffffffffff}, 9223372036854775807, {0x7fffffffffffffff, 0xffffffffffffffff}, true, {0x0000000000000000, 0x7fffffffffffffff}, true, {0x0000000000000000, 0x7fffffffffffffff}},
    {{0x7fffffffffffffff, 0xffffffffffffffff}, INT64_MIN, {0x7fffffffffffffff, 0xffffffffffffffff}, true, {0xffffffffffffffff, 0x8000000000000000}, true, {0xffffffffffffffff, 0x8000000000000000}},
    {{0x7fffffffffffffff, 0xffffffffffffffff}, 9223372036854775807, {0x0000000000000000, 0x7ffffffffffffffe}, false, {0, 0}, false, {0, 0}},
    {{0x0000000c9f2c9cd0, 0x4674edea40000000}, 10000000000, {0x0000000000000000, 0x000000003b9aca00}, true, {0x0000007e37be2022, 0xc0914b2680000000}, true, {0x0000007e37be2022, 0xc0914b2680000000}},
    {{0x0000000c9f2c9cd0, 0x4674edea40000000}, -10000000000, {0x0000000000000000, 0x00000000b2d05e01}, true, {0xffffffd5ed6b4adb, 0x50e88b3fe63bc1ab}, true, {0xffffffd5ed6b4adb, 0x50e88b3fe63bc1aa}},
    {{0x4000000000000000, 0x0000000000000001}, 2, {0x0000000000000000, 0x0000000000000004}, true, {0x2000000000000000, 0x0000000000000000}, true, {0x2000000000000000, 0x0000000000000000}},
    {{0x4000000000000000, 0x0000000000000003}, 2, {0x0000000000000000, 0x0000000000000004}, true, {0x2000000000000000, 0x0000000000000002}, true, {0x2000000000000000, 0x0000000000000001}},
    {{0xbfffffffffffffff, 0xffffffffffffffff}, 2, {0x0000000000000000, 0x0000000000000004}, true, {0xe000000000000000, 0x0000000000000000}, true, {0xdfffffffffffffff, 0xffffffffffffffff}},
    {{0x0100000000000000, 0x1000000000000000}, 4611686018427387905, {0x0000000000000000, 0x8000000000000000}, true, {0x0080000000000000, 0x0a00000000000000}, true, {0x0080000000000000, 0x0a00000000000000}},
    {{0xffffffffffffffff, 0xfffc6b67be49d9f4}, -109754226523356, {0x00000000000002f4, 0x9bbd06a7ea6e4c97}, true, {0x0000000000000000, 0x000000000078eda0}, true, {0x0000000000000000, 0x000000000078ed9f}},
    {{0x0dab202b263f5b04, 0xd9319ea5974bec8d}, -25637456728158634, {0x005024ce1999686e, 0xf32c77d3c5322d59}, true, {0xffffffffffffffff, 0xf07747e605da1f97}, true, {0xffffffffffffffff, 0xf07747e605da1f97}},
    {{0x0000000000000000, 0x000000000000f250}, -20022293187, {0x003a5e7c046e36cb, 0xb997a62145b3d24e}, true, {0x0000000000000000, 0x0000000000000000}, true, {0xffffffffffffffff, 0xffffffffffffffff}},
    {{0xffffffff680f6228, 0xcec0e16f9b0a5021}, 163815, {0x0a4c421fa2fb1cde, 0x7d7aaab4096eda5f}, true, {0x0000000000000000, 0x0000000000000000}, true, {0xffffffffffffffff, 0xffffffffffffffff}},
    {{0xfffffffffe13a88d, 0x49795727fdf1433c}, 52390838137190, {0x0000000000006199, 0x8056c8656f95abab}, true, {0xffffffffffffffff, 0xff0fa22ce0090c60}, true, {0xffffffffffffffff, 0xff0fa22ce0090c5f}},
    {{0x0000000000000002, 0x5b6202807220b3b4}, 1990933119, {0x0000000000026cdb, 0x4861ece9e223388f}, true, {0x0000000000000000, 0x0000000000007354}, true, {0x0000000000000000, 0x0000000000007354}},
    {{0x00000000025e6ce7, 0x2f9adbffeebf1d7d}, 1503142926540980, {0x0000000006fc7c06, 0x612ba9e8dc2b16af}, true, {0x0000000000000000, 0x0001cf8bba5eaef5}, true, {0x0000000000000000, 0x0001cf8bba5eaef5}},
    {{0x000000000000001f, 0x2754a8e087ff9587}, -1232336081, {0x0000000000004c4c, 0x553b8c9a8bbc5e0e}, true, {0xffffffffffffffff, 0xffffffffffe20213}, true, {0xffffffffffffffff, 0xffffffffffe20213}},
    {{0x02f532c2f8373f8d, 0xaffe9c9cc25b6eea}, -17243020, {0x0000000000000000, 0xf6ecaa2087d1fbf6}, true, {0xfffffffffffcd92d, 0x04187c70168f37a6}, true, {0xfffffffffffcd92d, 0x04187c70168f37a5}},
    {{0xf8cfa15c1d0c8a7e, 0x1e8a1efd67afd069}, -146044304, {0x0000000000000000, 0x00659927ef1c14ef}, true, {0x000000009daeb882, 0xd3e8fd33ff9a045b}, true, {0x000000009daeb882, 0xd3e8fd33ff9a045b}},
    {{0xffffffffffffffff, 0xffffffffcf2067f3}, -653172504802502895, {0x000000002c37fbf9, 0x1b01d49b9106bd55}, true, {0x0000000000000000, 0x0000000000000000}, true, {0x0000000000000000, 0x0000000000000000}},
    {{0xfffffffffffffffd, 0x6e5862fb1b4826a6}, 85111383173, {0x00000000000007a8, 0x49c8c041d9e6ceaf}, true, {0xffffffffffffffff, 0xfffffffff95a0dd3}, true, {0xffffffffffffffff, 0xfffffffff95a0dd2}},
    {{0xffffffffffffffff, 0xffffffff7d65fdd3}, 282032393392400527, {0x0004851c84a96359, 0x22589202c6bfad49}, true, {0x0000000000000000, 0x0000000000000000}, true, {0xffffffffffffffff, 0xffffffffffffffff}},
    {{0xffffffeaa01af928, 0xd9909ef250431765}, 97575315547, {0x0000000650d9cbd0, 0x9aa133d13cc16549}, true, {0xffffffffffffffff, 0xffffffb31d27d960}, true, {0xffffffffffffffff, 0xffffffb31d27d960}},
    {{0xec2ac7c9dd49f0fa, 0x3c2420a973a9a555}, 308017342203875256, {0x0000000000000000, 0x143a6ec1814519b0}, true, {0xfbcf173b0a087be7, 0x22c802a934713a65}, true, {0xfbcf173b0a087be7, 0x22c802a934713a64}},
    {{0xffffffff169faf20, 0xee1d69f86281e5a7}, -111252937773034773, {0x3d30a52951cfd2d9, 0x47be68ea2cd44555}, true, {0x0000000000000000, 0x0000000005e3777a}, true, {0x0000000000000000, 0x0000000005e37779}},
    {{0x000000000001de53, 0x055d13ddd916da7b}, -412565565138403, {0x0000000000000147, 0xdc87829d58ac9213}, true, {0xffffffffffffffff, 0xfddc92ffc476d291}, true, {0xffffffffffffffff, 0xfddc92ffc476d291}},
    {{0xfffffffffffdd57b, 0x5492d21b1f5f7fbe}, -113940159, {0x0000000000000000, 0x0a40aab263d4895f}, true, {0x0000000000000000, 0x00016f509da3622b}, true, {0x0000000000000000, 0x00016f509da3622a}},
    {{0xffffffe9bc17e09c, 0xdc7db0b50f5729c5}, -525266805122, {0x000007d796e83433, 0x04de87c9829965dc}, true, {0x0000000000000000, 0x000000015b39ff8e}, true, {0x0000000000000000, 0x000000015b39ff8d}},
    {{0xfd8dca444f11ff2c, 0x7573fd691c0de783}, -248826547, {0x0000000000000000, 0x3f0f2bfd2965a3b1}, true, {0x0000000000934808, 0x620854437d178b20}, true, {0x0000000000934808, 0x620854437d178b20}},
    {{0x0000f4b97a65d690, 0xc5bf30465580d200}, 25510671805930713, {0x00035ebd2e92664a, 0xc5a3e2d4ef5cbbe3}, true, {0x0000000000000000, 0x0019b56d91926936}, true, {0x0000000000000000, 0x0019b56d91926935}},
    {{0x545f778d8639d9de, 0x5c45094325c2ee0e}, -1441725959940980358, {0x000000000000001e, 0x6aac03dd5d946c73}, true, {0xffc87ff67e314777, 0x393ac46a55de85e3}, true, {0xffc87ff67e314777, 0x393ac46a55de85e2}},
    {{0x0000000000005fef, 0xefeec51d12eabc13}, 2564, {0x000000000001c69a, 0x5a38021a5ad846eb}, true, {0x0000000000000000, 0x000000000000021d}, true, {0x0000000000000000, 0x000000000000021d}},
    {{0x000000001c86d1c6, 0x7c054a7422316a06}, 45687060708491834, {0x00045a4732e80652, 0x05ed654feeba928a}, true, {0x0000000000000000, 0x0000000427c6c7c8}, true, {0x0000000000000000, 0x0000000427c6c7c7}},
    {{0xeed427486867e0de, 0xa92756c0f6de513b}, -2762432812462, {0x00000000074bb117, 0x98fa08f64e4529e4}, true, {0x00000000000005e9, 0xcd68768c6e0fb69f}, true, {0x00000000000005e9, 0xcd68768c6e0fb69e}},
};
static const struct {
	double x;
	bool fits;
	int64_t v;
} doubles[] = {
    {0x0.0p+0, true, 0},
    {-0x0.0p+0, true, 0},
    {0x1.0000000000000p+0, true, 100000000},
    {-0x1.8000000000000p+0, true, -150000000},
    {0x1.9c5999999999ap+8, true, 41235000000},
    {0x1.999999999999ap-4, true, 10000000},
    {0x1.5798ee2308c3ap-27, true, 1},
    {0x1.5798ee2308c3ap-28, true, 1},
    {-0x1.5798ee2308c3ap-28, true, -1},
    {0x1.50b9b62c92d43p-28, true, 0},
    {0x1.01b2b29a4692bp-26, true, 1},
    {0x1.ad7f29abcaf48p-26, true, 2},
    {0x1.0000000000000p-9, true, 195312},
    {0x1.8000000000000p-8, true, 585938},
    {0x1.0000000000000p-20, true, 95},
    {0x1.0000000000000p-9, true, 195312},
    {0x1.4000000000000p-8, true, 488281},
    {0x1.5798ee2300000p+36, true, 9223372036800000000},
    {0x1.5798ee2308c39p+36, true, 9223372036854774475},
    {0x1.5798ee2308c3ap+36, false, 0},
    {-0x1.5798ee2308c3ap+36, false, 0},
    {0x1.5798ee2308c36p+36, true, 9223372036854769897},
    {0x1.74876e8000000p+36, false, 0},
    {-0x1.74876e8000000p+36, false, 0},
    {0x1.0000000000000p+52, false, 0},
    {0x1.7e43c8800759cp+996, false, 0},
    {0x0.0000000000001p-1022, true, 0},
    {0x1.56e1fc2f8f359p-997, true, 0},
    {0x1.e240c9fbe76c9p+16, true, 12345678900000},
    {0x1.0000000000000p-27, true, 1},
    {0x1.8000000000000p-26, true, 2},
    {0x1.01b2b29a4692bp-26, true, 1},
    {0x1.12e0be826d695p-30, true, 0},
};
/* clang-format on */
#define COUNT(a) (long)(sizeof(a) / sizeof(a)[0])

static bool
same(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

static void
test_ratio(void)
{
	struct rbt_rng r;
	char text[RBT_MONEY_MAX];
	int bad = 0;

	for (long i = 0; i < COUNT(ratios); i++)
		T_OK(same(rbt_dec_ratio(join(ratios[i].num),
			      join(ratios[i].den)),
		    ratios[i].want));
	/* Against strtod of the exact text, which rounds correctly too. */
	rbt_rng_init(&r, 1, "ratio");
	for (int i = 0; i < 100000; i++) {
		struct wide w = {rbt_rng_u64(&r), rbt_rng_u64(&r)};
		rbt_money m = {join(w) >> rbt_rng_below(&r, 127)};
		rbt_px p = {(int64_t)w.low >> rbt_rng_below(&r, 63)};

		rbt_money_format(m, text);
		bad += !same(rbt_money_to_f64(m), strtod(text, NULL));
		rbt_dec_format(p.v, 8, text);
		bad += !same(rbt_px_to_f64(p), strtod(text, NULL));
	}
	T_INT(bad, 0);
}

/*
 * All decimals of a double are in its "%.1074f": rounding them by hand is the
 * independent way.  They are few enough for a thousand doubles.
 */
static void
test_from_f64(void)
{
	static char text[1500], head[64];
	struct rbt_rng r;
	int64_t v = 0, back = 0, tries = 0;
	int bad = 0;

	for (long i = 0; i < COUNT(doubles); i++) {
		v = 0;
		T_INT(rbt_dec_from_f64(doubles[i].x, &v), doubles[i].fits);
		T_INT(v, doubles[i].v);
	}
	T_OK(!rbt_dec_from_f64((double)NAN, &v));
	T_OK(!rbt_dec_from_f64((double)INFINITY, &v));
	T_OK(!rbt_dec_from_f64((double)-INFINITY, &v));
	rbt_rng_init(&r, 1, "from_f64");
	for (int i = 0; i < 20000; i++) {
		double x = rbt_rng_normal(&r) *
			   ldexp(1, (int)rbt_rng_below(&r, 66) - 32);
		char *point;
		bool up;

		snprintf(text, sizeof text, "%.1074f", x);
		point = strchr(text, '.');
		snprintf(head, sizeof head, "%.*s%.8s", (int)(point - text),
		    text, point + 1);
		back = strtoll(head, NULL, 10);
		/* No tie: ties end at once, and the table has them. */
		up = point[9] >= '5';
		if (point[9] == '5' && strspn(point + 10, "0") == 1065)
			continue;
		tries++;
		back += up ? (x < 0 ? -1 : 1) : 0;
		bad += !rbt_dec_from_f64(x, &v) || v != back;
	}
	T_OK(tries > 15000);
	T_INT(bad, 0);
	/* Every price of up to 15 digits survives the way over a double. */
	for (int i = 0; i < 100000; i++) {
		int64_t p = (int64_t)rbt_rng_below(&r, 1000000000000000);

		bad +=
		    !rbt_dec_from_f64(rbt_px_to_f64((rbt_px){p}), &v) || v != p;
	}
	T_INT(bad, 0);
}

static void
test_muldiv(void)
{
	for (long i = 0; i < COUNT(products); i++) {
		rbt_i128 a = join(products[i].a), c = join(products[i].c);
		rbt_i128 v = 0;

		T_INT(rbt_dec_muldiv(a, products[i].b, c, &v),
		    products[i].even_fits);
		T_OK(v == join(products[i].even));
		v = 0;
		T_INT(rbt_dec_muldiv_floor(a, products[i].b, c, &v),
		    products[i].floor_fits);
		T_OK(v == join(products[i].floor));
	}
}

/* Small numbers, where the answer can be counted out. */
static void
test_small(void)
{
	int bad = 0;
	rbt_i128 v = 0;

	for (int a = -60; a <= 60; a++) {
		for (int c = 1; c <= 30; c++) {
			/* nearbyint rounds half to even; a / c is a tie only
			 * if it is exact in binary. */
			double near = nearbyint((double)a / c);
			double down = floor((double)a / c);

			bad += rbt_dec_div_even(a, c) != (rbt_i128)near;
			bad += !rbt_dec_muldiv(-a, -1, c, &v) ||
			       v != (rbt_i128)near;
			bad += !rbt_dec_muldiv_floor(a, 1, c, &v) ||
			       v != (rbt_i128)down;
		}
	}
	T_INT(bad, 0);
}

int
main(void)
{
	test_ratio();
	test_from_f64();
	test_muldiv();
	test_small();
	T_DONE(COUNT(ratios) + 1 + 2 * COUNT(doubles) + 6 +
	       4 * COUNT(products) + 1);
}
