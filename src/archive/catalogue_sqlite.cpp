// The catalogue in SQLite: one file, write-ahead log, FTS5 over the pairs of archive/words.h.
#include <algorithm>
#include <set>

#include "archive/catalogue.h"
#include "archive/catalogue_rows.h"
#include "archive/catalogue_schema.h"
#include "archive/database.h"
#include "archive/states.h"
#include "archive/versions.h"
#include "archive/words.h"
#include "base/digest.h"
#include "base/error.h"

namespace tianbiao {
namespace {

std::string compact(const Json& json) { return write_json(json, JsonStyle::compact); }

class SqliteCatalogue : public Catalogue {
public:
    SqliteCatalogue(const std::filesystem::path& file, CatalogueUse use)
        : database_(file,
                    use == CatalogueUse::make     ? Access::create
                    : use == CatalogueUse::change ? Access::write
                                                  : Access::read,
                    catalogue_application, catalogue_migrations()) {
        database_.run("PRAGMA secure_delete=ON");  // what is deleted is overwritten
    }

    std::vector<std::int64_t> holders(const std::string& sha256) override {
        std::vector<std::int64_t> found;
        Statement rows = database_.prepare("SELECT entry FROM renditions WHERE sha256=? ORDER BY place");
        rows.bind(sha256);
        while (rows.step()) found.push_back(rows.integer(0));
        return found;
    }

    std::vector<AddedTo> add(const std::vector<Arrival>& file, const Trace& trace) override {
        Transaction all(database_);
        std::vector<AddedTo> added;
        for (const Arrival& arrival : file) added.push_back(add_one(arrival, trace));
        all.commit();
        return added;
    }

    std::optional<Entry> entry(std::int64_t id) override {
        std::optional<EntryRow> row = row_of(id);
        if (!row) return std::nullopt;
        row->entry.data = json_of(row->data);
        row->entry.findings = json_of(row->findings);
        return std::move(row->entry);
    }

    std::vector<Rendition> renditions(std::int64_t entry) override {
        std::vector<Rendition> found;
        Statement rows = database_.prepare(rendition_columns + " WHERE entry=? ORDER BY number");
        rows.bind(entry);
        while (rows.step()) {
            Rendition rendition = rendition_at(rows);
            rendition.data = json_of(rows.text(8));
            rendition.findings = json_of(rows.text(9));
            found.push_back(std::move(rendition));
        }
        return found;
    }

    std::vector<Event> events(std::int64_t entry) override {
        std::vector<Event> found;
        Statement rows = database_.prepare("SELECT number, entry, by_whom, on_day, what, detail FROM events WHERE entry=? ORDER BY number");
        rows.bind(entry);
        while (rows.step()) {
            Event event = event_at(rows);
            if (!rows.is_null(5)) event.detail = json_of(rows.text(5));
            found.push_back(std::move(event));
        }
        return found;
    }

    void find(const Query& query, const std::function<void(const Entry&)>& visit) override {
        std::vector<std::string> values;
        std::string sql = entry_columns;
        const auto where = [&](const std::string& condition, std::vector<std::string> bound) {
            sql += (values.empty() && sql.size() == entry_columns.size() ? " WHERE " : " AND ") + condition;
            std::ranges::move(bound, std::back_inserter(values));
        };
        where(query.state.empty() ? "e.state<>?" : "e.state=?", {query.state.empty() ? std::string(state::deleted) : query.state});
        if (!query.words.empty()) {
            const std::string match = match_terms(query.words);
            if (match.empty()) return;
            where("e.id IN (SELECT rowid FROM words WHERE words MATCH ?)", {match});
        }
        for (const auto& [role, text] : query.values)
            where("EXISTS (SELECT 1 FROM role_values v WHERE v.entry=e.id AND v.role=? AND instr(v.folded, ?)>0)", {role, folded(text)});
        if (!query.form.empty()) where("e.form=?", {query.form});
        const std::string date = "coalesce((SELECT min(folded) FROM role_values v WHERE v.entry=e.id AND v.role=?), e.received)";
        if (!query.from.empty()) where(date + ">=?", {query.date_role, query.from});
        if (!query.to.empty()) where(date + "<=?", {query.date_role, query.to + "~"});  // 2023-05 takes in all of May
        if (query.newest_alone) where("NOT EXISTS (SELECT 1 FROM entries n WHERE n.previous=e.id)", {});
        sql += " ORDER BY e.id";
        if (query.most > 0) sql += " LIMIT " + std::to_string(query.most);
        Statement rows = database_.prepare(sql);
        for (const std::string& value : values) rows.bind(value);
        while (rows.step()) visit(entry_at(rows));
    }

