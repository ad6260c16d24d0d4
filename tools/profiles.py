#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints core/hanmeter/meters/profiles/profiles.cpp, made from the *.toml beside it."""
import pathlib
import re
import tomllib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "core/hanmeter/meters/profiles"
UNITS = {"W": "watt", "var": "var", "VA": "volt_ampere", "Wh": "watt_hour", "varh": "var_hour",
         "VAh": "volt_ampere_hour", "A": "ampere", "V": "volt", "Hz": "hertz", "deg": "degree",
         "": "none"}
TAGS = {"any": 0x00, "boolean": 0x03, "double-long": 0x05, "double-long-unsigned": 0x06,
        "octet-string": 0x09, "visible-string": 0x0A, "long": 0x10, "unsigned": 0x11,
        "long-unsigned": 0x12, "enum": 0x16}


def position(register):
    if register is None:
        return "{.skipped = true},"
    code, *scale = register
    a, b, c, d, e = re.fullmatch(r"(\d+)-(\d+):(\d+)\.(\d+)\.(\d+)", code).groups()
    line = f"{{.obis = {{{a}, {b}, {c}, {d}, {e}, 255}}"
    if scale:
        scaler, unit, *doubt = scale
        says = "assumed" if doubt == ["assumed"] else "list"
        line += f", .unit = values::Unit::{UNITS[unit]}, .scale = values::Scale::{says}"
        line += f", .scaler = {scaler}"
    return line + "},"


def beginning(word):
    name, _, length = word.partition(" ")
    return f"{{.tag = {TAGS[name]}" + (f", .length = {length}}}" if length else "}")


def compile_profiles():
    out = ["// SPDX-License-Identifier: Apache-2.0",
           "// Made by tools/profiles.py from the *.toml beside it.",
           '#include "hanmeter/meters/profiles/profiles.h"', "",
           "#include <array>", "",
           "namespace hanmeter::meters {", "namespace {", "", "// clang-format off"]
    rows = []
    for path in sorted(FOLDER.glob("*.toml")):
        profile = tomllib.loads(path.read_text())
        for number, entry in enumerate(profile["list"], 1):
            name = f"{path.stem}_{number}"
            registers = [None if key == "-" else profile["registers"][key]
                         for key in entry["positions"]]
            out.append(f"constexpr std::array<Position, {len(registers)}> {name}{{{{")
            out += ["    " + position(register) for register in registers]
            out += ["}};", ""]
            begins = ", ".join(beginning(word) for word in entry.get("begins", []))
            rows.append(f'    {{.maker = "{profile["maker"]}", .list = "{entry.get("id", "")}", '
                        f".begins = {{{{{begins}}}}}, .positions = {name}}},")
    out += [f"constexpr std::array<PositionalList, {len(rows)}> lists{{{{", *rows, "}};",
            "// clang-format on", "", "}  // namespace", "",
            "std::span<const PositionalList> built_in_profiles() {", "    return lists;", "}", "",
            "}  // namespace hanmeter::meters", ""]
    return "\n".join(out)


if __name__ == "__main__":
    print(compile_profiles(), end="")
