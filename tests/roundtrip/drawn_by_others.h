// Applications as other programs draw them (tests/extract/word_like), and how much of them comes back.
#pragma once
#include <string>
#include <vector>

#include "extract/document_record.h"
#include "model/record.h"
#include "support/temporary_folder.h"

namespace tianbiao::test {

// A folder of the test's own, which goes with it.
class Folder {
public:
    std::string file(const std::string& name) const { return folder_.path(name).string(); }
    std::string bytes(const std::string& name) const;
    void write(const std::string& name, const std::string& text) const;

private:
    TemporaryFolder folder_;
};

void run(const std::string& command);  // by a shell; a failure of the test where it fails

struct Made {
    std::string name;
    Record record;
};

std::vector<Made> drawable_samples();  // but for keys that are none, and names that no usual face has
std::vector<Made> blanks();

// Every application in `variants` variants, drawn by one of word_like.py's drawers, in a shape of its, into NAME.SUFFIX.
int usual_variants();                  // fewer where TIANBIAO_TEST_FULL is not set
std::vector<Made> drawn(const Folder& at, const std::string& drawer, const std::string& suffix, const std::vector<Made>& applications,
                        int variants = usual_variants(), const std::string& shape = {});

struct Tally {
    std::size_t fields = 0, wrong = 0;
};

// Counts, and says what differs; a prompt of the form's inside a value is a failure.
void compare(const Made& made, const DocumentRecord& read, Tally& tally);
void compare(const Made& made, const std::string& pdf, Tally& tally);  // the only application of the file

void expect_exact(const std::string& producer, const Tally& tally);    // 99.5 % of the fields

}  // namespace tianbiao::test