    void revise(const Entry& before, const Entry& after, const Trace& trace, const std::string& what, const Json& detail) override {
        Transaction all(database_);
        EntryRow row = expected(before);
        const Json old_data = json_of(row.data);
        unindex(row.entry, old_data);
        drop_values(before.id);
        row.entry.state = after.state;
        row.entry.retention = after.retention;
        row.entry.values = after.values;
        row.entry.keys = after.keys;
        row.data = compact(after.data);
        row.findings = compact(after.findings);
        store(row);
        put_keys(row.entry);
        put_values(row.entry);
        index(row.entry, after.data);
        log(before.id, trace, what, detail);
        all.commit();
    }

    std::vector<std::string> remove(const Entry& entry, const Trace& trace, const Json& detail) override {
        Transaction all(database_);
        EntryRow row = expected(entry);
        std::set<std::string> files;
        for (const Rendition& rendition : renditions(entry.id)) files.insert(rendition.sha256);
        unindex(row.entry, json_of(row.data));
        drop_values(entry.id);
        for (const char* sql : {"DELETE FROM renditions WHERE entry=?", "UPDATE events SET detail=NULL WHERE entry=?"})
            database_.prepare(sql).bind(entry.id).run();
        row.entry.state = state::deleted;
        row.entry.name.clear();
        row.entry.values.clear();
        row.entry.keys.clear();
        row.data = row.findings = "";
        store(row);
        put_keys(row.entry);
        std::vector<std::string> gone;
        for (const std::string& sha256 : files)
            if (holders(sha256).empty()) gone.push_back(sha256);
        for (const std::string& sha256 : gone) {
            database_.prepare("DELETE FROM originals WHERE sha256=?").bind(sha256).run();
            database_.prepare("INSERT OR IGNORE INTO removals(sha256) VALUES (?)").bind(sha256).run();
        }
        log(entry.id, trace, "deleted", detail);
        database_.run("INSERT INTO words(words) VALUES('optimize')");  // terms of deleted texts go with it
        all.commit();
        return gone;
    }

    std::vector<std::string> removals() override {
        std::vector<std::string> all;
        Statement rows = database_.prepare("SELECT sha256 FROM removals ORDER BY sha256");
        while (rows.step()) all.push_back(rows.text(0));
        return all;
    }

    void forget_removal(const std::string& sha256) override { database_.prepare("DELETE FROM removals WHERE sha256=?").bind(sha256).run(); }

    void each_original(const std::function<void(const std::string&, std::int64_t)>& visit) override {
        Statement rows = database_.prepare("SELECT sha256, bytes FROM originals ORDER BY sha256");
        while (rows.step()) visit(rows.text(0), rows.integer(1));
    }

    void verify(const std::function<void(const Damage&)>& visit) override {
        for (const std::string& fault : database_.faults()) visit({"catalogue", "", "数据库内部不一致：" + fault});
        verify_entries(visit);
        verify_renditions(visit);
        verify_originals(visit);
        verify_events(visit);
        verify_index(visit);
    }

    void backup_to(const std::filesystem::path& target) override { database_.backup_to(target); }

private:
    static inline const std::string entry_columns =
        "SELECT e.id, e.form, e.state, e.name, e.received, e.retention, coalesce(e.previous, 0), "
        "coalesce((SELECT max(n.id) FROM entries n WHERE n.previous=e.id), 0), e.role_values, e.digest FROM entries e";
    static inline const std::string rendition_columns =
        "SELECT number, entry, sha256, name, kind, place, pages, received, data, findings, digest FROM renditions";

