# Writes the sRGB profile that the package icc-profiles-free installs as a C++ array: a program that runs then needs no profile file.
# Its licence (zlib) wants no notice in binary form. Sets srgb_profile_source.
find_file(SRGB_PROFILE sRGB.icc PATHS /usr/share/color/icc /usr/share/color/icc/icc-profiles-free NO_DEFAULT_PATH)
if(NOT SRGB_PROFILE)
  message(FATAL_ERROR "sRGB.icc is missing: apt-get install icc-profiles-free (or -DSRGB_PROFILE=<file>)")
endif()
file(READ ${SRGB_PROFILE} srgb_hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," srgb_bytes "${srgb_hex}")
string(REGEX REPLACE "(........................................................................................................................)" "\\1\n"
       srgb_bytes "${srgb_bytes}")
set(srgb_profile_source ${PROJECT_BINARY_DIR}/generated/srgb_profile.cpp)
file(CONFIGURE OUTPUT ${srgb_profile_source} CONTENT [[#include "write/srgb_profile.h"

namespace tianbiao {
namespace {

constexpr unsigned char profile[] = {
@srgb_bytes@};

}  // namespace

std::string_view srgb_profile() { return {reinterpret_cast<const char*>(profile), sizeof profile}; }

}  // namespace tianbiao
]] @ONLY)
