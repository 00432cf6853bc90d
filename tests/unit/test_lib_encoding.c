/*
 * test_lib_encoding.c - texts that iconv puts into an encoding must be found to
 * be in it, or in none; never in another.
 */
#include "lib/encoding.h"

#include "lib/attr.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 1 << 12 };

static size_t encode(const char *text, const char *encoding, char *to)
{
    iconv_t c = iconv_open(encoding, "UTF-8");
    assert_true(c != (iconv_t)-1);
    char *in = (char *)(uintptr_t)text, *out = to;
    size_t in_left = strlen(text), left = ROOM;
    if (iconv(c, &in, &in_left, &out, &left) == (size_t)-1)
        fail_msg("'%s' is not in %s", text, encoding);
    iconv_close(c);
    return ROOM - left;
}

static const char roster[] = "编号,姓名,单位\nA001,王小明,城关镇第一支部\n"
                             "A002,李丽,商务局机关支部\n";
static const char two_names[] = "member_id,name\n1,张伟\n";
static const char german[] = "id,name\n1,J\xC3\xBCrgen M\xC3\xBCller\n"
                             "2,B\xC3\xA4rbel Gro\xC3\x9F\n";
static const char french[] = "id,nom\n1,Ren\xC3\xA9"
                             "e L\xC3\xA9vy \xE2\x80\x93 "
                             "Universit\xC3\xA9\n";
static const char russian[] =
    "id,имя\n1,Иван Петрович Сидоров\n2,Мария Александровна Кузнецова\n"
    "3,Сергей Владимирович Попов, город Новосибирск\n";
static const char korean[] = "id,이름\n1,김철수 서울특별시 교육청\n"
                             "2,이영희 부산광역시 연수원 안내\n";
static const char japanese[] = "id,名前\n1,たなか たろう、とうきょうの研修\n"
                               "2,サトウ ハナコ、オオサカのセミナー\n";
static const char taiwanese[] = "編號,姓名,單位\n1,陳怡君,臺北市教育訓練中心\n"
                                "2,林志豪,高雄市政府人事處\n";
static const char polish[] = "id,nazwa\n1,Łukasz Żółw, Gdańsk, święta\n";
static const char turkish[] = "id,ad\n1,Ayşe Yıldız, ığdır, dağ, şehir\n";

static void what_is_beyond_doubt_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *text, *encoding, *found;
    } cases[] = {
        {roster, "UTF-8", "UTF-8"},
        {"id,name\n1,Ana\n", "UTF-8", "UTF-8"},
        {"", "UTF-8", "UTF-8"},
        {roster, "UTF-16LE", "UTF-16LE"},
        {roster, "UTF-16BE", "UTF-16BE"},
        {"id,name\n1,Ana\n", "UTF-16LE", "UTF-16LE"},
        {"id,name\n1,Ana\n", "UTF-16BE", "UTF-16BE"},
        {"id,name", "UTF-16LE", "UTF-16LE"},
        {roster, "GB18030", "GB18030"},
        {roster, "GBK", "GB18030"},
        {two_names, "GB2312", "GB18030"},
        {german, "ISO-8859-1", "WINDOWS-1252"},
        {french, "WINDOWS-1252", "WINDOWS-1252"},
        {russian, "UTF-8", "UTF-8"},
        {korean, "UTF-8", "UTF-8"},
    };
    char bytes[ROOM], likely[ENCODING_NAME];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t n = encode(cases[i].text, cases[i].encoding, bytes);
        const char *found = encoding_detect(bytes, n, true, likely);
        if (found == NULL || strcmp(found, cases[i].found) != 0)
            fail_msg("'%s' in %s: found %s, likely %s", cases[i].text,
                     cases[i].encoding, found != NULL ? found : "none", likely);
    }
}

static void what_might_be_another_is_left_undecided(void **state)
{
    (void)state;
    static const struct {
        const char *text, *encoding;
    } cases[] = {
        {russian, "WINDOWS-1251"}, {russian, "KOI8-R"},
        {korean, "EUC-KR"},        {japanese, "SHIFT_JIS"},
        {japanese, "EUC-JP"},      {taiwanese, "BIG5"},
        {polish, "ISO-8859-2"},    {polish, "WINDOWS-1250"},
        {turkish, "ISO-8859-9"},
    };
    char bytes[ROOM], likely[ENCODING_NAME];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t n = encode(cases[i].text, cases[i].encoding, bytes);
        const char *found = encoding_detect(bytes, n, true, likely);
        if (found != NULL)
            fail_msg("%s text %zu: found %s, likely %s", cases[i].encoding, i,
                     found, likely);
    }
}

static void a_character_cut_off_at_the_end_does_no_harm(void **state)
{
    (void)state;
    char bytes[ROOM], likely[ENCODING_NAME];
    size_t n = encode(roster, "GB18030", bytes);
    assert_string_equal(encoding_detect(bytes, n - 2, false, likely),
                        "GB18030");
    n = encode(two_names, "UTF-8", bytes);
    assert_string_equal(encoding_detect(bytes, n - 2, false, likely), "UTF-8");
}

static void a_few_wrong_bytes_do_not_hide_utf8(void **state)
{
    (void)state;
    static const char text[] = "编号,姓名\nA001,王\xFF小明\n";
    char likely[ENCODING_NAME];
    assert_string_equal(encoding_detect(text, sizeof text - 1, true, likely),
                        "UTF-8");
}

static void a_stray_nul_does_not_make_utf16(void **state)
{
    (void)state;
    static const char text[] = "id,name\n1,A\0a\n2,Bob\n";
    char likely[ENCODING_NAME];
    assert_string_equal(encoding_detect(text, sizeof text - 1, true, likely),
                        "UTF-8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_beyond_doubt_is_found),
        cmocka_unit_test(what_might_be_another_is_left_undecided),
        cmocka_unit_test(a_character_cut_off_at_the_end_does_no_harm),
        cmocka_unit_test(a_few_wrong_bytes_do_not_hide_utf8),
        cmocka_unit_test(a_stray_nul_does_not_make_utf16),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