    // A text that was damaged is no JSON any more: what can still be shown is, and verify() names it.
    static Json json_of(const std::string& text) {
        if (text.empty()) return {};
        try {
            return read_json(text, "");
        } catch (const Error&) {
            return {};
        }
    }

    static Entry entry_at(const Statement& row) {
        Entry entry;
        entry.id = row.integer(0);
        entry.form = row.text(1);
        entry.state = row.text(2);
        entry.name = row.text(3);
        entry.received = row.text(4);
        entry.retention = row.text(5);
        entry.previous = row.integer(6);
        entry.next = row.integer(7);
        entry.values = values_of(json_of(row.text(8)));
        entry.digest = row.text(9);
        return entry;
    }

    static Rendition rendition_at(const Statement& row) {
        Rendition rendition;
        rendition.number = row.integer(0);
        rendition.entry = row.integer(1);
        rendition.sha256 = row.text(2);
        rendition.name = row.text(3);
        rendition.kind = row.text(4);
        rendition.place = static_cast<int>(row.integer(5));
        rendition.pages = static_cast<int>(row.integer(6));
        rendition.received = row.text(7);
        return rendition;
    }

    static Event event_at(const Statement& row) { return {row.integer(0), row.integer(1), {row.text(2), row.text(3)}, row.text(4), {}}; }

    static std::int64_t place_in(const Json& detail) {
        const Json* place = detail.find("place");
        return place ? place->integer().value_or(0) : 0;
    }

    std::optional<EntryRow> row_of(std::int64_t id) {
        EntryRow row;
        {
            Statement rows = database_.prepare(entry_columns + " WHERE e.id=?");
            if (!rows.bind(id).step()) return std::nullopt;
            row.entry = entry_at(rows);
        }
        Statement contents = database_.prepare("SELECT data, findings FROM contents WHERE entry=?");
        if (contents.bind(id).step()) row.data = contents.text(0), row.findings = contents.text(1);
        row.entry.keys = keys_of(id);
        return row;
    }

    Keys keys_of(std::int64_t id) {
        Keys keys;
        Statement rows = database_.prepare("SELECT kind, value FROM keys WHERE entry=? ORDER BY strength");
        rows.bind(id);
        while (rows.step()) keys.emplace_back(rows.text(0), rows.text(1));
        return keys;
    }

    void put_keys(const Entry& entry) {
        database_.prepare("DELETE FROM keys WHERE entry=?").bind(entry.id).run();
        std::int64_t strength = 0;
        for (const auto& [kind, value] : entry.keys)
            database_.prepare("INSERT INTO keys(entry, kind, value, strength) VALUES (?,?,?,?)")
                .bind(entry.id)
                .bind(kind)
                .bind(value)
                .bind(strength++)
                .run();
    }

    EntryRow expected(const Entry& before) {
        std::optional<EntryRow> row = row_of(before.id);
        if (!row || row->entry.digest != before.digest)
            throw Error(Code::unwritable, {database_.file(), std::to_string(before.id)}, "条目刚被他人改动：请重新查看后再试");
        return std::move(*row);
    }

    // Inserts or replaces the row with its digest.
    void store(EntryRow& row) {
        row.entry.digest = digest_of(row);
        const Entry& entry = row.entry;
        Statement put = database_.prepare(
            "INSERT INTO entries(id, form, state, name, received, retention, previous, role_values, digest) VALUES (?,?,?,?,?,?,?,?,?) "
            "ON CONFLICT(id) DO UPDATE SET form=excluded.form, state=excluded.state, name=excluded.name, received=excluded.received, "
            "retention=excluded.retention, previous=excluded.previous, role_values=excluded.role_values, digest=excluded.digest");
        put.bind(entry.id).bind(entry.form).bind(entry.state).bind(entry.name).bind(entry.received).bind(entry.retention);
        if (entry.previous == 0) put.bind_null();
        else put.bind(entry.previous);
        put.bind(compact(values_json(entry.values))).bind(entry.digest).run();
        database_
            .prepare(
                "INSERT INTO contents(entry, data, findings) VALUES (?,?,?) ON CONFLICT(entry) DO UPDATE SET data=excluded.data, "
                "findings=excluded.findings")
            .bind(entry.id)
            .bind(row.data)
            .bind(row.findings)
            .run();
    }

