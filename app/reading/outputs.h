// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/arguments.h"
#include "app/failure.h"
#include "hanmeter/formats/format.h"
#include "hanmeter/formats/writer.h"

namespace hanmeter::app::reading {

// Where readings are written: one formatter for each -F, the text block without any, and what -o
// and -f print. Standard output has one writer, so that everything on it keeps its order.
class Outputs {
public:
    // Makes the files. `live`: files are written telegram by telegram too.
    static tl::expected<std::unique_ptr<Outputs>, Failure> open(const Arguments& arguments,
                                                                bool live);
    Outputs(const Outputs&) = delete;
    Outputs& operator=(const Outputs&) = delete;

    void begin();
    // `name`: what the meter is called, empty where there is nothing to tell it from.
    void write(const values::Reading& reading, std::string_view name);
    void end();

    // Where -x and -p print, and the calls to Domoticz: standard output, or standard error when a
    // -F goes to standard output. end_inspection() is to be called behind each block of input.
    std::string& inspection() { return inspection_->text(); }
    void end_inspection() { note(inspection_->end_telegram()); }

    // Nothing more can be written: why, else nothing.
    std::optional<Exit> over() const { return over_; }
    // What failed so far, gravest first.
    Exit code() const { return code_; }

private:
    struct Format {
        std::unique_ptr<formats::Formatter> formatter;
        formats::Writer* writer;
        bool failed = false;
    };

    Outputs();
    tl::expected<void, Failure> add(const formats::Target& target,
                                    const formats::Settings& settings, bool live);
    // False: what was to be written is lost. Says why, once.
    bool note(const std::optional<formats::WriteEnd>& end);
    void end_if_nothing_is_left();

    formats::Writer standard_output_;
    formats::Writer standard_error_;
    std::vector<std::unique_ptr<formats::Writer>> files_;
    std::vector<std::unique_ptr<formats::Formatter>> inspectors_;
    std::vector<Format> formats_;
    formats::Writer* inspection_ = &standard_output_;
    bool colour_ = false;
    std::set<std::string> said_;
    std::optional<Exit> over_{};
    Exit code_ = Exit::ok;
};

}  // namespace hanmeter::app::reading
