/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/mounts.h"

#include "test.h"

TEST(sticks_that_can_be_written_to_are_offered)
{
    struct str_list l = {0};
    mounts_parse(&l,
                 S("sysfs /sys sysfs rw,nosuid 0 0\n"
                   "/dev/sda1 / ext4 rw,relatime 0 0\n"
                   "/dev/sdb1 /media/park/RED\\040STICK vfat rw,nosuid 0 0\n"
                   "/dev/sdc1 /media/park/locked vfat ro,nosuid 0 0\n"
                   "/dev/sdd1 /run/media/park/\xeb\xb0\xb1 exfat rw 0 0\n"
                   "/dev/sde1 /media/park/\\377 vfat rw 0 0\n"
                   "/dev/sdf1 /mediatheque/x vfat rw 0 0\n"
                   "torn /media/x"),
                 t->a);
    CHECK_INT(l.n, 2);
    CHECK_STR(l.at[0], S("/media/park/RED STICK"));
    CHECK_STR(l.at[1], S("/run/media/park/\xeb\xb0\xb1"));
}

TEST(a_backslash_at_the_end_is_no_escape)
{
    struct str_list l = {0};
    mounts_parse(&l, S("d /media/a\\04 t rw 0 0\nd /media/b\\ t rw 0 0"), t->a);
    CHECK_INT(l.n, 2);
    CHECK_STR(l.at[0], S("/media/a\\04"));
    CHECK_STR(l.at[1], S("/media/b\\"));
}
