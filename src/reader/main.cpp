// tianbiao-reader: opens foreign files for tianbiao, which starts it as a child. Bytes on standard input, one framed JSON on standard
// output: {"workbook": …} or {"error": {"code", "place", "text"}}. Its own exit status says only whether it answered.
#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <new>
#include <string>

#include <unistd.h>

#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"
#include "read/xlsx_reader.h"
#include "reader/jail.h"

namespace tianbiao {
namespace {

std::string read_input() {
    std::string bytes;
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = read(0, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Error(Code::unreadable, {}, "收不到文件内容");
        if (count == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        if (bytes.size() > limits::workbook_bytes)
            throw Error(Code::too_large, {}, "文件超过 " + std::to_string(limits::workbook_bytes >> 20) + " MiB 的上限");
    }
}

bool write_output(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(1, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

// A part's name comes from the file, and what stands there a log may not hold: only names as producers give them are said.
std::string known_place(const std::string& place) {
    constexpr std::size_t longest = 80, most_digits = 6;
    std::size_t digits = 0, most = 0;
    for (const char c : place) {
        const bool digit = c >= '0' && c <= '9', letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!digit && !letter && std::string_view("/._[]").find(c) == std::string_view::npos) return "";
        digits = digit ? digits + 1 : 0;
        most = std::max(most, digits);
    }
    return place.size() > longest || most > most_digits ? "" : place;
}

Json failure(const Error& error) {
    Json body = Json::make_object({{"code", Json::make_text(std::string(name(error.code())))},
                                   {"place", Json::make_text(known_place(error.place().detail))},
                                   {"text", Json::make_text(error.text())}});
    return Json::make_object({{"error", std::move(body)}});
}

std::string answer() {
    const auto written = [](const Json& json) { return write_json(json, JsonStyle::compact); };
    try {
        enter_jail();
        const std::string whole = written(Json::make_object({{"workbook", to_json(read_xlsx(read_input()))}}));
        if (whole.size() > limits::json_bytes) throw Error(Code::too_large, {}, "单元格中的文字过多");
        return whole;
    } catch (const Error& error) {
        return written(failure(error));
    } catch (const std::bad_alloc&) {
        return written(failure(Error(Code::too_large, {}, "内容过多，超出读取程序的内存上限")));
    } catch (const std::exception&) {
        return written(failure(Error(Code::unreadable, {}, "读取时出错，文件可能已损坏")));
    }
}

int run() {
    try {
        return write_output(framed(answer())) ? 0 : 1;
    } catch (const std::exception&) {
        return 1;
    }
}

}  // namespace
}  // namespace tianbiao

int main() { return tianbiao::run(); }
