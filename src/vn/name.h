/* name.h - names of people: where one starts and ends, its parts. */
#ifndef VN_NAME_H
#define VN_NAME_H
#include "base/base.h"

struct vn_name { struct str family, middle, given; };
/* The longest run at `at` of two to five capitalised syllables that reads as a person's name (family name
 * list, "Thị", ethnic names such as Hầu A Lềnh); end past it. Post words ("Bí thư Đảng ủy") are not names. */
bool vn_name_at(struct str s, size_t at, size_t *end);
struct vn_name vn_name_parts(struct str name);
#endif
