#include "typeset/cff_reading.h"

#include <algorithm>

namespace tianbiao {
namespace {

constexpr int deepest = 10;                      // 5177, appendix B: subroutine calls
constexpr std::size_t most_operands = 513;       // 48 by 5177; CFF2 and some tools allow more
constexpr std::size_t longest = 0xFFFF;          // 5177, appendix B

// Operators of 5177 that matter for flattening; all others only clear the stack.
enum Op : int {
    hstem = 1, vstem = 3, call_local = 10, give_back = 11, escape = 12, endchar = 14, hstemhm = 18, hintmask = 19, cntrmask = 20,
    vstemhm = 23, short_number = 28, call_global = 29, fixed_number = 255
};

class Flattener {
public:
    Flattener(const CffIndex& global, const CffIndex& local) : global_(global), local_(local) {}

    std::string run(std::string_view charstring) {
        walk(charstring, 0);
        return std::move(out_);
    }

private:
    struct Operand {
        int value;
        std::size_t at;  // where its bytes begin in the output
    };

    static int bias(std::size_t count) { return count < 1240 ? 107 : count < 33900 ? 1131 : 32768; }

    // True where the glyph has ended.
    bool walk(std::string_view code, int depth) {
        if (depth > deepest) throw Bytes::PastEnd{};
        const Bytes bytes(code);
        for (std::size_t at = 0; at < code.size();) {
            const int b = bytes.u8(at);
            if (b >= 32 || b == short_number) {
                at = number(bytes, at);
                continue;
            }
            if (b == give_back) return false;
            if (b == call_local || b == call_global) {
                if (call(b == call_local ? local_ : global_, depth)) return true;
                ++at;
                continue;
            }
            at = operate(bytes, at, b);
            if (out_.size() > longest) throw Bytes::PastEnd{};
            if (b == endchar) return true;
        }
        return false;
    }

    std::size_t number(Bytes bytes, std::size_t at) {
        const int b = bytes.u8(at);
        const std::size_t size = b == short_number ? 3 : b == fixed_number ? 5 : b >= 247 ? 2 : 1;
        int value = b - 139;
        if (b == short_number) value = bytes.i16(at + 1);
        else if (b == fixed_number) value = bytes.i16(at + 1);
        else if (b >= 251) value = -(b - 251) * 256 - bytes.u8(at + 1) - 108;
        else if (b >= 247) value = (b - 247) * 256 + bytes.u8(at + 1) + 108;
        if (stack_.size() >= most_operands) throw Bytes::PastEnd{};
        stack_.push_back({value, out_.size()});
        for (std::size_t i = 0; i < size; ++i) out_ += static_cast<char>(bytes.u8(at + i));  // mostly one byte: appending a part costs more
        return at + size;
    }

    // The number of the subroutine is the last thing written: it goes, and the subroutine's own code comes.
    bool call(const CffIndex& subrs, int depth) {
        if (stack_.empty()) throw Bytes::PastEnd{};
        const Operand last = stack_.back();
        const long number = static_cast<long>(last.value) + bias(subrs.count());
        if (number < 0 || static_cast<std::size_t>(number) >= subrs.count()) throw Bytes::PastEnd{};
        stack_.pop_back();
        out_.resize(last.at);
        if (++calls_ > longest) throw Bytes::PastEnd{};
        return walk(subrs.at(static_cast<std::size_t>(number)), depth + 1);
    }

    std::size_t operate(Bytes bytes, std::size_t at, int op) {
        std::size_t size = 1;
        switch (op) {
            case escape: {
                size = 2;
                const int second = bytes.u8(at + 1);
                // 5177, 4.4–4.6: arithmetic. Its results would have to be followed through; no face we know of uses it.
                if (second < 34 || second > 37) throw Bytes::PastEnd{};
                break;
            }
            case hstem: case vstem: case hstemhm: case vstemhm: return drop_hints(), at + 1;
            case hintmask: case cntrmask:
                drop_hints();  // 5177, 4.3: stems may precede the mask without vstemhm
                bytes.part(at + 1, (stems_ + 7) / 8);
                return at + 1 + (stems_ + 7) / 8;
            case endchar:
                if (stack_.size() >= 4) throw Bytes::PastEnd{};  // seac: 5177, appendix C; not in a CID-keyed font
                break;
            default: break;
        }
        out_ += bytes.part(at, size);
        stack_.clear();
        started_ = true;
        return at + size;
    }

