// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

int main() {
    std::fputs("hanmeter: no command is built yet\n", stderr);
    return 1;
}
