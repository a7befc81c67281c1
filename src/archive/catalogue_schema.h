// The catalogue's tables, version by version. What a version made is never changed here: a newer one is one more step.
#pragma once
#include <cstdint>

#include "archive/database.h"

namespace tianbiao {

inline constexpr std::int32_t catalogue_application = 0x74626361;  // "tbca"

const Migrations& catalogue_migrations();

}  // namespace tianbiao
