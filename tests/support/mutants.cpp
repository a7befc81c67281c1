#include "support/mutants.h"

#include <random>
#include <vector>

namespace tianbiao::test {
namespace {

class Mutator {
public:
    Mutator(const std::string& file, std::uint32_t seed) : out_{file, {}}, random_(seed) {}

    Mutant run(std::uint32_t way) {
        switch (way % 4) {
            case 0: cut(); break;
            case 1: flip(); break;
            case 2: take_out(); break;
            default: swap_objects(); break;
        }
        return std::move(out_);
    }

private:
    std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }

    void cut() {
        out_.bytes.resize(below(out_.bytes.size()));
        out_.what = "cut at " + std::to_string(out_.bytes.size());
    }

    void flip() {
        const std::size_t count = 1 + below(8);
        out_.what = "bits flipped at";
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = below(out_.bytes.size());
            out_.bytes[at] = static_cast<char>(out_.bytes[at] ^ (1 << below(8)));
            out_.what += " " + std::to_string(at);
        }
    }

    void take_out() {
        const std::size_t at = below(out_.bytes.size()), count = 1 + below(below(2) == 0 ? 8 : 4000);
        out_.bytes.erase(at, count);
        out_.what = std::to_string(count) + " bytes taken out at " + std::to_string(at);
    }

    // The bodies between "N 0 obj" and "endobj": their numbers stay where they are.
    void swap_objects() {
        struct Body {
            std::size_t begin, end;
        };
        std::vector<Body> bodies;
        for (std::size_t at = out_.bytes.find(" obj"); at != std::string::npos; at = out_.bytes.find(" obj", at + 1)) {
            const std::size_t end = out_.bytes.find("endobj", at);
            if (end == std::string::npos) break;
            bodies.push_back({at + 4, end});
            at = end;
        }
        if (bodies.size() < 2) return flip();
        std::size_t a = below(bodies.size()), b = below(bodies.size() - 1);
        b += b >= a;
        if (a > b) std::swap(a, b);
        const auto body = [&](std::size_t i) { return out_.bytes.substr(bodies[i].begin, bodies[i].end - bodies[i].begin); };
        const std::string first = body(a), second = body(b);
        out_.bytes.replace(bodies[b].begin, second.size(), first).replace(bodies[a].begin, first.size(), second);
        out_.what = "bodies of objects " + std::to_string(a) + " and " + std::to_string(b) + " swapped";
    }

    Mutant out_;
    std::mt19937 random_;
};

}  // namespace

Mutant mutant(const std::string& file, std::uint32_t seed) { return Mutator(file, seed).run(seed); }

}  // namespace tianbiao::test
