/* limits.h - every bound on a document that comes from outside, said once.
 *
 * One row a bound: name, value, what it bounds. Readers use the names, tests walk the table and
 * docs print it. Bounds are inclusive: a thing of exactly this size is still read. */
#ifndef PACK_LIMITS_H
#define PACK_LIMITS_H

#define LIMITS(X)                                                                          \
    X(LIMIT_DOCUMENT,       20 * 1024 * 1024, "bytes of a document")                       \
    X(LIMIT_ZIP_ENTRIES,    2000,             "entries of a zip")                          \
    X(LIMIT_ZIP_TOTAL,      64 * 1024 * 1024, "bytes inflated from one zip")               \
    X(LIMIT_ZIP_ENTRY,      32 * 1024 * 1024, "bytes inflated from one entry")             \
    X(LIMIT_ZIP_RATIO,      200,              "times an entry may grow")                   \
    X(LIMIT_ZIP_RATIO_FREE, 1024 * 1024,      "bytes inflated before the ratio counts")    \
    X(LIMIT_ZIP_NAME,       512,              "bytes of an entry's name")                  \
    X(LIMIT_XML_DEPTH,      256,              "elements inside each other in XML")         \
    X(LIMIT_XML_NAME,       256,              "bytes of a name in XML")                    \
    X(LIMIT_XML_ATTRIBUTES, 256,              "attributes of an element in XML")           \
    X(LIMIT_HTML_DEPTH,     256,              "elements inside each other in HTML")        \
    X(LIMIT_HTML_ATTRIBUTES, 256,             "attributes of an element in HTML")          \
    X(LIMIT_SHEETS,         64,               "sheets of a workbook")                      \
    X(LIMIT_SHEET_ROWS,     200000,           "rows of a sheet or table of values")        \
    X(LIMIT_SHEET_COLUMNS,  256,              "columns of a sheet or table of values")     \
    X(LIMIT_SHEET_CELLS,    2000000,          "cells with something in them, of a sheet")  \
    X(LIMIT_SHEET_STRINGS,  1000000,          "texts that the cells of a workbook share")  \
    X(LIMIT_TEXT,           24 * 1024 * 1024, "bytes of text that a document may give")    \
    X(LIMIT_CHILD_MEMORY,   256 * 1024 * 1024, "bytes of address space of the child")      \
    X(LIMIT_CHILD_ARENA,    176 * 1024 * 1024, "bytes of working memory of the child")     \
    X(LIMIT_CHILD_CPU,      5,                "seconds of work of the child")              \
    X(LIMIT_CHILD_WALL,     10,               "seconds until the child is ended")          \
    X(LIMIT_PAGES,          500,              "pages of a PDF")                            \
    X(LIMIT_PICTURES,       60,               "pages of a PDF that are pictures")          \
    X(LIMIT_PIXELS,         40 * 1000 * 1000, "pixels of a picture, by its header")        \
    X(LIMIT_PICTURE_SIDE,   20000,            "pixels of a side of a picture")             \
    X(LIMIT_LEAF_TEXT,      1024 * 1024,      "bytes of text on one page")                 \
    X(LIMIT_SCAN_ANSWER,    64 * 1024 * 1024, "bytes that the reading of pages gives at once")   \
    X(LIMIT_SCAN_MEMORY,    1024 * 1024 * 1024, "bytes of address space of the child that reads pages")  \
    X(LIMIT_SCAN_CPU,       30,               "seconds of work for one picture and the pages before it")  \
    X(LIMIT_SCAN_WALL,      60,               "seconds until that child is ended")

enum {
#define X(name, value, about) name = value,
    LIMITS(X)
#undef X
};
#endif
