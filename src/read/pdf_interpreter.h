// The machine behind run_content: operands, states and operators of one page or appearance. Only pdf_content*.cpp include it.
#pragma once
#include <optional>
#include <set>
#include <vector>

#include "read/pdf_colours.h"
#include "read/pdf_content.h"
#include "read/pdf_path.h"
#include "read/pdf_show.h"
#include "read/pdf_tokens.h"

namespace tianbiao {

class Interpreter {
public:
    Interpreter(ContentStore& store, Painting& to, const Drawing& drawing);
    void run(std::string_view content, const Object* resources);
    void run_form(const Object* form);
    void finish();  // closes what the content left open

private:
    using Handler = void (Interpreter::*)();
    struct Operator {
        std::string_view name;
        Handler run;
    };
    static const Operator operators[];
    static Handler handler_of(std::string_view name);
    void note_operator(std::string_view name);  // that has no handler

    // Operands, counted from the last one that belongs: of "a b Td", number(2, 0) is a.
    double number(std::size_t count, std::size_t index) const;
    Matrix matrix() const;
    const Token* last(TokenKind kind) const;  // the last operand of the kind, nullptr for none
    const Object* resource(const char* category, std::string_view name) const;
    Font* font_named(std::string_view name);
    bool is_hidden() const { return hidden_ > 0; }

    // pdf_content_state.cpp
    void save();
    void restore();
    void concatenate();
    void line_width();
    void external_state();
    template <bool stroking, Space space>
    void device_colour();
    template <bool stroking>
    void colour_space();
    template <bool stroking>
    void colour();

    // pdf_content_paths.cpp
    void move();
    void line();
    void curve();
    void curve_from();
    void curve_to();
    void close_path();
    void rectangle();
    template <bool filling, bool stroking, bool closing>
    void paint();
    void clip();
    void shading();
    void external_object();
    void inline_image();
    void image(const Object* dictionary);
    void add_image(const Rect& box, int width, int height, bool opaque);

    // pdf_content_text.cpp
    void begin_text();
    void end_text() {}
    void set_spacing();
    void set_word_spacing();
    void set_stretch();
    void set_leading();
    void set_font();
    void set_mode();
    void set_rise();
    void move_line();
    void move_line_leading();
    void text_matrix();
    void next_line();
    void show();
    void show_array();
    void show_on_next_line();
    void show_with_spacing();
    template <class Work>
    void shown(Work work);

    // pdf_content_marks.cpp
    void begin_marked();
    void begin_marked_with();
    void end_marked();
    void nothing() {}
    struct Marked {
        bool hidden = false;
        std::optional<std::string> actual_text = {};
        std::size_t first_text = 0;
        int sequence = -1;
    };
    // What our own writer says of a sequence.
    struct OwnMarks {
        bool continues = false;  // TB_Continues
        std::string field;       // TB_Field
    };
    void open_marked(Marked marked, std::string_view tag, OwnMarks own);
    std::optional<std::string> actual_text_of_operands(OwnMarks& own) const;
    void replace_text(const Marked& marked);

    ContentStore& store_;
    const ObjectStore& objects_;
    Painting& to_;
    const Object* resources_ = nullptr;
    Tokenizer* tokens_ = nullptr;
    std::vector<Token> operands_;
    GraphicsState state_;
    std::vector<GraphicsState> states_;
    std::size_t floor_ = 0;  // states below it belong to the content that called this form
    Path path_;
    bool clips_ = false;
    TextPen pen_;
    std::vector<Marked> marks_;
    std::size_t marks_floor_ = 0;
    int hidden_ = 0, replacing_ = 0, compatible_ = 0;
    std::vector<const Object*> forms_;  // in each other
    struct NamedFont {
        const Object* resources;
        std::string name;
        Font* font;
    };
    std::vector<NamedFont> named_fonts_;  // those chosen last
};

}  // namespace tianbiao
