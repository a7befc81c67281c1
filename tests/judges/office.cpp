#include "judges/office.h"

#include <filesystem>
#include <stdexcept>

#include "base/files.h"
#include "judges/run_judge.h"

namespace tianbiao::judges {
namespace {

constexpr std::size_t most_bytes = 64u << 20;

std::string alias(const std::string& family, const std::string& stands_in) {
    return "<match target=\"pattern\"><test name=\"family\"><string>" + family +
           "</string></test><edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>" + stands_in + "</string></edit></match>\n";
}

std::string fontconfig() {
    std::string out = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n"
                      "<fontconfig><include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>\n";
    for (const char* family : {"宋体", "SimSun", "仿宋"}) out += alias(family, "LXGW WenKai Mono");
    out += alias("黑体", "Noto Sans CJK SC") + alias("方正小标宋简体", "Noto Serif CJK SC");
    return out + "</fontconfig>\n";
}

}  // namespace

Office::Office() { write("fonts.conf", fontconfig()); }

void Office::write(const std::string& name, const std::string& bytes) const { write_files({{path(name), bytes}}); }

std::string Office::read(const std::string& name) const { return read_file(path(name), most_bytes); }

void Office::convert(const std::vector<std::string>& names, const std::string& format) const {
    std::vector<std::string> command{"env",       "FONTCONFIG_FILE=" + path("fonts.conf"), "soffice",     "-env:UserInstallation=file://" + path("profile"),
                                     "--headless", "--convert-to", format, "--outdir", path(format)};
    for (const std::string& name : names) command.push_back(path(name));
    run_judge(command);
    for (const std::string& name : names) {
        const std::string made = path(format + "/" + std::filesystem::path(name).stem().string() + "." + format);
        if (!std::filesystem::exists(made)) throw std::runtime_error("LibreOffice did not convert " + name);
    }
}

void Office::edit(const std::string& from, const std::string& to, const std::vector<std::string>& commands) const {
    std::vector<std::string> command{"env", "FONTCONFIG_FILE=" + path("fonts.conf"), "/usr/bin/python3", SOURCE_DIR "/tests/judges/edit_workbook.py",
                                     path(from), path(to), path("profile")};
    command.insert(command.end(), commands.begin(), commands.end());
    const ChildResult result = run_judge(command);
    if (result.status != 0) throw std::runtime_error("LibreOffice did not edit " + from + ": " + result.output);
}

}  // namespace tianbiao::judges
