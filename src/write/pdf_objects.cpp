#include "write/pdf_objects.h"

#include <hpdf.h>
#include <hpdf_doc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <map>
#include <vector>

#include "base/deflate.h"
#include "base/digest.h"
#include "base/error.h"
#include "write/pdf_packed.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr std::size_t pages_a_node = 50;       // keeps /Kids short, so that a viewer opens page 9000 as fast as page 1
constexpr HPDF_UINT32 number_mask = 0x00FFFFFF;

[[noreturn]] void fail(unsigned long status) {
    char code[24];
    std::snprintf(code, sizeof code, "0x%04lX", status);
    throw Error(Code::internal, {"", "PDF"}, std::string("PDF 对象写入失败，libharu ") + code);
}

void check(HPDF_STATUS status) {
    if (status != HPDF_OK) fail(status);
}

struct Entry {
    std::string entries, owned;
    std::string_view bytes;  // of a stream; borrowed, or `owned`
    std::size_t read = 0;    // how far libharu has read them
};

Entry& entry_of(void* attr) { return *static_cast<Entry*>(attr); }

HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
    const std::string& entries = entry_of(dict->attr).entries;
    const auto* data = reinterpret_cast<const HPDF_BYTE*>(entries.data());
    const HPDF_STATUS status = HPDF_Stream_Write(stream, data, static_cast<HPDF_UINT>(entries.size()));
    return status != HPDF_OK ? status : HPDF_Stream_WriteStr(stream, "\n");
}

// A stream's bytes are read where they stand: no copy into libharu's 4 kB buffers.
HPDF_STATUS read_bytes(HPDF_Stream stream, HPDF_BYTE* to, HPDF_UINT* size) {
    Entry& entry = entry_of(stream->attr);
    const std::size_t count = std::min<std::size_t>(*size, entry.bytes.size() - entry.read);
    std::memcpy(to, entry.bytes.data() + entry.read, count);
    entry.read += count;
    *size = static_cast<HPDF_UINT>(count);
    return entry.read == entry.bytes.size() ? HPDF_STREAM_EOF : HPDF_OK;
}

HPDF_STATUS seek_bytes(HPDF_Stream stream, HPDF_INT position, HPDF_WhenceMode mode) {
    if (mode != HPDF_SEEK_SET || position < 0) return HPDF_INVALID_PARAMETER;
    entry_of(stream->attr).read = static_cast<std::size_t>(position);
    return HPDF_OK;
}

// A full memory must not throw through the library's frames.
HPDF_STATUS append_bytes(HPDF_Stream stream, const HPDF_BYTE* data, HPDF_UINT size) {
    try {
        static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(data), size);
        return HPDF_OK;
    } catch (const std::exception&) {
        return HPDF_FAILD_TO_ALLOC_MEM;
    }
}

HPDF_INT32 tell_bytes(HPDF_Stream stream) { return static_cast<HPDF_INT32>(entry_of(stream->attr).read); }
HPDF_UINT32 size_bytes(HPDF_Stream stream) { return static_cast<HPDF_UINT32>(entry_of(stream->attr).bytes.size()); }

}  // namespace

struct PdfObjects::State {
    HPDF_Doc doc = nullptr;
    PdfVersion version = PdfVersion::v1_7;
    std::size_t size = 0;       // of all bodies and streams, about
    std::deque<Entry> entries;  // addresses are kept by libharu's objects
    std::vector<ObjectNumber> numbers;  // of the entries
    std::vector<HPDF_Dict> pages;
    bool tree_built = false;
    std::string digests;        // of each object that was added, in order
    PackedObjects packed;
    std::array<std::uint8_t, 16> id{};
    std::map<ObjectNumber, Entry*> apart;  // of those that are reserved, where none may be packed

    // Status after a call that gives an object: libharu's own, or out of memory.
    template <class T>
    T* made(T* object) {
        if (!object) fail(HPDF_GetError(doc) != HPDF_OK ? HPDF_GetError(doc) : HPDF_FAILD_TO_ALLOC_MEM);
        return object;
    }

    // Words, pages and attachments by their digest. Borrowed bytes (font programs, whose slots name the font, and the profile) by their check
    // sum, at a tenth of the time.
    void note(const Entry& entry) {
        const auto note_digest = [this](std::string_view bytes) {
            const auto digest = md5(bytes);
            digests.append(digest.begin(), digest.end());
        };
        note_digest(entry.entries);
        if (!entry.owned.empty()) {
            note_digest(entry.bytes);
        } else if (!entry.bytes.empty()) {
            digests += std::to_string(crc32(entry.bytes)) + " " + std::to_string(entry.bytes.size()) + " ";
        }
    }

