// The ICC profile of sRGB (IEC 61966-2-1), built in: a document needs it wherever it is written.
#pragma once
#include <string_view>

namespace tianbiao {

// Made by CMake of the file that Debian's icc-profiles-free installs (zlib licence); see srgb_profile.cmake.
std::string_view srgb_profile();

}  // namespace tianbiao
