"""Edits a workbook in a real LibreOffice, as a person at its window would, and saves it as .xlsx.

usage: edit_workbook.py IN.xlsx OUT.xlsx PROFILE COMMAND...
  set:NAME=TEXT       types TEXT into the cell of a defined name
  insert:NAME         puts a row under the row of a defined name
  over:NAME           puts a row above it
  below:NAME=TEXT     types TEXT into the cell under that of a defined name
  above:NAME=TEXT     types TEXT into the cell above it
  delete:NAME         deletes the row of a defined name
  empty:NAME          empties the cell of a defined name
Named cells are looked up anew for each command, in order.
"""
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(profile):
    pipe = "tianbiao" + str(abs(hash(profile)))
    office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore",
                               "--accept=pipe,name=" + pipe + ";urp;"])
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return office, resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    office.kill()
    sys.exit("LibreOffice does not answer")


def option(name, value):
    out = PropertyValue()
    out.Name, out.Value = name, value
    return out


def first_cell(document, name):
    return document.NamedRanges.getByName(name).getReferredCells().getRangeAddress()


def run(document, command):
    verb, rest = command.split(":", 1)
    name, _, text = rest.partition("=")
    place = first_cell(document, name)
    sheet = document.Sheets.getByIndex(place.Sheet)
    row, column = place.StartRow, place.StartColumn
    if verb == "set":
        sheet.getCellByPosition(column, row).setFormula(text)
    elif verb == "below":
        sheet.getCellByPosition(column, row + 1).setString(text)
    elif verb == "insert":
        sheet.Rows.insertByIndex(row + 1, 1)
    elif verb == "over":
        sheet.Rows.insertByIndex(row, 1)
    elif verb == "above":
        sheet.getCellByPosition(column, row - 1).setString(text)
    elif verb == "delete":
        sheet.Rows.removeByIndex(row, 1)
    elif verb == "empty":
        sheet.getCellByPosition(column, row).setString("")
    else:
        sys.exit("no such command: " + verb)


def main():
    source, target, profile, *commands = sys.argv[1:]
    office, context = connect(profile)
    try:
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL("file://" + source, "_blank", 0, (option("Hidden", True),))
        for sheet in document.Sheets.ElementNames:
            document.Sheets.getByName(sheet).unprotect("")
        for command in commands:
            run(document, command)
        document.storeToURL("file://" + target, (option("FilterName", "Calc MS Excel 2007 XML"),))
        document.close(True)
        desktop.terminate()
    except Exception:
        office.kill()
        raise
    finally:
        office.wait(30)


main()
