/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file system under SQLite that fails at the n-th call and looks at every byte that is written,
 * and a memory that fails at the n-th allocation (the idea of SQLite's own test_vfs and malloc
 * tests).
 */
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "store.h"

struct faults faults;

void faults_clear(void)
{
    faults = (struct faults){0};
}

static bool fails(void)
{
    faults.calls++;
    return faults.fail_at &&
           (faults.calls == faults.fail_at || (faults.for_ever && faults.calls > faults.fail_at));
}

/* ---- files */

struct shim {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct shim *)(void *)f)->real;
}

#define REAL(f) real_of(f)->pMethods

static int shim_close(sqlite3_file *f)
{
    return REAL(f)->xClose(real_of(f));
}

static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    return fails() ? SQLITE_IOERR_READ : REAL(f)->xRead(real_of(f), p, n, at);
}

static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    faults.writes++;
    if (faults.planted && memmem(p, (size_t)n, faults.planted, strlen(faults.planted)))
        faults.seen++;
    if (faults.busy_at_write == faults.writes)
        return SQLITE_BUSY;
    if (faults.full_from_write && faults.writes >= faults.full_from_write)
        return SQLITE_FULL;
    if (!fails())
        return REAL(f)->xWrite(real_of(f), p, n, at);
    REAL(f)->xWrite(real_of(f), p, n / 2, at); /* torn, as by a full disk or a lost power */
    return SQLITE_IOERR_WRITE;
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 n)
{
    return fails() ? SQLITE_IOERR_TRUNCATE : REAL(f)->xTruncate(real_of(f), n);
}

/* No power is lost here, so the disk need not be waited for. */
static int shim_sync(sqlite3_file *f, int flags)
{
    (void)f;
    (void)flags;
    return fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *n)
{
    return fails() ? SQLITE_IOERR_FSTAT : REAL(f)->xFileSize(real_of(f), n);
}

static int shim_lock(sqlite3_file *f, int kind)
{
    return fails() ? SQLITE_IOERR_LOCK : REAL(f)->xLock(real_of(f), kind);
}

static int shim_unlock(sqlite3_file *f, int kind)
{
    return REAL(f)->xUnlock(real_of(f), kind);
}

static int shim_reserved(sqlite3_file *f, int *out)
{
    return fails() ? SQLITE_IOERR_CHECKRESERVEDLOCK : REAL(f)->xCheckReservedLock(real_of(f), out);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
    return REAL(f)->xFileControl(real_of(f), op, arg);
}

static int shim_sector(sqlite3_file *f)
{
    return REAL(f)->xSectorSize(real_of(f));
}

static int shim_traits(sqlite3_file *f)
{
    return REAL(f)->xDeviceCharacteristics(real_of(f));
}

static int shim_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **p)
{
    return fails() ? SQLITE_IOERR_SHMMAP : REAL(f)->xShmMap(real_of(f), page, size, extend, p);
}

static int shim_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return REAL(f)->xShmLock(real_of(f), at, n, flags);
}

static void shim_shm_barrier(sqlite3_file *f)
{
    REAL(f)->xShmBarrier(real_of(f));
}

static int shim_shm_unmap(sqlite3_file *f, int drop)
{
    return REAL(f)->xShmUnmap(real_of(f), drop);
}

static const sqlite3_io_methods shim_methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_reserved,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_traits,
    .xShmMap = shim_shm_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_shm_barrier,
    .xShmUnmap = shim_shm_unmap,
};

static sqlite3_vfs *real_vfs;

static int vfs_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *got)
{
    (void)v;
    struct shim *s = (struct shim *)(void *)f;
    s->base.pMethods = NULL;
    if (fails())
        return SQLITE_CANTOPEN;
    s->real = (sqlite3_file *)(void *)(s + 1);
    int rc = real_vfs->xOpen(real_vfs, name, s->real, flags, got);
    if (!rc)
        s->base.pMethods = &shim_methods;
    return rc;
}

static int vfs_delete(sqlite3_vfs *v, const char *name, int sync)
{
    (void)v;
    return fails() ? SQLITE_IOERR_DELETE : real_vfs->xDelete(real_vfs, name, sync);
}

static int vfs_access(sqlite3_vfs *v, const char *name, int flags, int *out)
{
    (void)v;
    return fails() ? SQLITE_IOERR_ACCESS : real_vfs->xAccess(real_vfs, name, flags, out);
}

/* ---- memory */

static sqlite3_mem_methods real_memory;

static bool malloc_fails(void)
{
    return ++faults.mallocs == faults.fail_malloc_at;
}

static void *memory_malloc(int n)
{
    return malloc_fails() ? NULL : real_memory.xMalloc(n);
}

static void *memory_realloc(void *p, int n)
{
    return malloc_fails() ? NULL : real_memory.xRealloc(p, n);
}

__attribute__((constructor)) static void faults_register(void)
{
    static sqlite3_vfs shim;
    static sqlite3_mem_methods memory;
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
    memory = real_memory;
    memory.xMalloc = memory_malloc;
    memory.xRealloc = memory_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
    real_vfs = sqlite3_vfs_find(NULL);
    shim = *real_vfs;
    shim.zName = "shim";
    shim.szOsFile += (int)sizeof(struct shim);
    shim.xOpen = vfs_open;
    shim.xDelete = vfs_delete;
    shim.xAccess = vfs_access;
    sqlite3_vfs_register(&shim, 1);
}
