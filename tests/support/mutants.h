// Damage as files meet it, made of a seed alone.
#pragma once
#include <cstdint>
#include <string>

namespace tianbiao::test {

struct Mutant {
    std::string bytes;
    std::string what;  // "cut at 1234", "3 bits flipped at …": for messages
};

// By turns: the end cut off, bits flipped, bytes deleted, two objects put in each other's place.
Mutant mutant(const std::string& file, std::uint32_t seed);

}  // namespace tianbiao::test
