// SQLite for the stores of this folder, and for nobody else: what they keep stands behind interfaces that name no SQL.
//
// One connection, one thread. Write-ahead log with synchronous=FULL: what was committed survives a power cut. Every fault is an Error
// with the file as its place: unwritable (full, read-only, no space), unreadable (damaged, not a database, of a newer version), internal.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace tianbiao {

enum class Access { create, write, read };  // create: makes the file, mode 0600, where there is none

// One statement with its values, run row by row. Values are numbered from 1 in the order they are bound, columns from 0.
class Statement {
public:
    Statement(sqlite3* database, sqlite3_stmt* statement, const std::string& file);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();  // ready for its next use

    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    Statement& bind_null();

    bool step();  // true: a row stands ready
    void run();   // to the end, where no row is wanted

    std::string text(int column) const;
    std::int64_t integer(int column) const;
    bool is_null(int column) const;

private:
    sqlite3* database_;
    sqlite3_stmt* statement_;
    const std::string* file_;
    int bound_ = 0;
};

// The way from one version of a schema to the next; the first makes it.
using Migrations = std::vector<std::string_view>;

class Database {
public:
    // Brings the file to the newest version (PRAGMA user_version), each step in a transaction of its own. `application`: PRAGMA
    // application_id, which tells our files from others'. Throws as above; unreadable where the file is of a newer version than `migrations`.
    Database(const std::filesystem::path& file, Access access, std::int32_t application, const Migrations& migrations);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Statement prepare(std::string_view sql);  // compiled once
    void run(std::string_view sql);           // statements without values
    std::int64_t last_id() const;
    int changes() const;                      // rows that the last statement changed

    // A whole copy of what is committed, made while others write (SQLite's online backup), flushed to disk.
    void backup_to(const std::filesystem::path& target) const;

    // What SQLite itself finds damaged (PRAGMA integrity_check, foreign_key_check); empty where nothing is.
    std::vector<std::string> faults();

    const std::string& file() const { return file_; }

private:
    friend class Transaction;
    void migrate(std::int32_t application, const Migrations& migrations);
    [[noreturn]] void fail() const;

    std::string file_;
    sqlite3* database_ = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

// All or nothing: undone where commit() was not reached. Waits for another writer up to a minute.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace tianbiao
