#include "archive/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <utility>

#include "base/descriptor.h"
#include "base/error.h"

namespace tianbiao {
namespace {

constexpr int patience_ms = 60000;  // for another writer

[[noreturn]] void fail_with(sqlite3* database, const std::string& file) {
    const int code = database ? sqlite3_errcode(database) : SQLITE_NOMEM;
    const std::string said = database ? sqlite3_errmsg(database) : "out of memory";
    switch (code) {
        case SQLITE_FULL: throw Error(Code::unwritable, {file, ""}, "磁盘已满：请腾出空间后重试");
        case SQLITE_READONLY:
        case SQLITE_PERM: throw Error(Code::unwritable, {file, ""}, "数据库不可写：请检查权限");
        case SQLITE_IOERR: throw Error(Code::unwritable, {file, ""}, "读写数据库出错（" + said + "）：请检查磁盘");
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw Error(Code::unwritable, {file, ""}, "数据库正被另一个程序占用：请稍后重试");
        case SQLITE_CANTOPEN: throw Error(Code::unreadable, {file, ""}, "打不开数据库");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: throw Error(Code::unreadable, {file, ""}, "数据库已损坏，或不是数据库：请用备份恢复");
        default: throw Error(Code::internal, {file, ""}, "数据库：" + said);
    }
}

// SQLite would make it with the user's mask; personal data is nobody else's.
void make_private(const std::string& file) {
    const Descriptor made(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!made) throw Error(Code::unwritable, {file, ""}, "不能建立数据库：请检查文件夹和权限");
}

}  // namespace

Statement::Statement(sqlite3* database, sqlite3_stmt* statement, const std::string& file)
    : database_(database), statement_(statement), file_(&file) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)), file_(other.file_), bound_(other.bound_) {}

Statement::~Statement() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(std::string_view text) {
    if (sqlite3_bind_text64(statement_, ++bound_, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
        fail_with(database_, *file_);
    return *this;
}

Statement& Statement::bind(std::int64_t number) {
    if (sqlite3_bind_int64(statement_, ++bound_, number) != SQLITE_OK) fail_with(database_, *file_);
    return *this;
}

Statement& Statement::bind_null() {
    if (sqlite3_bind_null(statement_, ++bound_) != SQLITE_OK) fail_with(database_, *file_);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail_with(database_, *file_);
    return code == SQLITE_ROW;
}

void Statement::run() {
    while (step()) {}
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes ? std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)) : std::string();
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Database::Database(const std::filesystem::path& file, Access access, std::int32_t application, const Migrations& migrations)
    : file_(file.string()) {
    if (access == Access::create) make_private(file_);
    const int flags = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    try {
        if (sqlite3_open_v2(file_.c_str(), &database_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) fail();
        sqlite3_busy_timeout(database_, patience_ms);
        run("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF");
        if (access != Access::read) run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        migrate(application, access == Access::read ? Migrations(migrations.size()) : migrations);
    } catch (...) {
        for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
        sqlite3_close(database_);
        throw;
    }
}

Database::~Database() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(database_);
}

void Database::fail() const { fail_with(database_, file_); }

void Database::migrate(std::int32_t application, const Migrations& migrations) {
    const auto number = [&](std::string_view pragma) {
        Statement statement = prepare(pragma);
        return statement.step() ? statement.integer(0) : 0;
    };
    const auto newest = static_cast<std::int64_t>(migrations.size());
    while (number("PRAGMA user_version") < newest) {
        Transaction step(*this);
        const std::int64_t version = number("PRAGMA user_version");  // another process may have been faster
        if (version >= newest) return step.commit();
        if (version == 0 && number("SELECT count(*) FROM sqlite_schema") > 0)
            throw Error(Code::unreadable, {file_, ""}, "这是别的程序的数据库");
        const std::string_view sql = migrations[static_cast<std::size_t>(version)];
        if (sql.empty()) throw Error(Code::unreadable, {file_, ""}, "数据库是旧版本的，须先以可写方式打开一次");
        run(sql);
        run("PRAGMA application_id=" + std::to_string(application) + "; PRAGMA user_version=" + std::to_string(version + 1));
        step.commit();
    }
    if (number("PRAGMA application_id") != application) throw Error(Code::unreadable, {file_, ""}, "这是别的程序的数据库");
    if (number("PRAGMA user_version") > newest) throw Error(Code::unreadable, {file_, ""}, "数据库是更新的版本所写：请使用新版程序");
}

Statement Database::prepare(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return {database_, known->second, file_};
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) fail();
    statements_.emplace(sql, statement);
    return {database_, statement, file_};
}

void Database::run(std::string_view sql) {
    if (sqlite3_exec(database_, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(database_); }

int Database::changes() const { return sqlite3_changes(database_); }

void Database::backup_to(const std::filesystem::path& target) const {
    const std::string name = target.string();
    make_private(name);
    sqlite3* copy = nullptr;
    const bool opened = sqlite3_open_v2(name.c_str(), &copy, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK;
    sqlite3_backup* backup = opened ? sqlite3_backup_init(copy, "main", database_, "main") : nullptr;
    if (backup) {
        while (sqlite3_backup_step(backup, -1) == SQLITE_BUSY) sqlite3_sleep(50);
        sqlite3_backup_finish(backup);
    }
    const int code = sqlite3_errcode(copy);
    sqlite3_close(copy);
    if (code != SQLITE_OK) throw Error(Code::unwritable, {name, ""}, "备份没有写成：请检查空间和权限");
    const Descriptor whole(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
    if (!whole || ::fsync(whole.number()) != 0) throw Error(Code::unwritable, {name, ""}, "备份没有写成：请检查磁盘");
}

std::vector<std::string> Database::faults() {
    std::vector<std::string> found;
    Statement integrity = prepare("PRAGMA integrity_check");
    while (integrity.step())
        if (integrity.text(0) != "ok") found.push_back(integrity.text(0));
    Statement keys = prepare("PRAGMA foreign_key_check");
    while (keys.step()) found.push_back("foreign key of " + keys.text(0) + ", row " + std::to_string(keys.integer(1)));
    return found;
}

Transaction::Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.run("ROLLBACK");
    } catch (const Error&) {}  // SQLite has rolled back by itself, as after a full disk
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

}  // namespace tianbiao
