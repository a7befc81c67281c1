// node fill_form.mjs BLANK VALUES OUT: fields filled with pdf-lib. VALUES: a JSON object, name to text; of a box /state.
import { readFileSync, writeFileSync } from "node:fs";
import { PDFCheckBox, PDFDocument, PDFDropdown, PDFName, PDFRadioGroup, PDFTextField } from "pdf-lib";

const [blank, values, out] = process.argv.slice(2);
const pdf = await PDFDocument.load(readFileSync(blank));
const form = pdf.getForm();
for (const [name, value] of Object.entries(JSON.parse(readFileSync(values, "utf8")))) {
  if (!value || value === "/Off") continue;
  const field = form.getField(name);
  if (field instanceof PDFTextField) field.setText(value);
  else if (field instanceof PDFDropdown) field.select(value);
  else if (field instanceof PDFCheckBox) field.check();
  else if (field instanceof PDFRadioGroup) field.acroField.setValue(PDFName.of(value.slice(1)));
  else throw new Error("a field of another kind: " + name);
}
writeFileSync(out, await pdf.save({ updateFieldAppearances: false }));
