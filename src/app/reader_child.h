// tianbiao-reader as tianbiao sees it: a foreign file's bytes in, what stands in it out. It stands beside the program that starts it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/fork_server.h"
#include "grid/workbook.h"
#include "page/evidence.h"
#include "page/fillable.h"

namespace tianbiao {

// Reads one file after the other, each in a process of its own. One per thread.
class ReaderChild {
public:
    ReaderChild();
    explicit ReaderChild(std::string program);  // in its place, for tests

    // Starts the program ahead of the first file, so that it warms up while we do other things.
    void start();

    // `file` is for messages; `password` opens an encrypted PDF. All throw Error: what the child found wrong with the file, in its words;
    // unreadable where it died or took longer than limits::reader_wall_seconds; missing_program where it is not installed.
    Workbook workbook(const std::string& bytes, const std::string& file);
    Evidence evidence(const std::string& bytes, const std::string& file, const std::string& password = {});

    // The fields of a PDF form, and what a further revision of it must know. Throws unsupported where it has no fields.
    Fillable fields(const std::string& bytes, const std::string& file);

    // An encrypted PDF as one that is not; nullopt where it is none. Throws unsupported where the password does not open it.
    struct PlainPdf {
        std::string bytes;
        bool may_be_filled = true;  // by its permissions
    };
    std::optional<PlainPdf> decrypted(const std::string& bytes, const std::string& file, const std::string& password);

    // The files that a ZIP holds, with the names that they have there (not to be trusted) and their sizes.
    struct PackedFile {
        std::string name;
        std::size_t size = 0;
    };
    std::vector<PackedFile> members(const std::string& bytes, const std::string& file);

    // Those from `from` up to `to` of that list; each its bytes, or what is wrong with it.
    struct Unpacked {
        std::string bytes;
        std::optional<Error> error;
    };
    std::vector<Unpacked> unpack(const std::string& bytes, std::size_t from, std::size_t to, const std::string& file);

private:
    ChildResult ask(char word, const std::string& bytes, const std::string& file, std::size_t most_output, const std::string& password = {});

    std::string program_;
    ForkServer server_;
};

// Of what a child said (framed) and how it ended; for the above, and to test it with children that misbehave.
Workbook workbook_of_answer(const std::string& output, int status, const std::string& file);
Evidence evidence_of_answer(const std::string& output, int status, const std::string& file);

}  // namespace tianbiao
