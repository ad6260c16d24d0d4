// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/hex_argument.h"

#include "hanmeter/pipeline/received.h"

namespace hanmeter::sources {

asio::awaitable<pipeline::SourceEnd> HexArgument::run(pipeline::Intake& intake) {
    pipeline::Received received{intake, {.format = captures::Format::raw, .stuffing = stuffing_}};
    received.begin();
    received.take(data_, std::nullopt);
    received.finish();
    co_return pipeline::SourceEnd{};
}

}  // namespace hanmeter::sources
