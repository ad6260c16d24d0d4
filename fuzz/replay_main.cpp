// SPDX-License-Identifier: Apache-2.0
// Runs one fuzz target over the files below the folders named, where no fuzzer is linked: each file
// as it is, and where it holds hex digits alone, also the bytes that they mean.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> bytes_of_hex(const std::string& text) {
    std::string bytes;
    int high = -1;
    for (char c : text) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        const int value = digit_value(c);
        if (value < 0) return std::nullopt;
        if (high < 0) {
            high = value;
        } else {
            bytes.push_back(static_cast<char>(high * 16 + value));
            high = -1;
        }
    }
    return high < 0 ? std::optional{bytes} : std::nullopt;
}

void run(const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

int run_folder(const std::filesystem::path& folder) {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file{entry.path(), std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        run(text);
        ++count;
        if (auto bytes = bytes_of_hex(text)) run(*bytes);
    }
    return count;
}

}  // namespace

int main(int argc, char** argv) {
    int count = 1;
    run("");
    for (int i = 1; i < argc; ++i) {
        if (std::filesystem::is_directory(argv[i])) count += run_folder(argv[i]);
    }
    std::printf("%d inputs\n", count);
    return 0;
}