    void put_values(const Entry& entry) {
        for (const auto& [role, texts] : entry.values)
            for (const std::string& text : texts)
                database_.prepare("INSERT OR IGNORE INTO role_values(entry, role, folded) VALUES (?,?,?)")
                    .bind(entry.id)
                    .bind(role)
                    .bind(folded(text))
                    .run();
    }

    void drop_values(std::int64_t id) { database_.prepare("DELETE FROM role_values WHERE entry=?").bind(id).run(); }

    void index(const Entry& entry, const Json& data) {
        database_.prepare("INSERT INTO words(rowid, terms) VALUES (?,?)")
            .bind(entry.id)
            .bind(index_terms(searched_text(entry, data)))
            .run();
    }

    // A contentless index is told what it holds (SQLite, FTS5, 6.3).
    void unindex(const Entry& entry, const Json& data) {
        database_.prepare("INSERT INTO words(words, rowid, terms) VALUES ('delete',?,?)")
            .bind(entry.id)
            .bind(index_terms(searched_text(entry, data)))
            .run();
    }

    std::int64_t next_number(const char* sql) {
        Statement most = database_.prepare(sql);
        most.step();
        return most.integer(0) + 1;
    }

    void log(std::int64_t entry, const Trace& trace, const std::string& what, const Json& detail) {
        std::string before;
        {
            Statement last = database_.prepare("SELECT digest FROM events ORDER BY number DESC LIMIT 1");
            if (last.step()) before = last.text(0);
        }
        const Event event{next_number("SELECT coalesce(max(number), 0) FROM events"), entry, trace, what, detail};
        const std::string text = compact(detail), detail_digest = hex(sha256(text));
        database_
            .prepare("INSERT INTO events(number, entry, by_whom, on_day, what, detail, detail_digest, digest) VALUES (?,?,?,?,?,?,?,?)")
            .bind(event.number)
            .bind(entry)
            .bind(trace.by)
            .bind(trace.date)
            .bind(what)
            .bind(text)
            .bind(detail_digest)
            .bind(digest_of(event, detail_digest, before))
            .run();
    }

    // The newest entry that is of the same application: by the surest key that both have.
    std::int64_t same_application(const Arrival& arrival) {
        for (std::size_t i = 0; i < arrival.keys.size(); ++i) {
            std::string sql = "SELECT max(entry) FROM keys k WHERE kind=? AND value=?";
            for (std::size_t surer = 0; surer < i; ++surer)
                sql += " AND NOT EXISTS (SELECT 1 FROM keys s WHERE s.entry=k.entry AND s.kind=?)";
            Statement newest = database_.prepare(sql);
            newest.bind(arrival.keys[i].first).bind(arrival.keys[i].second);
            for (std::size_t surer = 0; surer < i; ++surer) newest.bind(arrival.keys[surer].first);
            if (newest.step() && !newest.is_null(0)) return newest.integer(0);
        }
        return 0;
    }

    AddedTo add_one(const Arrival& arrival, const Trace& trace) {
        {
            Statement known = database_.prepare("SELECT entry FROM renditions WHERE sha256=? AND place=?");
            if (known.bind(arrival.sha256).bind(std::int64_t{arrival.place}).step()) return {known.integer(0), Added::known};
        }
        database_.prepare("INSERT OR IGNORE INTO originals(sha256, bytes, digest) VALUES (?,?,?)")
            .bind(arrival.sha256)
            .bind(arrival.bytes)
            .bind(digest_of_original(arrival.sha256, arrival.bytes))
            .run();
        database_.prepare("DELETE FROM removals WHERE sha256=?").bind(arrival.sha256).run();
        const std::int64_t same = same_application(arrival);
        if (same == 0) return {make_entry(arrival, trace, 0), Added::entry};
        EntryRow row = *row_of(same);
        row.entry.data = json_of(row.data);
        if (joined_as(arrival, row.entry, renditions(same)) == Added::version) return {make_entry(arrival, trace, same), Added::version};
        join(arrival, row, trace);
        return {same, Added::rendition};
    }

