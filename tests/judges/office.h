// A real LibreOffice with a profile and fonts of its own. A sheet's columns count digits of SimSun: where that is not installed, a
// fontconfig alias of the test's own names a face whose digits are half an em, too.
#pragma once
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace tianbiao::judges {

class Office {
public:
    Office();

    // Its own folder, which goes with it.
    void write(const std::string& name, const std::string& bytes) const;
    std::string read(const std::string& name) const;

    // All of them in one run, for it takes seconds to start: "a.xlsx" becomes "pdf/a.pdf". Throws std::runtime_error where one is missing.
    void convert(const std::vector<std::string>& names, const std::string& format) const;

    // As edit_workbook.py says; `to` is written.
    void edit(const std::string& from, const std::string& to, const std::vector<std::string>& commands) const;

private:
    std::string path(const std::string& name) const { return folder_.path(name).string(); }
    test::TemporaryFolder folder_;
};

}  // namespace tianbiao::judges