    ObjectNumber add(HPDF_Dict dict, Entry&& entry) {
        if (!packed.empty() && dict != doc->catalog && dict != doc->info) throw Error(Code::internal, {"", "PDF"}, "对象次序有误");
        Entry& kept = entries.emplace_back(std::move(entry));
        if (!kept.owned.empty()) kept.bytes = kept.owned;
        note(kept);
        size += kept.entries.size() + kept.bytes.size();
        dict->attr = &kept;
        dict->write_fn = write_entries;
        numbers.push_back(static_cast<ObjectNumber>(dict->header.obj_id & number_mask));
        return numbers.back();
    }

    ObjectNumber add_stream(Entry&& entry, Packed packed) {
        const std::string_view bytes = entry.owned.empty() ? entry.bytes : std::string_view(entry.owned);
        if (bytes.size() > (1u << 30)) throw Error(Code::too_large, {"", "PDF"}, "PDF 流超过 1 GiB");
        HPDF_Dict dict = made(HPDF_DictStream_New(doc->mmgr, doc->xref));
        if (packed == Packed::flate) entry.entries += "/Filter/FlateDecode";
        const ObjectNumber number = add(dict, std::move(entry));
        HPDF_Stream_Free(dict->stream);
        dict->stream = made(HPDF_CallbackReader_New(doc->mmgr, read_bytes, seek_bytes, tell_bytes, size_bytes, dict->attr));
        return number;
    }

    void hang(HPDF_Dict page, HPDF_Dict node) {
        entry_of(page->attr).entries += "/Parent " + reference(static_cast<ObjectNumber>(node->header.obj_id & number_mask));
        auto* kids = made(static_cast<HPDF_Array>(HPDF_Dict_GetItem(node, "Kids", HPDF_OCLASS_ARRAY)));
        check(HPDF_Array_Add(kids, page));
    }

    // Once; its nodes stand apart, so that it is built before the first number of a packed object is handed out.
    void build_page_tree() {
        if (tree_built) return;
        tree_built = true;
        HPDF_Dict node = doc->root_pages;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            if (pages.size() > pages_a_node && i % pages_a_node == 0) node = made(HPDF_Pages_New(doc->mmgr, doc->root_pages, doc->xref));
            hang(pages[i], node);
        }
    }

    // The cross-reference table and the trailer give way to a cross-reference stream.
    void append_packed(std::string& file) {
        std::vector<std::size_t> offsets(doc->xref->entries->count);
        for (std::size_t i = 0; i < offsets.size(); ++i) offsets[i] = HPDF_Xref_GetEntry(doc->xref, static_cast<HPDF_UINT>(i))->byte_offset;
        file.resize(doc->xref->addr);
        const auto number = [](HPDF_Dict dict) { return static_cast<ObjectNumber>(dict->header.obj_id & number_mask); };
        const std::string digest = hex_string({reinterpret_cast<const char*>(id.data()), id.size()});
        packed.append_to(file, offsets, "/Root " + reference(number(doc->catalog)) + "/Info " + reference(number(doc->info)) + "/ID[" + digest + digest + "]");
    }

    void add_id() {
        if (!packed.empty()) packed.finish(), digests += packed.digest();
        id = md5(digests);
        HPDF_Array ids = made(HPDF_Array_New(doc->mmgr));
        check(HPDF_Dict_Add(doc->trailer, "ID", ids));
        for (int i = 0; i < 2; ++i) {
            check(HPDF_Array_Add(ids, made(HPDF_Binary_New(doc->mmgr, id.data(), static_cast<HPDF_UINT>(id.size())))));
        }
    }
};

PdfObjects::PdfObjects(PdfVersion version) : state_(std::make_unique<State>()) {
    // Without libharu's memory pool: it hands out addresses that are no multiples of eight (undefined behaviour for its own structures).
    state_->doc = HPDF_NewEx(nullptr, nullptr, nullptr, 0, nullptr);
    if (!state_->doc) fail(HPDF_FAILD_TO_ALLOC_MEM);
    state_->version = version;
}

