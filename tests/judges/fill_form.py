# Fills the fields of a PDF as a program does that only sets values: fill_form.py BLANK VALUES OUT
# VALUES: a JSON object, name to text; of a box /state.
import json
import sys


def full_name(field):
    own = str(field.T) if "/T" in field else ""
    above = full_name(field.Parent) if "/Parent" in field else ""
    return above + "." + own if above and own else above or own


def with_pikepdf(blank, values, out):
    import pikepdf

    pdf = pikepdf.open(blank)
    form = pdf.Root.AcroForm

    def fill(field):
        kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
        for kid in kids:
            fill(kid)
        value = values.get(full_name(field), "")
        if kids or not value:
            return
        if not value.startswith("/"):
            field.V = pikepdf.String(value)
            return
        field.V = pikepdf.Name(value)
        for widget in field.get("/Kids", [field]):
            widget.AS = pikepdf.Name(value) if value in widget.AP.N else pikepdf.Name.Off

    for field in form.Fields:
        fill(field)
    form.NeedAppearances = True
    pdf.save(out)


blank, values, out = sys.argv[1:]
with open(values, encoding="utf-8") as file:
    with_pikepdf(blank, json.load(file), out)