    // 5177, 4.3. The glyph's width stands before the operands of the first operator that clears the stack (3.1): it stays, for the next one.
    void drop_hints() {
        stems_ += stack_.size() / 2;
        const std::size_t first = !started_ && stack_.size() % 2 != 0 ? 1 : 0;
        if (first < stack_.size()) out_.resize(stack_[first].at);
        stack_.clear();
        started_ = true;
    }

    const CffIndex& global_;
    const CffIndex& local_;
    std::string out_;
    std::vector<Operand> stack_;
    std::size_t stems_ = 0, calls_ = 0;
    bool started_ = false;  // an operator has cleared the stack
};

}  // namespace

CffIndex::CffIndex(Bytes cff, std::size_t at) : bytes_(cff), begin_(at) {
    count_ = cff.u16(at);
    if (count_ == 0) {
        end_ = at + 2;
        return;
    }
    offset_size_ = cff.u8(at + 2);
    if (offset_size_ < 1 || offset_size_ > 4) throw Bytes::PastEnd{};
    if (!cff.holds(at + 3, (count_ + 1) * static_cast<std::size_t>(offset_size_))) throw Bytes::PastEnd{};
    end_ = begin_ + 3 + (count_ + 1) * static_cast<std::size_t>(offset_size_) - 1 + offset(count_);
    if (!cff.holds(end_, 0)) throw Bytes::PastEnd{};
}

std::size_t CffIndex::offset(std::size_t i) const {
    std::size_t value = 0;
    const std::size_t at = begin_ + 3 + i * static_cast<std::size_t>(offset_size_);
    for (int k = 0; k < offset_size_; ++k) value = value << 8 | bytes_.u8(at + static_cast<std::size_t>(k));
    return value;
}

std::string_view CffIndex::at(std::size_t i) const {
    if (i >= count_) throw Bytes::PastEnd{};
    const std::size_t data = begin_ + 3 + (count_ + 1) * static_cast<std::size_t>(offset_size_) - 1;
    const std::size_t from = offset(i), to = offset(i + 1);
    if (from < 1 || to < from) throw Bytes::PastEnd{};
    return bytes_.part(data + from, to - from);
}

std::vector<CffEntry> read_dict(std::string_view dict) {
    const Bytes bytes(dict);
    std::vector<CffEntry> out;
    CffEntry entry;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < dict.size();) {
        const int b = bytes.u8(at);
        if (b <= 21) {
            entry.op = b == 12 ? 0x0C00 + bytes.u8(at + 1) : b;
            at += b == 12 ? 2 : 1;
            entry.whole = dict.substr(begin, at - begin);
            out.push_back(std::move(entry));
            entry = {};
            begin = at;
        } else if (b == 28) {
            entry.operands.push_back(bytes.i16(at + 1));
            at += 3;
        } else if (b == 29) {
            entry.operands.push_back(static_cast<std::int32_t>(bytes.u32(at + 1)));
            at += 5;
        } else if (b == 30) {  // a real: nibbles until one is F
            ++at;
            while ((bytes.u8(at) & 0x0F) != 0x0F && (bytes.u8(at) >> 4) != 0x0F) ++at;
            ++at;
            entry.operands.push_back(0);
        } else if (b >= 32 && b <= 246) {
            entry.operands.push_back(b - 139);
            ++at;
        } else if (b >= 247 && b <= 254) {
            const int low = bytes.u8(at + 1);
            entry.operands.push_back(b >= 251 ? -(b - 251) * 256 - low - 108 : (b - 247) * 256 + low + 108);
            at += 2;
        } else {
            throw Bytes::PastEnd{};
        }
    }
    return out;
}

const CffEntry* find_entry(const std::vector<CffEntry>& dict, int op) {
    const auto at = std::ranges::find(dict, op, &CffEntry::op);
    return at == dict.end() ? nullptr : &*at;
}

std::optional<std::size_t> offset_of(const std::vector<CffEntry>& dict, int op, std::size_t operand) {
    const CffEntry* entry = find_entry(dict, op);
    if (!entry || operand >= entry->operands.size() || entry->operands[operand] < 0) return std::nullopt;
    return static_cast<std::size_t>(entry->operands[operand]);
}

std::string flatten(std::string_view charstring, const CffIndex& global, const CffIndex& local) {
    return Flattener(global, local).run(charstring);
}

}  // namespace tianbiao
