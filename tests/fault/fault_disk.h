/* fault_disk.h - a disk that fails when it is told to: a layer over SQLite's file system, for one test program.
 *
 * The n-th write (or sync) from now fails, once or from then on, as on a full disk or a broken one. */
#ifndef TESTS_FAULT_DISK_H
#define TESTS_FAULT_DISK_H
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum disk_fault { DISK_FULL, DISK_WRITE, DISK_SYNC };
static struct { atomic_uint_fast64_t writes, syncs, at; atomic_bool forever; enum disk_fault fault; } disk;

static inline uint64_t disk_calls(enum disk_fault fault) { return fault == DISK_SYNC ? disk.syncs : disk.writes; }

/* n 0: never */
static inline void disk_fail_at(uint64_t n, enum disk_fault fault, bool forever)
{
    disk.fault = fault;
    disk.forever = forever;
    disk.at = n ? disk_calls(fault) + n : 0;
}

static inline bool disk_fails(uint64_t now) { return disk.at && (now == disk.at || (now > disk.at && disk.forever)); }

struct disk_file { sqlite3_file head; sqlite3_file *real; };
static inline sqlite3_file *real_of(sqlite3_file *f) { return ((struct disk_file *)f)->real; }

static inline int disk_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    uint64_t now = ++disk.writes;
    if (disk.fault != DISK_SYNC && disk_fails(now)) return disk.fault == DISK_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    return real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
}

static inline int disk_sync(sqlite3_file *f, int flags)
{
    uint64_t now = ++disk.syncs;
    if (disk.fault == DISK_SYNC && disk_fails(now)) return SQLITE_IOERR_FSYNC;
    return real_of(f)->pMethods->xSync(real_of(f), flags);
}

static inline int disk_Close(sqlite3_file *f) { return real_of(f)->pMethods
    ? real_of(f)->pMethods->xClose(real_of(f)) : SQLITE_OK; }
static inline int disk_CheckReservedLock(sqlite3_file *f,
    int *out) { return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out); }
static inline int disk_Read(sqlite3_file *f, void *p, int n,
    sqlite3_int64 at) { return real_of(f)->pMethods->xRead(real_of(f), p, n, at); }
static inline int disk_Truncate(sqlite3_file *f,
    sqlite3_int64 n) { return real_of(f)->pMethods->xTruncate(real_of(f), n); }
static inline int disk_FileSize(sqlite3_file *f,
    sqlite3_int64 *n) { return real_of(f)->pMethods->xFileSize(real_of(f), n); }
static inline int disk_Lock(sqlite3_file *f, int how) { return real_of(f)->pMethods->xLock(real_of(f), how); }
static inline int disk_Unlock(sqlite3_file *f, int how) { return real_of(f)->pMethods->xUnlock(real_of(f), how); }
static inline int disk_FileControl(sqlite3_file *f, int op,
    void *p) { return real_of(f)->pMethods->xFileControl(real_of(f), op, p); }
static inline int disk_SectorSize(sqlite3_file *f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); }
static inline int disk_Device(sqlite3_file *f) { return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f)); }
static inline int disk_ShmMap(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}
static inline int disk_ShmLock(sqlite3_file *f, int at, int n,
    int flags) { return real_of(f)->pMethods->xShmLock(real_of(f), at, n, flags); }
static inline void disk_ShmBarrier(sqlite3_file *f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); }
static inline int disk_ShmUnmap(sqlite3_file *f, int gone) { return real_of(f)->pMethods->xShmUnmap(real_of(f), gone); }

static sqlite3_vfs *disk_below;

static inline int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 2, .xClose = disk_Close, .xRead = disk_Read, .xWrite = disk_write,
            .xTruncate = disk_Truncate, .xSync = disk_sync,
        .xFileSize = disk_FileSize, .xLock = disk_Lock, .xUnlock = disk_Unlock,
            .xCheckReservedLock = disk_CheckReservedLock,
        .xFileControl = disk_FileControl, .xSectorSize = disk_SectorSize,
            .xDeviceCharacteristics = disk_Device, .xShmMap = disk_ShmMap,
        .xShmLock = disk_ShmLock, .xShmBarrier = disk_ShmBarrier, .xShmUnmap = disk_ShmUnmap };
    struct disk_file *file = (struct disk_file *)f;
    (void)vfs;
    file->real = (sqlite3_file *)(file + 1);
    int code = disk_below->xOpen(disk_below, name, file->real, flags, out);
    file->head.pMethods = code == SQLITE_OK ? &methods : NULL;
    return code;
}

/* After the first store_open of the process: by then SQLite is set up as the program wants it. */
static inline void disk_start(void)
{
    static sqlite3_vfs vfs;
    if (disk_below) return;
    disk_below = sqlite3_vfs_find(NULL);
    vfs = *disk_below;
    vfs.pNext = NULL;
    vfs.zName = "failing";
    vfs.szOsFile = (int)sizeof(struct disk_file) + disk_below->szOsFile;
    vfs.xOpen = disk_open;
    sqlite3_vfs_register(&vfs, 1);
}
#endif