    std::int64_t make_entry(const Arrival& arrival, const Trace& trace, std::int64_t previous) {
        EntryRow row;
        row.entry.id = next_number("SELECT coalesce(max(id), 0) FROM entries");
        row.entry.form = arrival.form;
        row.entry.state = arrival.state;
        row.entry.name = arrival.name;
        row.entry.received = trace.date;
        row.entry.previous = previous;
        row.entry.values = arrival.values;
        row.entry.keys = arrival.keys;
        row.data = compact(arrival.data);
        row.findings = compact(arrival.findings);
        store(row);
        put_keys(row.entry);
        put_values(row.entry);
        index(row.entry, arrival.data);
        put_rendition(arrival, row.entry.id, trace);
        Json detail =
            Json::make_object({{"sha256", Json::make_text(arrival.sha256)}, {"place", Json::make_number(std::int64_t{arrival.place})}});
        if (previous > 0) detail.member("previous") = Json::make_number(previous);
        log(row.entry.id, trace, "added", detail);
        return row.entry.id;
    }

    void put_rendition(const Arrival& arrival, std::int64_t entry, const Trace& trace) {
        Rendition rendition;
        rendition.number = next_number("SELECT coalesce(max(number), 0) FROM renditions");
        rendition.entry = entry;
        rendition.sha256 = arrival.sha256;
        rendition.name = arrival.name;
        rendition.kind = arrival.kind;
        rendition.place = arrival.place;
        rendition.pages = arrival.pages;
        rendition.received = trace.date;
        const std::string data = compact(arrival.data), findings = compact(arrival.findings);
        database_
            .prepare(
                "INSERT INTO renditions(number, entry, sha256, name, kind, place, pages, received, data, findings, digest) VALUES "
                "(?,?,?,?,?,?,?,?,?,?,?)")
            .bind(rendition.number)
            .bind(entry)
            .bind(rendition.sha256)
            .bind(rendition.name)
            .bind(rendition.kind)
            .bind(std::int64_t{rendition.place})
            .bind(std::int64_t{rendition.pages})
            .bind(rendition.received)
            .bind(data)
            .bind(findings)
            .bind(digest_of(rendition, data, findings))
            .run();
    }

    void join(const Arrival& arrival, EntryRow& row, const Trace& trace) {
        const std::vector<std::string> differs = differing(row.entry.data, arrival);
        put_rendition(arrival, row.entry.id, trace);
        if (!differs.empty() && (row.entry.state == state::received || row.entry.state == state::confirmed)) {
            row.entry.state = state::needs_review;
            store(row);
        }
        Json fields = Json::make_array();
        for (const std::string& field : differs) fields.items.push_back(Json::make_text(field));
        log(row.entry.id, trace, "joined",
            Json::make_object({{"sha256", Json::make_text(arrival.sha256)},
                               {"place", Json::make_number(std::int64_t{arrival.place})},
                               {"differs", std::move(fields)}}));
    }

    void verify_entries(const std::function<void(const Damage&)>& visit) {
        std::vector<std::int64_t> ids;
        {
            Statement rows = database_.prepare("SELECT id FROM entries ORDER BY id");
            while (rows.step()) ids.push_back(rows.integer(0));
        }
        for (const std::int64_t id : ids) {
            const std::optional<EntryRow> row = row_of(id);
            if (row && digest_of(*row) != row->entry.digest) visit({"entry", std::to_string(id), "条目与其摘要不符"});
            if (row && !same_values(row->entry)) visit({"entry", std::to_string(id), "条目的检索值与条目不符"});
        }
    }

