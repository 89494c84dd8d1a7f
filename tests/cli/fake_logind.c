/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fake_logind - stands in for systemd-logind on a bus of a test's own ($DBUS_SYSTEM_BUS_ADDRESS).
 * Each line of standard input, "sleep" or "wake", is told to who listens; standard output says who
 * holds a lock ("held WHO") and that it was let go ("let").
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <systemd/sd-bus.h>

#define PATH "/org/freedesktop/login1"
#define MANAGER "org.freedesktop.login1.Manager"

static int lock = -1; /* our end: it hangs up when the last other one is closed */

static int on_inhibit(sd_bus_message *m, void *ctx, sd_bus_error *error)
{
    const char *what, *who, *why, *mode;
    int ends[2];
    (void)ctx, (void)error;
    if (sd_bus_message_read(m, "ssss", &what, &who, &why, &mode) < 0 ||
        strcmp(what, "sleep") != 0 || strcmp(mode, "delay") != 0 || pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    if (lock >= 0)
        close(lock);
    lock = ends[0];
    int rc = sd_bus_reply_method_return(m, "h", ends[1]);
    close(ends[1]);
    printf("held %s\n", who);
    fflush(stdout);
    return rc;
}

static const sd_bus_vtable vtable[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Inhibit", "ssss", "h", on_inhibit, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_SIGNAL("PrepareForSleep", "b", 0),
    SD_BUS_VTABLE_END,
};

/* False at the end of input. */
static int tell(sd_bus *bus)
{
    char line[32];
    if (!fgets(line, sizeof line, stdin))
        return 0;
    return sd_bus_emit_signal(bus, PATH, MANAGER, "PrepareForSleep", "b",
                              strcmp(line, "sleep\n") == 0) >= 0;
}

int main(void)
{
    sd_bus *bus = NULL;
    if (sd_bus_open_system(&bus) < 0 ||
        sd_bus_add_object_vtable(bus, NULL, PATH, MANAGER, vtable, NULL) < 0 ||
        sd_bus_request_name(bus, "org.freedesktop.login1", 0) < 0)
        return 1;
    puts("ready");
    fflush(stdout);
    for (int rc = 0; rc >= 0;) {
        while ((rc = sd_bus_process(bus, NULL)) > 0)
            ;
        struct pollfd p[] = {{STDIN_FILENO, POLLIN, 0},
                             {sd_bus_get_fd(bus), (short)sd_bus_get_events(bus), 0},
                             {lock, POLLIN, 0}};
        if (rc < 0 || poll(p, 3, -1) < 0 || (p[0].revents && !tell(bus)))
            break;
        if (lock >= 0 && p[2].revents) {
            close(lock);
            lock = -1;
            puts("let");
            fflush(stdout);
        }
    }
    return 0;
}
