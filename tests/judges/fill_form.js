// mutool run fill_form.js BLANK VALUES OUT: fields filled with MuPDF. VALUES: a JSON object, name to text; of a box /state.
var doc = new PDFDocument(scriptArgs[0]), values = JSON.parse(read(scriptArgs[1]));

function nameOf(field) {
    var parent = field.get("Parent"), own = field.get("T");
    var above = parent && !parent.isNull() ? nameOf(parent) : "";
    var name = own && !own.isNull() ? own.asString() : "";
    return above && name ? above + "." + name : above || name;
}

var pages = [];  // kept: widgets whose page was collected lead into freed memory
for (var p = 0; p < doc.countPages(); ++p) {
    pages.push(doc.loadPage(p));
    var widgets = pages[p].getWidgets(), annotations = doc.findPage(p).get("Annots");
    for (var w = 0; w < widgets.length; ++w) {
        var object = annotations.get(w), value = values[nameOf(object)];
        if (!value || value === "/Off") continue;
        if (value.charAt(0) === "/") {
            var states = object.get("AP").get("N"), state = states.get(value.substring(1));
            if (state && !state.isNull()) widgets[w].toggle();
        } else if (widgets[w].getFieldType() === "combobox") {
            widgets[w].setChoiceValue(value);
        } else {
            widgets[w].setTextValue(value);
        }
        widgets[w].update();
    }
}
doc.save(scriptArgs[2], "");
