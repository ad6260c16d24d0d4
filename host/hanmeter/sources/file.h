// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <string>

#include "hanmeter/io/file.h"
#include "hanmeter/pipeline/received.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// A file, a named pipe, or `-`: standard input. Read in blocks of 256 KiB. A regular file gives no
// times; what comes through a pipe, socket or terminal was received when it was read.
class File : public pipeline::Source {
public:
    struct Settings {
        pipeline::Undo undo{};
        int standard_input = 0;       // the descriptor that `-` stands for
        bool original_speed = false;  // waits between pieces as long as their times are apart
    };

    File(asio::any_io_executor executor, std::string path, Settings settings);

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return false; }

private:
    // Descriptors that can be waited for, and those that always answer at once.
    enum class Nature { stream, plain };
    struct Opened {
        io::Fd fd;
        Nature nature = Nature::plain;
        bool wait_for_writer = false;  // a named pipe: no writer yet is not its end
    };

    tl::expected<Opened, std::string> open() const;
    tl::expected<Opened, std::string> open_path() const;
    tl::expected<Opened, std::string> open_standard_input() const;
    pipeline::SourceEnd failed(std::error_code error) const;
    asio::awaitable<pipeline::SourceEnd> read_plain(int fd, pipeline::Received& received,
                                                    pipeline::Intake& intake);
    asio::awaitable<pipeline::SourceEnd> replay(int fd, pipeline::Intake& intake);
    asio::awaitable<pipeline::SourceEnd> read_stream(Opened opened, pipeline::Received& received,
                                                     pipeline::Intake& intake);

    asio::any_io_executor executor_;
    std::string path_;
    Settings settings_;
};

}  // namespace hanmeter::sources