PdfObjects::~PdfObjects() {
    if (state_->doc) HPDF_Free(state_->doc);
}

ObjectNumber PdfObjects::add(std::string entries) {
    HPDF_Dict dict = state_->made(HPDF_Dict_New(state_->doc->mmgr));
    check(HPDF_Xref_Add(state_->doc->xref, dict));
    return state_->add(dict, {std::move(entries), {}, {}});
}

ObjectNumber PdfObjects::add_stream(std::string entries, std::string_view bytes, Packed packed) {
    return state_->add_stream({std::move(entries), {}, bytes}, packed);
}

ObjectNumber PdfObjects::add_stream(std::string entries, std::string&& bytes, Packed packed) {
    return state_->add_stream({std::move(entries), std::move(bytes), {}}, packed);
}

ObjectNumber PdfObjects::add_page(std::string entries) {
    HPDF_Dict dict = state_->made(HPDF_Dict_New(state_->doc->mmgr));
    dict->header.obj_class |= HPDF_OSUBCLASS_PAGE;  // counted in /Count
    check(HPDF_Xref_Add(state_->doc->xref, dict));
    state_->pages.push_back(dict);
    return state_->add(dict, {"/Type/Page" + std::move(entries), {}, {}});
}

void PdfObjects::pages_to_front(std::size_t count) {
    std::vector<HPDF_Dict>& pages = state_->pages;
    std::rotate(pages.begin(), pages.end() - static_cast<std::ptrdiff_t>(count), pages.end());
}

void PdfObjects::extend(ObjectNumber object, std::string_view entries) {
    const auto found = std::ranges::find(state_->numbers, object);
    if (found == state_->numbers.end()) throw Error(Code::internal, {"", "PDF"}, "没有这个对象");
    Entry& entry = state_->entries[static_cast<std::size_t>(found - state_->numbers.begin())];
    entry.entries += entries;
    state_->note(entry);
}

ObjectNumber PdfObjects::reserve() {
    State& state = *state_;
    if (state.version == PdfVersion::v1_7) {
        state.build_page_tree();
        if (state.packed.empty()) state.packed.begin(static_cast<ObjectNumber>(state.doc->xref->entries->count));
        return state.packed.reserve();
    }
    const ObjectNumber number = add({});
    state.apart.emplace(number, &state.entries.back());
    return number;
}

void PdfObjects::fill(ObjectNumber object, std::string_view entries, PackedKind kind) {
    State& state = *state_;
    if (state.version == PdfVersion::v1_7) return state.packed.fill(object, entries, kind);
    Entry& entry = *state.apart.at(object);
    entry.entries = entries;
    state.note(entry);
}

void PdfObjects::catalog(std::string entries) { state_->add(state_->doc->catalog, {std::move(entries), {}, {}}); }

void PdfObjects::info(std::string entries) {
    HPDF_Dict info = state_->made(state_->doc->info);
    check(HPDF_Dict_RemoveElement(info, "Producer"));  // the library's own name, set when the document was made
    state_->add(info, {std::move(entries), {}, {}});
}

// The header names the version; its second line tells that the file is binary (7.5.2). libharu's own way of saving copies every byte
// twice through buffers of 4 kB; ours is the library's list of objects written straight into a string.
std::string PdfObjects::bytes() {
    HPDF_Doc doc = state_->doc;
    state_->build_page_tree();
    state_->add_id();
    check(HPDF_Dict_Add(doc->trailer, "Root", doc->catalog));
    check(HPDF_Dict_Add(doc->trailer, "Info", state_->made(doc->info)));
    std::string result;
    result.reserve(state_->size + (state_->size >> 3) + 4096 + state_->packed.size());
    const std::unique_ptr<HPDF_Stream_Rec, void (*)(HPDF_Stream)> owned(
        state_->made(HPDF_CallbackWriter_New(doc->mmgr, append_bytes, &result)), HPDF_Stream_Free);
    HPDF_Stream stream = owned.get();
    check(HPDF_Stream_WriteStr(stream, state_->version == PdfVersion::v1_7 ? "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n" : "%PDF-1.4\n%\xB7\xBE\xAD\xAA\n"));
    check(HPDF_Xref_WriteToStream(doc->xref, stream, nullptr));
    check(HPDF_GetError(doc));
    if (!state_->packed.empty()) state_->append_packed(result);
    return result;
}

}  // namespace tianbiao
