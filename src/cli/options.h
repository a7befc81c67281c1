// What the command line says, as a value.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/render.h"

namespace tianbiao::cli {

struct ArchiveOptions {
    std::string verb;                   // add, find …
    std::string folder;                 // --archive
    std::string by, date;               // who and when
    std::vector<std::string> paths;     // add; backup and restore: the file
    std::string id;                     // of an entry
    std::string to;                     // the state, the period
    std::string pointer, value;         // correct
    std::string reason;                 // delete
    std::string output;
    std::string as;                     // export: csv, xlsx, jsonl, summary, directory, zip
    std::string fonds;                  // 全宗号
    std::string form;
    std::string notice, deadline, office;  // state returned: where the 补正通知 goes, until when to answer, who signs it
    std::map<std::string, std::string> values;  // by role
    std::string state, words, from, until;
    std::int64_t most = 0, rendition = 0;
    bool unmask = false, newest = false, new_version = false, as_rendition = false;
};

struct Options {
    std::string verb;                   // "batch parse" for one of several words
    ArchiveOptions archive;
    Language language = Language::zh;
    bool json = false;
    std::vector<std::string> font_folders;
    std::vector<std::string> inputs;    // batch: files, folders, patterns, "-"
    int jobs = 0;                       // batch: workers; 0: one for each core
    bool retry = false;                 // batch: what failed is tried again
    std::string input;                  // APP.json, a form's id …
    std::string other;                  // diff: the second file; fill: the application
    std::string password_file;
    bool full = false;                  // parse: fields, findings and document facts, too
    std::vector<std::string> outputs;
    std::string format;                 // overrules the suffix of every output
    std::string form;
    std::string date;
    std::string stage = "grid";
    bool draft = false, mask = false, duplex = false, schema = false;
    bool data = true;
    bool flatten = false;               // fill: fields become part of their pages
    bool fillable = false;              // blank: with fields
    std::map<std::string, int> rows;    // blank: --rows LIST=N, by path
    std::vector<std::string> accept, reasons;
    PageNumbers page_numbers = PageNumbers::automatic;
    int dpi = 150;
    std::optional<int> page;
    std::vector<std::string> formats;   // batch render
    std::string name_pattern = "{region}-{organization}-{occupation}-{form}";
    std::string zip, merge;
};

// A phrase in the language asked for.
struct Speech {
    Language language;
    std::string operator()(const char* zh, const char* en) const { return language == Language::zh ? zh : en; }
};

}  // namespace tianbiao::cli
