// SPDX-License-Identifier: Apache-2.0
#include "app/commands/record.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <csignal>

#include "app/assemble.h"
#include "app/complaint.h"
#include "hanmeter/captures/pcapng.h"
#include "hanmeter/io/clock.h"
#include "hanmeter/io/file.h"

namespace hanmeter::app::commands {
namespace {

// Writes each piece as it comes; a write that fails ends the recording with one sentence.
class Recorder final : public pipeline::Intake {
public:
    Recorder(io::Fd file, std::string path, const Arguments& arguments)
        : file_{std::move(file)},
          path_{std::move(path)},
          quiet_{arguments.given(OptionId::quiet)},
          shows_progress_{!quiet_ && ::isatty(STDERR_FILENO) == 1} {}

    void begin(const std::string& input, std::string_view settings) {
        write(captures::pcapng_head("hanmeter", input, settings));
    }
    void start() override {}
    void end_unit() override {}
    void receive(bytes::Bytes /*data*/, const values::Origin& /*origin*/) override {}
    void received_raw(bytes::Bytes data) override {
        write(captures::pcapng_packet(data, io::now()));
        bytes_ += data.size();
        ++pieces_;
        if (shows_progress_) fmt::print(stderr, "\r{} bytes in {} pieces", bytes_, pieces_);
    }
    void notice(const std::string& sentence) override {
        if (!quiet_) fmt::print(stderr, "hanmeter: {}\n", sentence);
    }
    bool done() const override { return failed_; }

    void end() {
        if (shows_progress_) fmt::print(stderr, "\n");
        if (!quiet_ && !failed_) {
            fmt::print(stderr, "hanmeter: {} bytes in {} pieces recorded in {}\n", bytes_, pieces_,
                       path_);
        }
    }
    std::uint64_t bytes() const { return bytes_; }
    bool failed() const { return failed_; }

private:
    void write(const std::vector<std::uint8_t>& block) {
        if (failed_) return;
        const auto error = io::write_all(file_.get(), bytes::Bytes{block});
        if (!error) return;
        failed_ = true;
        complain(Exit::sink_failed, fmt::format("cannot write {}: {}; the recording ends here",
                                                path_, error.message()));
    }

    io::Fd file_;
    std::string path_;
    bool quiet_;
    bool shows_progress_;
    bool failed_ = false;
    std::uint64_t bytes_ = 0;
    std::uint64_t pieces_ = 0;
};

std::string port_settings(const Arguments& arguments) {
    return fmt::format("{} baud, {} data bits, parity {}, {} stop bits",
                       arguments.value(OptionId::baud), arguments.value(OptionId::databits),
                       arguments.value(OptionId::parity), arguments.value(OptionId::stopbits));
}

// Until the source ends, the disk is full or a signal comes. A signal is how a recording is meant
// to end.
pipeline::SourceEnd run(pipeline::Source& source, Recorder& recorder, asio::io_context& context) {
    pipeline::SourceEnd ended;
    asio::cancellation_signal stop;
    asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&](asio::error_code error, int /*signal*/) {
        if (!error) stop.emit(asio::cancellation_type::terminal);
    });
    asio::co_spawn(context, source.run(recorder),
                   asio::bind_cancellation_slot(
                       stop.slot(), [&](const std::exception_ptr& thrown, pipeline::SourceEnd end) {
                           if (thrown) std::rethrow_exception(thrown);
                           ended = std::move(end);
                           context.stop();
                       }));
    context.run();
    return ended;
}

}  // namespace

Exit record(const Arguments& arguments) {
    if (arguments.operands().size() != 1 || !arguments.given(OptionId::output_file)) {
        return complain(Exit::usage,
                        "record takes one INPUT and --output FILE, as in hanmeter record "
                        "/dev/ttyUSB0 -o meter.pcapng");
    }
    const std::string& input = arguments.operands().front();
    const std::string path{arguments.value(OptionId::output_file)};
    asio::io_context context{1};
    auto source = assemble_source(input, arguments, context.get_executor());
    if (!source) return complain(source.error().code, source.error().sentence);
    auto file = io::open_fd(path, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file) {
        return complain(Exit::cannot_open,
                        fmt::format("cannot write {}: {}", path, file.error().message()));
    }
    Recorder recorder{std::move(*file), path, arguments};
    recorder.begin(input, port_settings(arguments));
    const auto end = run(**source, recorder, context);
    recorder.end();
    if (end.kind == pipeline::SourceEnd::Kind::cannot_open) {
        return complain(Exit::cannot_open, end.sentence);
    }
    if (recorder.failed()) return Exit::sink_failed;
    return recorder.bytes() > 0 ? Exit::ok : Exit::no_bytes;
}

}  // namespace hanmeter::app::commands