    bool same_values(const Entry& entry) {
        std::set<std::pair<std::string, std::string>> expected, stored;
        for (const auto& [role, texts] : entry.values)
            for (const std::string& text : texts) expected.emplace(role, folded(text));
        Statement rows = database_.prepare("SELECT role, folded FROM role_values WHERE entry=?");
        rows.bind(entry.id);
        while (rows.step()) stored.emplace(rows.text(0), rows.text(1));
        return expected == stored;
    }

    void verify_renditions(const std::function<void(const Damage&)>& visit) {
        Statement rows = database_.prepare(rendition_columns + " ORDER BY number");
        while (rows.step())
            if (digest_of(rendition_at(rows), rows.text(8), rows.text(9)) != rows.text(10))
                visit(
                    {"rendition", std::to_string(rows.integer(0)), "文件记录（条目 " + std::to_string(rows.integer(1)) + "）与其摘要不符"});
    }

    void verify_originals(const std::function<void(const Damage&)>& visit) {
        Statement rows = database_.prepare("SELECT sha256, bytes, digest FROM originals ORDER BY sha256");
        while (rows.step())
            if (digest_of_original(rows.text(0), rows.integer(1)) != rows.text(2))
                visit({"original", rows.text(0), "原件记录与其摘要不符"});
    }

    // The chain, and that what it says was added is there.
    void verify_events(const std::function<void(const Damage&)>& visit) {
        std::set<std::int64_t> deleted, expected;
        {
            Statement rows = database_.prepare("SELECT entry FROM events WHERE what='deleted'");
            while (rows.step()) deleted.insert(rows.integer(0));
        }
        std::string before;
        std::set<std::pair<std::string, std::int64_t>> files;
        Statement rows =
            database_.prepare("SELECT number, entry, by_whom, on_day, what, detail, detail_digest, digest FROM events ORDER BY number");
        for (std::int64_t number = 1; rows.step(); ++number) {
            const Event event = event_at(rows);
            const std::string name = std::to_string(event.number), detail = rows.text(5);
            if (event.number != number) visit({"event", std::to_string(number), "此前的经过记录缺失"}), number = event.number;
            const bool whole = rows.is_null(5) ? deleted.contains(event.entry) : hex(sha256(detail)) == rows.text(6);
            if (!whole || digest_of(event, rows.text(6), before) != rows.text(7)) visit({"event", name, "经过记录与其摘要不符"});
            before = rows.text(7);
            if (event.what == "added") expected.insert(event.entry);
            if (deleted.contains(event.entry)) continue;
            const Json said = json_of(detail);
            if (const Json* file = said.find("sha256")) files.emplace(file->text, place_in(said));
        }
        verify_there(expected, files, visit);
    }

    void verify_there(const std::set<std::int64_t>& entries, const std::set<std::pair<std::string, std::int64_t>>& files,
                      const std::function<void(const Damage&)>& visit) {
        for (const std::int64_t id : entries)
            if (!row_of(id)) visit({"entry", std::to_string(id), "条目缺失"});
        for (const auto& [sha256, place] : files) {
            Statement row =
                database_.prepare("SELECT 1 FROM renditions r JOIN originals o ON o.sha256=r.sha256 WHERE r.sha256=? AND r.place=?");
            if (!row.bind(sha256).bind(place).step()) visit({"rendition", sha256, "文件记录缺失"});
        }
    }

    void verify_index(const std::function<void(const Damage&)>& visit) {
        Statement rows = database_.prepare("SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM words_docsize)");
        rows.step();
        const std::int64_t deleted = next_number("SELECT count(*) FROM entries WHERE state='deleted'") - 1;
        if (rows.integer(0) - deleted != rows.integer(1)) visit({"catalogue", "words", "全文索引与条目数不符"});
    }

    Database database_;
};

}  // namespace

std::unique_ptr<Catalogue> open_catalogue(const std::filesystem::path& file, CatalogueUse use) {
    return std::make_unique<SqliteCatalogue>(file, use);
}

}  // namespace tianbiao
